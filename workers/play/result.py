"""What the ballot came to in each constituency: the board's minutes, and the further vote if there is one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.contest.commands import (
    DecideAdditionalBallot,
    IssueConstituencyMinutes,
    MakeConstituencyMinutes,
    PrepareRepoll,
    SignConstituencyMinutes,
)
from domain.contest.events import Further
from domain.fact import Code
from domain.terms import NATION, Poll
from domain.zone import at
from workers.play.ballot import Voting
from workers.play.diary import Diary, latest, next_hour
from workers.play.example import Example
from workers.play.part import Part
from workers.play.sheet import ContestRow


class Result(Part):
    """Remembers when each constituency was settled, and which vote once more on which day."""

    def __init__(self, example: Example, diary: Diary, voting: Voting) -> None:
        super().__init__(example, diary)
        self.voting = voting
        self.settled: dict[Code, datetime] = {}
        self.repolls: dict[Code, tuple[Further, date]] = {
            **{each.contest: ("additional", each.day) for each in example.script.additional_ballots},
            **{each.contest: ("rerun", each.day) for each in example.script.reruns},
        }

    def play(self) -> None:
        for contest in self.example.contests:
            self._result(contest)

    def _result(self, contest: ContestRow) -> None:
        """Minutes of the constituency, and the further vote where the script has one."""
        day = self.example.call.day
        areas = self.example.areas_of[contest.code]
        sent = latest(self.voting.sent(area, "first", self.example.polling_day(area.code)) for area in areas)
        deadline = "ban_minutes_na" if contest.ballot == "na" else "ban_minutes_hdnd"
        again = self.repolls.get(contest.code)
        if again is None:
            made = self.diary.when(deadline, contest.ballot, contest.unit, contest.code, after=sent, leads=3)
        else:
            made = next_hour(sent or at(day, 22))
        self.settled[contest.code] = self._tally(contest, "first", made, deadline)
        if again is not None:
            self._repeat(contest, *again, made)
        done = [each for each in self.example.script.acts if not each.refused]
        acts = [each.at for each in done if each.stream == f"contest/{contest.code}"]
        self.settled[contest.code] = max([self.settled[contest.code], *acts])

    def _repeat(self, contest: ContestRow, poll: Further, day: date, known: datetime) -> None:
        """The further vote, in the areas that have minutes of it; `acts` of the script decide a re-run."""
        stream = self.stream("contest", contest.code)
        if poll == "additional":
            body, unit = ("nec", NATION) if contest.ballot == "na" else ("committee", contest.unit)
            decide = DecideAdditionalBallot(day=day, decision=f"QD-BAU-THEM-{contest.code}")
            decided = self.add(body, unit, next_hour(known + timedelta(days=1)), stream, decide)
            if self.closely(contest.unit):
                ready = PrepareRepoll(poll=poll, done=("voter_list", "cards", "ballots", "boxes", "notices"))
                self.add("board", contest.unit, next_hour(decided), stream, ready)
        voting = {row.area for row in self.example.minutes if (row.contest, row.poll) == (contest.code, poll)}
        for area in self.example.areas_of[contest.code]:
            if area.code in voting:
                self.voting.poll(area, poll, contest.code, day)
        self.settled[contest.code] = self._tally(contest, poll, at(day + timedelta(days=1), 10))

    def _tally(self, contest: ContestRow, poll: Poll, when: datetime, deadline: str = "") -> datetime:
        """Minutes of the board; where every paper is kept also signed, and sent to whom the law names."""
        stream, unit = self.stream("contest", contest.code), contest.unit
        made = self.add("board", unit, when, stream, MakeConstituencyMinutes(poll=poll), deadline)
        if not self.closely(unit):
            return made
        signed = next_hour(made)
        self.add("board", unit, signed, stream, SignConstituencyMinutes(poll=poll, office="chair"))
        self.add("board", unit, signed, stream, SignConstituencyMinutes(poll=poll, office="deputy"))
        issue = IssueConstituencyMinutes(poll=poll, deputies=1)
        return self.add("board", unit, next_hour(signed), stream, issue)
