"""Areas that vote on a day of their own: asked for, decided, and what it moves (Article 72)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain import agenda, call
from domain.agenda import ladder
from domain.agenda.commands import Attend
from domain.agenda.events import DutyMoved
from domain.call.commands import MoveDeadline
from domain.call.events import PollingDaySet
from domain.call.evolve import State
from domain.polling.commands import OpenPolling
from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from domain.pollingday.events import PollingDayAsked, PollingDayRefused
from domain.procedure import fold
from domain.voterlist.commands import AddVoters
from domain.voterlist.hour import opening
from domain.zone import at, end_of_day
from ledger.upcast import upcast
from tests.domain.ballot import A1, A2, AREAS, COUNCIL, UNIT, eve, published, team
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act

EARLY, LATE = date(2021, 5, 16), date(2021, 5, 30)
ASKED = act("committee", "BK", "2021-05-03")
DECIDED = act("nec", "VN", "2021-05-05")


def ask(day: date = EARLY, areas: tuple[str, ...] = AREAS[:1], **fields: Any) -> AskPollingDay:
    base = {"request": "1", "commune": UNIT, "areas": areas, "day": day, "why": "away_on_duty", **fields}
    return AskPollingDay.model_validate(base)


def grant(**fields: Any) -> DecidePollingDay:
    base = {"request": "1", "outcome": "granted", "decision": "NQ-72", **fields}
    return DecidePollingDay.model_validate(base)


def moved(day: date = EARLY, areas: tuple[str, ...] = AREAS[:1], **fields: Any) -> Scenario:
    """The first area votes on a day of its own."""
    story = eve().after(ELECTION, ask(day, areas), ASKED)
    return story.after(ELECTION, grant(**fields), DECIDED)


def state(story: Scenario) -> State:
    return fold(call.PROCEDURE, story.events(ELECTION))


@pytest.mark.covers("p35", "story:10")
def test_article_72_a_committee_asks_and_the_national_council_decides() -> None:
    eve().when(ELECTION, ask(), ASKED).then(
        PollingDayAsked(request="1", unit="BK", commune=UNIT, areas=AREAS[:1], day=EARLY, why="away_on_duty")
    )
    decided = eve().after(ELECTION, ask(), ASKED).when(ELECTION, grant(), DECIDED).one()
    assert (decided.areas, decided.old, decided.day) == (AREAS[:1], date(2021, 5, 23), EARLY)
    assert decided.decision == "NQ-72"


@pytest.mark.covers("p35")
def test_article_72_a_refused_request_leaves_the_day_as_it_was() -> None:
    story = eve().after(ELECTION, ask(), ASKED)
    story.when(ELECTION, grant(outcome="refused"), DECIDED).then(
        PollingDayRefused(request="1", decision="NQ-72")
    )
    assert state(story.after(ELECTION, grant(outcome="refused"), DECIDED)).special == {}


def test_only_committees_above_the_area_ask_and_only_the_national_council_decides() -> None:
    eve().when(ELECTION, ask(), act("committee", "BK-CM", "2021-05-03")).then_refused("not_authorised")
    eve().when(ELECTION, ask(), act("people_committee", UNIT, "2021-05-03")).then_refused("not_authorised")
    story = eve().after(ELECTION, ask(), act("committee", UNIT, "2021-05-03"))
    story.when(ELECTION, grant(), ASKED).then_refused("not_authorised")


def test_what_is_no_request_is_refused() -> None:
    eve().when(ELECTION, ask(areas=("BK-NS-01-A9",)), ASKED).then_refused("unknown_area")
    eve().when(ELECTION, ask(areas=(AREAS[0], AREAS[0])), ASKED).then_refused("listed_twice")
    eve().when(ELECTION, ask(date(2021, 5, 23)), ASKED).then_refused("same_polling_day")
    eve().when(ELECTION, ask(date(2021, 5, 3)), ASKED).then_refused("day_passed")
    eve().when(ELECTION, grant(), DECIDED).then_refused("too_early", "đề nghị")
    eve().after(ELECTION, ask(), ASKED).when(ELECTION, ask(), ASKED).then_refused("already_done")
    moved().when(ELECTION, grant(), DECIDED).then_refused("already_done")


def test_an_area_that_has_begun_to_vote_gets_no_other_day() -> None:
    story = moved().after(A1, OpenPolling(poll="first"), team("07:00", "2021-05-16"))
    asked = story.after(ELECTION, ask(LATE, request="2"), act("committee", "BK", "2021-05-17"))
    asked.when(ELECTION, grant(request="2"), act("nec", "VN", "2021-05-18")).then_refused("area_has_voted")


@pytest.mark.covers("p35", "story:10")
def test_the_area_has_a_clock_of_its_own_and_the_others_keep_theirs() -> None:
    called = state(moved())
    assert called.due("polling_open", "all", AREAS[0]) == at(EARLY, 7)
    assert called.due("polling_close", "all", AREAS[0]) == at(EARLY, 21)
    assert called.due("voter_notice", "all", AREAS[0]) == end_of_day(date(2021, 5, 15))
    assert called.due("polling_open", "all", AREAS[1]) == at(date(2021, 5, 23), 7)
    assert called.day == date(2021, 5, 23)


def test_minutes_of_a_postponed_area_are_due_three_days_after_its_own_day() -> None:
    called = state(moved(LATE))
    assert called.due("to_minutes_send", "commune", AREAS[0]) == end_of_day(date(2021, 6, 2))
    assert called.due("to_minutes_send", "commune", AREAS[1]) == end_of_day(date(2021, 5, 26))


@pytest.mark.covers("p35", "p36")
def test_an_early_area_opens_on_its_day_and_not_on_everybody_s() -> None:
    first = OpenPolling(poll="first")
    moved().when(A1, first, team("07:00", "2021-05-16")).then_found()
    moved().when(A1, first, team("07:00")).then_found("F.302")
    moved().when(A2, first, team("07:00")).then_found()
    moved().when(A2, first, team("07:00", "2021-05-16")).then_found("F.302")


def test_the_council_may_grant_another_day_than_was_asked_for_and_move_it_again() -> None:
    story = moved(EARLY)
    again = story.after(
        ELECTION, ask(LATE, request="2", why="disaster"), act("committee", UNIT, "2021-05-06")
    )
    last = again.after(ELECTION, grant(request="2", day=date(2021, 6, 6)), act("nec", "VN", "2021-05-07"))
    assert state(last).polling_day(AREAS[0]) == date(2021, 6, 6)


@pytest.mark.covers("p35")
def test_each_area_keeps_the_day_on_which_it_would_have_voted() -> None:
    """One area was to vote early; both are then put off together (Article 72)."""
    both = moved(EARLY).after(
        ELECTION, ask(LATE, AREAS, request="2", why="disaster"), act("committee", UNIT, "2021-05-06")
    )
    decided = both.when(ELECTION, grant(request="2"), act("nec", "VN", "2021-05-07")).one()
    assert decided.before == {AREAS[0]: EARLY, AREAS[1]: date(2021, 5, 23)}
    assert decided.old is None


def test_a_decision_recorded_with_the_day_of_its_first_area_says_nothing_of_the_others() -> None:
    rows: dict[str, Any] = {"rows": [], "why": "thiên tai", "count": "at_close", "decision": "NQ-72"}
    several = {"request": "2", "commune": UNIT, "areas": AREAS, "old": "2021-05-16", "day": "2021-05-30"}
    read = PollingDaySet.model_validate(upcast("PollingDaySet", 1, 2, {**several, **rows}))
    assert (read.old, read.before) == (None, {AREAS[0]: EARLY})
    alone = PollingDaySet.model_validate(
        upcast("PollingDaySet", 1, 2, {**several, **rows, "areas": AREAS[:1]})
    )
    assert (alone.old, alone.before) == (EARLY, {AREAS[0]: EARLY})


def test_steps_that_would_come_after_an_early_day_are_noted_as_open_point_8() -> None:
    story = published().after(ELECTION, ask(date(2021, 5, 2)), act("committee", "BK", "2021-04-28"))
    by = act("nec", "VN", "2021-04-29")
    story.when(ELECTION, grant(), by).then_found("F.306")


@pytest.mark.parametrize(
    ("day", "clock", "codes"),
    [
        (EARLY, "2021-05-15T06:59:00", []),
        (EARLY, "2021-05-15T07:01:00", ["F.501"]),
        (LATE, "2021-05-29T06:59:00", []),
    ],
)
def test_article_30_3_a_list_may_be_changed_until_24_hours_before_the_area_s_own_opening(
    day: date, clock: str, codes: list[str]
) -> None:
    add = AddVoters(entry="1", why="moved_in", status="moved_permanent")
    found = moved(day).when(A1, add, act("people_committee", UNIT, clock)).one().findings
    assert [one.code for one in found] == codes


def test_article_64_the_campaign_ends_before_the_earliest_opening_and_waits_for_nobody() -> None:
    assert opening(state(moved()), ("BK",), AREAS) == at(EARLY, 7)
    assert opening(state(moved(LATE)), ("BK",), AREAS) == at(date(2021, 5, 23), 7)
    assert opening(state(moved(LATE, AREAS)), ("BK",), AREAS) == at(LATE, 7)


def test_the_clerk_moves_the_duties_of_the_area_alone_and_says_by_which_decision() -> None:
    stream = f"agenda/bk-2021/{UNIT}"
    look = Attend(level="commune", ballots=("commune",), version=0)
    story = eve().after(stream, look, act("clerk", UNIT, "2021-05-01"))
    later = story.after(ELECTION, ask(), ASKED).after(ELECTION, grant(), DECIDED)
    by = act("clerk", UNIT, "2021-05-06")
    changed = [
        event
        for event in later.when(stream, look.model_copy(update={"version": 9}), by).events
        if isinstance(event, DutyMoved)
    ]
    keys = {event.key for event in changed}
    assert f"polling_open:all:{AREAS[0]}" in keys
    assert not any(key.endswith(AREAS[1]) for key in keys)
    assert {(event.decision, event.why) for event in changed} == {
        ("NQ-72", "cử tri làm nhiệm vụ xa nơi cư trú trong ngày bầu cử")
    }


def test_what_opens_on_polling_day_opens_on_that_of_the_area_and_its_team_is_reminded_before() -> None:
    story = looked(eve(), "2021-05-01").after(ELECTION, ask(), ASKED).after(ELECTION, grant(), DECIDED)
    duties = fold(agenda.PROCEDURE, looked(story, "2021-05-06").events(f"agenda/bk-2021/{UNIT}")).duties
    notice, opening_ = (duties[f"{row}:all:{AREAS[0]}"].duty for row in ("voter_notice", "polling_open"))
    assert (notice.opens, notice.due) == (at(date(2021, 5, 6), 0), end_of_day(date(2021, 5, 15)))
    assert (opening_.opens, opening_.due) == (at(EARLY, 5), at(EARLY, 7))
    assert ladder.instants(notice)[0] == ("before", at(date(2021, 5, 12), 8))
    other = duties[f"polling_open:all:{AREAS[1]}"].duty
    assert other.opens == at(date(2021, 5, 23), 5)


@pytest.mark.covers("p35", "p50")
@pytest.mark.parametrize(
    ("day", "due"), [(LATE, end_of_day(LATE + timedelta(days=45))), (EARLY, None)], ids=["later", "earlier"]
)
def test_the_first_session_of_a_council_counts_from_the_day_of_a_postponed_area(
    day: date, due: datetime | None
) -> None:
    """Law 77/2015, Article 80.1; law 72/2025, Article 34.1."""
    stream, by = f"agenda/bk-2021/{UNIT}", act("clerk", UNIT, "2021-05-08")
    look = Attend(level="commune", ballots=("commune",), version=0)
    story = moved(day).after(stream, look, by)
    made = story.when(stream, look.model_copy(update={"version": 9}), by).events
    dues = [event.new for event in made if isinstance(event, DutyMoved) and "first_session" in event.key]
    assert dues == ([due] if due else [])


BOARD_S_TERM = f"ban_minutes_hdnd:commune:{COUNCIL}"


def looked(story: Scenario, clock: str = "2021-05-08") -> Scenario:
    """The commune's clerk has looked, and looks again."""
    stream = f"agenda/bk-2021/{UNIT}"
    look = Attend(level="commune", ballots=("commune",), version=len(story.events(stream)))
    return story.after(stream, look, act("clerk", UNIT, clock))


