"""From nomination to an accepted dossier."""

from __future__ import annotations

import pytest

from domain.call.commands import MoveDeadline
from domain.candidacy import PROCEDURE
from domain.candidacy.commands import CheckDossier, FileDossier, Nominate, WithdrawCandidacy
from domain.candidacy.events import (
    CandidacyWithdrawn,
    CandidateNominated,
    DossierAccepted,
    DossierReceived,
    DossierReturned,
    Origin,
)
from domain.procedure import fold
from domain.terms import Ballot
from tests.domain.province import COMMUNE, ELECTION, established, estimated, first_round
from tests.domain.scenario import Scenario, act

PERSON = "candidacy/bk-2021/c-001"
COMMITTEE = act("committee", "BK-NS-01", "2021-03-10")
NOMINATOR = act("nominator", "BK-NS-01", "2021-03-01")


def nominate(origin: Origin = "agency", ballot: Ballot = "commune", unit: str = "BK-NS-01") -> Nominate:
    return Nominate(ballot=ballot, unit=unit, origin=origin)


def begun() -> Scenario:
    """The first round has been held: agencies and villages may put people forward."""
    return estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))


def nominated() -> Scenario:
    return begun().after(PERSON, nominate(), NOMINATOR)


def filed() -> Scenario:
    return nominated().after(PERSON, FileDossier(sets=1), COMMITTEE)


def test_an_agency_puts_a_candidate_forward_after_the_first_round() -> None:
    begun().when(PERSON, nominate(), NOMINATOR).then(
        CandidateNominated(ballot="commune", unit="BK-NS-01", origin="agency")
    )
    estimated().when(PERSON, nominate(), NOMINATOR).then_refused("too_early", "lần thứ nhất")


def test_a_candidate_puts_himself_forward_without_waiting_for_the_front() -> None:
    by = act("candidate", "BK-NS-01", "2021-03-01")
    established().when(PERSON, nominate("self"), by).then_found()
    begun().when(PERSON, nominate("self"), NOMINATOR).then_refused("not_authorised", "candidate")
    begun().when(PERSON, nominate("agency"), by).then_refused("not_authorised", "nominator")


def test_a_village_that_puts_somebody_forward_beyond_its_commune_is_noted() -> None:
    district = "unit/bk-2021/BK-NS"
    events = tuple(
        event.model_copy(update={"ballot": "district"}) if hasattr(event, "ballot") else event
        for event in begun().events(COMMUNE)[2:]
    )
    story = begun().and_given(district, *events)
    by = act("nominator", "BK-NS", "2021-03-01")
    story.when(PERSON, nominate("village", "district", "BK-NS"), by).then_found("village_beyond_commune")


def test_a_commune_takes_no_candidates_for_the_assembly() -> None:
    begun().when(PERSON, nominate(ballot="na"), NOMINATOR).then_refused("wrong_level")


def test_a_candidate_of_an_unknown_unit_is_refused() -> None:
    by = act("nominator", "BK-XX", "2021-03-01")
    begun().when(PERSON, nominate(unit="BK-XX"), by).then_refused("unknown_unit", "BK-XX")


def test_a_candidacy_begins_once() -> None:
    nominated().when(PERSON, nominate(), NOMINATOR).then_refused("already_done")


def test_no_dossier_before_a_nomination() -> None:
    begun().when(PERSON, FileDossier(sets=1), COMMITTEE).then_refused("too_early")


def test_one_set_for_a_council_is_received() -> None:
    nominated().when(PERSON, FileDossier(sets=1), COMMITTEE).then(DossierReceived(attempt=1, sets=1))


@pytest.mark.parametrize(
    ("sets", "codes"), [(1, ["wrong_number_of_sets"]), (2, []), (3, ["wrong_number_of_sets"])]
)
def test_the_assembly_wants_two_sets(sets: int, codes: list[str]) -> None:
    story = established().after(PERSON, nominate("self", "na", "BK"), act("candidate", "BK", "2021-03-01"))
    story.when(PERSON, FileDossier(sets=sets), act("committee", "BK", "2021-03-10")).then_found(*codes)


def test_a_dossier_in_the_last_second_is_received_and_one_a_second_later_is_not() -> None:
    last = act("committee", "BK-NS-01", "2021-03-14T23:59:59")
    nominated().when(PERSON, FileDossier(sets=1), last).then_found("after_hours")
    late = act("committee", "BK-NS-01", "2021-03-15T00:00:00")
    nominated().when(PERSON, FileDossier(sets=1), late).then_refused(
        "dossier_late", "2021-03-14T23:59:59+07:00", "2021-03-15T00:00:00+07:00"
    )


