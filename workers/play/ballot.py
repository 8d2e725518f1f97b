"""The day of the ballot in each polling area: from the opening of the room to the minutes sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from domain.fact import Code
from domain.polling.commands import (
    CheckBox,
    CheckCollected,
    ClosePolling,
    ConfirmCount,
    ConfirmMinutes,
    EnterCount,
    HandOverBallots,
    OpenBox,
    OpenPolling,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
    SortBallots,
    TakeBallots,
)
from domain.terms import Poll
from domain.zone import at
from workers.play.diary import next_hour
from workers.play.part import Part
from workers.play.sheet import AreaRow, MinutesRow
from workers.play.supply import delivered

TURNOUT: Final = ((11, 68), (15, 93))
"""Hour of a report, and how many of a hundred of those who will have voted have voted by then."""


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
        watched = self._watched(unit, poll)
        if watched:
            check = CheckBox(poll=poll, contest=contest, boxes=2, voters=10)
            self.add("team", unit, opens - timedelta(minutes=30), stream, check)
        self.add("team", unit, opens, stream, OpenPolling(poll=poll, contest=contest))
        voted = max(row.voted for row in kinds)
        for hour, share in TURNOUT:
            report = ReportTurnout(poll=poll, contest=contest, slot=f"{hour}h", voted=voted * share // 100)
            self.add("team", unit, at(day, hour), stream, report)
        closes = at(day, area.closes.hour, area.closes.minute)
        self.add("team", unit, closes, stream, ClosePolling(poll=poll, contest=contest))
        self.add("team", unit, at(day, 20), stream, self._unused(kinds, poll, contest))
        if watched:
            witnesses = (f"ct-{area.code}-1", f"ct-{area.code}-2")
            box = OpenBox(poll=poll, contest=contest, witnesses=witnesses)
            self.add("team", unit, at(day, 21), stream, box)
        for row in kinds:
            self._count(area, row, day)
        sent = self.sent(area, poll, day)
        self.add("team", unit, sent, stream, SendCountingMinutes(poll=poll, contest=contest))
        if self.closely(unit):
            self._papers(area, kinds, poll, contest, sent)

    def _count(self, area: AreaRow, row: MinutesRow, day: date) -> None:
        """Entered by two people; elsewhere taken over from the minutes that were signed on paper."""
        stream, unit, figures = self.stream("area", area.code), area.unit, self._figures(row)
        if not self._watched(unit, row.poll):
            self.add("team", unit, at(day, 22), stream, RecordCountingMinutes(**figures))
            return
        kind = {"poll": row.poll, "ballot": row.ballot, "contest": row.contest}
        check = CheckCollected(**kind, check=1, voted=row.voted, collected=row.collected)
        self.add("team", unit, at(day, 22), stream, check)
        sort = SortBallots(**kind, names=self._names(row), invalid=row.invalid)
        self.add("team", unit, at(day, 22), stream, sort)
        self.add("team", unit, at(day, 22), stream, EnterCount(**figures))
        again = ConfirmCount(**figures)
        self.add("team", unit, at(day, 23), stream, again, actor=f"team.{unit}.2")

    def _watched(self, unit: Code, poll: Poll) -> bool:
        """Whether the count is entered step by step as it goes on: a later ballot's comes on paper."""
        return poll == "first" and self.closely(unit)

    def _names(self, row: MinutesRow) -> tuple[int, ...]:
        """Valid ballots with one name, with two, …: as even as the votes allow."""
        votes = sum(self.example.ballots_cast[row.area, row.poll, row.ballot].values())
        fewer, more = divmod(votes, row.valid)
        names = [0] * (fewer + 1)
        names[fewer] = more
        if fewer:
            names[fewer - 1] = row.valid - more
        return tuple(names)

    def _papers(
        self, area: AreaRow, kinds: list[MinutesRow], poll: Poll, contest: Code, sent: datetime
    ) -> None:
        """Ballots to the commune, and who has the minutes says so."""
        stream, unit = self.stream("area", area.code), area.unit
        hand = HandOverBallots(poll=poll, contest=contest, packets=len(kinds))
        handed = self.add("team", unit, sent, stream, hand)
        take = TakeBallots(poll=poll, contest=contest, packets=len(kinds))
        self.add("people_committee", unit, next_hour(handed), stream, take)
        for row in kinds:
            kind = {"poll": row.poll, "ballot": row.ballot, "contest": row.contest}
            board = self.example.contest[row.contest].unit
            for body, place in (("board", board), ("people_committee", unit), ("front", unit)):
                confirm = ConfirmMinutes.model_validate({**kind, "to": body, "copies": 1})
                self.add(body, place, next_hour(sent), stream, confirm)

    def sent(self, area: AreaRow, poll: Poll, day: date) -> datetime:
        """The first ballot's minutes within the days the law gives; those of a later one the next morning."""
        counted = at(day, 22)
        if poll != "first":
            return next_hour(counted)
        return self.diary.when("to_minutes_send", "na", area.unit, area.code, after=counted, leads=3)

    def _unused(self, kinds: list[MinutesRow], poll: Poll, contest: Code) -> SealUnusedBallots:
        issued = sum(row.issued for row in kinds)
        spoiled = sum(row.spoiled for row in kinds)
        unused = sum(map(delivered, kinds)) - issued - spoiled
        return SealUnusedBallots(
            poll=poll,
            contest=contest,
            received=issued + spoiled + unused,
            issued=issued,
            spoiled=spoiled,
            unused=unused,
        )

    def _figures(self, row: MinutesRow) -> dict[str, Any]:
        names = (
            "poll",
            "ballot",
            "contest",
            "registered",
            "voted",
            "issued",
            "collected",
            "valid",
            "invalid",
        )
        votes = self.example.ballots_cast[row.area, row.poll, row.ballot]
        return {**{name: getattr(row, name) for name in names}, "votes": votes}
