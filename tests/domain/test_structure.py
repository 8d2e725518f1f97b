"""Estimating and adjusting how many are put forward."""

from __future__ import annotations

import pytest

from domain.consultation.commands import CloseDossiers, HoldConsultation
from domain.consultation.events import Addressee
from domain.structure.commands import AdjustStructure, EstimateStructure, SendStructure
from domain.structure.events import StructureAdjusted, StructureEstimated
from domain.terms import Ballot
from tests.domain.province import BK, COMMUNE, NS, VN, consulted, established, estimated, first_round
from tests.domain.scenario import act

COUNCIL = act("council", "BK-NS-01", "2021-02-05")
STANDING = act("standing_committee", "VN", "2021-01-11")


def estimate(ballot: Ballot, number: int = 20, women: int = 7, minorities: int = 4) -> EstimateStructure:
    return EstimateStructure(ballot=ballot, number=number, women=women, minorities=minorities)


@pytest.mark.covers("p05", "story:27")
def test_the_commune_council_estimates_its_own_structure() -> None:
    established().when(COMMUNE, estimate("commune"), COUNCIL).then(
        StructureEstimated(ballot="commune", number=20, women=7, minorities=4)
    )


def test_one_woman_below_thirty_five_in_a_hundred_is_noted_and_thirty_five_are_not() -> None:
    established().when(COMMUNE, estimate("commune", 100, 34), COUNCIL).then_found("few_women")
    established().when(COMMUNE, estimate("commune", 100, 35), COUNCIL).then_found()
    established().when(COMMUNE, estimate("commune", 101, 35), COUNCIL).then_found("few_women")


@pytest.mark.covers("p04")
def test_the_share_of_minorities_binds_the_assembly_only() -> None:
    established().when(VN, estimate("na", 1000, 350, 179), STANDING).then_found("few_minorities")
    established().when(VN, estimate("na", 1000, 350, 180), STANDING).then_found()
    established().when(COMMUNE, estimate("commune", 20, 7, 0), COUNCIL).then_found()


def test_more_women_than_people_are_refused() -> None:
    established().when(COMMUNE, estimate("commune", 20, 21), COUNCIL).then_refused("more_than", "21", "20")


def test_a_province_does_not_estimate_the_structure_of_the_assembly() -> None:
    by = act("standing_committee", "BK", "2021-01-11")
    established().when(BK, estimate("na"), by).then_refused("wrong_level", "VN")


def test_the_standing_committee_does_not_estimate_a_council() -> None:
    by = act("standing_committee", "BK-NS-01", "2021-02-05")
    established().when(COMMUNE, estimate("commune"), by).then_refused(
        "not_authorised", "council của BK-NS-01"
    )


def test_a_district_does_not_estimate_the_structure_of_a_commune_council() -> None:
    by = act("council", "BK-NS", "2021-02-05")
    established().when(NS, estimate("commune"), by).then_refused("wrong_level", "commune")
    established().when(COMMUNE, estimate("commune"), by).then_refused("not_authorised")


def test_a_structure_is_estimated_once() -> None:
    estimated().when(COMMUNE, estimate("commune", 25, 9), COUNCIL).then_refused("already_done")


@pytest.mark.covers("p10", "story:27")
def test_a_council_adjusts_once_after_the_first_round() -> None:
    story = estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))
    once = AdjustStructure(ballot="commune", occasion=1, number=19)
    story.when(COMMUNE, once, COUNCIL).then(StructureAdjusted(ballot="commune", occasion=1, number=19))
    story.after(COMMUNE, once, COUNCIL).when(COMMUNE, once, COUNCIL).then_refused("already_done")


@pytest.mark.covers("p10")
def test_a_council_never_adjusts_a_second_time() -> None:
    twice = AdjustStructure(ballot="commune", occasion=2, number=19)
    consulted("c-001").when(COMMUNE, twice, COUNCIL).then_refused("adjusted_once", "Điều 51")


def test_nothing_is_adjusted_before_its_round() -> None:
    first = AdjustStructure(ballot="na", occasion=1, number=900)
    estimated().when(VN, first, STANDING).then_refused("too_early", "hiệp thương lần 1")


@pytest.mark.covers("p09", "p21", "story:27")
def test_the_assembly_adjusts_after_the_first_and_after_the_second_round() -> None:
    front, nec = act("front", "VN", "2021-02-17"), act("nec", "VN", "2021-03-14")
    story = estimated().after(VN, HoldConsultation(ballot="na", round=1, invited=80, present=75), front)
    second = AdjustStructure(ballot="na", occasion=2, number=880)
    story.when(VN, second, STANDING).then_refused("too_early", "hiệp thương lần 2")
    story = (
        story.after(VN, AdjustStructure(ballot="na", occasion=1, number=900), STANDING)
        .after(VN, CloseDossiers(ballot="na", received=2, handed_over=2), nec)
        .after(
            VN, HoldConsultation(ballot="na", round=2, invited=80, present=75, agreed=("na-1", "na-2")), front
        )
    )
    assert story.when(VN, second, STANDING).one().ground == "Điều 47"


def test_a_list_of_women_only_may_be_estimated() -> None:
    established().when(COMMUNE, estimate("commune", 20, 20, 20), COUNCIL).then_found()


def to(*names: str) -> tuple[Addressee, ...]:
    return tuple(Addressee(body=name.split("@")[0], unit=name.split("@")[1]) for name in names)


@pytest.mark.covers("p05")
def test_article_9_3_an_estimate_goes_to_the_bodies_the_row_names() -> None:
    command = SendStructure(
        ballot="commune",
        recipients=to("nec@VN", "council@BK-NS", "front@BK-NS-01", "committee@BK-NS-01"),
    )
    told = estimated().when(COMMUNE, command, COUNCIL)
    told.then_found()
    assert told.one().ground == "Điều 9.3"
    fewer = SendStructure(ballot="commune", recipients=to("nec@VN", "government@VN"))
    estimated().when(COMMUNE, fewer, COUNCIL).then_found("addressee_missing", "addressee_not_named")
    estimated().after(COMMUNE, command, COUNCIL).when(COMMUNE, command, COUNCIL).then_refused("already_done")
    established().when(COMMUNE, command, COUNCIL).then_refused("too_early")


@pytest.mark.covers("p04")
def test_article_8_4_the_assemblys_estimate_goes_to_the_centre_and_to_every_province() -> None:
    command = SendStructure(
        ballot="na", recipients=to("nec@VN", "front@VN", "committee@BK", "front@BK", "committee@CB")
    )
    estimated().when(VN, command, STANDING).then_found()
    centre = SendStructure(ballot="na", recipients=to("nec@VN", "council@BK"))
    estimated().when(VN, centre, STANDING).then_found("addressee_missing", "addressee_not_named")
    estimated().when(VN, command, act("council", "VN", "2021-01-12")).then_refused("not_authorised")
