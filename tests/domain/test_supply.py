"""Ballots handed down from the people's committee to the teams, counted on both sides (Articles 23, 24)."""

from __future__ import annotations

import pytest

from domain.polling.commands import ClosePolling, OpenPolling, SealUnusedBallots, TakeSupply
from domain.polling.events import SupplyTaken
from domain.supply.commands import DeliverBallots, SupplyBoard, SupplyTeams, TakeBoardSupply, TakeDelivery
from domain.supply.events import BoardSupplied, SupplyCompleted, TeamsSupplied
from tests.domain.ballot import A1, AREAS, ASSEMBLY, BOARD, COUNCIL, NA, UNIT, C, eve, fixed, team
from tests.domain.scenario import Scenario, act

PEOPLE = act("people_committee", UNIT, "2021-04-26")
COMMITTEE = act("committee", UNIT, "2021-04-27")
BOARDS = act("board", UNIT, "2021-05-05")
TEAM = team("08:00", "2021-05-07")
DOWN = SupplyTeams(batch="1", areas={AREAS[0]: 510, AREAS[1]: 510})


def with_board(ballots: int = 1020) -> Scenario:
    """The board has received and counted its ballots."""
    story = eve().after(C, SupplyBoard(batch="1", ballots=1020), COMMITTEE)
    return story.after(C, TakeBoardSupply(batch="1", ballots=ballots), BOARDS)


@pytest.mark.covers("p31", "story:45")
def test_article_23_the_committee_passes_ballots_to_the_board_which_counts_for_itself() -> None:
    eve().when(C, SupplyBoard(batch="1", ballots=1020), COMMITTEE).then(
        BoardSupplied(poll="first", batch="1", ballots=1020)
    )
    story = eve().after(C, SupplyBoard(batch="1", ballots=1020), COMMITTEE)
    taken = story.when(C, TakeBoardSupply(batch="1", ballots=1018), BOARDS)
    taken.then_found("F.104")
    assert (taken.one().handed, taken.one().ballots) == (1020, 1018)
    story.when(C, TakeBoardSupply(batch="1", ballots=1020), BOARDS).then_found()


@pytest.mark.covers("p31")
def test_article_23_the_people_s_committee_delivers_to_the_committee_which_counts_for_itself() -> None:
    story = eve().after(C, DeliverBallots(batch="1", ballots=1030), PEOPLE)
    story.when(C, TakeDelivery(batch="1", ballots=1029), COMMITTEE).then_found("F.104")
    taken = story.after(C, TakeDelivery(batch="1", ballots=1029), COMMITTEE)
    taken.when(C, SupplyBoard(batch="1", ballots=1030), COMMITTEE).then_found("F.105")
    taken.when(C, SupplyBoard(batch="1", ballots=1029), COMMITTEE).then_found()


@pytest.mark.covers("p31")
def test_article_24_the_board_passes_ballots_on_until_every_team_has_its_own() -> None:
    with_board().when(C, DOWN, BOARDS).then(
        TeamsSupplied(poll="first", batch="1", areas={AREAS[0]: 510, AREAS[1]: 510}),
        SupplyCompleted(poll="first", teams=2, ballots=1020),
    )
    half = with_board().after(C, SupplyTeams(batch="1", areas={AREAS[0]: 510}), BOARDS)
    assert [type(event) for event in half.events(C)[-2:]].count(SupplyCompleted) == 0
    more = half.when(C, SupplyTeams(batch="2", areas={AREAS[0]: 5, AREAS[1]: 510}), BOARDS)
    assert [type(event).__name__ for event in more.events] == ["TeamsSupplied", "SupplyCompleted"]
    more.then_found("F.105")


def test_a_later_lot_does_not_complete_the_supply_twice() -> None:
    story = with_board(1100).after(C, DOWN, BOARDS)
    story.when(C, SupplyTeams(batch="2", areas={AREAS[0]: 5}), BOARDS).then(
        TeamsSupplied(poll="first", batch="2", areas={AREAS[0]: 5})
    )


@pytest.mark.covers("p31", "story:45")
def test_article_24_the_team_writes_what_it_counted() -> None:
    story = with_board().after(C, DOWN, BOARDS)
    take = TakeSupply(contest=COUNCIL, batch="1", ballots=510)
    story.when(A1, take, TEAM).then(
        SupplyTaken(poll="first", contest=COUNCIL, batch="1", handed=510, ballots=510)
    )
    story.when(A1, take.model_copy(update={"ballots": 500}), TEAM).then_found("F.104")
    story.after(A1, take, TEAM).when(A1, take, TEAM).then_refused("already_done")
    story.when(A1, take.model_copy(update={"batch": "2"}), TEAM).then_refused("too_early")
    story.when(A1, take.model_copy(update={"contest": "C-BK-NS-01-9"}), TEAM).then_refused("not_of_area")


@pytest.mark.covers("story:45")
def test_an_inventory_other_than_what_was_received_is_noted() -> None:
    story = with_board().after(C, DOWN, BOARDS)
    story = story.after(A1, TakeSupply(contest=COUNCIL, batch="1", ballots=510), TEAM)
    board = act("board", "BK", "2021-05-05")
    supply = SupplyBoard(batch="1", ballots=980)
    story = story.after(NA, supply, act("committee", "BK", "2021-04-27"))
    story = story.after(NA, SupplyTeams(batch="1", areas={AREAS[0]: 490, AREAS[1]: 490}), board)
    story = story.after(A1, TakeSupply(contest=ASSEMBLY, batch="1", ballots=490), TEAM)
    ready = story.after(A1, OpenPolling(poll="first"), team("07:00"))
    ready = ready.after(A1, ClosePolling(poll="first"), team("19:00"))
    fits = SealUnusedBallots(poll="first", received=1000, issued=960, spoiled=0, unused=40)
    ready.when(A1, fits, team("19:30")).then_found()
    other = SealUnusedBallots(poll="first", received=990, issued=960, spoiled=0, unused=30)
    ready.when(A1, other, team("19:30")).then_found("F.106")


def test_nothing_is_handed_down_before_the_list_or_out_of_turn() -> None:
    fixed().when(C, SupplyBoard(batch="1", ballots=9), COMMITTEE).then_refused("too_early", "danh sách")
    eve().when(C, TakeBoardSupply(batch="1", ballots=9), BOARD).then_refused("too_early")
    eve().when(C, DOWN, BOARDS).then_refused("too_early", "Ban bầu cử")
    given = with_board()
    given.when(C, SupplyBoard(batch="1", ballots=9), COMMITTEE).then_refused("already_done")
    given.when(C, TakeBoardSupply(batch="1", ballots=9), BOARDS).then_refused("already_done")
    given.after(C, DOWN, BOARDS).when(C, DOWN, BOARDS).then_refused("already_done")
    given.when(C, SupplyTeams(batch="1", areas={"X": 1}), BOARDS).then_refused("unknown_area", "X")


def test_each_hands_down_only_in_its_own_unit() -> None:
    eve().when(C, SupplyBoard(batch="1", ballots=9), act("committee", "BK", "2021-04-27")).then_refused(
        "not_authorised"
    )
    eve().when(C, SupplyBoard(batch="1", ballots=9), BOARDS).then_refused("not_authorised")
    eve().when(NA, SupplyBoard(batch="1", ballots=9), act("committee", "BK", "2021-04-27")).then_found()
