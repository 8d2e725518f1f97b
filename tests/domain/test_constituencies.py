"""Constituencies, their seats, and polling areas."""

from __future__ import annotations

import pytest

from domain.bodies.commands import EnrolUnit
from domain.constituencies import PROCEDURE
from domain.constituencies.commands import FixPollingAreas, PublishConstituencies
from domain.constituencies.events import AreaPlan, ConstituenciesPublished, ContestPlan
from domain.procedure import fold
from domain.terms import Ballot
from tests.domain.province import BK, COMMUNE, NS, VN, enrolled, established
from tests.domain.scenario import Scenario, act

NEC = act("nec", "VN", "2021-03-01")
PEOPLE = act("people_committee", "BK-NS-01", "2021-03-20")
EVERYWHERE: dict[Ballot, str] = {
    "na": "NA-BK-1",
    "province": "P-BK-13",
    "district": "D-BK-NS-1",
    "commune": "C-BK-NS-01-1",
}


def plan(code: str, seats: int, unit: str) -> ContestPlan:
    return ContestPlan(code=code, seats=seats, unit=unit)


def publish(ballot: Ballot, *contests: ContestPlan) -> PublishConstituencies:
    return PublishConstituencies(ballot=ballot, contests=contests)


def published() -> Scenario:
    """All four ballots have their constituencies."""
    story = established().after(VN, publish("na", plan("NA-BK-1", 3, "BK")), NEC)
    for stream, ballot, contest in (
        (BK, "province", plan("P-BK-13", 5, "BK")),
        (NS, "district", plan("D-BK-NS-1", 5, "BK-NS")),
        (COMMUNE, "commune", plan("C-BK-NS-01-1", 3, "BK-NS-01")),
    ):
        by = act("committee", contest.unit, "2021-03-01")
        story = story.after(stream, PublishConstituencies(ballot=ballot, contests=(contest,)), by)
    return story


def areas(*plans: AreaPlan) -> FixPollingAreas:
    return FixPollingAreas(areas=plans)


def area(
    code: str = "BK-NS-01-A1", contests: dict[Ballot, str] | None = None, gathered: bool = False
) -> AreaPlan:
    return AreaPlan(code=code, contests=contests or EVERYWHERE, gathered=gathered)


@pytest.mark.covers("p07")
def test_the_national_council_publishes_the_constituencies_of_the_assembly() -> None:
    contests = (plan("NA-BK-1", 3, "BK"), plan("NA-BK-2", 3, "BK"))
    established().when(VN, publish("na", *contests), NEC).then(
        ConstituenciesPublished(ballot="na", contests=contests)
    )


@pytest.mark.covers("p07")
def test_four_seats_are_too_many_for_the_assembly_and_six_for_a_council() -> None:
    command = publish("na", plan("NA-BK-1", 4, "BK"))
    established().when(VN, command, NEC).then_refused("too_many_seats", "NA-BK-1", "4", "Điều 10.4")
    by = act("committee", "BK-NS-01", "2021-03-01")
    six = publish("commune", plan("C-BK-NS-01-1", 6, "BK-NS-01"))
    established().when(COMMUNE, six, by).then_refused("too_many_seats")
    five = publish("commune", plan("C-BK-NS-01-1", 5, "BK-NS-01"))
    established().when(COMMUNE, five, by).then_found()


def test_a_constituency_given_twice_is_refused() -> None:
    command = publish("na", plan("NA-BK-1", 3, "BK"), plan("NA-BK-1", 2, "BK"))
    established().when(VN, command, NEC).then_refused("listed_twice", "NA-BK-1")


def test_a_constituency_of_the_assembly_belongs_to_a_province_that_takes_part() -> None:
    established().when(VN, publish("na", plan("NA-BK-1", 3, "BK-NS")), NEC).then_refused(
        "wrong_unit", "một tỉnh"
    )
    established().when(VN, publish("na", plan("NA-HN-1", 3, "HN")), NEC).then_refused("unknown_unit", "HN")


def test_a_council_publishes_constituencies_for_itself_only() -> None:
    by = act("committee", "BK-NS-01", "2021-03-01")
    command = publish("commune", plan("C-BK-NS-02-1", 3, "BK-NS-02"))
    established().when(COMMUNE, command, by).then_refused("wrong_unit", "BK-NS-01")
    other = publish("district", plan("D-BK-NS-1", 3, "BK-NS-01"))
    established().when(COMMUNE, other, by).then_refused("wrong_level", "district")


