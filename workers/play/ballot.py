"""From the opening of the polling rooms to the first session: what the people of an example do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from domain.contest.commands import DecideAdditionalBallot, MakeConstituencyMinutes
from domain.contest.events import Further
from domain.fact import Code
from domain.polling.commands import (
    ClosePolling,
    OpenPolling,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.stream import Stream
from domain.summary.commands import (
    ConfirmStatus,
    HoldFirstSession,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
)
from domain.terms import NATION, Ballot, Poll
from domain.zone import at
from workers.play.diary import Diary, day_of, latest, next_hour
from workers.play.example import Example, by
from workers.play.sheet import AreaRow, ContestRow, MinutesRow, UnitRow

TURNOUT: Final = ((11, 68), (15, 93))
"""Hour of a report, and how many of a hundred of those who will have voted have voted by then."""
RESERVE: Final = 50
"""One ballot in so many is delivered beyond the number of voters."""


class Voting:
    """Polling, counting, results; remembers when each constituency was settled."""

    def __init__(self, example: Example, diary: Diary) -> None:
        self.example = example
        self.diary = diary
        self.settled: dict[Code, datetime] = {}
        self.repolls: dict[Code, tuple[Further, date]] = {
            **{each.contest: ("additional", each.day) for each in example.script.additional_ballots},
            **{each.contest: ("rerun", each.day) for each in example.script.reruns},
        }

    def play(self) -> None:
        """Everything from election day on."""
        for area in self.example.areas:
            self._poll(area, "first", "", self.example.call.day)
        for contest in self.example.contests:
            self._result(contest)
        if any(contest.ballot == "na" for contest in self.example.contests):
            self._assembly()
        for unit in self.example.units:
            for ballot in unit.ballots:
                if ballot == unit.level:
                    self._council(unit, ballot)

    def _poll(self, area: AreaRow, poll: Poll, contest: Code, day: date) -> None:
        """One area on one day; a later ballot names its constituency."""
        stream, unit = Stream("area", self.example.log, area.code), area.unit
        kinds = [row for row in self.example.minutes if (row.area, row.poll) == (area.code, poll)]
        kinds = [row for row in kinds if contest in ("", row.contest)]
        opens = at(day, area.opens.hour, area.opens.minute) if poll == "first" else at(day, 7)
        self.diary.add(by("team", unit, opens, stream, OpenPolling(poll=poll, contest=contest)))
        voted = max(row.voted for row in kinds)
        for hour, share in TURNOUT:
            report = ReportTurnout(poll=poll, contest=contest, slot=f"{hour}h", voted=voted * share // 100)
            self.diary.add(by("team", unit, at(day, hour), stream, report))
        closes = at(day, area.closes.hour, area.closes.minute)
        self.diary.add(by("team", unit, closes, stream, ClosePolling(poll=poll, contest=contest)))
        seal = self._unused(kinds, poll, contest)
        self.diary.add(by("team", unit, at(day, 20), stream, seal))
        for row in kinds:
            self.diary.add(by("team", unit, at(day, 22), stream, self._minutes(row)))
        send = SendCountingMinutes(poll=poll, contest=contest)
        self.diary.add(by("team", unit, self._sent(area, poll, day), stream, send))

    def _sent(self, area: AreaRow, poll: Poll, day: date) -> datetime:
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

    def _result(self, contest: ContestRow) -> None:
        """Minutes of the constituency, and the additional ballot where the script has one."""
        day = self.example.call.day
        areas = self.example.areas_of[contest.code]
        sent = latest(self._sent(area, "first", day) for area in areas)
        deadline = "ban_minutes_na" if contest.ballot == "na" else "ban_minutes_hdnd"
        again = self.repolls.get(contest.code)
        if again is None:
            made = self.diary.when(deadline, contest.ballot, contest.unit, contest.code, after=sent, leads=3)
        else:
            made = next_hour(sent or at(day, 22))
        self.settled[contest.code] = self._tally(contest, "first", made, deadline)
        if again is not None:
            self._repeat(contest, *again, made)
        acts = [each.at for each in self.example.script.acts if each.stream == f"contest/{contest.code}"]
        self.settled[contest.code] = max([self.settled[contest.code], *acts])

    def _repeat(self, contest: ContestRow, poll: Further, day: date, known: datetime) -> None:
        """The further vote, in the areas that have minutes of it; `acts` of the script decide a re-run."""
        if poll == "additional":
            stream = Stream("contest", self.example.log, contest.code)
            body, unit = ("nec", NATION) if contest.ballot == "na" else ("committee", contest.unit)
            decided = next_hour(known + timedelta(days=1))
            decide = DecideAdditionalBallot(day=day, decision=f"QD-BAU-THEM-{contest.code}")
            self.diary.add(by(body, unit, decided, stream, decide))
        voting = {row.area for row in self.example.minutes if (row.contest, row.poll) == (contest.code, poll)}
        for area in self.example.areas_of[contest.code]:
            if area.code in voting:
                self._poll(area, poll, contest.code, day)
        self.settled[contest.code] = self._tally(contest, poll, at(day + timedelta(days=1), 10))

    def _tally(self, contest: ContestRow, poll: Poll, when: datetime, deadline: str = "") -> datetime:
        stream = Stream("contest", self.example.log, contest.code)
        order = by("board", contest.unit, when, stream, MakeConstituencyMinutes(poll=poll))
        return self.diary.add(order, deadline, contest.unit)

    def _assembly(self) -> None:
        """From the provincial minutes to the first session of the Assembly."""
        contests = [each for each in self.example.contests if each.ballot == "na"]
        drawn = []
        for code in sorted({each.unit for each in contests}):
            mine = tuple(each.code for each in contests if each.unit == code)
            settled = latest(self.settled[each] for each in mine)
            when = self.diary.when("province_minutes_na", "na", code, after=settled, leads=3)
            order = by("committee", code, when, self._unit(code), MakeProvinceMinutes(contests=mine))
            drawn.append(self.diary.add(order, "province_minutes_na", code))
        nation = self._unit(NATION)
        provinces = tuple(sorted({each.unit for each in contests}))
        published = self.diary.when("na_results_publish", "na", NATION)
        when = self.diary.before(
            published - timedelta(days=2), "national summary", after=latest(drawn), leads=4
        )
        self.diary.add(by("nec", NATION, when, nation, MakeNationalSummary(provinces=provinces)))
        self.diary.add(
            by("nec", NATION, published, nation, PublishNationalResult()), "na_results_publish", NATION
        )
        when = self.diary.when("na_status_confirm", "na", NATION, after=published)
        confirm = ConfirmStatus(ballot="na", refused=())
        self.diary.add(by("nec", NATION, when, nation, confirm), "na_status_confirm", NATION)
        when = self.diary.when("na_first_session", "na", NATION, after=when)
        session = HoldFirstSession(ballot="na")
        self.diary.add(by("standing_committee", NATION, when, nation, session), "na_first_session", NATION)

    def _council(self, unit: UnitRow, ballot: Ballot) -> None:
        """Summary, publication, confirmation and first session of one council."""
        stream, code = self._unit(unit.code), unit.code
        mine = [each for each in self.example.contests if (each.unit, each.ballot) == (code, ballot)]
        settled = max(self.settled[each.code] for each in mine)
        publish = self.diary.when("hdnd_results_publish", ballot, code, after=next_hour(settled), leads=5)
        summed = next_hour(settled)
        summary = MakeCouncilSummary(ballot=ballot, contests=tuple(each.code for each in mine))
        self.diary.add(by("committee", code, summed, stream, summary), "ubbc_summary_minutes", code)
        result = PublishCouncilResult(ballot=ballot)
        self.diary.add(by("committee", code, publish, stream, result), "hdnd_results_publish", code)
        # The law counts the days of the first session from the re-poll where there was one.
        later = max((self.repolls[each.code][1] for each in mine if each.code in self.repolls), default=None)
        due = self.diary.due("hdnd_first_session", ballot, code)
        if later is not None:
            due += later - self.example.call.day
        session = self.diary.before(due, f"hdnd_first_session:{ballot}:{code}")
        confirmed = at(day_of(session) - timedelta(days=4), 14)
        confirm = ConfirmStatus(ballot=ballot, refused=())
        self.diary.add(by("committee", code, confirmed, stream, confirm), "hdnd_status_confirm", code)
        order = by("council", code, session, stream, HoldFirstSession(ballot=ballot))
        self.diary.add(order, "hdnd_first_session", code)

    def _unit(self, code: Code) -> Stream:
        return Stream("unit", self.example.log, code)
