"""The papers of a consultation: vote, numbers agreed, minutes and who has them, conferences planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from domain.consultation.commands import (
    AgreeStructure,
    ConfirmConsultationMinutes,
    HoldConsultation,
    NoteMonitoring,
    PlanResidenceConferences,
    SendConferenceMinutes,
    SendConsultationMinutes,
    SplitPreliminaryList,
    TakeConsultationVote,
)
from domain.consultation.events import Addressee, Plan
from domain.fact import Code
from domain.terms import Ballot
from workers.play.diary import day_of, next_hour, soon
from workers.play.part import Part
from workers.play.sheet import CandidateRow, UnitRow


class Protocol(Part):
    """The minutes go out everywhere, for the law says at once; all else where every paper is kept."""

    def quotas(self, number: int) -> tuple[int, int]:
        """Women and minorities of so many nominees, as Articles 8 and 9 want them at least."""
        return (number * 35 + 99) // 100, (number * 18 + 99) // 100

    def of(self, held: HoldConsultation, unit: UnitRow, when: datetime, places: int) -> None:
        """What goes with one round that was held at this moment."""
        where, code, ballot, round = self.unit(unit.code), unit.code, held.ballot, held.round
        after = next_hour(when)
        recipients = self.addressees(f"consult{round}_minutes_send", ballot, unit)
        send = SendConsultationMinutes(ballot=ballot, round=round, recipients=recipients)
        sent = self.add("front", code, after, where, send)
        if not self.closely(code):
            return
        vote = TakeConsultationVote(
            ballot=ballot,
            round=round,
            method="hands",
            members=held.present,
            agree=held.present - 1,
            oppose=1,
            counters=3,
        )
        self.add("front", code, when, where, vote)
        if round < 3:
            women, minorities = self.quotas(places)
            agree = AgreeStructure(
                ballot=ballot, round=round, number=places, women=women, minorities=minorities
            )
            self.add("front", code, after, where, agree)
        for recipient in recipients:
            confirm = ConfirmConsultationMinutes(ballot=ballot, round=round, recipient=recipient)
            self.add(recipient.body, recipient.unit, soon(sent), where, confirm)
        if round == 3 and ballot == unit.level:
            watched = Addressee(body="committee", unit=code)
            note = NoteMonitoring(number=1, watched=watched, report=f"BC-GS-{code}")
            self.add("front", code, after, where, note)

    def residences(
        self, unit: UnitRow, ballot: Ballot, people: Sequence[CandidateRow], after: datetime, held: datetime
    ) -> None:
        """The preliminary list split by residence, a conference planned for each, its minutes sent."""
        where, code = self.unit(unit.code), unit.code
        self.add("front", code, next_hour(held), where, SendConferenceMinutes(ballot=ballot))
        if not people or not self.closely(code):
            return
        homes = [each.code for each in self.example.units if code in (each.code, *self.above(each.code))]
        homes = [each for each in homes if self.example.unit[each].level == "commune"]
        parts: dict[Code, list[Code]] = defaultdict(list)
        for number, each in enumerate(people):
            parts[homes[number % len(homes)]].append(each.code)
        split = SplitPreliminaryList(ballot=ballot, parts={home: tuple(part) for home, part in parts.items()})
        plan = PlanResidenceConferences(
            ballot=ballot,
            plans=tuple(
                Plan(candidacy=each, unit=home, day=day_of(held), group="village")
                for home, part in parts.items()
                for each in part
            ),
        )
        self.add("front", code, soon(after), where, split)
        self.add("front", code, soon(after), where, plan)
