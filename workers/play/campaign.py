"""The campaign between the official lists and the eve of the ballot: one meeting of voters for each list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.campaign.commands import HoldMeeting, NotifyMeeting, PlanMeeting, ReportMeetings, UseMedia
from domain.zone import at
from workers.play.part import Part
from workers.play.sheet import ContestRow

PLANNED: Final = 17
TOLD: Final = 15
HELD: Final = (12, 10, 8)
REPORTED: Final = 5
"""Days before the ballot on which meetings are planned, told to those concerned, held, and reported."""
MEETING: Final = "TX1"


class Campaign(Part):
    """Meetings are organised by the Front of the unit that elects (Article 66)."""

    def play(self) -> None:
        for number, contest in enumerate(self.example.contests):
            if self.closely(contest.unit):
                self._meeting(contest, HELD[number % len(HELD)])
            if contest.ballot == "na" and self.closely(contest.unit):
                self._media(contest)

    def _meeting(self, contest: ContestRow, ahead: int) -> None:
        stream, held = self.stream("contest", contest.code), self._day(ahead, 14)
        where = self.example.areas_of[contest.code][0].unit
        people = tuple(place.candidacy for place in self.example.listed(contest.code))
        plan = PlanMeeting(meeting=MEETING, at=held, commune=where)
        self.add("front", contest.unit, self._day(PLANNED), stream, plan)
        for whom in ("candidates", "voters"):
            tell = NotifyMeeting.model_validate({"meeting": MEETING, "to": whom})
            self.add("front", contest.unit, self._day(TOLD), stream, tell)
        hold = HoldMeeting(meeting=MEETING, voters=120, present=people)
        self.add("front", contest.unit, held, stream, hold)
        report = ReportMeetings(report="1", meetings=(MEETING,))
        self.add("front", contest.unit, self._day(REPORTED), stream, report)

    def _media(self, contest: ContestRow) -> None:
        """Who stands for the Assembly speaks on the province's television (Article 67)."""
        for place in self.example.listed(contest.code):
            use = UseMedia(item=f"TH-{place.order}", candidacy=place.candidacy, medium="television")
            stream = self.stream("contest", contest.code)
            self.add("candidate", contest.unit, self._day(HELD[0], 14), stream, use)

    def _day(self, ahead: int, hour: int = 8) -> datetime:
        return at(self.example.call.day - timedelta(days=ahead), hour)
