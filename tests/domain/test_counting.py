"""The boxes opened, doubtful ballots decided, figures entered twice, papers handed on (Articles 71 to 76)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.cases.commands import PassOnCase, RegisterCase
from domain.comparison import Unlike
from domain.polling.commands import (
    CheckBox,
    CheckCollected,
    ConfirmCount,
    ConfirmMinutes,
    EnterCount,
    HandOverBallots,
    JudgeDoubtful,
    NoteComplaints,
    OpenBox,
    OpenPolling,
    ReportSurplus,
    SendCountingMinutes,
    SettleCount,
    SortBallots,
    TakeBallots,
)
from domain.polling.events import (
    BallotsTaken,
    CountConfirmed,
    CountingMinutesRecorded,
    CountsDiffered,
    CountSettled,
    MinutesReceived,
    SurplusReported,
)
from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from tests.domain.ballot import (
    A1,
    AREAS,
    ASSEMBLY,
    COUNCIL,
    PEOPLE,
    UNIT,
    closed,
    eve,
    first_ballot,
    minutes,
    team,
)
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act

ELECTED = {"c1": 400, "c2": 350, "c3": 300}
ANH = team("21:00").model_copy(update={"actor": "anh"})
BINH = team("21:30").model_copy(update={"actor": "binh"})
KIND: dict[str, Any] = {"poll": "first", "ballot": "commune", "contest": COUNCIL}
OPEN = OpenBox(poll="first", witnesses=("v1", "v2"))


def paper(kind: type[Any], **figures: Any) -> Any:
    """The paper of the commune's ballot, as this command enters it."""
    extra: dict[str, Any] = {name: figures.pop(name) for name in ("agreed", "why") if name in figures}
    return kind.model_validate(
        {**minutes(COUNCIL, figures.pop("votes", ELECTED), **figures).model_dump(), **extra}
    )


def sealed() -> Scenario:
    return closed(eve(), A1)


def emptied() -> Scenario:
    return sealed().after(A1, OPEN, team("19:45"))


def entered(**figures: Any) -> Scenario:
    return sealed().after(A1, paper(EnterCount, **figures), ANH)


# The boxes


@pytest.mark.covers("p36")
def test_article_71_2_the_box_is_checked_before_the_voters_and_before_the_opening() -> None:
    check = CheckBox(poll="first", boxes=2, voters=3)
    eve().when(A1, check, team("06:45")).then_found()
    eve().when(A1, check.model_copy(update={"voters": 0}), team("06:45")).then_found("F.310")
    begun = eve().after(A1, OpenPolling(poll="first"), team("07:00"))
    begun.when(A1, check, team("07:10")).then_found("F.310")
    eve().after(A1, check, team("06:45")).when(A1, check, team("06:50")).then_refused("already_done")


@pytest.mark.covers("p38")
def test_article_73_two_voters_who_do_not_stand_watch_the_box_being_opened() -> None:
    sealed().when(A1, OPEN, team("19:45")).then_found()
    for watching in (("v1",), ("v1", "v1"), ("v1", PEOPLE[COUNCIL][0]), ()):
        sealed().when(A1, OpenBox(poll="first", witnesses=watching), team("19:45")).then_found("F.103")


@pytest.mark.covers("p38", "story:45")
def test_article_73_the_box_stays_closed_until_the_unused_ballots_are_sealed() -> None:
    eve().after(A1, OpenPolling(poll="first"), team("07:00")).when(A1, OPEN, team("19:45")).then_refused(
        "too_early", "niêm phong"
    )
    emptied().when(A1, OPEN, team("20:00")).then_refused("already_done")


@pytest.mark.covers("p35", "p38")
@pytest.mark.parametrize(
    ("count", "day", "codes"),
    [
        ("at_close", "2021-05-16", []),
        ("with_everybody", "2021-05-16", ["F.309"]),
        ("with_everybody", "2021-05-23", []),
    ],
)
def test_an_early_area_counts_when_the_decision_on_its_day_says(
    count: Any, day: str, codes: list[str]
) -> None:
    ask = AskPollingDay(request="1", commune=UNIT, areas=AREAS[:1], day=date(2021, 5, 16), why="remote")
    grant = DecidePollingDay(request="1", outcome="granted", decision="NQ-72", count=count)
    story = eve().after(ELECTION, ask, act("committee", "BK", "2021-05-03"))
    story = story.after(ELECTION, grant, act("nec", "VN", "2021-05-05"))
    early = closed(story, A1, day="2021-05-16")
    early.when(A1, OPEN, team("19:45", day)).then_found(*codes)


