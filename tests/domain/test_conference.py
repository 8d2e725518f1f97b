"""Conferences of voters by year: who must be there, who is trusted, whom a village nominates (R14 to R17)."""

from __future__ import annotations

import pytest

from domain.conference import nominate, sitting, team, trust
from domain.law.rules import Gathering, Place


@pytest.mark.parametrize("year", [2016, 2021, 2026])
@pytest.mark.parametrize(
    ("voters", "present", "quorate"),
    [
        (60, 40, True),
        (60, 39, False),
        (61, 41, True),
        (61, 40, False),
        (99, 66, True),
        (99, 65, False),
        (100, 70, True),
        (100, 69, False),
        (5000, 70, True),
    ],
)
def test_r14_two_thirds_at_work_and_seventy_of_a_hundred_or_more(
    voters: int, present: int, quorate: bool, year: int
) -> None:
    assert sitting("workplace", voters, present, year).quorate is quorate


@pytest.mark.parametrize("kind", ["residence", "village"])
@pytest.mark.parametrize(
    ("voters", "least_2016", "least"),
    [(60, 31, 30), (61, 31, 31), (99, 50, 50), (100, 55, 55), (900, 55, 55)],
)
def test_r15_half_at_home_more_than_half_in_2016_and_fifty_five_of_a_hundred_or_more(
    voters: int, least_2016: int, least: int, kind: Gathering
) -> None:
    for year, needed in ((2016, least_2016), (2021, least), (2026, least)):
        assert sitting(kind, voters, needed, year).quorate is True
        assert sitting(kind, voters, needed - 1, year).quorate is False


def test_a_year_that_was_not_read_says_so() -> None:
    asked = sitting("residence", 60, 60, 2031)
    assert asked.quorate is None
    assert "2031" in asked.reason.text
    assert trust("residence", 60, 60, 2016).standing == "unread"
    assert nominate({"a": 50}, 60, 1, 2031).step == "unread"
    assert [finding.code for finding in team("residence", 3, 2031)] == ["counters_not_read"]


def test_more_people_than_were_summoned_or_came_are_refused() -> None:
    with pytest.raises(ValueError, match="61 nhiều hơn 60"):
        sitting("residence", 60, 61, 2026)
    with pytest.raises(ValueError, match="61 nhiều hơn 60"):
        trust("residence", 60, 61, 2026)


@pytest.mark.parametrize("year", [2021, 2026])
@pytest.mark.parametrize(("present", "least"), [(60, 31), (61, 31)])
def test_half_of_those_present_is_not_more_than_half_of_them(present: int, least: int, year: int) -> None:
    assert trust("residence", present, least, year).standing == "trusted"
    assert trust("residence", present, least - 1, year).standing == "distrusted"


@pytest.mark.parametrize(
    ("place", "special", "words"),
    [
        ("workplace", False, "giới thiệu người khác"),
        ("workplace", True, "giới thiệu người khác"),
        ("residence", False, "không đưa vào hội nghị hiệp thương lần thứ ba"),
        ("residence", True, "trường hợp đặc biệt"),
    ],
)
def test_r14_r15_what_follows_in_2026_for_one_who_is_not_trusted(
    place: Place, special: bool, words: str
) -> None:
    found = trust(place, 60, 30, 2026, special=special)
    assert found.standing == "distrusted"
    assert words in found.reason.text
    assert "102/2025" in found.reason.article


@pytest.mark.parametrize("year", [2016, 2021, 2026])
def test_r16_a_village_nominates_who_has_more_than_half_of_those_present(year: int) -> None:
    found = nominate({"a": 31, "b": 30}, 60, 2, year)
    assert (found.step, found.nominated, found.tied) == ("done", ("a",), ())
    assert nominate({"a": 30}, 60, 1, year).nominated == ()


def test_r16_of_more_than_enough_those_with_most_votes() -> None:
    found = nominate({"a": 40, "b": 50, "c": 45}, 60, 2, 2021)
    assert (found.step, found.nominated) == ("done", ("b", "c"))


def test_r16_what_2016_says_of_more_than_enough_was_not_read() -> None:
    found = nominate({"a": 40, "b": 50, "c": 45}, 60, 2, 2016)
    assert (found.step, found.nominated, found.tied) == ("unread", (), ("a", "b", "c"))


