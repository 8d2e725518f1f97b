"""One polling area, from its team to the minutes it sends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.contest.commands import DecideAdditionalBallot, MakeConstituencyMinutes
from domain.contest.events import ConstituencyMinutesMade
from domain.polling import PROCEDURE
from domain.polling.commands import (
    ClosePolling,
    CorrectCountingMinutes,
    EstablishTeam,
    OpenPolling,
    PostCandidateLists,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.polling.events import (
    CountingMinutesSent,
    PollingClosed,
    PollingOpened,
    TeamEstablished,
    TurnoutReported,
)
from domain.procedure import fold
from domain.voterlist.commands import PostVoterList
from tests.domain.ballot import (
    A1,
    ASSEMBLY,
    BOARD,
    CONTESTS,
    COUNCIL,
    UNIT,
    C,
    closed,
    determined,
    eve,
    first_ballot,
    fixed,
    minutes,
    published,
    team,
)
from tests.domain.scenario import Scenario, act

PEOPLE = act("people_committee", UNIT, "2021-04-01")
OPEN = OpenPolling(poll="first")
CLOSE = ClosePolling(poll="first")
ELECTED = {"c1": 400, "c2": 350, "c3": 300}


def establish(size: int = 11) -> EstablishTeam:
    return EstablishTeam(unit=UNIT, size=size, decision="QD-TO")


def with_team() -> Scenario:
    return published().after(A1, establish(), PEOPLE)


def opened() -> Scenario:
    return eve().after(A1, OPEN, team("07:00"))


def seal(received: int = 1000, poll: Any = "first", contest: str = "") -> SealUnusedBallots:
    return SealUnusedBallots(poll=poll, contest=contest, received=received, issued=960, spoiled=0, unused=40)


def corrected(edition: int = 2, **figures: Any) -> CorrectCountingMinutes:
    paper = minutes(COUNCIL, ELECTED, **figures).model_dump()
    return CorrectCountingMinutes(**paper, edition=edition, why="cộng nhầm")


# The team and what hangs on the wall


@pytest.mark.covers("p12")
def test_a_team_is_set_up_for_an_area_the_commune_has_fixed() -> None:
    published().when(A1, establish(), PEOPLE).then(
        TeamEstablished(unit=UNIT, contests=CONTESTS, size=11, decision="QD-TO")
    )
    with_team().when(A1, establish(), PEOPLE).then_refused("already_done")


def test_an_unknown_area_and_an_unknown_commune_get_no_team() -> None:
    published().when("area/bk-2021/BK-NS-01-A9", establish(), PEOPLE).then_refused(
        "unknown_area", "BK-NS-01-A9", UNIT
    )
    command = EstablishTeam(unit="BK-XX", size=11, decision="QD")
    by = act("people_committee", "BK-XX", "2021-04-01")
    published().when(A1, command, by).then_refused("unknown_unit", "BK-XX")


@pytest.mark.parametrize(
    ("size", "codes"), [(10, ["size_out_of_range"]), (11, []), (21, []), (22, ["size_out_of_range"])]
)
@pytest.mark.covers("p12", "story:3")
def test_a_team_outside_11_to_21_members_is_noted(size: int, codes: list[str]) -> None:
    published().when(A1, establish(size), PEOPLE).then_found(*codes)


def test_the_people_s_committee_of_another_unit_sets_up_no_team() -> None:
    by = act("people_committee", "BK-NS", "2021-04-01")
    published().when(A1, establish(), by).then_refused("not_authorised", UNIT)


@pytest.mark.parametrize(
    ("command", "by"),
    [
        (PostVoterList(voters={"na": 500}), PEOPLE),
        (PostCandidateLists(contests=(COUNCIL,)), team("08:00")),
        (OPEN, team("07:00")),
        (minutes(COUNCIL, ELECTED), team("22:00")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_nothing_happens_in_an_area_without_a_team(command: Any, by: Any) -> None:
    published().when(A1, command, by).then_refused("too_early", "Tổ bầu cử")


def test_the_voter_list_counts_the_voters_of_each_ballot_the_area_holds() -> None:
    with_team().when(A1, PostVoterList(voters={"na": 500, "commune": 498}), PEOPLE).then_found()
    with_team().when(A1, PostVoterList(voters={"na": 500}), PEOPLE).then_found("F.303")
    with_team().when(A1, PostVoterList(voters={"district": 500}), PEOPLE).then_refused(
        "wrong_ballot", "district"
    )
    eve().when(A1, PostVoterList(voters={"na": 1}), PEOPLE).then_refused("already_done")


@pytest.mark.covers("p28")
def test_only_published_lists_of_the_area_s_own_constituencies_are_posted() -> None:
    both = PostCandidateLists(contests=(ASSEMBLY, COUNCIL))
    with_team().when(A1, both, team("08:00")).then_found()
    without = fixed().after(A1, establish(), PEOPLE)
    without.when(A1, both, team("08:00")).then_refused("too_early", ASSEMBLY)
    other = PostCandidateLists(contests=("C-BK-NS-01-9",))
    with_team().when(A1, other, team("08:00")).then_refused("not_of_area", "C-BK-NS-01-9")


def test_a_list_left_out_is_noted_and_may_follow_but_none_is_posted_twice() -> None:
    one, other = PostCandidateLists(contests=(ASSEMBLY,)), PostCandidateLists(contests=(COUNCIL,))
    with_team().when(A1, one, team("08:00")).then_found("F.304")
    story = with_team().after(A1, one, team("08:00"))
    story.when(A1, other, team("09:00")).then_found()
    story.when(A1, one, team("09:00")).then_refused("already_done", ASSEMBLY)


# The day


@pytest.mark.parametrize(
    ("clock", "codes"),
    [("04:59", ["F.301"]), ("05:00", []), ("07:00", []), ("07:01", ["F.301"])],
)
@pytest.mark.covers("p36")
def test_opening_outside_five_to_seven_is_noted(clock: str, codes: list[str]) -> None:
    outcome = eve().when(A1, OPEN, team(clock))
    outcome.then_found(*codes)
    assert isinstance(outcome.one(), PollingOpened)


@pytest.mark.parametrize(
    ("clock", "codes"),
    [("18:59", ["F.301"]), ("19:00", []), ("21:00", []), ("21:01", ["F.301"])],
)
def test_closing_outside_nineteen_to_twenty_one_is_noted(clock: str, codes: list[str]) -> None:
    outcome = opened().when(A1, CLOSE, team(clock))
    outcome.then_found(*codes)
    assert isinstance(outcome.one(), PollingClosed)


def test_voting_on_another_day_is_noted_with_the_article_on_early_and_late_polling() -> None:
    outcome = eve().when(A1, OPEN, team("07:00", "2021-05-22"))
    outcome.then_found("F.302")
    assert outcome.one().findings[0].article == "Điều 72"


def test_opening_without_lists_on_the_wall_is_noted_and_not_prevented() -> None:
    with_team().when(A1, OPEN, team("07:00")).then_found("F.304", "F.305")


@pytest.mark.covers("p36")
def test_polling_opens_and_closes_once_and_in_that_order() -> None:
    eve().when(A1, CLOSE, team("19:00")).then_refused("too_early")
    opened().when(A1, OPEN, team("07:05")).then_refused("already_done")
    opened().after(A1, CLOSE, team("19:00")).when(A1, CLOSE, team("19:05")).then_refused("already_done")


@pytest.mark.parametrize("command", [OpenPolling, ClosePolling, SendCountingMinutes])
def test_the_first_ballot_names_no_constituency_and_a_further_one_names_its_own(command: Any) -> None:
    opened().when(A1, command(poll="first", contest=COUNCIL), team("12:00")).then_refused(
        "wrong_poll", COUNCIL
    )
    opened().when(A1, command(poll="additional"), team("12:00")).then_refused("wrong_poll")
    other = command(poll="additional", contest="C-BK-NS-01-9")
    opened().when(A1, other, team("12:00")).then_refused("not_of_area", "C-BK-NS-01-9")


def turnout(slot: str, voted: int) -> ReportTurnout:
    return ReportTurnout(poll="first", slot=slot, voted=voted)


@pytest.mark.covers("p36")
def test_the_number_of_those_who_voted_never_falls() -> None:
    story = opened().after(A1, turnout("9h", 200), team("09:00"))
    story.when(A1, turnout("11h", 199), team("11:00")).then_refused("turnout_fell", "199", "200", "11h")
    story.when(A1, turnout("11h", 200), team("11:00")).then(
        TurnoutReported(poll="first", slot="11h", voted=200)
    )


def test_more_voters_than_on_the_posted_list_are_noted() -> None:
    opened().when(A1, turnout("19h", 500), team("19:00")).then_found()
    opened().when(A1, turnout("19h", 501), team("19:00")).then_found("F.201")
    without_list = with_team().after(A1, OPEN, team("07:00"))
    without_list.when(A1, turnout("19h", 501), team("19:00")).then_found()


def test_turnout_is_reported_only_after_the_opening() -> None:
    eve().when(A1, turnout("9h", 1), team("09:00")).then_refused("too_early")


# The count


@pytest.mark.covers("p38", "story:45")
def test_unused_ballots_are_sealed_after_the_close_and_before_any_count() -> None:
    opened().when(A1, seal(), team("18:00")).then_refused("too_early")
    story = opened().after(A1, CLOSE, team("19:00"))
    story.when(A1, minutes(COUNCIL, ELECTED), team("19:10")).then_refused("too_early", "niêm phong")
    story.when(A1, seal(), team("19:30")).then_found()
    story.after(A1, seal(), team("19:30")).when(A1, seal(), team("19:40")).then_refused("already_done")


@pytest.mark.parametrize(("received", "codes"), [(999, ["F.101"]), (1000, []), (1001, ["F.101"])])
@pytest.mark.covers("p38", "story:45")
def test_an_inventory_that_does_not_add_up_is_noted(received: int, codes: list[str]) -> None:
    story = opened().after(A1, CLOSE, team("19:00"))
    story.when(A1, seal(received), team("19:30")).then_found(*codes)


def test_spoiled_ballots_are_part_of_the_inventory() -> None:
    story = opened().after(A1, CLOSE, team("19:00"))
    command = SealUnusedBallots(poll="first", received=1000, issued=955, spoiled=5, unused=40)
    story.when(A1, command, team("19:30")).then_found()


@pytest.mark.covers("p38", "story:46", "story:48")
def test_minutes_are_recorded_as_on_paper() -> None:
    paper = minutes(COUNCIL, ELECTED)
    event = closed(eve(), A1).when(A1, paper, team("22:00")).one()
    assert event.figures.model_dump() == paper.model_dump(exclude={"poll", "ballot", "contest"})
    assert event.findings == ()


@pytest.mark.covers("p38", "story:47")
def test_a_team_with_75_more_ballots_than_it_issued_writes_exactly_that() -> None:
    paper = minutes(COUNCIL, ELECTED, collected=555, valid=545)
    outcome = closed(eve(), A1).when(A1, paper, team("22:00"))
    outcome.then_found("F.202", "F.203")
    assert (outcome.one().figures.collected, outcome.one().figures.issued) == (555, 480)


def test_more_votes_for_one_than_valid_ballots_is_refused_naming_place_and_figures() -> None:
    paper = minutes(COUNCIL, {"c1": 471})
    closed(eve(), A1).when(A1, paper, team("22:00")).then_refused(
        "votes_above_valid", A1, COUNCIL, "c1", "471", "470"
    )
    closed(eve(), A1).when(A1, minutes(COUNCIL, {"c1": 470}), team("22:00")).then_found()


def test_votes_are_recorded_for_exactly_those_who_stand() -> None:
    story = closed(eve(), A1)
    story.when(A1, minutes(COUNCIL, {"n1": 400}), team("22:00")).then_refused("unknown_candidate", "n1")
    left_out = RecordCountingMinutes(**{**minutes(COUNCIL, ELECTED).model_dump(), "votes": {"c1": 470}})
    story.when(A1, left_out, team("22:00")).then_refused("votes_left_out", "c2, c3, c4")


def test_a_ballot_is_counted_for_its_own_constituency_only() -> None:
    paper = minutes(COUNCIL, ELECTED).model_copy(update={"ballot": "na"})
    closed(eve(), A1).when(A1, paper, team("22:00")).then_refused("not_of_area", COUNCIL)


@pytest.mark.covers("p38", "story:49")
def test_a_second_entry_is_a_correction_and_the_first_stays_on_record() -> None:
    story = closed(eve(), A1).after(A1, minutes(COUNCIL, ELECTED), team("22:00"))
    story.when(A1, minutes(COUNCIL, {"c1": 401}), team("22:30")).then_refused(
        "already_done", "CorrectCountingMinutes"
    )
    story = story.after(A1, corrected(valid=469, invalid=11), team("23:00"))
    state = fold(PROCEDURE, story.events(A1))
    now = state.counted("first", COUNCIL)
    assert now is not None
    assert (now.edition, now.figures.valid) == (2, 469)
    assert [type(event).__name__ for event in story.events(A1)][-2:] == [
        "CountingMinutesRecorded",
        "CountingMinutesCorrected",
    ]


@pytest.mark.parametrize(("edition", "refused"), [(2, ""), (3, "wrong_edition")])
def test_a_correction_follows_on_the_edition_that_stands(edition: int, refused: str) -> None:
    story = closed(eve(), A1).after(A1, minutes(COUNCIL, ELECTED), team("22:00"))
    outcome = story.when(A1, corrected(edition), team("23:00"))
    assert (outcome.refusal.code if outcome.refusal else "") == refused
    if outcome.refusal:
        assert "phải ghi là 2" in outcome.refusal.sentence


def test_nothing_is_corrected_that_was_not_recorded() -> None:
    closed(eve(), A1).when(A1, corrected(), team("23:00")).then_refused("wrong_edition", "lần đầu")


def test_a_correction_after_the_board_has_made_its_minutes_is_recorded_and_noted() -> None:
    first_ballot(ELECTED).when(A1, corrected(), team("23:30")).then_found()
    determined(ELECTED).when(A1, corrected(), team("09:00", "2021-05-26")).then_found("F.208")


@pytest.mark.covers("p39", "story:49")
def test_minutes_of_all_kinds_are_sent_together_and_once() -> None:
    send = SendCountingMinutes(poll="first")
    story = closed(eve(), A1).after(A1, minutes(COUNCIL, ELECTED), team("22:00"))
    story.when(A1, send, team("23:00")).then_refused("too_early", ASSEMBLY)
    story = story.after(A1, minutes(ASSEMBLY, {"n1": 470}), team("22:30"))
    story.when(A1, send, team("23:00")).then(CountingMinutesSent(poll="first", ballots=("na", "commune")))
    story.after(A1, send, team("23:00")).when(A1, send, team("23:30")).then_refused("already_done")


def test_minutes_that_issued_other_than_the_inventory_says_are_noted_when_sent() -> None:
    story = closed(eve(), A1)
    for paper in (minutes(COUNCIL, ELECTED, issued=481), minutes(ASSEMBLY, {"n1": 470})):
        story = story.after(A1, paper, team("22:00"))
    story.when(A1, SendCountingMinutes(poll="first"), team("23:00")).then_found("F.102")


def test_a_team_of_another_commune_records_nothing_here() -> None:
    by = act("team", "BK-NS", "2021-05-23T07:00:00")
    eve().when(A1, OPEN, by).then_refused("not_authorised", UNIT)


# A further vote


def test_an_additional_ballot_opens_only_where_it_was_decided_and_on_its_day() -> None:
    again = OpenPolling(poll="additional", contest=COUNCIL)
    short = determined({"c1": 400})
    short.when(A1, again, team("07:00", "2021-05-30")).then_refused("too_early", COUNCIL)
    decide = DecideAdditionalBallot(day=date(2021, 5, 30), decision="QD-THEM")
    story = short.after(C, decide, act("committee", UNIT, "2021-05-26"))
    story.when(A1, again, team("07:00", "2021-05-30")).then_found()
    story.when(A1, again, team("07:00", "2021-05-31")).then_found("F.302")


def test_the_additional_ballot_counts_only_those_left_over() -> None:
    decide = DecideAdditionalBallot(day=date(2021, 5, 30), decision="QD-THEM")
    story = determined({"c1": 400}).after(C, decide, act("committee", UNIT, "2021-05-26"))
    story = closed(story, A1, "additional", COUNCIL, "2021-05-30")
    everybody = dict.fromkeys(("c2", "c3", "c4", "c5", "c6", "c7", "c8"), 100)
    paper = minutes(COUNCIL, everybody, "additional")
    story.when(A1, paper, team("22:00", "2021-05-30")).then_found()
    elected = minutes(COUNCIL, {**everybody, "c1": 10}, "additional")
    story.when(A1, elected, team("22:00", "2021-05-30")).then_refused("unknown_candidate", "c1")


def test_the_board_uses_the_edition_that_stands_when_it_adds_up() -> None:
    story = first_ballot(ELECTED).after(A1, corrected(valid=460, invalid=20), team("23:30"))
    made = story.when(C, MakeConstituencyMinutes(poll="first"), BOARD).events[0]
    assert isinstance(made, ConstituencyMinutesMade)
    assert {team_.area: team_.edition for team_ in made.teams} == {"BK-NS-01-A1": 2, "BK-NS-01-A2": 1}
    assert made.figures.valid == 460 + 470
