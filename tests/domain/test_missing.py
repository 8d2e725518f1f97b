"""A candidate who cannot go on after the list was published (Articles 57.6 and 58.3, R12)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.missing import Case, Remedy, Reserve, remedy

TRUSTED = Reserve(id="r1", confident=60, present=100)


def solve(year: int = 2026, **changed: Any) -> Remedy:
    """A council's list of five for three seats that has lost one, four days before the posting."""
    base: dict[str, Any] = {
        "ballot": "commune",
        "seats": 3,
        "left": 4,
        "cause": "died",
        "posted": False,
        "days": 4,
        "reserve": (TRUSTED,),
    }
    return remedy(Case(**{**base, **changed}), "B" if year == 2026 else "A", year)


def ways(answer: Remedy) -> list[str]:
    return [option.way for option in answer.options]


@pytest.mark.parametrize("year", [2021, 2026])
def test_article_58_3_a_list_that_lost_its_surplus_may_be_filled_or_its_seats_reduced(year: int) -> None:
    answer = solve(year)
    assert ways(answer) == ["add", "reduce"]
    assert answer.decided_by == "committee"
    assert "Mặt trận Tổ quốc cấp xã" in answer.reasons[0].text
    add, reduce = answer.options
    assert (add.added, add.seats) == (("r1",), 3)
    assert reduce.seats == 2


@pytest.mark.parametrize(
    ("seats", "left", "keeps"),
    [(1, 2, True), (1, 1, False), (3, 5, True), (3, 4, False), (5, 8, True), (5, 7, False)],
)
def test_article_58_3_the_list_may_be_kept_while_the_surplus_holds(
    seats: int, left: int, keeps: bool
) -> None:
    assert ("keep" in ways(solve(seats=seats, left=left))) is keeps


@pytest.mark.parametrize(
    ("confident", "days", "adds"),
    [(51, 2, True), (50, 2, False), (51, 1, False), (51, 3, True), (100, 0, False)],
)
def test_article_58_3_somebody_is_added_only_with_more_than_half_and_two_days_before_the_posting(
    confident: int, days: int, adds: bool
) -> None:
    answer = solve(reserve=(Reserve(id="r1", confident=confident, present=100),), days=days)
    assert ("add" in ways(answer)) is adds
    if not adds:
        assert any("không bổ sung được" in reason.text for reason in answer.reasons)


def test_article_58_3_the_one_with_most_confidence_is_added_and_equals_are_named_together() -> None:
    less, more, same = (
        Reserve(id=name, confident=n, present=100) for name, n in (("a", 60), ("b", 70), ("c", 70))
    )
    assert solve(reserve=(less, more)).options[0].added == ("b",)
    assert solve(reserve=(more, less, same)).options[0].added == ("b", "c")


@pytest.mark.parametrize(
    ("seats", "left", "to"),
    [(5, 7, 4), (5, 6, 3), (5, 5, 3), (5, 4, 2), (5, 3, 2), (5, 2, 1), (5, 1, None), (1, 1, None)],
)
def test_article_58_3_the_seats_are_reduced_as_little_as_the_surplus_allows(
    seats: int, left: int, to: int | None
) -> None:
    reduced = [option.seats for option in solve(seats=seats, left=left).options if option.way == "reduce"]
    assert reduced == ([] if to is None else [to])


def test_o_1_after_the_posting_no_way_is_named() -> None:
    answer = solve(posted=True)
    assert (answer.options, answer.decided_by) == ((), "nec")
    assert "O-1" in answer.reasons[0].article


@pytest.mark.parametrize(("cause", "unclear"), [("died", 0), ("struck_off", 0), ("withdrew", 1), ("ill", 1)])
def test_o_1_whether_withdrawal_or_illness_counts_is_open(cause: str, unclear: int) -> None:
    answer = solve(cause=cause)
    assert sum("O-1" in reason.article for reason in answer.reasons) == unclear


def test_article_57_6_for_the_assembly_the_national_council_decides() -> None:
    answer = solve(ballot="na")
    assert (answer.options, answer.decided_by) == ((), "nec")
    assert answer.reasons[0].article == "Điều 57.6"


def test_the_guidance_of_2016_was_not_read() -> None:
    answer = solve(2016)
    assert answer.options == ()
    assert "2016 chưa đọc được" in answer.reasons[0].text


def test_a_way_says_its_figures() -> None:
    kept = solve(left=5).options[0]
    assert kept.reason.text == "giữ nguyên danh sách: còn 5 người cho 3 đại biểu, cần ít nhất 5"
    assert solve().reasons[1].text == "không giữ nguyên được: còn 4 người cho 3 đại biểu, cần ít nhất 5"