def due(story: Scenario, key: str) -> datetime:
    return fold(agenda.PROCEDURE, story.events(f"agenda/bk-2021/{UNIT}")).duties[key].duty.due


@pytest.mark.covers("p35", "p40")
def test_minutes_of_a_board_count_from_election_day_until_a_decision_moves_them() -> None:
    """Articles 77.3 and 77.4 say election day; whether a postponed area moves it is open point O-5."""
    story = looked(moved(LATE))
    assert due(story, BOARD_S_TERM) == end_of_day(date(2021, 5, 28))
    (finding,) = state(story).special[AREAS[0]].findings
    assert finding.code == "F.313"
    assert "Điều 77.4, hạn 28/05/2021" in finding.sentence
    assert "Điều 86.2, hạn 02/06/2021" in finding.sentence
    assert "O-5" in finding.remedy
    assert "Điều 76.3" not in finding.sentence, "that of the area itself has moved"
    move = MoveDeadline(
        deadline="ban_minutes_hdnd",
        level="commune",
        contest=COUNCIL,
        due=end_of_day(date(2021, 6, 4)),
        decision="NQ-O5",
        reason="một khu vực hoãn ngày bỏ phiếu",
    )
    decided = looked(story.after(ELECTION, move, DECIDED), "2021-05-09")
    assert due(decided, BOARD_S_TERM) == end_of_day(date(2021, 6, 4))
    told = [
        (event.decision, event.why)
        for event in decided.events(f"agenda/bk-2021/{UNIT}")
        if isinstance(event, DutyMoved) and event.key == BOARD_S_TERM
    ]
    assert told == [("NQ-O5", "một khu vực hoãn ngày bỏ phiếu")]
    assert state(decided).due("ban_minutes_hdnd", "commune", UNIT, "C-BK-NS-01-2") == end_of_day(
        date(2021, 5, 28)
    )


def test_an_early_area_leaves_every_other_term_to_election_day() -> None:
    assert state(moved(EARLY)).special[AREAS[0]].findings == ()


def test_a_decision_that_names_an_area_wins_over_its_own_polling_day() -> None:
    move = MoveDeadline(
        deadline="to_minutes_send",
        level="all",
        area=AREAS[0],
        due=end_of_day(date(2021, 6, 5)),
        decision="NQ-1",
        reason="đường bị chia cắt",
    )
    called = state(moved(LATE).after(ELECTION, move, DECIDED))
    assert called.due("to_minutes_send", "commune", AREAS[0]) == end_of_day(date(2021, 6, 5))
    assert called.due("to_minutes_send", "commune", AREAS[1]) == end_of_day(date(2021, 5, 26))


def test_a_place_for_which_a_step_is_not_owed_cannot_be_named() -> None:
    move = MoveDeadline(
        deadline="hdnd_results_publish",
        level="commune",
        contest=COUNCIL,
        due=end_of_day(date(2021, 6, 5)),
        decision="NQ-1",
        reason="hoãn ngày bỏ phiếu",
    )
    moved(LATE).when(ELECTION, move, DECIDED).then_refused("unknown_unit", COUNCIL)
