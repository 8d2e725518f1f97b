"""Three rounds at the Front and the voters between them."""

from __future__ import annotations

from datetime import date

import pytest

from domain.call.commands import CallElection, FixCalendar
from domain.consultation.commands import (
    CloseDossiers,
    HoldConsultation,
    HoldVoterConferences,
    SendQualifiedList,
    VerifyVoterMatters,
)
from domain.consultation.confidence import attendance
from domain.consultation.events import Conference, QualifiedListSent, Round, Special
from domain.law.rules import Place
from tests.domain.province import (
    BK,
    COMMUNE,
    NS,
    VN,
    consulted,
    enrolled,
    established,
    estimated,
    first_round,
)
from tests.domain.scenario import Scenario, act

FRONT = act("front", "BK-NS-01", "2021-03-30")
COMMITTEE = act("committee", "BK-NS-01", "2021-03-14T17:00:00")


def conference(
    candidacy: str, confident: int, present: int = 60, place: Place = "residence", summoned: int = 90
) -> Conference:
    return Conference(
        candidacy=candidacy, place=place, summoned=summoned, present=present, confident=confident
    )


def confer(*conferences: Conference, sitting: int = 1) -> HoldVoterConferences:
    return HoldVoterConferences(ballot="commune", sitting=sitting, conferences=conferences)


def hold(round_: Round, *agreed: str, special: tuple[Special, ...] = ()) -> HoldConsultation:
    return HoldConsultation(
        ballot="commune", round=round_, invited=30, present=28, agreed=agreed, special=special
    )


def verified(*conferences: Conference) -> Scenario:
    """Two candidates passed the second round; the voters met about them and their matters were answered."""
    return (
        consulted("c-001", "c-002")
        .after(COMMUNE, confer(*conferences), FRONT)
        .after(COMMUNE, VerifyVoterMatters(ballot="commune", raised=1, answered=1), FRONT)
    )


def test_the_first_round_waits_for_the_estimated_structure() -> None:
    established().when(COMMUNE, first_round(), FRONT).then_refused("too_early", "dự kiến cơ cấu")


def test_a_province_consults_for_the_assembly_on_the_structure_estimated_for_the_nation() -> None:
    command = HoldConsultation(ballot="na", round=1, invited=40, present=38)
    by = act("front", "BK", "2021-02-17")
    estimated().when(BK, command, by).then_found()
    established().when(BK, command, by).then_refused("too_early")


def test_a_district_holds_no_consultation_for_the_assembly() -> None:
    command = HoldConsultation(ballot="na", round=1, invited=40, present=38)
    estimated().when(NS, command, act("front", "BK-NS", "2021-02-17")).then_refused("wrong_level")


def test_names_in_the_first_round_are_noted() -> None:
    command = HoldConsultation(ballot="commune", round=1, invited=30, present=31, agreed=("c-001",))
    estimated().when(COMMUNE, command, FRONT).then_found("more_present_than_invited", "names_in_first_round")


def test_the_second_round_waits_until_dossiers_are_closed() -> None:
    story = estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))
    story.when(COMMUNE, hold(2, "c-001"), FRONT).then_refused("too_early", "khóa sổ")


def test_the_third_round_does_not_come_before_the_voters() -> None:
    consulted("c-001").when(COMMUNE, hold(3, "c-001"), FRONT).then_refused("too_early", "hội nghị cử tri")


def test_a_round_is_held_once() -> None:
    consulted("c-001").when(COMMUNE, first_round(), FRONT).then_refused("already_done")


def test_a_candidate_twice_on_a_list_is_refused() -> None:
    story = verified(conference("c-001", 60), conference("c-002", 60))
    story.when(COMMUNE, hold(3, "c-001", "c-001"), FRONT).then_refused("listed_twice", "c-001")


