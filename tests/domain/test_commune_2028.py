"""A supplementary election of a commune council from its call to the next session, by the ordinary acts."""

from __future__ import annotations

from typing import Final

import pytest

from domain import agenda
from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.candidacy.commands import CheckDossier, FileDossier, Nominate
from domain.command import Act, Command
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
from domain.contest.commands import EstablishBoard, MakeConstituencyMinutes, PublishOfficialList
from domain.contest.events import Listed
from domain.polling.commands import (
    ClosePolling,
    EstablishTeam,
    OpenPolling,
    PostCandidateLists,
    RecordCountingMinutes,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.summary.commands import ConfirmStatus, MakeCouncilSummary, PublishCouncilResult
from domain.supplementary.commands import BeginMandate
from domain.voterlist.commands import PostVoterList
from tests.domain.office import Office
from tests.domain.scenario import act
from tests.domain.test_supplementary import BOARD, HOME, LOG, calls

UNIT, CONTEST, AREA = "BN-01", "C-BN-01-1", "BN-01-A1"
COMMUNE, LIST, POLL = f"unit/{LOG}/{UNIT}", f"contest/{LOG}/{CONTEST}", f"area/{LOG}/{AREA}"
PEOPLE: Final = ("c1", "c2", "c3", "c4", "c5")
VOTES: Final = {"c1": 400, "c2": 350, "c3": 300, "c4": 200, "c5": 100}


def by(body: str, at: str) -> Act:
    return act(body, UNIT, at)


class Commune(Office):
    """The office with the desks of election and commune looking after every act."""

    def act(self, name: str, command: Command, who: Act) -> None:
        self.give(name, command, who)
        day = who.legal_at.isoformat()[:19]
        self.attend("unit", UNIT, day)
        self.attend("election", "", day)


def called() -> Commune:
    """s01: called, its calendar fixed, its units enrolled."""
    office = Commune(LOG)
    office.give(HOME, calls(), BOARD)
    office.attend("election", "", "2028-07-20")
    clerk = act("clerk", "VN", "2028-07-21")
    office.give(f"unit/{LOG}/VN", EnrolUnit(name="VN", level="nation"), clerk)
    office.give(f"unit/{LOG}/BN", EnrolUnit(name="BN", level="province", parent="VN"), clerk)
    enrol = EnrolUnit(name="BN-01", level="commune", parent="BN", ballots=("commune",))
    office.give(COMMUNE, enrol, clerk)
    return office


def prepared() -> Commune:
    """s02 to s05: bodies, consultation, voter list, official list."""
    office = called()
    office.act(COMMUNE, EstablishCommittee(size=5, decision="1/QĐ"), by("people_committee", "2028-08-10"))
    plan = ContestPlan(code=CONTEST, seats=3, unit=UNIT)
    publish = PublishConstituencies(ballot="commune", contests=(plan,))
    office.act(COMMUNE, publish, by("committee", "2028-08-11"))
    areas = FixPollingAreas(areas=(AreaPlan(code=AREA, contests={"commune": CONTEST}),))
    office.act(COMMUNE, areas, by("people_committee", "2028-08-12"))
    office.act(LIST, EstablishBoard(size=5, decision="2/QĐ"), by("people_committee", "2028-08-15"))
    team = EstablishTeam(unit=UNIT, size=9, decision="3/QĐ")
    office.act(POLL, team, by("people_committee", "2028-08-15"))
    first = HoldConsultation(ballot="commune", round=1, invited=20, present=18)
    office.act(COMMUNE, first, by("front", "2028-08-18"))
    for code in PEOPLE:
        stream = f"candidacy/{LOG}/{code}"
        office.act(
            stream, Nominate(ballot="commune", unit=UNIT, origin="agency"), by("nominator", "2028-08-21")
        )
        office.act(stream, FileDossier(sets=1), by("committee", "2028-08-22"))
        office.act(stream, CheckDossier(valid=True), by("committee", "2028-08-22T15:00:00"))
    closed = CloseDossiers(ballot="commune", received=5, handed_over=5)
    office.act(COMMUNE, closed, by("committee", "2028-08-23T17:00:00"))
    second = HoldConsultation(ballot="commune", round=2, invited=20, present=18, agreed=PEOPLE)
    office.act(COMMUNE, second, by("front", "2028-08-24"))
    conferences = tuple(
        Conference(candidacy=code, place="residence", summoned=120, present=100, confident=90)
        for code in PEOPLE
    )
    held = HoldVoterConferences(ballot="commune", conferences=conferences)
    office.act(COMMUNE, held, by("front", "2028-08-26"))
    office.act(POLL, PostVoterList(voters={"commune": 500}), by("people_committee", "2028-08-26"))
    answered = VerifyVoterMatters(ballot="commune", raised=0, answered=0)
    office.act(COMMUNE, answered, by("front", "2028-08-27"))
    third = HoldConsultation(ballot="commune", round=3, invited=20, present=18, agreed=PEOPLE)
    office.act(COMMUNE, third, by("front", "2028-08-28"))
    office.act(COMMUNE, SendQualifiedList(ballot="commune"), by("front", "2028-08-29"))
    listed = tuple(Listed(candidacy=code, order=n, seniority=n) for n, code in enumerate(PEOPLE, start=1))
    office.act(LIST, PublishOfficialList(candidates=listed, decision="4/NQ"), by("committee", "2028-08-31"))
    office.act(POLL, PostCandidateLists(contests=(CONTEST,)), by("team", "2028-09-01"))
    return office


def elected() -> Commune:
    """s06: polling, count, result, status."""
    office = prepared()
    for clock, command in (
        ("07:00:00", OpenPolling(poll="first")),
        ("19:00:00", ClosePolling(poll="first")),
        ("19:30:00", SealUnusedBallots(poll="first", received=520, issued=480, unused=40)),
        (
            "22:00:00",
            RecordCountingMinutes(
                poll="first",
                ballot="commune",
                contest=CONTEST,
                registered=500,
                voted=480,
                issued=480,
                collected=480,
                valid=470,
                invalid=10,
                votes=VOTES,
            ),
        ),
        ("23:00:00", SendCountingMinutes(poll="first")),
    ):
        office.act(POLL, command, by("team", f"2028-09-10T{clock}"))
    office.act(LIST, MakeConstituencyMinutes(poll="first"), by("board", "2028-09-12"))
    summed = MakeCouncilSummary(ballot="commune", contests=(CONTEST,))
    office.act(COMMUNE, summed, by("committee", "2028-09-15"))
    office.act(COMMUNE, PublishCouncilResult(ballot="commune"), by("committee", "2028-09-16"))
    office.act(COMMUNE, ConfirmStatus(ballot="commune"), by("committee", "2028-09-22"))
    return office


@pytest.mark.covers("s01", "s02", "s03", "s04", "s05", "s06")
def test_a_commune_fills_three_seats_and_its_deputies_begin_at_the_next_session() -> None:
    office = elected()
    office.act(HOME, BeginMandate(deputies=("c1", "c2", "c3")), by("council", "2028-10-05"))
    assert office.types(HOME)[-1] == "ElectionClosed"


@pytest.mark.covers("s02", "s03", "s04", "s05")
def test_every_duty_that_a_supplementary_election_has_of_its_own_was_met_in_time() -> None:
    office = elected()
    state = office.state(f"agenda/{LOG}/{UNIT}", agenda.PROCEDURE)
    own = [held for held in state.duties.values() if held.duty.deadline.startswith("sup_")]
    assert {held.duty.key: held.status for held in own if held.status != "met"} == {}
    owed = {held.duty.deadline for held in own}
    wanted = {"sup_ubbc_hdnd", "sup_ban_hdnd", "sup_to", "sup_consult1", "sup_dossiers", "sup_consult2"}
    assert wanted | {"sup_voter_list", "sup_voter_conf", "sup_consult3", "sup_official_list"} <= owed
