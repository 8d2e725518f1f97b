"""Units and their committees."""

from __future__ import annotations

from datetime import date

import pytest

from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.bodies.events import CommitteeEstablished, UnitEnrolled
from domain.call.commands import CallElection
from domain.call.events import ElectionCalled
from domain.terms import Level
from tests.domain.province import BK, COMMUNE, NS, VN, called, enrolled
from tests.domain.scenario import act, given

CLERK = act("clerk", "VN", "2020-12-01")


def enrol(level: Level, parent: str = "") -> EnrolUnit:
    return EnrolUnit(name="thử", level=level, parent=parent)


def committee(size: int) -> EstablishCommittee:
    return EstablishCommittee(size=size, decision="QD-1")


def test_a_commune_knows_all_units_above_it() -> None:
    command = EnrolUnit(name="Xã", level="commune", parent="BK-NS", ballots=("commune",))
    enrolled().when("unit/bk-2021/BK-NS-02", command, CLERK).then(
        UnitEnrolled(
            name="Xã", level="commune", parent="BK-NS", path=("BK-NS", "BK", "VN"), ballots=("commune",)
        )
    )


def test_a_unit_is_enrolled_below_one_that_is_there() -> None:
    called().when(BK, enrol("province", "VN"), CLERK).then_refused("unknown_unit", "VN")


@pytest.mark.parametrize(
    ("stream", "level", "parent"),
    [
        (COMMUNE, "commune", "BK"),
        (NS, "district", "VN"),
        (BK, "province", ""),
        (BK, "nation", ""),
        (VN, "nation", "BK"),
    ],
)
def test_a_unit_under_the_wrong_parent_is_refused(stream: str, level: Level, parent: str) -> None:
    story = (
        called().after(VN, enrol("nation"), CLERK).after("unit/bk-2021/BK", enrol("province", "VN"), CLERK)
    )
    bare = given(*[(name, events) for name, events in story.history.items() if name != stream])
    bare.when(stream, enrol(level, parent), CLERK).then_refused("wrong_parent")


def test_version_b_puts_communes_right_below_the_province_and_has_no_district() -> None:
    story = given().after(
        "election/tq-2026",
        CallElection(name="2026", day=date(2026, 3, 15), levels=("na", "province", "commune")),
        act("assembly", "VN", "2025-06-25"),
    )
    story = story.after("unit/tq-2026/VN", enrol("nation"), CLERK)
    story = story.after("unit/tq-2026/TQ", enrol("province", "VN"), CLERK)
    story.when("unit/tq-2026/TQ-1", enrol("district", "TQ"), CLERK).then_refused("no_such_level", "district")
    assert story.when("unit/tq-2026/TQ-1", enrol("commune", "TQ"), CLERK).one().path == ("TQ", "VN")


def test_a_unit_organises_no_ballot_the_election_does_not_hold() -> None:
    story = given().after(
        "election/bk-2021",
        CallElection(name="2021", day=date(2021, 5, 23), levels=("na",)),
        act("assembly", "VN", "2020-11-17"),
    )
    command = EnrolUnit(name="Cả nước", level="nation", ballots=("na", "commune"))
    story.when(VN, command, CLERK).then_refused("ballot_not_called", "commune")


def test_a_unit_is_enrolled_once() -> None:
    enrolled().when(BK, enrol("province", "VN"), CLERK).then_refused("already_done")


@pytest.mark.covers("p06", "story:3")
def test_a_committee_of_the_right_size_is_recorded_without_a_finding() -> None:
    enrolled().when(COMMUNE, committee(9), act("people_committee", "BK-NS-01", "2021-02-01")).then(
        CommitteeEstablished(level="commune", size=9, decision="QD-1")
    )


@pytest.mark.parametrize(
    ("size", "codes"), [(20, ("size_out_of_range",)), (21, ()), (31, ()), (32, ("size_out_of_range",))]
)
@pytest.mark.covers("p06", "story:3")
def test_a_provincial_committee_of_the_wrong_size_is_recorded_with_a_finding(
    size: int, codes: tuple[str, ...]
) -> None:
    enrolled().when(BK, committee(size), act("people_committee", "BK", "2021-02-01")).then_found(*codes)


@pytest.mark.covers("p01")
def test_the_assembly_sets_up_the_national_council_and_nobody_else_does() -> None:
    enrolled().when(VN, committee(21), act("assembly", "VN", "2020-12-02")).then_found()
    enrolled().when(VN, committee(21), act("people_committee", "VN", "2020-12-02")).then_refused(
        "not_authorised", "assembly của VN"
    )


def test_a_province_does_not_set_up_the_committee_of_a_district() -> None:
    enrolled().when(NS, committee(13), act("people_committee", "BK", "2021-02-01")).then_refused(
        "not_authorised"
    )


def test_a_unit_that_takes_no_part_has_no_committee() -> None:
    called().when(BK, committee(29), act("people_committee", "BK", "2021-02-01")).then_refused(
        "unknown_unit", "BK"
    )


def test_a_committee_is_set_up_once() -> None:
    by = act("people_committee", "BK", "2021-02-01")
    story = enrolled().after(BK, committee(29), by)
    story.when(BK, committee(30), by).then_refused("already_done")


def test_the_code_of_the_nation_is_no_district() -> None:
    story = enrolled()
    without_nation = given(*[(name, events) for name, events in story.history.items() if name != VN])
    without_nation.when(VN, enrol("district", "BK"), CLERK).then_refused("wrong_parent")


@pytest.mark.covers("s02")
def test_a_supplementary_election_has_its_own_small_committees() -> None:
    called = ElectionCalled(
        name="Bổ sung", day=date(2023, 6, 4), form="supplementary", levels=("commune",), law="A"
    )
    story = given(("election/bk-2023", [called]))
    above: tuple[tuple[str, Level, str], ...] = (("VN", "nation", ""), ("BK", "province", "VN"))
    for code, level, parent in above:
        story = story.after(f"unit/bk-2023/{code}", EnrolUnit(name=code, level=level, parent=parent), CLERK)
    by = act("people_committee", "BK", "2023-05-01")
    story.when("unit/bk-2023/BK", committee(5), by).then_found()
    story.when("unit/bk-2023/BK", committee(21), by).then_found("size_out_of_range")