def test_a_name_from_outside_the_second_round_does_not_reach_the_third() -> None:
    story = verified(conference("c-001", 60), conference("c-002", 60))
    story.when(COMMUNE, hold(3, "c-001", "c-009"), FRONT).then_refused("not_on_list", "c-009")


def test_voters_do_not_meet_about_somebody_the_second_round_left_out() -> None:
    consulted("c-001").when(COMMUNE, confer(conference("c-009", 60)), FRONT).then_refused("not_on_list")


def test_exactly_half_of_those_present_is_not_enough_confidence() -> None:
    story = verified(conference("c-001", 30, present=60), conference("c-002", 31, present=60))
    story.when(COMMUNE, hold(3, "c-001", "c-002"), FRONT).then_refused("not_trusted", "c-001", "30", "31")
    story.when(COMMUNE, hold(3, "c-002"), FRONT).then_found()


def test_confidence_at_work_counts_as_much_as_at_home() -> None:
    story = verified(conference("c-001", 60), conference("c-001", 10, place="workplace"))
    story.when(COMMUNE, hold(3, "c-001"), FRONT).then_refused("not_trusted")


def test_a_special_case_is_put_to_the_third_round_with_its_report_and_noted() -> None:
    story = verified(conference("c-001", 20))
    special = (Special(candidacy="c-001", report="BC-12"),)
    story.when(COMMUNE, hold(3, "c-001", special=special), FRONT).then_found("special_case")


def test_a_conference_held_again_takes_the_place_of_the_first() -> None:
    story = consulted("c-001").after(COMMUNE, confer(conference("c-001", 10)), FRONT)
    story = story.after(COMMUNE, confer(conference("c-001", 50), sitting=2), FRONT)
    story = story.after(COMMUNE, VerifyVoterMatters(ballot="commune", raised=0, answered=0), FRONT)
    story.when(COMMUNE, hold(3, "c-001"), FRONT).then_found()


def test_a_candidate_without_a_conference_at_home_is_noted_in_the_third_round() -> None:
    story = verified(conference("c-001", 60))
    story.when(COMMUNE, hold(3, "c-001", "c-002"), FRONT).then_found("no_residence_conference")


def test_a_third_round_before_the_verification_is_noted() -> None:
    story = consulted("c-001").after(COMMUNE, confer(conference("c-001", 60)), FRONT)
    story.when(COMMUNE, hold(3, "c-001"), FRONT).then_found("matters_not_verified")


def test_more_confident_than_present_is_refused() -> None:
    command = confer(conference("c-001", 61, present=60))
    consulted("c-001").when(COMMUNE, command, FRONT).then_refused("more_than", "61", "60")


def test_one_candidate_twice_at_the_same_place_is_refused() -> None:
    command = confer(conference("c-001", 50), conference("c-001", 51))
    consulted("c-001").when(COMMUNE, command, FRONT).then_refused("listed_twice", "c-001")


@pytest.mark.parametrize(
    ("place", "year", "summoned", "present", "codes"),
    [
        ("residence", 2021, 90, 45, []),
        ("residence", 2021, 90, 44, ["below_quorum"]),
        ("residence", 2016, 90, 45, ["below_quorum"]),
        ("residence", 2016, 90, 46, []),
        ("residence", 2026, 99, 50, []),
        ("residence", 2026, 99, 49, ["below_quorum"]),
        ("residence", 2026, 100, 55, []),
        ("residence", 2026, 100, 54, ["below_quorum"]),
        ("workplace", 2021, 90, 60, []),
        ("workplace", 2021, 90, 59, ["below_quorum"]),
        ("workplace", 2021, 100, 70, []),
        ("workplace", 2021, 100, 69, ["below_quorum"]),
        ("residence", 2021, 50, 60, ["more_present_than_summoned"]),
        ("residence", 2031, 50, 50, ["quorum_not_read"]),
    ],
)
def test_who_came_is_held_against_the_quorum_of_the_year(
    place: Place, year: int, summoned: int, present: int, codes: list[str]
) -> None:
    met = conference("c-001", 0, present=present, place=place, summoned=summoned)
    assert [finding.code for finding in attendance(met, year)] == codes


