"""What was reported of real places in 2021, put to the rules: each case named by place."""

from __future__ import annotations

import pytest

from domain.law.council import apportioned, council_seats
from domain.law.power import power
from domain.law.rules import surplus
from domain.missing import Case, remedy
from domain.outcome import Question, Standing, outcome
from domain.sheet import Sheet, check
from domain.terms import Ballot

BAC_KAN = (
    (4, 7), (3, 5), (3, 5), (3, 5), (3, 5), (3, 5), (4, 7),
    (4, 7), (3, 5), (3, 5), (4, 7), (3, 5), (5, 8), (5, 8),
)  # fmt: skip
"""Seats and candidates of the fourteen constituencies of the province's council, as on its official list."""


def test_bac_kan_2021_fourteen_constituencies_fill_the_council_of_a_mountain_province() -> None:
    council = council_seats("mountain_province", 500_000, 2021)
    assert council.number == 50
    assert apportioned([seats for seats, _ in BAC_KAN], council.number) == ()


def test_bac_kan_2021_every_list_has_exactly_the_surplus_of_the_law() -> None:
    for seats, candidates in BAC_KAN:
        assert candidates == seats + surplus("province", seats, "A").number


@pytest.mark.parametrize(
    ("level", "seats", "elected", "left"),
    [("district", 2, 1, 1), ("commune", 2, 0, 2), ("commune", 2, 1, 1), ("commune", 1, 0, 1)],
    ids=["Bình Sơn", "Nam Trực", "Việt Hùng", "TP Nam Định"],
)
def test_2021_councils_below_two_thirds_held_an_additional_ballot_for_the_seats_left(
    level: Ballot, seats: int, elected: int, left: int
) -> None:
    people = tuple(
        Standing(id=f"k{n}", votes=700 if n < elected else 300, seniority=n + 1) for n in range(seats + 1)
    )
    answer = outcome(
        Question(body="council", level=level, seats=seats, valid=1000, candidates=people, law="A")
    )
    assert (answer.outcome, seats - len(answer.elected)) == ("additional", left)


def test_cu_san_2021_a_rerun_with_522_of_593_voters_counts() -> None:
    people = (Standing(id="k1", votes=400), Standing(id="k2", votes=100))
    question = Question(
        body="council",
        level="commune",
        seats=1,
        ballot="rerun",
        registered=593,
        voted=522,
        valid=522,
        candidates=people,
        law="A",
    )
    answer = outcome(question)
    assert (answer.outcome, answer.elected) == ("complete", ("k1",))
    assert "522 trên 593" in answer.reasons[0].text


def test_trang_viet_2021_75_ballots_too_many_are_found_and_the_national_council_may_annul() -> None:
    sheet = Sheet(
        ballot="commune",
        seats=4,
        registered=1000,
        voted=900,
        issued=900,
        collected=975,
        valid=970,
        invalid=5,
        votes={"k1": 970},
    )
    assert [found.code for found in check(sheet).findings] == ["F.202", "F.203"]
    assert power("annulment", "commune", "A").decides == "nec@nation"


def test_ha_noi_2021_the_assembly_list_that_lost_one_is_for_the_national_council_to_decide() -> None:
    lost = Case(ballot="na", seats=2, left=3, cause="struck_off", posted=True)
    assert surplus("na", 2, "A").number > lost.left - lost.seats
    found = remedy(lost, "A", 2021)
    assert (found.decided_by, found.options) == ("nec", ())
