"""Constituencies, their seats, and polling areas."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from domain.agenda import PROCEDURE as AGENDA
from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.call.commands import CallElection, FixCalendar
from domain.command import COMMANDS
from domain.constituencies import PROCEDURE
from domain.constituencies.commands import (
    AdjustPollingAreas,
    ApprovePollingAreas,
    FixPollingAreas,
    PublishConstituencies,
    ReportPollingAreas,
)
from domain.constituencies.events import (
    AreaPlan,
    ConstituenciesPublished,
    ContestPlan,
    PollingAreasAdjusted,
    PollingAreasApproved,
    PollingAreasFixed,
    PollingAreasReported,
)
from domain.contest import PROCEDURE as CONTEST
from domain.membership.commands import DecideInBody
from domain.membership.events import SUBJECTS, Subject
from domain.membership.resting import DECIDES
from domain.polling.commands import EstablishTeam
from domain.procedure import fold
from domain.terms import Ballot, Level
from tests.domain.office import Office
from tests.domain.province import BK, COMMUNE, NS, VN, enrolled, established
from tests.domain.scenario import Scenario, act, given

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


def set_up_2026() -> Scenario:
    """A province of 2026 with one commune below it; both have their committees."""
    story = given().after(
        "election/tq-2026",
        CallElection(name="2026", day=date(2026, 3, 15), levels=("na", "province", "commune")),
        act("assembly", "VN", "2025-06-25"),
    )
    units: tuple[tuple[str, Level, str, tuple[Ballot, ...]], ...] = (
        ("VN", "nation", "", ("na",)),
        ("TQ", "province", "VN", ("na", "province")),
        ("TQ-1", "commune", "TQ", ("commune",)),
    )
    for code, level, parent, ballots in units:
        enrol = EnrolUnit(name=code, level=level, parent=parent, ballots=ballots)
        story = story.after(f"unit/tq-2026/{code}", enrol, act("clerk", "VN", "2025-07-01"))
        size = {"VN": 19, "TQ": 30, "TQ-1": 11}[code]
        body = "assembly" if code == "VN" else "people_committee"
        told = EstablishCommittee(size=size, decision="QD-1")
        story = story.after(f"unit/tq-2026/{code}", told, act(body, code, "2025-11-20"))
    return story


def of_2026() -> Scenario:
    """The council of the commune has one constituency."""
    own = publish("commune", plan("C-1", 3, "TQ-1"))
    return set_up_2026().after(TQ1, own, act("committee", "TQ-1", "2025-12-20"))


TQ1 = "unit/tq-2026/TQ-1"
COMMUNE_2026 = act("people_committee", "TQ-1", "2026-01-10")
PROVINCE_2026 = act("people_committee", "TQ", "2026-01-20")


def of_commune(code: str, contest: str = "C-1", voters: int | None = None) -> AreaPlan:
    return AreaPlan(code=code, contests={"commune": contest}, gathered=True, voters=voters)


@pytest.mark.covers("p07")
def test_article_10_seats_that_are_not_as_many_as_the_deputies_are_noted() -> None:
    by = act("committee", "BK-NS-01", "2021-03-01")
    own = publish("commune", plan("C-BK-NS-01-1", 3, "BK-NS-01"), plan("C-BK-NS-01-2", 4, "BK-NS-01"))
    for total, codes in ((7, ()), (8, ("seats_do_not_add_up",)), (None, ())):
        established().when(COMMUNE, own.model_copy(update={"total": total}), by).then_found(*codes)


@pytest.mark.covers("p07")
def test_article_7_a_province_with_fewer_than_three_deputies_cannot_have_three_residents() -> None:
    established().when(VN, publish("na", plan("NA-BK-1", 2, "BK")), NEC).then_found("assembly_plan")
    two = publish("na", plan("NA-BK-1", 2, "BK"), plan("NA-BK-2", 1, "BK"))
    established().when(VN, two, NEC).then_found()


@pytest.mark.covers("p07")
def test_article_26_1_a_publication_may_name_the_vote_it_rests_on_which_must_have_been_carried() -> None:
    by = act("committee", "BK-NS-01", "2021-03-01")
    vote = DecideInBody(body="committee", number="4", subject="constituencies", present=9, in_favour=5)
    own = publish("commune", plan("C-BK-NS-01-1", 3, "BK-NS-01")).model_copy(update={"meeting": "4"})
    established().when(COMMUNE, own, by).then_refused("not_carried", "4")
    lost = vote.model_copy(update={"in_favour": 4})
    established().after(COMMUNE, lost, by).when(COMMUNE, own, by).then_refused("not_carried")
    carried = established().after(COMMUNE, vote, by).when(COMMUNE, own, by)
    assert carried.one().meeting == "4"


@pytest.mark.covers("p07")
@pytest.mark.parametrize("law", ["A", "B"])
@pytest.mark.parametrize(
    ("subject", "about", "told"),
    [
        ("organisation", "", "phân công, tổ chức"),
        ("official_list", "", "danh sách chính thức"),
        ("constituencies", "C-9", "đơn vị bầu cử C-9"),
    ],
)
def test_article_26_1_a_publication_does_not_rest_on_a_vote_about_something_else(
    law: str, subject: Subject, about: str, told: str
) -> None:
    story, stream, code, day = (
        (established(), COMMUNE, "BK-NS-01", "2021-03-01")
        if law == "A"
        else (set_up_2026(), TQ1, "TQ-1", "2025-12-15")
    )
    by = act("committee", code, day)
    other = DecideInBody(body="committee", number="4", subject=subject, about=about, present=9, in_favour=9)
    own = publish("commune", plan("C-9", 3, code)).model_copy(update={"meeting": "4"})
    voted = story.after(stream, other, by)
    voted.when(stream, own, by).then_refused("other_subject", "số 4", told, "bỏ số đi")
    # Without a number, or with that of the vote that was about it, it stands.
    fitting = DecideInBody(body="committee", number="5", subject="constituencies", present=9, in_favour=9)
    right = own.model_copy(update={"meeting": "5"})
    assert voted.after(stream, fitting, by).when(stream, right, by).one().meeting == "5"
    assert voted.when(stream, own.model_copy(update={"meeting": ""}), by).one().meeting == ""


def test_every_act_that_names_a_vote_says_what_the_vote_has_to_be_about() -> None:
    acts = {name for name, it in COMMANDS.items() if it.kind == "unit" and "meeting" in it.model_fields}
    assert acts == set(DECIDES)
    assert set(SUBJECTS) == set(get_args(Subject))


@pytest.mark.covers("p12")
@pytest.mark.parametrize(
    ("place", "voters", "codes"),
    [
        ("ordinary", 299, ("area_out_of_range",)),
        ("ordinary", 300, ()),
        ("ordinary", 4000, ()),
        ("ordinary", 4001, ("area_out_of_range",)),
        ("sparse", 120, ()),
        ("armed_forces", 60, ()),
        ("hospital", 49, ("area_out_of_range",)),
        ("hospital", 50, ()),
    ],
)
def test_article_11_an_area_has_300_to_4000_voters_but_for_its_exceptions(
    place: Any, voters: int, codes: tuple[str, ...]
) -> None:
    plan_ = AreaPlan(code="BK-NS-01-A1", contests=EVERYWHERE, voters=voters, place=place)
    published().when(COMMUNE, areas(plan_), PEOPLE).then_found(*codes)


@pytest.mark.covers("p12")
def test_article_25_the_team_of_an_armed_unit_has_five_to_nine_members() -> None:
    plan_ = AreaPlan(code="BK-NS-01-A1", contests=EVERYWHERE, place="armed_forces")
    story = published().after(COMMUNE, areas(plan_), PEOPLE)
    for size, codes in ((5, ()), (9, ()), (11, ("size_out_of_range",))):
        command = EstablishTeam(unit="BK-NS-01", size=size, decision="QD-5")
        story.when("area/bk-2021/BK-NS-01-A1", command, PEOPLE).then_found(*codes)


@pytest.mark.covers("p12")
def test_article_11_4_version_a_the_district_approves_the_areas_of_its_communes_once() -> None:
    command = ApprovePollingAreas(decision="QD-8")
    by = act("people_committee", "BK-NS", "2021-03-25")
    published().when(COMMUNE, command, by).then_refused("too_early", "khu vực bỏ phiếu")
    story = published().after(COMMUNE, areas(area()), PEOPLE)
    story.when(COMMUNE, command, by).then(PollingAreasApproved(decision="QD-8"))
    story.after(COMMUNE, command, by).when(COMMUNE, command, by).then_refused("already_done")
    story.when(COMMUNE, command, PEOPLE).then_refused("not_authorised", "BK-NS")
    story.when(COMMUNE, ReportPollingAreas(), PEOPLE).then_refused("other_version")
    change = AdjustPollingAreas(areas=(area(),), decision="QD-9")
    story.when(COMMUNE, change, act("people_committee", "BK", "2021-03-25")).then_refused("other_version")


@pytest.mark.covers("p12")
def test_article_11_4_version_b_the_commune_reports_its_areas_to_the_province() -> None:
    story = of_2026()
    story.when(TQ1, ReportPollingAreas(), COMMUNE_2026).then_refused("too_early")
    story = story.after(TQ1, areas(of_commune("A1"), of_commune("A2")), COMMUNE_2026)
    story.when(TQ1, ReportPollingAreas(), COMMUNE_2026).then(PollingAreasReported(areas=2))
    again = story.after(TQ1, ReportPollingAreas(), COMMUNE_2026)
    again.when(TQ1, ReportPollingAreas(), COMMUNE_2026).then_refused("already_done")
    story.when(TQ1, ApprovePollingAreas(decision="QD-8"), PROVINCE_2026).then_refused("other_version")


@pytest.mark.covers("p12")
def test_article_11_4_version_b_the_province_may_change_the_areas() -> None:
    story = of_2026().after(TQ1, areas(of_commune("A1"), of_commune("A2")), COMMUNE_2026)
    command = AdjustPollingAreas(areas=(of_commune("A1"), of_commune("A3")), decision="QD-9")
    adjusted, fixed = story.when(TQ1, command, PROVINCE_2026).events
    assert adjusted == PollingAreasAdjusted(withdrawn=("A2",), decision="QD-9")
    assert isinstance(fixed, PollingAreasFixed)
    assert [each.code for each in fixed.areas] == ["A1", "A3"]
    story.when(TQ1, command, COMMUNE_2026).then_refused("not_authorised")
    story.after(TQ1, command, PROVINCE_2026).when(TQ1, command, PROVINCE_2026).then_refused("already_done")
    used = story.after(
        "area/tq-2026/A2",
        EstablishTeam(unit="TQ-1", size=11, decision="QD-5"),
        act("people_committee", "TQ-1", "2026-01-18"),
    )
    used.when(TQ1, command, PROVINCE_2026).then_refused("area_in_use", "A2")
    fewer = AdjustPollingAreas(areas=(of_commune("A1", voters=5000), of_commune("A2")), decision="QD-10")
    used.when(TQ1, fewer, PROVINCE_2026).then_found("area_out_of_range")


@pytest.mark.covers("p12")
def test_a_changed_area_leaves_its_constituency_and_nobody_owes_anything_about_it() -> None:
    story = of_2026().after("election/tq-2026", FixCalendar(), act("clerk", "VN", "2025-07-01"))
    office = Office("tq-2026", story, since="2025-12-20")
    office.give(TQ1, areas(of_commune("A1"), of_commune("A2")), COMMUNE_2026)
    office.attend("unit", "TQ-1", "2026-01-11")
    assert office.state("contest/tq-2026/C-1", CONTEST).areas == ("A1", "A2")
    change = AdjustPollingAreas(areas=(of_commune("A1"), of_commune("A3")), decision="QD-9")
    office.give(TQ1, change, PROVINCE_2026)
    office.attend("unit", "TQ-1", "2026-01-21")
    assert office.state("contest/tq-2026/C-1", CONTEST).areas == ("A1", "A3")
    held = office.state("agenda/tq-2026/TQ-1", AGENDA).duties
    team = {one.duty.subject: one.status for one in held.values() if one.duty.deadline == "to_bau_cu_set_up"}
    assert team == {"A1": "open", "A2": "moot", "A3": "open"}
