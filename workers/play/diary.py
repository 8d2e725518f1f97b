"""When the people of an example do what they owe: some days before it is due, unless the script differs."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from domain.calendar import calendar
from domain.command import Act
from domain.due import Due, Election
from domain.fact import Code
from domain.stream import Stream
from domain.terms import Ballot
from domain.zone import at, local
from workers.play.example import Example
from workers.play.order import Order, Scene
from workers.play.script import Deviation

HOURS: Final = (8, 10, 14, 16)
"""Office hours at which things are done, so that the acts of a day gather in a few scenes."""
LEADS: Final = 10
"""Days before the due date: 0 to 9, and one more where that is no day on which things are done."""


class Diary:
    """Collects orders, each at its instant; the law's calendar says by when."""

    def __init__(self, example: Example) -> None:
        self.example = example
        rows = _rows(example)
        self._dues = _moments(rows, lambda row: row.due or row.planned)
        self._opens = _moments(rows, lambda row: row.opens)
        self._real = {each.deadline: each.at for each in example.script.dates}
        self._orders: dict[datetime, list[Order]] = defaultdict(list)
        self._done: dict[tuple[str, str], datetime] = {}

    def due(self, deadline: str, ballot: Ballot, unit: Code = "") -> datetime:
        """The last instant in time, as the calendar gives it or as a decision of the unit moved it."""
        for move in self.example.script.moved:
            if (move.deadline, move.ballot, move.unit) == (deadline, ballot, unit):
                return local(move.due)
        return self._dues[deadline, ballot]

    def opens(self, deadline: str, ballot: Ballot) -> datetime | None:
        """The first instant in time, where a row of this election has one."""
        return self._opens.get((deadline, ballot))

    def when(
        self,
        deadline: str,
        ballot: Ballot,
        unit: Code,
        subject: Code = "",
        *,
        after: datetime | None = None,
        leads: int = LEADS,
    ) -> datetime:
        """The legal time of this duty: before it is due, later than `after`, or as the script has it."""
        if deadline in self._real:
            return local(self._real[deadline])
        due = self.due(deadline, ballot, unit)
        for late in self.example.script.late:
            if _concerns(late, deadline, unit):
                return at(due.date() + timedelta(days=late.days), HOURS[1])
        return self.before(due, f"{deadline}:{ballot}:{unit}:{subject}", after=after, leads=leads)

    def before(
        self, due: datetime, key: str, *, after: datetime | None = None, leads: int = LEADS
    ) -> datetime:
        """Some days before `due`, fewer than `leads`, always the same for the same key."""
        lead = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % leads
        day = due.date() - timedelta(days=lead)
        if lead and day.toordinal() % 2:
            day -= timedelta(days=1)  # things are done every other day, which gathers them in fewer scenes
        moment = at(day, HOURS[day.toordinal() % len(HOURS)])
        return moment if after is None or moment > after else next_hour(after)

    def add(self, order: Order, deadline: str = "", unit: Code = "") -> datetime:
        """Enter an order, unless the unit never does this duty; returns when it is known to the record.

        That is its legal time, or later where the script has it recorded late.
        """
        script, act = self.example.script, order.act
        known = act.legal_at
        if any(_concerns(never, deadline, unit) for never in script.never):
            return known
        for delay in (*script.late, *script.recorded_late):
            if _concerns(delay, deadline, unit):
                act = Act(**{**act.model_dump(), "reason": delay.reason})
                if delay in script.recorded_late:
                    known = at(self._any_due(deadline).date() + timedelta(days=delay.days), HOURS[0])
        self._orders[known].append(order._replace(act=act))
        self._done[order.stream, order.command.step] = known
        return known

    def _any_due(self, deadline: str) -> datetime:
        """Due date of a row whatever the ballot: a row has one day for all its ballots."""
        return next(due for (row, _), due in self._dues.items() if row == deadline)

    def done(self, stream: Stream, step: str) -> datetime:
        """When an act that was entered is known to the record; KeyError where nobody does it."""
        return self._done[str(stream), step]

    def scenes(self) -> tuple[Scene, ...]:
        """Everything entered, in order of the legal clock; within a scene no order depends on another."""
        return tuple(
            Scene(moment, tuple(sorted(self._orders[moment], key=_kind))) for moment in sorted(self._orders)
        )


def next_hour(moment: datetime) -> datetime:
    """The next office hour after this moment."""
    day = moment.date()
    for hour in HOURS:
        if at(day, hour) > moment:
            return at(day, hour)
    return at(day + timedelta(days=1), HOURS[0])


def soon(moment: datetime) -> datetime:
    """The next instant at which things are done anyway: an office hour of every other day."""
    day = moment.date()
    while day.toordinal() % 2 or at(day, HOURS[day.toordinal() % len(HOURS)]) <= moment:
        day += timedelta(days=1)
    return at(day, HOURS[day.toordinal() % len(HOURS)])


def latest(moments: Iterable[datetime]) -> datetime | None:
    """The last of several acts that must all be done first; None when there are none."""
    return max(moments, default=None)


def day_of(moment: datetime) -> date:
    return local(moment).date()


def _kind(order: Order) -> str:
    """Like commands stand together, so that they can be given at once."""
    return type(order.command).__name__


def _concerns(deviation: Deviation, deadline: str, unit: Code) -> bool:
    return (deviation.deadline, deviation.unit) == (deadline, unit)


def _rows(example: Example) -> Sequence[Due]:
    call = example.call
    return calendar(Election(kind=call.form, day=call.day, levels=call.levels))


def _moments(rows: Iterable[Due], of: Callable[[Due], datetime | None]) -> dict[tuple[str, Ballot], datetime]:
    """Instants by deadline and ballot; a row for every ballot at once stands under each of them."""
    return {(row.id, ballot): local(moment) for row in rows if (moment := of(row)) for ballot in row.ballots}
