"""Ballots on their way from the committee to the board and on to the teams, counted on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from domain.fact import Code
from domain.polling.commands import TakeSupply
from domain.supply.commands import (
    DeliverBallots,
    SupplyBoard,
    SupplyTeams,
    TakeBoardSupply,
    TakeDelivery,
)
from domain.zone import at
from workers.play.diary import Diary, next_hour, soon
from workers.play.example import Example
from workers.play.part import Part
from workers.play.sheet import ContestRow, MinutesRow

RESERVE: Final = 50
"""One ballot in so many is delivered beyond the number of voters."""
BATCH: Final = "1"


def delivered(row: MinutesRow) -> int:
    """Ballots of one kind for one area: as many as voters, a reserve, and those that will be spoiled."""
    return row.registered + row.registered // RESERVE + 2 * row.spoiled


class Supply(Part):
    """After the official list, `lists`, of each constituency."""

    def __init__(self, example: Example, diary: Diary, lists: Mapping[Code, datetime]) -> None:
        super().__init__(example, diary)
        self.lists = lists

    def play(self) -> None:
        for contest in self.example.contests:
            self._contest(contest)

    def _contest(self, contest: ContestRow) -> None:
        stream, unit = self.stream("contest", contest.code), contest.unit
        areas = {
            row.area: delivered(row)
            for row in self.example.minutes
            if (row.contest, row.poll) == (contest.code, "first")
        }
        ballots = sum(areas.values())
        ready = self.lists[contest.code]
        if self.closely(unit):
            deliver = DeliverBallots(batch=BATCH, ballots=ballots)
            ready = self.add("people_committee", unit, next_hour(ready), stream, deliver)
            take = TakeDelivery(batch=BATCH, ballots=ballots)
            ready = self.add("committee", unit, next_hour(ready), stream, take)
        deadline = "documents_to_ban_na" if contest.ballot == "na" else "documents_to_ban_hdnd"
        hand = SupplyBoard(batch=BATCH, ballots=ballots)
        due = self.diary.due(deadline, contest.ballot)
        when = max(next_hour(ready), at(due.date(), 8))
        passed = self.add("committee", unit, when, stream, hand, deadline)
        if self.closely(unit):
            received = TakeBoardSupply(batch=BATCH, ballots=ballots)
            passed = self.add("board", unit, soon(passed), stream, received)
        deadline = "documents_to_to"
        when = self.diary.when(deadline, contest.ballot, unit, contest.code, after=passed, leads=5)
        out = self.add("board", unit, when, stream, SupplyTeams(batch=BATCH, areas=areas), deadline)
        if not self.closely(unit):
            return
        for area in self.example.areas_of[contest.code]:
            taken = TakeSupply(contest=contest.code, batch=BATCH, ballots=areas[area.code])
            self.add("team", area.unit, soon(out), self.stream("area", area.code), taken)
