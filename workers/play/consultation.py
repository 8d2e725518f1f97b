"""Structure, three rounds of consultation, conferences at home: until the list of the qualified goes up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from domain.candidacy.commands import WithdrawCandidacy
from domain.consultation.commands import (
    AnswerMatter,
    CloseDossiers,
    HandOverDossiers,
    HoldConsultation,
    HoldVoterConferences,
    RaiseMatter,
    ReceiveDossiers,
    SendQualifiedList,
    VerifyVoterMatters,
)
from domain.consultation.events import Addressee, Conference
from domain.fact import Code
from domain.structure.commands import AdjustStructure, EstimateStructure, SendStructure
from domain.terms import NATION, Ballot
from domain.zone import at
from workers.play.diary import HOURS, Diary, next_hour, soon
from workers.play.example import Example
from workers.play.part import Part, concerns, consulted
from workers.play.protocol import Protocol
from workers.play.sheet import CandidateRow, Fate, UnitRow

Round = Literal[1, 2, 3]

STILL_IN: Final[dict[Round, frozenset[Fate]]] = {
    1: frozenset(),
    2: frozenset({"listed", "withdrawn", "unconfident", "dropped"}),
    3: frozenset({"listed"}),
}
"""Who is on the list that a consultation agrees on; the first one only divides numbers."""

WINDOW: Final = "g26_voter_conf"
"""The days for conferences at home, in the year whose guidance named them."""
STRUCTURE: Final = {
    "na": "na_structure_estimate",
    "province": "hdnd_structure_estimate_p",
    "district": "hdnd_structure_estimate_d",
    "commune": "hdnd_structure_estimate_c",
}


class Consultation(Part):
    """Remembers when the list of the qualified reached who publishes each constituency's."""

    def __init__(self, example: Example, diary: Diary) -> None:
        super().__init__(example, diary)
        self.protocol = Protocol(example, diary)
        self.qualified: dict[Code, datetime] = {}
        self._estimated = at(example.call.announced, 10)

    def play(self) -> None:
        for unit in self.example.units:
            for ballot in consulted(unit):
                self._consult(unit, ballot)

    def _consult(self, unit: UnitRow, ballot: Ballot) -> None:
        where, code, central = self.unit(unit.code), unit.code, unit.level == "nation"
        planner = "standing_committee" if ballot == "na" else "council"
        scope = "hdnd" if ballot != "na" else "central" if central else "province_na"
        number = 2 * sum(
            each.seats for each in self.example.contests if concerns(each.unit, each.ballot, unit, ballot)
        )
        started = self._estimate(unit, ballot, planner, number)
        held = self._round(1, scope, unit, ballot, started, number)
        if ballot != "na" or central:
            deadline = "na_adjust_1" if ballot == "na" else "hdnd_adjust"
            when = self.diary.when(deadline, ballot, code, after=held, leads=5)
            adjust = AdjustStructure(ballot=ballot, occasion=1, number=number)
            self.add(planner, code, when, where, adjust, deadline)
        received = self._dossiers(unit, ballot)
        held = self._round(2, scope, unit, ballot, received, number)
        if ballot == "na" and central:
            when = self.diary.when("na_adjust_2", ballot, code, after=held)
            adjust = AdjustStructure(ballot=ballot, occasion=2, number=number)
            self.add(planner, code, when, where, adjust, "na_adjust_2")
        checked = self._conferences(unit, ballot, held)
        held = self._round(3, scope, unit, ballot, checked, number)
        deadline = f"send_round3_{scope}"
        when = self.diary.when(deadline, ballot, code, after=held, leads=5)
        sent = self.add("front", code, when, where, SendQualifiedList(ballot=ballot), deadline)
        for contest in self.example.contests:
            if concerns(contest.unit, contest.ballot, unit, ballot):
                self.qualified[contest.code] = max(sent, self.qualified.get(contest.code, sent))

    def _estimate(self, unit: UnitRow, ballot: Ballot, planner: str, number: int) -> datetime:
        """The structure that the first round works on: of the Assembly everywhere the nation's."""
        if ballot == "na" and unit.level != "nation":
            return self._estimated
        deadline, code = STRUCTURE[ballot], unit.code
        started = self.diary.when(deadline, ballot, code)
        women, minorities = self.protocol.quotas(number)
        estimate = EstimateStructure(ballot=ballot, number=number, women=women, minorities=minorities)
        self.add(planner, code, started, self.unit(code), estimate, deadline)
        self._estimated = started if ballot == "na" else self._estimated
        row = "na_structure_estimate_send" if ballot == "na" else "hdnd_structure_estimate_send"
        send = SendStructure(ballot=ballot, recipients=self._told(row, ballot, unit))
        self.add(planner, code, soon(started), self.unit(code), send)
        return started

    def _told(self, row: str, ballot: Ballot, unit: UnitRow) -> tuple[Addressee, ...]:
        """Whom the row names; the Assembly's estimate goes to the provinces as well."""
        found = self.addressees(row, ballot, unit)
        provinces = [each.code for each in self.example.units if ballot == "na" and each.level == "province"]
        below = [Addressee(body=body, unit=code) for code in provinces for body in ("committee", "front")]
        return (*found, *below)

    def _dossiers(self, unit: UnitRow, ballot: Ballot) -> datetime:
        """Intake closes; what is valid goes to the Front, the Assembly's of a province also to the nation."""
        where, code = self.unit(unit.code), unit.code
        office = "nec" if unit.level == "nation" else "committee"
        people = tuple(
            each.code for each in self.nominated(unit, ballot) if each.fate not in ("returned", "replaced")
        )
        close = CloseDossiers(ballot=ballot, received=len(people), handed_over=len(people))
        when = self.diary.when("dossier_submit", ballot, code)
        closed = self.add(office, code, when, where, close, "dossier_submit")
        if not people:
            return closed
        counts = {"biographies": len(people), "declarations": len(people)}
        handed = next_hour(closed)
        received = next_hour(handed)
        to_nation = ballot == "na" and unit.level != "nation"
        for number, body in ((1, "front"), (2, "nec")) if to_nation else ((1, "front"),):
            hand = HandOverDossiers(ballot=ballot, to_body=body, number=number, candidacies=people, **counts)
            take = ReceiveDossiers(ballot=ballot, number=number, listed=len(people), **counts)
            # The second after the first, on the same stream: by then the Front has counted its own.
            self.add(office, code, handed if number == 1 else received, where, hand)
            receiver = NATION if body == "nec" else code
            self.add(body, receiver, received if number == 1 else next_hour(received), where, take)
        return received

    def _round(
        self, number: Round, scope: str, unit: UnitRow, ballot: Ballot, after: datetime, places: int
    ) -> datetime:
        deadline = f"consult{number}_{scope}"
        when = self.diary.when(deadline, ballot, unit.code, after=after, leads=5)
        agreed = tuple(each.code for each in self.nominated(unit, ballot) if each.fate in STILL_IN[number])
        invited = 40 if unit.level in ("nation", "province") else 25
        command = HoldConsultation(
            ballot=ballot, round=number, invited=invited, present=invited - 2, agreed=agreed, special=()
        )
        held = self.add("front", unit.code, when, self.unit(unit.code), command, deadline)
        self.protocol.of(command, unit, held, places)
        return held

    def _conferences(self, unit: UnitRow, ballot: Ballot, after: datetime) -> datetime:
        """Voters at each candidate's residence; then what they raised is verified."""
        deadline = "verify_voter_matters_na" if ballot == "na" else "verify_voter_matters_hdnd"
        answered = self.diary.due(deadline, ballot)
        where, code = self.unit(unit.code), unit.code
        people = [each for each in self.nominated(unit, ballot) if each.fate in STILL_IN[2]]
        conferences = tuple(
            Conference(
                candidacy=each.code,
                place="residence",
                summoned=80,
                present=62,
                confident=24 if each.fate == "unconfident" else 60,
            )
            for each in people
        )
        when = self.diary.before(answered - timedelta(days=6), f"conference:{ballot}:{code}", after=after)
        if (guided := self.diary.opens(WINDOW, ballot)) is not None:
            when = max(when, at(guided.date(), HOURS[0]))
        self.protocol.residences(unit, ballot, people, after, when)
        held = self.add(
            "front", code, when, where, HoldVoterConferences(ballot=ballot, conferences=conferences)
        )
        for each in people:
            if each.fate == "withdrawn":
                leave = WithdrawCandidacy(ground="own_request")
                self.add("candidate", each.unit, next_hour(held), self.stream("candidacy", each.code), leave)
        if self.closely(code) and people:
            held = self._matter(unit, ballot, people[0], held)
        when = self.diary.when(deadline, ballot, code, after=held, leads=5)
        body, raised = ("front", 0) if unit.level == "nation" else ("committee", 1)
        verify = VerifyVoterMatters(ballot=ballot, raised=raised, answered=raised)
        return self.add(body, code, when, where, verify, deadline)

    def _matter(self, unit: UnitRow, ballot: Ballot, about: CandidateRow, held: datetime) -> datetime:
        """What voters at home asked about somebody, and the written answer of who verified it."""
        where, code = self.unit(unit.code), unit.code
        ask = RaiseMatter(ballot=ballot, matter=1, candidacy=about.code, place="residence")
        raised = self.add("front", code, soon(held), where, ask)
        answer = AnswerMatter(ballot=ballot, matter=1, answer="refuted")
        body = "committee" if about.origin == "self" else "front" if unit.level == "nation" else "nominator"
        return self.add(body, code, soon(raised), where, answer)