def test_a_decision_that_moves_the_last_day_lets_a_later_dossier_in() -> None:
    command = MoveDeadline.model_validate(
        {
            "deadline": "dossier_submit",
            "level": "commune",
            "unit": "BK-NS-01",
            "due": "2021-03-16T17:00:00+07:00",
            "decision": "QD-3",
            "reason": "Lũ quét",
        }
    )
    story = nominated().after(ELECTION, command, COMMITTEE)
    story.when(PERSON, FileDossier(sets=1), act("committee", "BK-NS-01", "2021-03-16T17:00:00")).then_found()
    story.when(PERSON, FileDossier(sets=1), act("committee", "BK-NS-01", "2021-03-16T17:00:01")).then_refused(
        "dossier_late"
    )


def test_a_valid_dossier_is_accepted_once() -> None:
    filed().when(PERSON, CheckDossier(valid=True), COMMITTEE).then(DossierAccepted(attempt=1))
    story = filed().after(PERSON, CheckDossier(valid=True), COMMITTEE)
    story.when(PERSON, CheckDossier(valid=False, reasons=("paper_photos",)), COMMITTEE).then_refused(
        "already_done"
    )
    story.when(PERSON, FileDossier(sets=1, attempt=2), COMMITTEE).then_refused("already_done")


def test_a_dossier_is_not_returned_without_a_reason() -> None:
    filed().when(PERSON, CheckDossier(valid=False), COMMITTEE).then_refused("no_reason")
    filed().when(PERSON, CheckDossier(valid=False, reasons=("paper_assets",)), COMMITTEE).then(
        DossierReturned(attempt=1, reasons=("Thiếu hoặc không đúng quy định: Bản kê khai tài sản, thu nhập",))
    )


def test_a_returned_dossier_may_come_again_until_the_last_day() -> None:
    story = filed().after(PERSON, CheckDossier(valid=False, reasons=("paper_photos",)), COMMITTEE)
    story.when(PERSON, FileDossier(sets=1), COMMITTEE).then_refused("already_done")
    story = story.after(PERSON, FileDossier(sets=1, attempt=2), COMMITTEE)
    story.when(PERSON, CheckDossier(valid=True), COMMITTEE).then_refused("too_early", "lần 1")
    story = story.after(PERSON, CheckDossier(valid=True, attempt=2), COMMITTEE)
    assert fold(PROCEDURE, story.events(PERSON)).accepted


def test_an_unfiled_dossier_is_not_checked() -> None:
    nominated().when(PERSON, CheckDossier(valid=True), COMMITTEE).then_refused("too_early")


def test_the_committee_of_another_unit_receives_nothing() -> None:
    nominated().when(PERSON, FileDossier(sets=1), act("committee", "BK", "2021-03-10")).then_refused(
        "not_authorised"
    )


def test_who_withdrew_no_longer_stands() -> None:
    by = act("candidate", "BK-NS-01", "2021-04-01")
    accepted = filed().after(PERSON, CheckDossier(valid=True), COMMITTEE)
    accepted.when(PERSON, WithdrawCandidacy(ground="own_request"), by).then(
        CandidacyWithdrawn(reason="Theo đơn của người ứng cử")
    )
    story = accepted.after(PERSON, WithdrawCandidacy(ground="own_request"), by)
    assert not fold(PROCEDURE, story.events(PERSON)).accepted
    story.when(PERSON, WithdrawCandidacy(ground="death"), by).then_refused("already_done")
    out = filed().after(PERSON, WithdrawCandidacy(ground="own_request"), by)
    out.when(PERSON, CheckDossier(valid=True), COMMITTEE).then_refused("withdrawn")


def test_a_dossier_for_a_commune_is_not_received_by_a_body_of_the_centre() -> None:
    by = act("nec", "BK-NS-01", "2021-03-10")
    nominated().when(PERSON, FileDossier(sets=1), by).then_refused("not_authorised", "committee của BK-NS-01")


def test_a_central_nominee_hands_the_dossier_to_the_national_council() -> None:
    story = established().after(PERSON, nominate("self", "na", "VN"), act("candidate", "VN", "2021-03-01"))
    story.when(PERSON, FileDossier(sets=2), act("nec", "VN", "2021-03-10")).then_found()
    by = act("committee", "VN", "2021-03-10")
    story.when(PERSON, FileDossier(sets=2), by).then_refused("not_authorised", "nec của VN")
