"""Figures of team, constituency and province held against one another (story 54)."""

from __future__ import annotations

import pytest

from domain.comparison import differences, first_difference
from domain.minutes import Figures

ONE = Figures(registered=500, voted=480, issued=480, collected=480, valid=470, invalid=10, votes={"c1": 400})
TWO = Figures(registered=300, voted=280, issued=280, collected=280, valid=275, invalid=5, votes={"c2": 200})
SUM = ONE.plus(TWO)
TEAMS = {"C-1": {"A1": ONE, "A2": TWO}}


@pytest.mark.covers("p40", "p45", "story:54")
def test_papers_that_agree_differ_nowhere() -> None:
    assert first_difference(TEAMS, {"C-1": SUM}, {"C-1": SUM}) is None


@pytest.mark.covers("p40", "p45", "story:54")
def test_the_first_difference_is_the_lowest_paper_and_the_first_figure_of_the_form() -> None:
    wrong = SUM.model_copy(update={"voted": 761, "invalid": 16})
    found = first_difference(TEAMS, {"C-1": wrong}, {"C-1": SUM})
    assert found is not None
    assert (found.step, found.figure, found.below, found.above) == ("constituency", "voted", 760, 761)
    assert found.sentence() == (
        "C-1, biên bản của đơn vị bầu cử, voted: ghi 761, cộng từ các biên bản bên dưới là 760"
    )
    assert [one.figure for one in differences(TEAMS, {"C-1": wrong}, {"C-1": SUM})] == [
        "voted",
        "invalid",
        "voted",
        "invalid",
    ]


@pytest.mark.covers("p40", "p45", "story:54")
def test_votes_that_a_province_left_out_are_a_difference() -> None:
    short = SUM.model_copy(update={"votes": {"c1": 400}})
    found = first_difference(TEAMS, {"C-1": SUM}, {"C-1": short})
    assert found is not None
    assert (found.step, found.figure, found.below, found.above) == ("province", "votes.c2", 200, 0)


@pytest.mark.covers("p40", "p45", "story:54")
def test_where_the_constituency_has_no_paper_the_province_is_held_against_the_teams() -> None:
    wrong = SUM.model_copy(update={"registered": 799})
    found = first_difference(TEAMS, {}, {"C-1": wrong})
    assert found is not None
    assert (found.step, found.below, found.above) == ("province", 800, 799)
    assert first_difference({}, {}, {"C-1": SUM}) is None
