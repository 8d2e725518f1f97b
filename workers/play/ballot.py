"""The day of the ballot in each polling area: from the opening of the room to the minutes sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from domain.fact import Code
from domain.polling.commands import (
    ClosePolling,
    OpenPolling,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.terms import Poll
from domain.zone import at
from workers.play.diary import next_hour
from workers.play.part import Part
from workers.play.sheet import AreaRow, MinutesRow

TURNOUT: Final = ((11, 68), (15, 93))
"""Hour of a report, and how many of a hundred of those who will have voted have voted by then."""
RESERVE: Final = 50
"""One ballot in so many is delivered beyond the number of voters."""


class Voting(Part):
    """The first ballot everywhere; later ones when they are asked for."""

    def play(self) -> None:
        for area in self.example.areas:
            self.poll(area, "first", "", self.example.polling_day(area.code))

    def poll(self, area: AreaRow, poll: Poll, contest: Code, day: date) -> None:
        """One area on one day; a later ballot names its constituency."""
        stream, unit = self.stream("area", area.code), area.unit
        kinds = [row for row in self.example.minutes if (row.area, row.poll) == (area.code, poll)]
        kinds = [row for row in kinds if contest in ("", row.contest)]
        opens = at(day, area.opens.hour, area.opens.minute) if poll == "first" else at(day, 7)
        self.add("team", unit, opens, stream, OpenPolling(poll=poll, contest=contest))
        voted = max(row.voted for row in kinds)
        for hour, share in TURNOUT:
            report = ReportTurnout(poll=poll, contest=contest, slot=f"{hour}h", voted=voted * share // 100)
            self.add("team", unit, at(day, hour), stream, report)
        closes = at(day, area.closes.hour, area.closes.minute)
        self.add("team", unit, closes, stream, ClosePolling(poll=poll, contest=contest))
        self.add("team", unit, at(day, 20), stream, self._unused(kinds, poll, contest))
        for row in kinds:
            self.add("team", unit, at(day, 22), stream, self._minutes(row))
        send = SendCountingMinutes(poll=poll, contest=contest)
        self.add("team", unit, self.sent(area, poll, day), stream, send)

    def sent(self, area: AreaRow, poll: Poll, day: date) -> datetime:
        """The first ballot's minutes within the days the law gives; those of a later one the next morning."""
        counted = at(day, 22)
        if poll != "first":
            return next_hour(counted)
        return self.diary.when("to_minutes_send", "na", area.unit, area.code, after=counted, leads=3)

    def _unused(self, kinds: list[MinutesRow], poll: Poll, contest: Code) -> SealUnusedBallots:
        issued = sum(row.issued for row in kinds)
        spoiled = sum(row.spoiled for row in kinds)
        unused = sum(row.registered + row.registered // RESERVE + row.spoiled - row.issued for row in kinds)
        return SealUnusedBallots(
            poll=poll,
            contest=contest,
            received=issued + spoiled + unused,
            issued=issued,
            spoiled=spoiled,
            unused=unused,
        )

    def _minutes(self, row: MinutesRow) -> RecordCountingMinutes:
        return RecordCountingMinutes(
            poll=row.poll,
            ballot=row.ballot,
            contest=row.contest,
            registered=row.registered,
            voted=row.voted,
            issued=row.issued,
            collected=row.collected,
            valid=row.valid,
            invalid=row.invalid,
            votes=self.example.ballots_cast[row.area, row.poll, row.ballot],
        )