def test_where_the_rule_of_the_year_was_not_read_the_record_says_so_and_nobody_is_refused() -> None:
    events = verified(conference("c-001", 1)).history
    story = Scenario({**events, "election/bk-2021": ()}).after(
        "election/bk-2021",
        CallElection(name="2016", day=date(2016, 5, 22), levels=("na", "province", "district", "commune")),
        act("assembly", "VN", "2015-11-25"),
    )
    story = story.after("election/bk-2021", FixCalendar(), act("clerk", "VN", "2015-11-25"))
    story.when(COMMUNE, hold(3, "c-001"), FRONT).then_found("confidence_not_read")


def test_dossiers_lost_between_receipt_and_hand_over_are_noted() -> None:
    story = estimated()
    command = CloseDossiers(ballot="commune", received=21, handed_over=20)
    story.when(COMMUNE, command, COMMITTEE).then_found("dossiers_differ")


def test_dossiers_closed_a_day_early_are_noted() -> None:
    command = CloseDossiers(ballot="commune", received=20, handed_over=20)
    by = act("committee", "BK-NS-01", "2021-03-13T17:00:00")
    estimated().when(COMMUNE, command, by).then_found("closed_early")
    estimated().when(COMMUNE, command, COMMITTEE).then_found()


def test_the_national_council_closes_dossiers_for_the_centre_and_a_committee_for_its_unit() -> None:
    command = CloseDossiers(ballot="na", received=0, handed_over=0)
    estimated().when(VN, command, act("nec", "VN", "2021-03-14")).then_found()
    estimated().when(BK, command, act("committee", "BK", "2021-03-14")).then_found()
    estimated().when(BK, command, act("nec", "BK", "2021-03-14")).then_refused("not_authorised")


def test_more_answers_than_matters_are_refused_and_fewer_are_noted() -> None:
    story = consulted("c-001").after(COMMUNE, confer(conference("c-001", 60)), FRONT)
    more = VerifyVoterMatters(ballot="commune", raised=1, answered=2)
    story.when(COMMUNE, more, FRONT).then_refused("more_than")
    fewer = VerifyVoterMatters(ballot="commune", raised=2, answered=1)
    story.when(COMMUNE, fewer, FRONT).then_found("matters_unanswered")


def test_the_list_of_the_third_round_goes_up_once() -> None:
    story = verified(conference("c-001", 60), conference("c-002", 60))
    story.when(COMMUNE, SendQualifiedList(ballot="commune"), FRONT).then_refused("too_early")
    story = story.after(COMMUNE, hold(3, "c-002"), FRONT)
    story.when(COMMUNE, SendQualifiedList(ballot="commune"), FRONT).then(
        QualifiedListSent(ballot="commune", candidacies=("c-002",))
    )
    story = story.after(COMMUNE, SendQualifiedList(ballot="commune"), FRONT)
    story.when(COMMUNE, SendQualifiedList(ballot="commune"), FRONT).then_refused("already_done")


def test_the_front_of_another_unit_holds_no_conference_here() -> None:
    estimated().when(COMMUNE, first_round(), act("front", "BK-NS", "2021-02-15")).then_refused(
        "not_authorised"
    )


def test_dossiers_are_not_closed_by_a_committee_that_is_not_there() -> None:
    command = CloseDossiers(ballot="commune", received=0, handed_over=0)
    enrolled().when(COMMUNE, command, COMMITTEE).then_refused("too_early", "Ủy ban bầu cử")


def test_a_conference_to_which_all_invited_came_is_nothing_odd() -> None:
    command = HoldConsultation(ballot="commune", round=1, invited=30, present=30)
    estimated().when(COMMUNE, command, FRONT).then_found()
