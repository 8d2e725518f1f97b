"""The bodies of an election, and what they divide the country into: committees, constituencies, boards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.bodies.commands import EstablishCommittee
from domain.constituencies.commands import PublishConstituencies
from domain.constituencies.events import ContestPlan
from domain.contest.commands import EstablishBoard
from domain.fact import Code
from domain.terms import NATION, Ballot
from domain.zone import at
from workers.play.diary import Diary
from workers.play.example import Example
from workers.play.part import Part, own
from workers.play.sheet import UnitRow

COMMITTEE: Final = {"province": "ubbc_p_set_up", "district": "ubbc_d_set_up", "commune": "ubbc_c_set_up"}
BOARD: Final = {
    "na": "ban_na_set_up",
    "province": "ban_hdnd_p_set_up",
    "district": "ban_hdnd_d_set_up",
    "commune": "ban_hdnd_c_set_up",
}


class Bodies(Part):
    """Remembers when each unit's constituencies were published."""

    def __init__(self, example: Example, diary: Diary) -> None:
        super().__init__(example, diary)
        self.published: dict[tuple[Code, Ballot], datetime] = {}

    def play(self) -> None:
        for unit in self.example.units:
            self._committee(unit)
        for unit in self.example.units:
            for ballot in own(unit):
                self._constituencies(unit, ballot)
        self._boards()

    def _committee(self, unit: UnitRow) -> None:
        if unit.committee is None:
            return
        command = EstablishCommittee(size=unit.committee, decision=f"QD-UBBC-{unit.code}")
        if unit.level == "nation":
            when = at(self.example.call.announced, 10)
            self.add("assembly", unit.code, when, self.unit(unit.code), command)
            return
        deadline = COMMITTEE[unit.level]
        when = self.diary.when(deadline, unit.level, unit.code)
        self.add("people_committee", unit.code, when, self.unit(unit.code), command, deadline)

    def _constituencies(self, unit: UnitRow, ballot: Ballot) -> None:
        """All constituencies of one ballot: of the Assembly by the Council, of a council by its committee."""
        deadline, body = (
            ("na_constituencies_publish", "nec")
            if ballot == "na"
            else ("hdnd_constituencies_publish", "committee")
        )
        plans = tuple(
            ContestPlan(code=each.code, seats=each.seats, unit=each.unit)
            for each in self.example.contests
            if each.ballot == ballot and (ballot == "na" or each.unit == unit.code)
        )
        when = self.diary.when(deadline, ballot, unit.code)
        command = PublishConstituencies(ballot=ballot, contests=plans)
        self.published[unit.code, ballot] = self.add(
            body, unit.code, when, self.unit(unit.code), command, deadline
        )

    def _boards(self) -> None:
        for contest in self.example.contests:
            publisher = NATION if contest.ballot == "na" else contest.unit
            opened = self.published[publisher, contest.ballot] + timedelta(days=1)
            deadline = BOARD[contest.ballot]
            when = self.diary.when(deadline, contest.ballot, contest.unit, contest.code, after=opened)
            command = EstablishBoard(size=contest.board, decision=f"QD-BAN-{contest.code}")
            stream = self.stream("contest", contest.code)
            self.add("people_committee", contest.unit, when, stream, command, deadline)