def test_r16_a_tie_at_the_last_place_is_voted_on_again_and_the_higher_number_wins_without_half() -> None:
    votes = {"a": 50, "b": 40, "c": 40, "d": 35}
    first = nominate(votes, 60, 2, 2026)
    assert (first.step, first.nominated, first.tied, first.places) == ("second_vote", ("a",), ("b", "c"), 1)
    again = nominate(votes, 60, 2, 2026, second={"b": 20, "c": 25})
    assert (again.step, again.nominated, again.tied, again.places) == ("done", ("a", "c"), (), 0)


def test_r16_a_second_tie_is_for_the_conference() -> None:
    votes = {"a": 40, "b": 40, "c": 40}
    found = nominate(votes, 60, 2, 2021, second={"a": 30, "b": 20, "c": 20})
    assert (found.step, found.nominated, found.tied, found.places) == (
        "conference_decides",
        ("a",),
        ("b", "c"),
        1,
    )
    assert "hội nghị quyết định" in found.reasons[-1].text


def test_r16_a_tie_above_the_last_place_needs_no_second_vote() -> None:
    assert nominate({"a": 40, "b": 40, "c": 35}, 60, 2, 2026).nominated == ("a", "b")


def test_r16_figures_no_conference_can_have_are_refused() -> None:
    with pytest.raises(ValueError, match="61 phiếu"):
        nominate({"a": 61}, 60, 1, 2026)
    with pytest.raises(ValueError, match="places 0"):
        nominate({"a": 31}, 60, 0, 2026)
    with pytest.raises(ValueError, match="chỉ biểu quyết lại a, b"):
        nominate({"a": 40, "b": 40}, 60, 1, 2026, second={"a": 30})
    with pytest.raises(ValueError, match="-1 phiếu"):
        nominate({"a": 40, "b": 40}, 60, 1, 2026, second={"a": 30, "b": -1})


@pytest.mark.parametrize(
    ("kind", "year", "least", "most"),
    [
        ("residence", 2016, 3, 5),
        ("workplace", 2021, 3, 5),
        ("village", 2021, 3, 5),
        ("residence", 2026, 5, 15),
        ("workplace", 2026, 5, 15),
        ("enlarged", 2026, 3, 5),
        ("consultation", 2026, 5, 15),
    ],
)
def test_r17_the_team_that_counts_has_three_to_five_and_since_2026_five_to_fifteen(
    kind: Gathering, year: int, least: int, most: int
) -> None:
    odd = [size for size in range(20) if team(kind, size, year)]
    assert odd == [size for size in range(20) if not least <= size <= most]


def test_r16_nobody_and_everybody_are_numbers_a_conference_can_have() -> None:
    assert nominate({"a": 60, "b": 0}, 60, 1, 2026).nominated == ("a",)


def test_r16_exactly_as_many_as_there_are_places_needs_no_rule_on_more() -> None:
    found = nominate({"a": 40, "b": 50}, 60, 2, 2016)
    assert (found.step, found.nominated) == ("done", ("b", "a"))
    more = nominate({"a": 40, "b": 50, "c": 45}, 60, 2, 2016)
    assert more.places == 2
    assert "năm 2016" in more.reasons[-1].text


def test_the_reasons_give_the_figures() -> None:
    assert nominate({"a": 30}, 60, 1, 2026).reasons[0].text == (
        "cần ít nhất 31 trên 60 người có mặt; đạt: không ai"
    )
    assert nominate({"a": 31, "b": 32}, 60, 2, 2026).reasons[0].text.endswith("đạt: a, b")
    assert trust("workplace", 60, 30, 2026).reason.text == (
        "30 trên 60 cử tri có mặt tín nhiệm, cần ít nhất 31; giới thiệu người khác"
    )
    assert trust("residence", 60, 30, 2026).reason.text.startswith("30 trên 60")
    assert trust("residence", 60, 30, 2026, special=True).reason.text.startswith("30 trên 60")
    assert "năm 2016" in trust("residence", 60, 30, 2016).reason.text
    assert "năm 2031" in nominate({"a": 31}, 60, 1, 2031).reasons[0].text
    assert "Nghị quyết" in team("residence", 1, 2021)[0].article
