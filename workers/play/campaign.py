"""From structure to posted lists: what the people of an example do before the ballot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from domain.bodies.commands import EstablishCommittee
from domain.candidacy.commands import CheckDossier, FileDossier, Nominate, WithdrawCandidacy
from domain.candidacy.ground import Flaw
from domain.constituencies.commands import FixPollingAreas, PublishConstituencies
from domain.constituencies.events import AreaPlan, ContestPlan
from domain.consultation.commands import (
    CloseDossiers,
    HoldConsultation,
    HoldVoterConferences,
    SendQualifiedList,
    VerifyVoterMatters,
)
from domain.consultation.events import Conference
from domain.contest.commands import EstablishBoard, PublishOfficialList
from domain.contest.events import Listed
from domain.fact import Code
from domain.polling.commands import EstablishTeam, PostCandidateLists
from domain.stream import Stream
from domain.structure.commands import AdjustStructure, EstimateStructure
from domain.summary.commands import PublishProvinceList
from domain.terms import NATION, Ballot
from domain.voterlist.commands import NotifyVoters, PostVoterList
from domain.zone import at
from workers.play.diary import Diary, day_of, latest, next_hour
from workers.play.example import Example, by
from workers.play.sheet import AreaRow, CandidateRow, Fate, UnitRow

Round = Literal[1, 2, 3]

STILL_IN: Final[dict[Round, frozenset[Fate]]] = {
    1: frozenset(),
    2: frozenset({"listed", "withdrawn", "unconfident", "dropped"}),
    3: frozenset({"listed"}),
}
"""Who is on the list that a consultation agrees on; the first one only divides numbers."""

STRUCTURE: Final = {
    "na": "na_structure_estimate",
    "province": "hdnd_structure_estimate_p",
    "district": "hdnd_structure_estimate_d",
    "commune": "hdnd_structure_estimate_c",
}
COMMITTEE: Final = {"province": "ubbc_p_set_up", "district": "ubbc_d_set_up", "commune": "ubbc_c_set_up"}
BOARD: Final = {
    "na": "ban_na_set_up",
    "province": "ban_hdnd_p_set_up",
    "district": "ban_hdnd_d_set_up",
    "commune": "ban_hdnd_c_set_up",
}


class Campaign:
    """One after the other, each later than what it rests on; remembers when each was done."""

    def __init__(self, example: Example, diary: Diary) -> None:
        self.example = example
        self.diary = diary
        self.published: dict[tuple[Code, Ballot], datetime] = {}
        self.listed: dict[Code, datetime] = {}
        self.estimated = at(example.call.announced, 10)

    def play(self) -> None:
        """Everything up to the eve of the ballot."""
        for unit in self.example.units:
            self._committee(unit)
        for unit in self.example.units:
            for ballot in _own(unit):
                self._constituencies(unit, ballot)
        self._boards()
        closed = self._candidacies()
        for unit in self.example.units:
            for ballot in _consulted(unit):
                self._consult(unit, ballot, closed)
        self._lists()
        self._areas()

    def _committee(self, unit: UnitRow) -> None:
        if unit.committee is None:
            return
        command = EstablishCommittee(size=unit.committee, decision=f"QD-UBBC-{unit.code}")
        if unit.level == "nation":
            when = at(self.example.call.announced, 10)
            self.diary.add(by("assembly", unit.code, when, self._unit(unit.code), command))
            return
        deadline = COMMITTEE[unit.level]
        when = self.diary.when(deadline, unit.level, unit.code)
        self.diary.add(
            by("people_committee", unit.code, when, self._unit(unit.code), command), deadline, unit.code
        )

    def _constituencies(self, unit: UnitRow, ballot: Ballot) -> None:
        """All constituencies of one ballot: of the Assembly by the Council, of a council by its committee."""
        deadline, body = (
            ("na_constituencies_publish", "nec")
            if ballot == "na"
            else ("hdnd_constituencies_publish", "committee")
        )
        plans = tuple(
            ContestPlan(code=each.code, seats=each.seats, unit=each.unit)
            for each in self.example.contests
            if each.ballot == ballot and (ballot == "na" or each.unit == unit.code)
        )
        when = self.diary.when(deadline, ballot, unit.code)
        command = PublishConstituencies(ballot=ballot, contests=plans)
        self.published[unit.code, ballot] = self.diary.add(
            by(body, unit.code, when, self._unit(unit.code), command), deadline, unit.code
        )

    def _boards(self) -> None:
        for contest in self.example.contests:
            publisher = NATION if contest.ballot == "na" else contest.unit
            opened = self.published[publisher, contest.ballot] + timedelta(days=1)
            deadline = BOARD[contest.ballot]
            when = self.diary.when(deadline, contest.ballot, contest.unit, contest.code, after=opened)
            command = EstablishBoard(size=contest.board, decision=f"QD-BAN-{contest.code}")
            stream = Stream("contest", self.example.log, contest.code)
            self.diary.add(
                by("people_committee", contest.unit, when, stream, command), deadline, contest.unit
            )

    def _candidacies(self) -> datetime:
        """Nomination, dossier and its check, all before the last day for dossiers; returns that moment."""
        closing = self.diary.when("dossier_submit", "na", NATION)
        for each in self.example.candidates:
            stream = Stream("candidacy", self.example.log, each.code)
            office = "nec" if each.unit == NATION else "committee"
            sets = 2 if each.ballot == "na" else 1
            valid = each.fate != "returned"
            reasons: tuple[Flaw, ...] = () if valid else ("paper_assets",)
            moment = closing - timedelta(days=14)
            for body, command in (
                (
                    {"agency": "nominator", "village": "front", "self": "candidate"}[each.origin],
                    Nominate(ballot=each.ballot, unit=each.unit, origin=each.origin),
                ),
                (office, FileDossier(sets=sets)),
                (office, CheckDossier(valid=valid, reasons=reasons)),
            ):
                key = f"{type(command).__name__}:{each.code}"
                moment += timedelta(days=4)
                self.diary.add(by(body, each.unit, self.diary.before(moment, key, leads=4), stream, command))
        return closing

    def _consult(self, unit: UnitRow, ballot: Ballot, closed: datetime) -> None:
        """Structure, three rounds, conferences, verification, and the list that goes up."""
        where, code = self._unit(unit.code), unit.code
        planner = "standing_committee" if ballot == "na" else "council"
        office = "nec" if unit.level == "nation" else "committee"
        scope = "hdnd" if ballot != "na" else "central" if unit.level == "nation" else "province_na"
        number = 2 * sum(
            each.seats for each in self.example.contests if _of(each.unit, each.ballot, unit, ballot)
        )
        if ballot != "na" or unit.level == "nation":
            deadline = STRUCTURE[ballot]
            started = self.diary.when(deadline, ballot, code)
            estimate = EstimateStructure(
                ballot=ballot,
                number=number,
                women=(number * 35 + 99) // 100,
                minorities=(number * 18 + 99) // 100,
            )
            self.diary.add(by(planner, code, started, where, estimate), deadline, code)
            self.estimated = started if ballot == "na" else self.estimated
        else:
            started = self.estimated
        held = self._round(1, scope, unit, ballot, started)
        if ballot != "na" or unit.level == "nation":
            deadline = "na_adjust_1" if ballot == "na" else "hdnd_adjust"
            when = self.diary.when(deadline, ballot, code, after=held, leads=5)
            adjust = AdjustStructure(ballot=ballot, occasion=1, number=number)
            self.diary.add(by(planner, code, when, where, adjust), deadline, code)
        received = sum(1 for each in self._nominated(unit, ballot) if each.fate != "returned")
        close = CloseDossiers(ballot=ballot, received=received, handed_over=received)
        when = self.diary.when("dossier_submit", ballot, code)
        closed = self.diary.add(by(office, code, when, where, close), "dossier_submit", code)
        held = self._round(2, scope, unit, ballot, closed)
        if ballot == "na" and unit.level == "nation":
            when = self.diary.when("na_adjust_2", ballot, code, after=held)
            adjust = AdjustStructure(ballot=ballot, occasion=2, number=number)
            self.diary.add(by(planner, code, when, where, adjust), "na_adjust_2", code)
        checked = self._conferences(unit, ballot, held)
        held = self._round(3, scope, unit, ballot, checked)
        deadline = f"send_round3_{scope}"
        when = self.diary.when(deadline, ballot, code, after=held, leads=5)
        sent = self.diary.add(
            by("front", code, when, where, SendQualifiedList(ballot=ballot)), deadline, code
        )
        for contest in self.example.contests:
            if _of(contest.unit, contest.ballot, unit, ballot):
                self.listed[contest.code] = max(sent, self.listed.get(contest.code, sent))

    def _round(self, number: Round, scope: str, unit: UnitRow, ballot: Ballot, after: datetime) -> datetime:
        deadline = f"consult{number}_{scope}"
        when = self.diary.when(deadline, ballot, unit.code, after=after, leads=5)
        agreed = tuple(each.code for each in self._nominated(unit, ballot) if each.fate in STILL_IN[number])
        invited = 40 if unit.level in ("nation", "province") else 25
        command = HoldConsultation(
            ballot=ballot, round=number, invited=invited, present=invited - 2, agreed=agreed, special=()
        )
        return self.diary.add(
            by("front", unit.code, when, self._unit(unit.code), command), deadline, unit.code
        )

    def _conferences(self, unit: UnitRow, ballot: Ballot, after: datetime) -> datetime:
        """Voters at each candidate's residence; then what they raised is verified."""
        deadline = "verify_voter_matters_na" if ballot == "na" else "verify_voter_matters_hdnd"
        answered = self.diary.due(deadline, ballot)
        where, code = self._unit(unit.code), unit.code
        people = [each for each in self._nominated(unit, ballot) if each.fate in STILL_IN[2]]
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
        held = self.diary.add(
            by("front", code, when, where, HoldVoterConferences(ballot=ballot, conferences=conferences))
        )
        for each in people:
            if each.fate == "withdrawn":
                leave = WithdrawCandidacy(ground="own_request")
                stream = Stream("candidacy", self.example.log, each.code)
                self.diary.add(by("candidate", each.unit, next_hour(held), stream, leave))
        when = self.diary.when(deadline, ballot, code, after=held, leads=5)
        body, raised = ("front", 0) if unit.level == "nation" else ("committee", 1)
        verify = VerifyVoterMatters(ballot=ballot, raised=raised, answered=raised)
        self.diary.add(by(body, code, when, where, verify), deadline, code)
        return when

    def _lists(self) -> None:
        """Official lists, and the part of the Assembly's list that the province publishes."""
        for contest in self.example.contests:
            na = contest.ballot == "na"
            deadline, body, unit = (
                ("na_official_list", "nec", NATION)
                if na
                else ("hdnd_official_list", "committee", contest.unit)
            )
            when = self.diary.when(
                deadline, contest.ballot, unit, contest.code, after=self.listed[contest.code], leads=5
            )
            command = PublishOfficialList(
                candidates=tuple(
                    Listed(candidacy=place.candidacy, order=place.order, seniority=place.seniority)
                    for place in self.example.listed(contest.code)
                ),
                decision=f"NQ-DS-{contest.code}",
            )
            stream = Stream("contest", self.example.log, contest.code)
            self.listed[contest.code] = self.diary.add(by(body, unit, when, stream, command), deadline, unit)
        provinces = {each.unit for each in self.example.contests if each.ballot == "na"}
        for code in sorted(provinces):
            lists = [
                self.listed[c.code] for c in self.example.contests if c.ballot == "na" and c.unit == code
            ]
            when = self.diary.when("na_list_publish_province", "na", code, after=latest(lists), leads=5)
            order = by("committee", code, when, self._unit(code), PublishProvinceList())
            self.diary.add(order, "na_list_publish_province", code)

    def _areas(self) -> None:
        """Polling areas, their teams, the voter lists and the posting of the candidates."""
        for unit in self.example.units:
            areas = [area for area in self.example.areas if area.unit == unit.code]
            if not areas:
                continue
            above = latest(self.published.values())
            due = self.diary.due("to_bau_cu_set_up", "na") - timedelta(days=12)
            when = self.diary.before(due, f"areas:{unit.code}", after=above)
            plans = tuple(
                AreaPlan(code=area.code, contests=area.contests, gathered=area.gathered) for area in areas
            )
            fixed = self.diary.add(
                by("people_committee", unit.code, when, self._unit(unit.code), FixPollingAreas(areas=plans))
            )
            for area in areas:
                self._area(area, fixed)

    def _area(self, area: AreaRow, fixed: datetime) -> None:
        stream = Stream("area", self.example.log, area.code)
        team = EstablishTeam(unit=area.unit, size=area.team, decision=f"QD-TO-{area.code}")
        when = self.diary.when("to_bau_cu_set_up", "na", area.unit, area.code, after=fixed)
        formed = self.diary.add(
            by("people_committee", area.unit, when, stream, team), "to_bau_cu_set_up", area.unit
        )
        voters = {
            row.ballot: row.registered
            for row in self.example.minutes
            if row.area == area.code and row.poll == "first"
        }
        when = self.diary.when("voter_list_post", "na", area.unit, area.unit, after=formed)
        post = PostVoterList(voters=voters)
        self.diary.add(by("people_committee", area.unit, when, stream, post), "voter_list_post", area.unit)
        lists = latest(self.listed[contest] for contest in area.contests.values())
        when = self.diary.when("lists_post_polling_area", "na", area.unit, area.code, after=lists, leads=5)
        shown = PostCandidateLists(contests=tuple(area.contests.values()))
        self.diary.add(by("team", area.unit, when, stream, shown), "lists_post_polling_area", area.unit)
        when = self.diary.when("voter_notice", "na", "", leads=8)  # everywhere at once, which takes one scene
        told = NotifyVoters(notice=day_of(when).isoformat(), means="loudspeaker")
        self.diary.add(by("team", area.unit, when, stream, told), "voter_notice", area.unit)

    def _nominated(self, unit: UnitRow, ballot: Ballot) -> Sequence[CandidateRow]:
        return [each for each in self.example.candidates if (each.unit, each.ballot) == (unit.code, ballot)]

    def _unit(self, code: Code) -> Stream:
        return Stream("unit", self.example.log, code)


def _own(unit: UnitRow) -> tuple[Ballot, ...]:
    """Ballots whose constituencies the unit's own body publishes."""
    own: Ballot = "na" if unit.level == "nation" else unit.level
    return (own,) if own in unit.ballots else ()


def _consulted(unit: UnitRow) -> tuple[Ballot, ...]:
    """Ballots for which the unit's Front consults: the Assembly's also in the province."""
    own = _own(unit)
    return (*own, "na") if unit.level == "province" and "na" in unit.ballots else own


def _of(home: Code, kind: Ballot, unit: UnitRow, ballot: Ballot) -> bool:
    return kind == ballot and (home == unit.code or (ballot == "na" and unit.level == "nation"))
