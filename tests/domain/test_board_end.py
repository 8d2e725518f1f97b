"""The end of boards and teams with the publication of the result (Articles 28.1 and 28.3)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.call.events import ElectionClosed
from domain.contest.commands import (
    AnnulResult,
    EndBoard,
    MakeConstituencyMinutes,
    SignConstituencyMinutes,
)
from domain.contest.events import BoardEnded, ResultAnnulled
from domain.membership.commands import DecideInBody
from domain.polling.commands import CorrectCountingMinutes
from domain.summary.events import CouncilResultPublished, NationalResultPublished
from tests.domain.ballot import A1, BOARD, BOARD_NA, COUNCIL, NA, C, determined, minutes, team
from tests.domain.province import COMMUNE, ELECTION, VN
from tests.domain.scenario import Scenario, act

VOTES = {"c1": 400, "c2": 350, "c3": 300}
LATER = act("board", BOARD.unit, "2021-06-10")


def published() -> Scenario:
    """The council's result and the Assembly's are published."""
    return (
        determined(VOTES)
        .and_given(COMMUNE, CouncilResultPublished(ballot="commune", elected=("c1", "c2", "c3")))
        .and_given(VN, NationalResultPublished(elected=("n1", "n2", "n3")))
    )


@pytest.mark.covers("p51")
def test_article_28_3_a_board_of_a_council_ends_with_the_publication_of_the_result() -> None:
    command = EndBoard()
    determined(VOTES).when(C, command, LATER).then_refused("too_early", "công bố kết quả")
    published().when(C, command, LATER).then(BoardEnded(ballot="commune", occasion=1))
    assert BoardEnded(ballot="commune", occasion=1).ground == "Điều 28.3"
    published().after(C, command, LATER).when(C, command, LATER).then_refused("already_done")
    published().when(C, EndBoard(occasion=2), LATER).then_refused("wrong_number")


@pytest.mark.covers("p51")
def test_article_28_1_a_board_of_the_assembly_ends_when_the_council_has_published() -> None:
    by = act("board", BOARD_NA.unit, "2021-06-12")
    story = determined(VOTES).and_given(
        COMMUNE, CouncilResultPublished(ballot="commune", elected=("c1", "c2", "c3"))
    )
    story.when(NA, EndBoard(), by).then_refused("too_early")
    assert published().when(NA, EndBoard(), by).one().ground == "Điều 28.1"


@pytest.mark.covers("p51")
def test_a_board_may_be_noted_to_have_ended_when_the_election_is_closed() -> None:
    story = published().and_given(ELECTION, ElectionClosed())
    assert story.when(C, EndBoard(), LATER).one().occasion == 1


@pytest.mark.covers("p51")
def test_article_28_3_after_its_end_neither_board_nor_team_acts_about_that_ballot() -> None:
    story = published().after(C, EndBoard(), LATER)
    sign = SignConstituencyMinutes(poll="first", office="chair")
    assert published().when(C, sign, LATER).refusal is None
    story.when(C, sign, LATER).then_refused("body_ended", "Điều 28.3")
    vote = DecideInBody(body="board", place=COUNCIL, number="9", subject="report", present=9, in_favour=9)
    assert published().when(COMMUNE, vote, LATER).refusal is None
    story.when(COMMUNE, vote, LATER).then_refused("body_ended")
    paper = minutes(COUNCIL, VOTES)
    correct = CorrectCountingMinutes(**paper.model_dump(), edition=2, why="cộng nhầm")
    assert published().when(A1, correct, team("09:00", "2021-06-10")).refusal is None
    story.when(A1, correct, team("09:00", "2021-06-10")).then_refused("body_ended", "Tổ bầu cử")


@pytest.mark.covers("p51")
def test_article_81_a_re_run_ordered_after_its_end_calls_the_board_back() -> None:
    story = published().after(C, EndBoard(), LATER)
    annul = AnnulResult(decision="730/NQ", day=date(2021, 6, 6))
    back = story.after(C, annul, act("nec", "VN", "2021-05-29"))
    again = back.when(C, MakeConstituencyMinutes(poll="rerun"), LATER).refusal
    assert again is not None
    assert again.code != "body_ended"
    back.when(C, EndBoard(occasion=2), LATER).then_refused("too_early", "bầu cử lại")
    assert isinstance(back.events(C)[-2], ResultAnnulled)