@pytest.mark.covers("p38")
def test_more_ballots_than_voters_are_checked_again_sealed_and_reported() -> None:
    """R28 by the circular of 2016; those of 2021 and 2026 were not read (O-7)."""
    check = CheckCollected(**KIND, check=1, voted=480, collected=555)
    emptied().when(A1, check, team("20:00")).then_found("F.203")
    again = check.model_copy(update={"check": 2})
    twice = emptied().after(A1, check, team("20:00")).after(A1, again, team("20:30"))
    twice.when(A1, ReportSurplus(**KIND), team("20:40")).then(
        SurplusReported(poll="first", ballot="commune", contest=COUNCIL, voted=480, collected=555)
    )
    once = emptied().after(A1, check, team("20:00"))
    once.when(A1, ReportSurplus(**KIND), team("20:40")).then_refused("too_early")
    once.when(A1, check, team("20:40")).then_refused("wrong_number")
    fits = emptied().after(A1, check.model_copy(update={"collected": 480}), team("20:00"))
    fits.when(A1, again, team("20:40")).then_refused("already_done")
    told = twice.after(A1, ReportSurplus(**KIND), team("20:40"))
    told.when(A1, ReportSurplus(**KIND), team("20:50")).then_refused("already_done")
    sealed().when(A1, check, team("20:00")).then_refused("too_early", "mở hòm phiếu")


# Single ballots


@pytest.mark.covers("p38")
def test_article_74_2_doubtful_ballots_are_decided_by_more_than_half_of_the_whole_team() -> None:
    judge = JudgeDoubtful(**KIND, lot="1", agreed=6, valid=3, invalid={"invalid_excess": 2})
    emptied().when(A1, judge, team("20:30")).then_found()
    emptied().when(A1, judge.model_copy(update={"agreed": 5}), team("20:30")).then_found("F.110")
    emptied().when(A1, judge.model_copy(update={"agreed": 12}), team("20:30")).then_refused("more_than")
    emptied().after(A1, judge, team("20:30")).when(A1, judge, team("20:31")).then_refused("already_done")
    eve().when(A1, judge, team("08:00")).then_refused("too_early")


@pytest.mark.covers("story:48", "p38")
def test_valid_ballots_are_counted_by_names_and_held_against_the_minutes() -> None:
    """470 valid ballots, 1050 votes: 90 with one name, 180 with two, 200 with three."""
    kinds = SortBallots(**KIND, names=(90, 180, 200), invalid=10)
    emptied().when(A1, kinds, team("20:30")).then_found()
    fits = emptied().after(A1, kinds, team("20:30"))
    fits.when(A1, paper(EnterCount), ANH).then_found()
    wrong = emptied().after(A1, SortBallots(**KIND, names=(90, 190, 190), invalid=10), team("20:30"))
    wrong.when(A1, paper(EnterCount), ANH).then_found("F.107")
    emptied().when(A1, SortBallots(**KIND, names=(90, 180, 199, 1), invalid=10), team("20:30")).then_found(
        "F.109"
    )
    fits.when(A1, kinds, team("20:40")).then_refused("already_done")


# Entered twice


@pytest.mark.covers("p38", "story:46", "story:47")
def test_the_minutes_follow_when_two_people_enter_the_same_figures() -> None:
    outcome = entered().when(A1, paper(ConfirmCount), BINH)
    confirmed, recorded = outcome.events
    assert confirmed == CountConfirmed(poll="first", ballot="commune", contest=COUNCIL)
    assert isinstance(recorded, CountingMinutesRecorded)
    assert recorded.figures.votes["c1"] == 400
    done = entered().after(A1, paper(ConfirmCount), BINH)
    for kind in (EnterCount, ConfirmCount):
        done.when(A1, paper(kind), BINH).then_refused("already_done")


@pytest.mark.covers("p38")
def test_the_second_entry_is_made_by_somebody_else() -> None:
    entered().when(A1, paper(ConfirmCount), ANH).then_refused("second_entry_same")
    sealed().when(A1, paper(ConfirmCount), BINH).then_refused("too_early", "EnterCount")
    entered().when(A1, paper(EnterCount), BINH).then_refused("already_done")


@pytest.mark.covers("p38")
def test_two_entries_that_differ_are_shown_figure_by_figure() -> None:
    second = paper(ConfirmCount, valid=469, invalid=11, votes={**ELECTED, "c2": 305})
    (differ,) = entered().when(A1, second, BINH).events
    assert isinstance(differ, CountsDiffered)
    assert differ.differences == (
        Unlike(figure="valid", first=470, second=469),
        Unlike(figure="invalid", first=10, second=11),
        Unlike(figure="votes.c2", first=350, second=305),
    )
    story = entered().after(A1, second, BINH)
    story.when(A1, second, BINH).then_refused("already_done")
    story.when(A1, minutes(COUNCIL, ELECTED), ANH).then_refused("entry_open")
    story.when(A1, SendCountingMinutes(poll="first"), ANH).then_refused("too_early")


