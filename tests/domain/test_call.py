"""Calling an election, fixing and moving its dates."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from domain.call import PROCEDURE
from domain.call.commands import CallElection, CloseElection, FixCalendar, MoveDeadline
from domain.call.events import CalendarFixed, ElectionCalled
from domain.procedure import fold
from domain.terms import Ballot
from tests.domain.province import BK, ELECTION, called, enrolled
from tests.domain.scenario import Scenario, act, given

ASSEMBLY = act("assembly", "VN", "2020-11-17")
NEC = act("nec", "VN", "2021-01-20")
CLERK = act("clerk", "VN", "2021-01-20")


def call(day: date, *levels: Ballot) -> CallElection:
    return CallElection(name="thử", day=day, levels=levels or ("na", "province"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def due(story: Scenario, deadline: str, level: str, unit: str = "") -> datetime | None:
    return fold(PROCEDURE, story.events(ELECTION)).due(deadline, level, unit)


def move(
    unit: str = "", deadline: str = "hdnd_results_publish", to: str = "2021-06-12T23:59:59"
) -> MoveDeadline:
    return MoveDeadline(
        deadline=deadline, level="commune", unit=unit, due=at(to), decision="QD-01", reason="Bầu cử thêm 6/6"
    )


@pytest.mark.covers("p02")
def test_an_election_day_in_2021_is_held_under_version_a() -> None:
    given().when(ELECTION, call(date(2021, 5, 23)), ASSEMBLY).then(
        ElectionCalled(name="thử", day=date(2021, 5, 23), form="general", levels=("na", "province"), law="A")
    )


@pytest.mark.covers("p02")
def test_an_election_day_in_2026_is_held_under_version_b() -> None:
    assert given().when("election/tq-2026", call(date(2026, 3, 15)), ASSEMBLY).one().law == "B"


@pytest.mark.parametrize(("day", "law"), [(date(2025, 6, 29), "A"), (date(2025, 7, 6), "B")])
def test_the_version_changes_with_the_first_sunday_of_july_2025(day: date, law: str) -> None:
    assert given().when(ELECTION, call(day), ASSEMBLY).one().law == law


def test_a_saturday_is_no_election_day() -> None:
    given().when(ELECTION, call(date(2021, 5, 22)), ASSEMBLY).then_refused(
        "not_sunday", "Thứ Bảy", "2021-05-22"
    )


def test_a_day_before_the_law_was_in_force_is_refused() -> None:
    before = act("assembly", "VN", "2011-01-01")
    given().when(ELECTION, call(date(2011, 5, 22)), before).then_refused("outside_law", "2015-09-01")


def test_version_b_has_no_district_ballot() -> None:
    command = call(date(2026, 3, 15), "na", "district")
    given().when(ELECTION, command, ASSEMBLY).then_refused("no_such_level", "district")


def test_a_ballot_named_twice_is_refused() -> None:
    given().when(ELECTION, call(date(2021, 5, 23), "na", "na"), ASSEMBLY).then_refused("listed_twice", "na")


def test_an_election_is_not_called_on_its_own_day() -> None:
    given().when(ELECTION, call(date(2021, 5, 23)), act("assembly", "VN", "2021-05-23")).then_refused(
        "day_passed"
    )


def test_article_89_a_supplementary_election_is_not_called_without_its_conditions() -> None:
    command = CallElection(name="bổ sung", day=date(2023, 6, 4), form="supplementary", levels=("province",))
    given().when(ELECTION, command, ASSEMBLY).then_refused("needs_vacancy", "CallSupplementary")


def test_an_election_is_called_once() -> None:
    called().when(ELECTION, call(date(2021, 6, 6)), ASSEMBLY).then_refused("already_done")


@pytest.mark.covers("p02")
def test_only_the_assembly_calls_an_election() -> None:
    given().when(ELECTION, call(date(2021, 5, 23)), NEC).then_refused("not_authorised", "assembly")


def test_the_assembly_of_a_province_is_nobody() -> None:
    command = call(date(2021, 5, 23))
    given().when(ELECTION, command, act("assembly", "BK", "2020-11-17")).then_refused("not_authorised", "VN")


def test_no_calendar_before_the_call() -> None:
    given().when(ELECTION, FixCalendar(), CLERK).then_refused("unknown_election", "bk-2021")


@pytest.mark.covers("story:1")
def test_dossiers_of_2021_are_due_at_the_end_of_the_fourteenth_of_march() -> None:
    assert due(called(), "dossier_submit", "na") == at("2021-03-14T23:59:59")


@pytest.mark.covers("story:1")
def test_dossiers_of_2026_are_due_forty_two_days_before() -> None:
    story = (
        given()
        .after("election/tq-2026", call(date(2026, 3, 15)), ASSEMBLY)
        .after("election/tq-2026", FixCalendar(), CLERK)
    )
    state = fold(PROCEDURE, story.events("election/tq-2026"))
    assert state.due("dossier_submit", "province") == at("2026-02-01T23:59:59")


def test_the_fixed_calendar_holds_only_dates_and_no_guidance() -> None:
    fixed = called().events(ELECTION)[-1]
    assert isinstance(fixed, CalendarFixed)
    assert len(fixed.rows) > 50
    assert not [row.deadline for row in fixed.rows if row.deadline.startswith("g")]
    assert all(row.due == row.computed for row in fixed.rows)


def test_the_same_occasion_fixes_the_calendar_once() -> None:
    called().when(ELECTION, FixCalendar(), CLERK).then_refused("already_done", "start")


def test_a_moved_date_of_one_unit_leaves_the_others() -> None:
    story = enrolled().after(ELECTION, move("BK-NS-01"), act("committee", "BK-NS-01", "2021-05-31"))
    assert due(story, "hdnd_results_publish", "commune", "BK-NS-01") == at("2021-06-12T23:59:59")
    assert due(story, "hdnd_results_publish", "commune", "BK-NS-02") == at("2021-06-02T23:59:59")
    assert due(story, "hdnd_results_publish", "province", "BK") == at("2021-06-02T23:59:59")


@pytest.mark.covers("story:2")
def test_a_moved_date_keeps_the_one_it_replaces() -> None:
    moved = called().when(ELECTION, move(), NEC).one()
    assert (moved.old, moved.due) == (at("2021-06-02T23:59:59"), at("2021-06-12T23:59:59"))


def test_the_last_decision_on_a_date_holds() -> None:
    again = move(to="2021-06-15T23:59:59").model_copy(update={"decision": "QD-02"})
    story = called().after(ELECTION, move(), NEC)
    assert story.when(ELECTION, again, NEC).one().old == at("2021-06-12T23:59:59")
    assert due(story.after(ELECTION, again, NEC), "hdnd_results_publish", "commune") == at(
        "2021-06-15T23:59:59"
    )


@pytest.mark.covers("story:2")
def test_fixing_the_calendar_again_keeps_what_was_computed_beside_what_was_decided() -> None:
    story = called().after(ELECTION, move(), NEC)
    fixed = story.when(ELECTION, FixCalendar(occasion="after-move"), CLERK).one()
    rows = [row for row in fixed.rows if row.deadline == "hdnd_results_publish" and row.level == "commune"]
    assert [(row.due, row.computed) for row in rows] == [
        (at("2021-06-12T23:59:59"), at("2021-06-02T23:59:59"))
    ]


def test_a_decision_on_an_act_that_serves_all_ballots_holds_for_all() -> None:
    command = move(deadline="to_bau_cu_set_up", to="2021-04-05T23:59:59")
    story = called().after(ELECTION, command, NEC)
    assert due(story, "to_bau_cu_set_up", "all") == at("2021-04-05T23:59:59")
    story.after(ELECTION, FixCalendar(occasion="after-move"), CLERK)


@pytest.mark.covers("p03")
def test_version_a_gives_nobody_the_power_to_move_a_step_but_the_record_takes_it() -> None:
    called().when(ELECTION, move(), NEC).then_found("moved_without_power")


@pytest.mark.covers("p03")
def test_the_national_council_may_move_a_step_in_version_b() -> None:
    story = (
        given()
        .after("election/tq-2026", call(date(2026, 3, 15), "na", "commune"), ASSEMBLY)
        .after("election/tq-2026", FixCalendar(), CLERK)
    )
    story.when("election/tq-2026", move(to="2026-03-30T23:59:59"), NEC).then_found()


def test_article_98_3_reaches_no_term_of_another_law() -> None:
    story = (
        given()
        .after("election/tq-2026", call(date(2026, 3, 15), "na", "commune"), ASSEMBLY)
        .after("election/tq-2026", FixCalendar(), CLERK)
    )
    session = move(deadline="hdnd_first_session", to="2026-05-30T23:59:59")
    story.when("election/tq-2026", session, NEC).then_found("moved_without_power")
    again = story.after("election/tq-2026", session, NEC).when(
        "election/tq-2026", FixCalendar(occasion="after-move"), CLERK
    )
    assert any(row.due == at("2026-05-30T23:59:59") for row in again.one().rows)


def test_a_committee_moves_nothing_for_everybody() -> None:
    called().when(ELECTION, move(), act("committee", "BK", "2021-05-31")).then_refused("not_authorised")


def test_a_committee_moves_nothing_in_another_unit() -> None:
    story = enrolled()
    story.when(ELECTION, move("BK-NS-01"), act("committee", "BK", "2021-05-31")).then_refused(
        "not_authorised"
    )


def test_a_date_is_not_moved_for_a_unit_that_takes_no_part() -> None:
    called().when(ELECTION, move("BK-XX"), NEC).then_refused("unknown_unit", "BK-XX")


def test_an_unknown_deadline_is_not_moved() -> None:
    called().when(ELECTION, move(deadline="tea_break"), NEC).then_refused("unknown_deadline", "tea_break")


def test_an_election_is_not_closed_on_its_day_and_takes_nothing_once_closed() -> None:
    called().when(ELECTION, CloseElection(), act("clerk", "VN", "2021-05-23")).then_refused("too_early")
    closed = called().after(ELECTION, CloseElection(), act("clerk", "VN", "2021-07-22"))
    closed.when(ELECTION, FixCalendar(occasion="again"), CLERK).then_refused("election_closed")
    assert closed.events(BK) == ()


def test_a_decision_for_one_unit_stays_out_of_the_rows_that_hold_for_all() -> None:
    story = enrolled().after(ELECTION, move("BK-NS-01"), act("committee", "BK-NS-01", "2021-05-31"))
    fixed = story.when(ELECTION, FixCalendar(occasion="after-move"), CLERK).one()
    dues = {row.due for row in fixed.rows if row.deadline == "hdnd_results_publish"}
    assert dues == {at("2021-06-02T23:59:59")}


def test_a_committee_that_calls_itself_the_nation_moves_nothing() -> None:
    nation = act("committee", "VN", "2021-05-31")
    enrolled().when(ELECTION, move("VN"), nation).then_refused("not_authorised")


def test_a_decision_moves_a_date_for_one_place_and_not_for_two() -> None:
    two = {**move("BK-NS-01").model_dump(), "contest": "C-BK-NS-01-1"}
    with pytest.raises(ValidationError, match="chỉ nêu một nơi"):
        MoveDeadline.model_validate(two)