def test_a_province_does_not_publish_the_constituencies_of_the_assembly() -> None:
    by = act("committee", "BK", "2021-03-01")
    established().when(BK, publish("na", plan("NA-BK-1", 3, "BK")), by).then_refused("wrong_level", "VN")


def test_no_constituencies_without_a_committee() -> None:
    by = act("committee", "BK-NS-01", "2021-03-01")
    command = publish("commune", plan("C-BK-NS-01-1", 3, "BK-NS-01"))
    enrolled().when(COMMUNE, command, by).then_refused("too_early", "Ủy ban bầu cử")


def test_constituencies_of_a_ballot_are_published_once() -> None:
    again = publish("na", plan("NA-BK-1", 2, "BK"))
    published().when(VN, again, NEC).then_refused("already_done")


@pytest.mark.covers("p12")
def test_a_polling_area_serves_all_ballots_at_once() -> None:
    event = published().when(COMMUNE, areas(area()), PEOPLE).one()
    assert event.areas[0].contests == EVERYWHERE
    assert event.findings == ()


def test_a_polling_area_given_twice_is_refused() -> None:
    published().when(COMMUNE, areas(area(), area()), PEOPLE).then_refused("listed_twice", "BK-NS-01-A1")


@pytest.mark.covers("p12")
def test_a_polling_area_votes_only_in_constituencies_that_were_published_for_it() -> None:
    wrong = area(contests={"na": "NA-BK-9", "commune": "C-BK-NS-01-1"})
    published().when(COMMUNE, areas(wrong), PEOPLE).then_refused("unknown_contest", "NA-BK-9", "BK-NS-01-A1")


def test_a_polling_area_does_not_vote_in_another_province() -> None:
    story = established()
    story = story.after(
        "unit/bk-2021/CB",
        EnrolUnit(name="CB", level="province", parent="VN"),
        act("clerk", "VN", "2021-01-05"),
    )
    story = story.after(VN, publish("na", plan("NA-BK-1", 3, "BK"), plan("NA-CB-1", 3, "CB")), NEC)
    story.when(COMMUNE, areas(area(contests={"na": "NA-CB-1"})), PEOPLE).then_refused(
        "unknown_contest", "NA-CB-1"
    )


def test_a_polling_area_waits_for_the_constituencies_it_belongs_to() -> None:
    established().when(COMMUNE, areas(area()), PEOPLE).then_refused("too_early")


def test_an_area_that_leaves_out_a_ballot_is_recorded_with_a_finding_unless_it_stands_for_several() -> None:
    partly: dict[Ballot, str] = {"na": "NA-BK-1", "province": "P-BK-13", "commune": "C-BK-NS-01-1"}
    published().when(COMMUNE, areas(area(contests=partly)), PEOPLE).then_found("area_without_ballot")
    published().when(COMMUNE, areas(area(contests=partly, gathered=True)), PEOPLE).then_found()


def test_a_constituency_without_a_polling_area_is_noted() -> None:
    without: dict[Ballot, str] = {"na": "NA-BK-1", "province": "P-BK-13", "district": "D-BK-NS-1"}
    published().when(COMMUNE, areas(area(contests=without, gathered=True)), PEOPLE).then_found(
        "contest_without_area"
    )


def test_a_province_has_no_polling_areas() -> None:
    by = act("people_committee", "BK", "2021-03-20")
    published().when(BK, areas(area()), by).then_refused("wrong_level", "commune")


def test_the_published_plan_can_be_read_back_from_the_stream() -> None:
    story = published().after(COMMUNE, areas(area()), PEOPLE)
    state = fold(PROCEDURE, story.events(COMMUNE))
    assert [each.code for each in state.contests["commune"]] == ["C-BK-NS-01-1"]
    assert [each.code for each in state.areas] == ["BK-NS-01-A1"]
    assert state.path == ("BK-NS", "BK", "VN")
    story.when(COMMUNE, areas(area("BK-NS-01-A2")), PEOPLE).then_refused("already_done")


def test_the_national_council_does_not_publish_for_a_commune() -> None:
    by = act("nec", "BK-NS-01", "2021-03-01")
    command = publish("commune", plan("C-BK-NS-01-1", 3, "BK-NS-01"))
    established().when(COMMUNE, command, by).then_refused("not_authorised", "committee của BK-NS-01")