@pytest.mark.covers("p38")
def test_the_team_settles_a_difference_and_the_minutes_follow() -> None:
    second = paper(ConfirmCount, votes={**ELECTED, "c2": 305})
    story = entered().after(A1, second, BINH)
    settle = paper(SettleCount, votes={**ELECTED, "c2": 305}, agreed=11, why="second_entry_right")
    settled, recorded = story.when(A1, settle, ANH).events
    assert settled == CountSettled(
        poll="first", ballot="commune", contest=COUNCIL, members=11, agreed=11, why="second_entry_right"
    )
    assert isinstance(recorded, CountingMinutesRecorded)
    assert recorded.figures.votes["c2"] == 305
    story.when(A1, settle.model_copy(update={"why": "first_entry_right"}), ANH).then_refused(
        "settled_otherwise"
    )
    neither = paper(SettleCount, votes={**ELECTED, "c2": 306}, agreed=5, why="recounted")
    story.when(A1, neither, ANH).then_found("F.110")
    entered().when(A1, settle, ANH).then_refused("no_difference")


@pytest.mark.covers("story:47")
def test_an_entry_that_does_not_fit_is_noted_and_one_that_no_box_can_give_is_refused() -> None:
    sealed().when(A1, paper(EnterCount, collected=555, valid=545), ANH).then_found("F.202", "F.203")
    sealed().when(A1, paper(EnterCount, votes={"c1": 471}), ANH).then_refused("votes_above_valid")
    eve().when(A1, paper(EnterCount), ANH).then_refused("too_early")


def test_minutes_signed_on_paper_may_still_be_taken_over_where_nothing_was_entered() -> None:
    sealed().when(A1, minutes(COUNCIL, ELECTED), ANH).then_found()
    entered().when(A1, minutes(COUNCIL, ELECTED), BINH).then_refused("entry_open")


# Complaints and papers


def with_case(passed: bool) -> Scenario:
    """A complaint about the count in the team's own register, on its way to the board or not."""
    case = f"case/bk-2021/{AREAS[0]}.team.1"
    register = RegisterCase(
        form="complaint", about="counting", ballot="commune", unit=UNIT, area=AREAS[0], contest=COUNCIL
    )
    story = sealed().after(case, register, team("21:10"))
    move = PassOnCase(to_body="board", to_unit=UNIT, why="unsettled_on_spot")
    return story.after(case, move, team("21:30")) if passed else story


@pytest.mark.covers("p38", "story:50")
def test_article_75_complaints_are_settled_on_the_spot_or_passed_to_the_board() -> None:
    note = NoteComplaints(poll="first", settled=2, cases=(f"{AREAS[0]}.team.1",))
    with_case(passed=True).when(A1, note, team("21:00")).then_found()
    with_case(passed=False).when(A1, note, team("21:00")).then_found("F.111")
    sealed().when(A1, note, team("21:00")).then_refused("no_such_thing")
    none = NoteComplaints(poll="first", settled=0)
    sealed().after(A1, none, team("21:00")).when(A1, none, team("21:05")).then_refused("already_done")


@pytest.mark.covers("p39", "story:49")
def test_article_25_2_minutes_and_ballots_go_to_the_people_s_committee_which_counts_the_packets() -> None:
    over = HandOverBallots(poll="first", packets=4)
    sealed().when(A1, over, team("23:00")).then_refused("too_early", "biên bản")
    done = first_ballot(ELECTED).after(A1, over, team("23:30"))
    people = act("people_committee", UNIT, "2021-05-24")
    done.when(A1, TakeBallots(poll="first", packets=4), people).then(
        BallotsTaken(poll="first", handed=4, packets=4)
    )
    done.when(A1, TakeBallots(poll="first", packets=3), people).then_found("F.112")
    done.when(A1, over, team("23:40")).then_refused("already_done")
    kept = done.after(A1, TakeBallots(poll="first", packets=4), people)
    kept.when(A1, TakeBallots(poll="first", packets=4), people).then_refused("already_done")


@pytest.mark.covers("p39", "story:49")
def test_article_76_3_every_addressee_confirms_its_minutes() -> None:
    sent = first_ballot(ELECTED)
    for body, unit in (("board", UNIT), ("people_committee", UNIT), ("front", UNIT)):
        confirm = ConfirmMinutes.model_validate({**KIND, "to": body, "copies": 1})
        by = act(body, unit, "2021-05-25")
        sent.when(A1, confirm, by).then(
            MinutesReceived(poll="first", ballot="commune", contest=COUNCIL, to=body, copies=1)
        )
        sent.after(A1, confirm, by).when(A1, confirm, by).then_refused("already_done")
    board = ConfirmMinutes(poll="first", ballot="na", contest=ASSEMBLY, to="board", copies=1)
    sent.when(A1, board, act("board", "BK", "2021-05-25")).then_found()
    sent.when(A1, board, act("board", UNIT, "2021-05-25")).then_refused("not_authorised")
    front = ConfirmMinutes.model_validate({**KIND, "to": "front", "copies": 1})
    sent.when(A1, front, act("people_committee", UNIT, "2021-05-25")).then_refused("wrong_receiver")
    sealed().when(A1, front, act("front", UNIT, "2021-05-24")).then_refused("too_early")
