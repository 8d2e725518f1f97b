"""May a supplementary election be held (Article 89; law on local government; R46 to R49, O-15)?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.law.power import power
from domain.terms import Ballot
from domain.vacancy import Answer, Body, months_after, supplementary

DAY = date(2023, 1, 1)


def ask(ballot: Ballot = "commune", law: str = "A", day: date = DAY, **changed: Any) -> Answer:
    """A council of 30, all elected, long before the end of the term."""
    base: dict[str, Any] = {"elected": 30, "serving": 30, "statutory": 30, "term_end": date(2026, 5, 1)}
    return supplementary(Body(ballot=ballot, **{**base, **changed}), day, law)


def met(answer: Answer) -> list[bool | None]:
    return [condition.met for condition in answer.conditions]


@pytest.mark.parametrize("law", ["A", "B"])
@pytest.mark.parametrize(("serving", "lawful"), [(450, False), (449, True)])
def test_article_89_1_the_assembly_must_be_short_of_more_than_a_tenth(
    serving: int, lawful: bool, law: str
) -> None:
    answer = ask("na", law, elected=500, serving=serving, statutory=None)
    assert answer.lawful is lawful
    assert len(answer.conditions) == 2


@pytest.mark.parametrize(
    ("term_end", "lawful"), [(date(2025, 1, 1), False), (date(2025, 1, 2), True), (date(2024, 12, 31), False)]
)
def test_article_89_1_exactly_two_years_are_not_more_than_two_years(term_end: date, lawful: bool) -> None:
    assert ask("na", elected=500, serving=100, term_end=term_end).lawful is lawful


@pytest.mark.parametrize("term_end", [date(2024, 7, 1), date(2024, 7, 2)])
def test_article_89_2_exactly_eighteen_months_are_not_more(term_end: date) -> None:
    assert ask(serving=10, term_end=term_end).lawful is (term_end.day == 2)


def test_article_89_2_a_third_missing_is_not_more_than_a_third() -> None:
    assert met(ask(serving=20)) == [True, False, False]
    assert met(ask(serving=19)) == [True, True, True]
    assert ask(serving=20).lawful is False
    assert ask(serving=19).lawful is True


def test_o_15_the_two_bases_may_disagree_and_then_nobody_decides_here() -> None:
    short_at_birth = ask(elected=24, serving=16, statutory=25)
    assert met(short_at_birth) == [True, False, True]
    assert short_at_birth.lawful is None
    assert any("O-15" in reason.article for reason in short_at_birth.reasons)
    assert [condition.basis for condition in short_at_birth.conditions[1:]] == [
        "election",
        "local_government",
    ]


def test_o_15_both_bases_are_shown_with_their_figures() -> None:
    first, second = ask(elected=24, serving=16, statutory=25).conditions[1:]
    assert "khuyết 8 trên 24" in first.reason.text
    assert "16 trên 25" in second.reason.text
    assert (first.reason.article, second.reason.article) == (
        "Điều 89.2.a",
        "Luật 77/2015/QH13, Điều 135.3, Điều 138.1",
    )


def test_without_the_statutory_number_the_second_basis_is_not_guessed() -> None:
    answer = ask(serving=10, statutory=None)
    assert (met(answer), answer.lawful) == ([True, True, None], None)
    assert not any("O-15" in reason.article for reason in answer.reasons)


def test_too_little_time_left_settles_it_whatever_the_figures() -> None:
    assert ask(elected=24, serving=16, statutory=25, term_end=date(2023, 6, 1)).lawful is False


@pytest.mark.parametrize(("serving", "lawful"), [(20, False), (19, True)])
def test_article_89_2_b_a_new_unit_must_have_less_than_two_thirds_of_the_statutory_number(
    serving: int, lawful: bool
) -> None:
    answer = ask(law="B", elected=15, serving=serving, new_unit=True)
    assert answer.lawful is lawful
    assert answer.conditions[1].reason.article == "Điều 89.2.b"
    assert answer.conditions[2].reason.article == "Luật 72/2025/QH15, Điều 49.2"


@pytest.mark.parametrize(
    ("ballot", "law", "who"),
    [
        ("na", "A", "assembly@nation"),
        ("province", "B", "standing_committee@nation"),
        ("district", "A", "council@province"),
        ("commune", "A", "council@province"),
        ("commune", "B", "council@province"),
    ],
)
def test_article_89_3_who_decides_and_that_nobody_has_to(ballot: Ballot, law: str, who: str) -> None:
    answer = ask(ballot, law)
    assert answer.decided_by == who
    assert "không buộc" in answer.reasons[-1].text


def test_a_dissolved_council_is_elected_again_by_decision_and_no_calendar_is_named() -> None:
    for law, ballot, who in (
        ("A", "province", "standing_committee@nation"),
        ("A", "district", "council@province"),
        ("B", "commune", "council@province"),
    ):
        found = power("dissolved", ballot, law)  # type: ignore[arg-type]
        assert found.decides == who
        assert "lịch bầu cử không được nêu" in found.sentence()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 1), 1, date(2024, 1, 1)),
        (date(2023, 6, 15), 18, date(2024, 12, 15)),
        (date(2023, 7, 15), 18, date(2025, 1, 15)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValidationError, match="serving 31"):
        ask(serving=31)
    with pytest.raises(ValidationError, match="new_unit"):
        ask("na", new_unit=True)


def test_the_time_left_is_said_in_days_of_the_calendar() -> None:
    enough, late = (
        ask(term_end=end).conditions[0].reason.text for end in (date(2026, 5, 1), date(2024, 7, 1))
    )
    assert enough == "nhiệm kỳ kết thúc 01/05/2026: còn hơn 18 tháng (tính đến 01/07/2024)"
    assert late == "nhiệm kỳ kết thúc 01/07/2024: còn không quá 18 tháng (tính đến 01/07/2024)"
