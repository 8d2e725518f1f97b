"""From the summaries to the first sessions, and to the records in the archive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain.contest.events import Further
from domain.fact import Code
from domain.summary.commands import (
    ArchiveRecords,
    ConfirmStatus,
    HandOverRecords,
    HoldFirstSession,
    IssueCertificates,
    IssueSummary,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    SignSummary,
)
from domain.terms import NATION, Ballot
from domain.zone import at
from workers.play.diary import Diary, day_of, latest, next_hour, soon
from workers.play.example import Example
from workers.play.part import Part
from workers.play.sheet import UnitRow


class After(Part):
    """Rests on when each constituency was settled; `repolls` move the first session of a council."""

    def __init__(
        self,
        example: Example,
        diary: Diary,
        settled: Mapping[Code, datetime],
        repolls: Mapping[Code, tuple[Further, date]],
    ) -> None:
        super().__init__(example, diary)
        self.settled = settled
        self.repolls = repolls

    def play(self) -> None:
        if any(contest.ballot == "na" for contest in self.example.contests):
            self._assembly()
        for unit in self.example.units:
            for ballot in unit.ballots:
                if ballot == unit.level:
                    self._council(unit, ballot)

    def _assembly(self) -> None:
        """From the provincial minutes to the first session of the Assembly."""
        contests = [each for each in self.example.contests if each.ballot == "na"]
        drawn = []
        for code in sorted({each.unit for each in contests}):
            mine = tuple(each.code for each in contests if each.unit == code)
            settled = latest(self.settled[each] for each in mine)
            when = self.diary.when("province_minutes_na", "na", code, after=settled, leads=3)
            minutes = MakeProvinceMinutes(contests=mine)
            made = self.add("committee", code, when, self.unit(code), minutes, "province_minutes_na")
            drawn.append(self._issued("committee", code, "na", made))
        nation = self.unit(NATION)
        provinces = tuple(sorted({each.unit for each in contests}))
        published = self.diary.when("na_results_publish", "na", NATION)
        when = self.diary.before(
            published - timedelta(days=2), "national summary", after=latest(drawn), leads=4
        )
        made = self.add("nec", NATION, when, nation, MakeNationalSummary(provinces=provinces))
        self._issued("nec", NATION, "na", made)
        self.add("nec", NATION, published, nation, PublishNationalResult(), "na_results_publish")
        when = self.diary.when("na_status_confirm", "na", NATION, after=published)
        confirm = ConfirmStatus(ballot="na", refused=())
        self.add("nec", NATION, when, nation, confirm, "na_status_confirm")
        self.add("nec", NATION, soon(when), nation, IssueCertificates(ballot="na"))
        when = self.diary.when("na_first_session", "na", NATION, after=when)
        session = HoldFirstSession(ballot="na")
        met = self.add("standing_committee", NATION, when, nation, session, "na_first_session")
        self._records("nec", "standing_committee", NATION, "na", met)

    def _council(self, unit: UnitRow, ballot: Ballot) -> None:
        """Summary, publication, confirmation and first session of one council."""
        stream, code = self.unit(unit.code), unit.code
        mine = [each for each in self.example.contests if (each.unit, each.ballot) == (code, ballot)]
        settled = max(self.settled[each.code] for each in mine)
        summary = MakeCouncilSummary(ballot=ballot, contests=tuple(each.code for each in mine))
        summed = self.add("committee", code, next_hour(settled), stream, summary, "ubbc_summary_minutes")
        ready = self._issued("committee", code, ballot, summed)
        publish = self.diary.when("hdnd_results_publish", ballot, code, after=ready, leads=5)
        result = PublishCouncilResult(ballot=ballot)
        self.add("committee", code, publish, stream, result, "hdnd_results_publish")
        # The law counts the days of the first session from the re-poll where there was one.
        later = max((self.repolls[each.code][1] for each in mine if each.code in self.repolls), default=None)
        due = self.diary.due("hdnd_first_session", ballot, code)
        if later is not None:
            due += later - self.example.call.day
        session = self.diary.before(due, f"hdnd_first_session:{ballot}:{code}")
        confirmed = at(day_of(session) - timedelta(days=4), 14)
        confirm = ConfirmStatus(ballot=ballot, refused=())
        self.add("committee", code, confirmed, stream, confirm, "hdnd_status_confirm")
        self.add("committee", code, soon(confirmed), stream, IssueCertificates(ballot=ballot))
        held = HoldFirstSession(ballot=ballot)
        met = self.add("council", code, session, stream, held, "hdnd_first_session")
        self._records("committee", "council", code, ballot, met)

    def _issued(self, body: str, code: Code, ballot: Ballot, made: datetime) -> datetime:
        """A summary signed by chair and deputy and sent, where every paper is kept."""
        if not self.closely(code):
            return made
        stream, signed = self.unit(code), next_hour(made)
        self.add(body, code, signed, stream, SignSummary(ballot=ballot, office="chair"))
        self.add(body, code, signed, stream, SignSummary(ballot=ballot, office="deputy"))
        return self.add(body, code, next_hour(signed), stream, IssueSummary(ballot=ballot, deputies=1))

    def _records(self, body: str, keeper: str, code: Code, ballot: Ballot, met: datetime) -> None:
        """The papers go to whom the new term keeps them with, and into the archive."""
        if not self.closely(code):
            return
        stream, handed = self.unit(code), soon(met)
        self.add(body, code, handed, stream, HandOverRecords(ballot=ballot))
        self.add(keeper, code, soon(handed), stream, ArchiveRecords(ballot=ballot))
