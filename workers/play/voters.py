"""Polling areas, their teams, the voter lists, and what is posted and told in each area before the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.constituencies.commands import ApprovePollingAreas, FixPollingAreas, ReportPollingAreas
from domain.constituencies.events import AreaPlan
from domain.fact import Code
from domain.polling.commands import EstablishTeam, PostCandidateLists
from domain.voterlist.commands import HandOutCards, NotifyVoters, PostVoterList
from workers.play.diary import Diary, day_of, latest, soon
from workers.play.example import Example
from workers.play.part import Part
from workers.play.sheet import AreaRow, UnitRow


class Voters(Part):
    """Areas are fixed after the constituencies, candidates posted after their official lists."""

    def __init__(
        self, example: Example, diary: Diary, constituencies: datetime | None, lists: Mapping[Code, datetime]
    ) -> None:
        super().__init__(example, diary)
        self.constituencies = constituencies
        self.lists = lists

    def play(self) -> None:
        for unit in self.example.units:
            areas = [area for area in self.example.areas if area.unit == unit.code]
            if not areas:
                continue
            due = self.diary.due("to_bau_cu_set_up", "na") - timedelta(days=12)
            when = self.diary.before(due, f"areas:{unit.code}", after=self.constituencies)
            plans = tuple(
                AreaPlan(code=area.code, contests=area.contests, gathered=area.gathered) for area in areas
            )
            fix = FixPollingAreas(areas=plans)
            fixed = self.add("people_committee", unit.code, when, self.unit(unit.code), fix)
            fixed = self._upward(unit, fixed)
            for area in areas:
                self._area(area, fixed)

    def _upward(self, unit: UnitRow, fixed: datetime) -> datetime:
        """The district approves the areas, or the province is told of them, by version of the law."""
        if self.example.law == "A":
            approve = ApprovePollingAreas(decision=f"QD-KV-{unit.code}")
            return self.add("people_committee", unit.parent, soon(fixed), self.unit(unit.code), approve)
        report = ReportPollingAreas()
        return self.add("people_committee", unit.code, soon(fixed), self.unit(unit.code), report)

    def _area(self, area: AreaRow, fixed: datetime) -> None:
        stream = self.stream("area", area.code)
        team = EstablishTeam(unit=area.unit, size=area.team, decision=f"QD-TO-{area.code}")
        when = self.diary.when("to_bau_cu_set_up", "na", area.unit, area.code, after=fixed)
        formed = self.add("people_committee", area.unit, when, stream, team, "to_bau_cu_set_up")
        voters = {
            row.ballot: row.registered
            for row in self.example.minutes
            if row.area == area.code and row.poll == "first"
        }
        when = self.diary.when("voter_list_post", "na", area.unit, area.unit, after=formed)
        self.add("people_committee", area.unit, when, stream, PostVoterList(voters=voters), "voter_list_post")
        lists = latest(self.lists[contest] for contest in area.contests.values())
        when = self.diary.when("lists_post_polling_area", "na", area.unit, area.code, after=lists, leads=5)
        shown = PostCandidateLists(contests=tuple(area.contests.values()))
        self.add("team", area.unit, when, stream, shown, "lists_post_polling_area")
        when = self.diary.when("voter_notice", "na", "", leads=8)  # everywhere at once, which takes one scene
        when -= self.example.call.day - self.example.polling_day(area.code)
        told = NotifyVoters(notice=day_of(when).isoformat(), means="loudspeaker")
        self.add("team", area.unit, when, stream, told, "voter_notice")
        cards = HandOutCards(batch="1", number=max(voters.values()))
        self.add("team", area.unit, when, stream, cards)
