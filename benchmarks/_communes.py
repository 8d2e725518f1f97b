"""Communes of one election on the record, each on the eve of the first deadline that it misses."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final

from temporalio.testing import ActivityEnvironment

from activities.attend import AttendActivity
from activities.contract import Attended, AttendRequest
from domain.agenda.commands import RecordReminder
from domain.agenda.events import DutyCured, DutyMet, DutyMissed, DutyOpened, ReminderFailed, ReminderSent
from domain.bodies.commands import EnrolUnit
from domain.call.commands import CallElection, FixCalendar
from domain.command import Act, Command
from domain.refusal import Refusal
from domain.stream import Stream
from domain.terms import CLERK, NATION, Ballot
from domain.zone import at
from ledger.execute import Ledger

CALLED: Final = at(date(2025, 10, 1), 8)
DAY: Final = date(2026, 3, 15)
BALLOTS: Final[tuple[Ballot, ...]] = ("na", "province", "commune")
PROVINCE: Final = "P"
AHEAD: Final = "C-ahead"
"""The commune that goes through the calendar before the others, to find the instant."""
AT_ONCE: Final = 32

_AGENDA: Final = tuple(
    kind.__name__ for kind in (DutyOpened, DutyMet, DutyMissed, DutyCured, ReminderSent, ReminderFailed)
)
_SEEN: Final = "SELECT count(*) FROM clerk.progress WHERE log = $1 AND next_at > $2 AND code <> $3"


class Communes:
    """The communes of one province; `instant` is when all of them have to look, once they are prepared."""

    def __init__(self, ledger: Ledger, log: str, count: int) -> None:
        self.log = log
        self.codes = [f"C-{number:05}" for number in range(count)]
        self.instant = CALLED
        self._ledger = ledger
        self._attend = AttendActivity(ledger).attend

    async def prepare(self) -> None:
        """Call the election, enrol, open every duty, and have the reminders on record that came before."""
        home = Stream("election", self.log)
        await self._execute(home, CallElection(name=self.log, day=DAY, levels=BALLOTS))
        await self._execute(home, FixCalendar(), body=CLERK)
        await self._execute(self._unit(NATION), EnrolUnit(name=NATION, level="nation"))
        province = EnrolUnit(name=PROVINCE, level="province", parent=NATION, ballots=("na", "province"))
        await self._execute(self._unit(PROVINCE), province)
        self.instant = await self._first_miss()
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(code: str) -> None:
            async with turns:
                await self._enrol(code)
                look = await self._look(code, self.instant - timedelta(seconds=1))
                if look.next_at != self.instant:
                    raise RuntimeError(f"{code} looks again at {look.next_at}, not at {self.instant}")

        await asyncio.gather(*(one(code) for code in self.codes))

    async def recorded(self) -> Counter[str]:
        """How many events lie in the agendas of these communes, by type."""
        rows = await self._ledger.store.of_types(self.log, _AGENDA)
        return Counter(row.type for row in rows if not row.stream.endswith(f"/{AHEAD}"))

    async def seen(self) -> int:
        """How many of the communes have looked at the instant."""
        pool = self._ledger.store.pool
        return int(await pool.fetchval(_SEEN, self.log, self.instant, AHEAD))

    async def _first_miss(self) -> datetime:
        """The first look at which a deadline has passed; no reminder leaves then, it is past midnight."""
        await self._enrol(AHEAD)
        moment = CALLED
        while True:
            look = await self._look(AHEAD, moment)
            if look.recorded:
                return moment
            if look.next_at is None:
                raise RuntimeError(f"{self.log}: no deadline of a commune ever passes")
            moment = look.next_at

    async def _enrol(self, code: str) -> None:
        command = EnrolUnit(name=code, level="commune", parent=PROVINCE, ballots=("commune",))
        await self._execute(self._unit(code), command)
        await self._look(code, CALLED)

    async def _look(self, code: str, moment: datetime) -> Attended:
        """Look as the workflow does, and record the reminders owed as if they had left."""
        request = AttendRequest(kind="unit", election=self.log, code=code, news=0, instant=moment, now=moment)
        look: Attended = await ActivityEnvironment().run(self._attend, request)
        stream = Stream("agenda", self.log, code)
        act = Act(actor=CLERK, body=CLERK, unit=code, legal_at=moment)
        reminders = [RecordReminder(**notice.model_dump(), outcome="sent") for notice in look.notices]
        for outcome in await self._ledger.execute_many([(stream, it, act) for it in reminders]):
            if isinstance(outcome, Refusal):
                raise outcome
        return look

    def _unit(self, code: str) -> Stream:
        return Stream("unit", self.log, code)

    async def _execute(self, stream: Stream, command: Command, body: str = "assembly") -> None:
        await self._ledger.execute(stream, command, Act(actor=body, body=body, unit=NATION, legal_at=CALLED))
