"""Who is elected and what follows, at every boundary of Articles 78 to 81 and on the tables of 2021."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from domain.outcome import Answer, Inquiry, Question, Standing, latest_day, outcome, percentage

TABLES = yaml.safe_load((Path(__file__).parent / "data" / "na-2021.yaml").read_text(encoding="utf-8"))[
    "tables"
]


def stood(**votes: int) -> tuple[Standing, ...]:
    """Candidates in order of age, the oldest first."""
    return tuple(
        Standing(id=code, votes=number, seniority=place)
        for place, (code, number) in enumerate(votes.items(), start=1)
    )


def ranked(*ranks: int | None) -> tuple[Standing, ...]:
    """Two with 500 votes each, told apart by age alone."""
    return tuple(Standing(id=code, votes=500, seniority=rank) for code, rank in zip("xy", ranks, strict=True))


def ask(candidates: tuple[Standing, ...], seats: int = 3, **figures: Any) -> Answer:
    """A commune council of 1000 voters, 900 of whom voted, 800 valid ballots, unless told otherwise."""
    base: dict[str, Any] = {
        "body": "council",
        "level": "commune",
        "registered": 1000,
        "voted": 900,
        "valid": 800,
    }
    if figures.get("level") == "na":
        base["body"] = "na"
    return outcome(Question(**{**base, "seats": seats, "candidates": candidates, **figures}))


def articles(answer: Answer) -> str:
    return " | ".join(reason.article for reason in answer.reasons)


def said(answer: Answer) -> str:
    return " | ".join(reason.text for reason in answer.reasons)


# Article 78.1: more than half of the voters


def test_article_78_1_exactly_half_of_the_voters_is_not_more_than_half() -> None:
    answer = ask(stood(a=500, b=400, c=300), seats=1, voted=500, valid=500)
    assert (answer.outcome, answer.elected, answer.next.step) == ("rerun", (), "p43")
    assert "500 trên 1000" in said(answer)


def test_article_78_1_one_voter_more_than_half_is_enough() -> None:
    assert ask(stood(a=500, b=100), seats=1, voted=501, valid=501).outcome == "complete"


@pytest.mark.parametrize(("voted", "outcome_"), [(500, "rerun"), (501, "complete")])
def test_article_78_1_of_an_odd_number_of_voters(voted: int, outcome_: str) -> None:
    assert ask(stood(a=voted), seats=1, registered=1001, voted=voted, valid=voted).outcome == outcome_


@pytest.mark.parametrize(
    "unknown", [{"registered": None}, {"voted": None}, {"registered": None, "voted": None}]
)
def test_article_78_1_says_so_when_the_figures_are_unknown(unknown: dict[str, None]) -> None:
    answer = ask(stood(a=700, b=100), seats=1, **unknown)
    assert answer.outcome == "complete"
    assert answer.reasons[0].article == "Điều 78.1"
    assert "chưa biết" in answer.reasons[0].text


@pytest.mark.parametrize(("level", "who"), [("na", "nec"), ("commune", "committee")])
def test_article_80_low_turnout_means_a_rerun_decided_by_the_council_or_the_committee(
    level: str, who: str
) -> None:
    answer = ask(stood(a=400, b=100), seats=1, level=level, voted=400, valid=400)
    assert (answer.outcome, answer.next.decided_by) == ("rerun", who)
    assert answer.percent == {"a": "100.00", "b": "25.00"}
    assert articles(answer) == "Điều 80.1"


# Article 78.2 and 78.3: more than half of the valid ballots, most votes first


def test_article_78_2_exactly_half_of_the_valid_ballots_elects_nobody() -> None:
    assert ask(stood(a=400, b=300), seats=1).elected == ()
    assert ask(stood(a=401, b=300), seats=1).elected == ("a",)


def test_article_78_2_half_of_an_odd_number_of_valid_ballots() -> None:
    assert ask(stood(a=400), seats=1, valid=801).elected == ()
    assert ask(stood(a=401), seats=1, valid=801).elected == ("a",)


def test_article_78_3_of_more_than_enough_those_with_most_votes_are_elected_in_that_order() -> None:
    answer = ask(stood(a=500, b=700, c=600, d=650), seats=3)
    assert (answer.outcome, answer.elected) == ("complete", ("b", "d", "c"))
    assert "78.3" in articles(answer)


def test_article_78_3_is_named_only_where_more_than_enough_are_over_half() -> None:
    answer = ask(stood(a=500, b=450), seats=2)
    assert articles(answer) == "Điều 78.1 | Điều 78.2 | Điều 78.3"
    assert "nhiều phiếu hơn" not in said(answer)


def test_nobody_is_elected_where_no_ballot_is_valid() -> None:
    answer = ask(stood(a=0, b=0), seats=1, valid=0)
    assert (answer.outcome, answer.percent) == ("additional", {"a": "0.00", "b": "0.00"})


# Article 78.4: ties


def test_article_78_4_a_tie_at_the_last_seat_goes_to_the_older_wherever_listed() -> None:
    young_first = (
        Standing(id="young", votes=500, born=date(1980, 1, 2)),
        Standing(id="old", votes=500, born=date(1980, 1, 1)),
    )
    answer = ask(young_first, seats=1)
    assert (answer.outcome, answer.elected) == ("complete", ("old",))
    assert "78.4" in articles(answer)


def test_article_78_4_seniority_stands_for_a_birth_date() -> None:
    ranked = (Standing(id="x", votes=500, seniority=4), Standing(id="y", votes=500, seniority=2))
    assert ask(ranked, seats=1).elected == ("y",)


def test_o_2_a_tie_of_two_born_on_one_day_is_an_open_point_and_names_only_those_certain() -> None:
    twins = (
        Standing(id="first", votes=700, seniority=5),
        Standing(id="x", votes=500, seniority=2),
        Standing(id="y", votes=500, seniority=2),
    )
    answer = ask(twins, seats=2)
    assert (answer.outcome, answer.elected, answer.open) == ("open_point", ("first",), ("x", "y"))
    assert "O-2" in articles(answer)
    assert answer.next.decided_by == "nec"


def test_o_2_the_one_older_than_two_born_on_one_day_is_certain() -> None:
    three = (
        Standing(id="x", votes=500, seniority=2),
        Standing(id="elder", votes=500, seniority=1),
        Standing(id="y", votes=500, seniority=2),
    )
    answer = ask(three, seats=2)
    assert (answer.outcome, answer.elected, answer.open) == ("open_point", ("elder",), ("x", "y"))


def test_o_2_equal_birth_dates_do_not_matter_when_both_have_a_seat() -> None:
    twins = (Standing(id="x", votes=500, seniority=2), Standing(id="y", votes=500, seniority=2))
    answer = ask(twins, seats=2)
    assert (answer.outcome, answer.elected) == ("complete", ("x", "y"))
    assert "O-2" not in articles(answer)


def test_o_2_equal_birth_dates_do_not_matter_when_neither_has_a_seat() -> None:
    people = (
        Standing(id="z", votes=500, seniority=1),
        Standing(id="x", votes=500, seniority=2),
        Standing(id="y", votes=500, seniority=2),
    )
    assert ask(people, seats=1).elected == ("z",)


def test_a_tie_between_people_whose_ages_cannot_be_compared_decides_nothing() -> None:
    mixed = (Standing(id="x", votes=500, seniority=2), Standing(id="y", votes=500, born=date(1950, 1, 1)))
    answer = ask(mixed, seats=1)
    assert (answer.outcome, answer.elected) == ("open_point", ())
    assert "chưa biết tuổi" in said(answer)


def test_a_tie_below_the_last_seat_decides_nothing() -> None:
    answer = ask(stood(a=700, b=500, c=500), seats=1)
    assert (answer.outcome, answer.elected) == ("complete", ("a",))
    assert "78.4" not in articles(answer)


# Article 79: too few


@pytest.mark.parametrize(
    ("seats", "elected", "outcome_"),
    [
        (1, 0, "additional"),
        (2, 0, "additional"),
        (2, 1, "additional"),
        (3, 0, "additional"),
        (3, 1, "additional"),
        (3, 2, "closed_short"),
        (4, 2, "additional"),
        (4, 3, "closed_short"),
        (5, 3, "additional"),
        (5, 4, "closed_short"),
        (5, 5, "complete"),
    ],
)
def test_article_79_2_a_council_votes_again_only_below_two_thirds(
    seats: int, elected: int, outcome_: str
) -> None:
    votes = {f"c{n}": 600 if n < elected else 100 for n in range(seats + 2)}
    answer = ask(stood(**votes), seats=seats)
    assert (answer.outcome, len(answer.elected)) == (outcome_, elected)
    if outcome_ != "complete":
        assert "Điều 79.2" in articles(answer)
        assert f"{elected} trên {seats}" in said(answer)


def test_article_79_2_the_committee_fixes_the_additional_ballot() -> None:
    answer = ask(stood(a=600, b=100, c=100))
    assert (answer.next.step, answer.next.decided_by) == ("p42", "committee")


def test_article_79_1_the_assembly_short_by_one_asks_the_national_council() -> None:
    answer = ask(stood(a=600, b=500, c=400, d=100), level="na")
    assert (answer.outcome, answer.elected) == ("ask_nec_additional", ("a", "b"))
    assert (answer.next.step, answer.next.decided_by) == ("p41", "nec")


def test_article_79_3_an_additional_ballot_with_nobody_over_half_is_closed_short() -> None:
    answer = ask(stood(a=400, b=399), seats=1, ballot="additional")
    assert (answer.outcome, answer.elected) == ("closed_short", ())
    assert "Điều 79.3" in articles(answer)


def test_article_79_3_an_additional_ballot_needs_more_than_half_again() -> None:
    answer = ask(stood(a=401, b=399), seats=1, ballot="additional")
    assert answer.outcome == "complete"
    assert answer.reasons[1].article == "Điều 79.3"


def test_article_79_3_there_is_no_second_additional_ballot_however_few_were_elected() -> None:
    for level in ("na", "commune"):
        assert ask(stood(a=1, b=2), seats=3, level=level, ballot="additional").outcome == "closed_short"


@pytest.mark.parametrize("votes", [800, 100])
def test_o_3_low_turnout_in_an_additional_ballot_is_an_open_point_and_nobody_is_certain(votes: int) -> None:
    answer = ask(stood(a=votes // 2), seats=1, ballot="additional", voted=500, valid=500)
    assert (answer.outcome, answer.elected) == ("open_point", ())
    assert answer.open == (("a",) if votes == 800 else ())
    assert "O-3" in articles(answer)
    assert "bầu cử thêm" in said(answer)


def test_enough_turnout_in_an_additional_ballot_leaves_nothing_open() -> None:
    answer = ask(stood(a=600), seats=1, ballot="additional")
    assert answer.outcome == "complete"
    assert "O-3" not in articles(answer)


# Articles 80 and 81: the re-run


def test_article_80_4_a_rerun_with_low_turnout_again_stands() -> None:
    answer = ask(stood(a=100, b=50), seats=1, ballot="rerun", voted=150, valid=150)
    assert (answer.outcome, answer.elected) == ("complete", ("a",))
    assert "Điều 80.4" in articles(answer)


def test_article_80_4_a_rerun_still_needs_more_than_half_of_the_valid_ballots() -> None:
    answer = ask(stood(a=75, b=75), seats=1, ballot="rerun", voted=150, valid=150)
    assert (answer.outcome, answer.elected) == ("closed_short", ())


def test_o_4_a_rerun_that_elects_too_few_gets_no_additional_ballot() -> None:
    for level in ("na", "commune"):
        answer = ask(stood(a=600, b=10, c=10), level=level, ballot="rerun")
        assert answer.outcome == "closed_short"
        assert "O-4" in articles(answer)


def test_o_3_low_turnout_in_a_rerun_after_annulment_is_an_open_point() -> None:
    answer = ask(stood(a=100, b=50), seats=1, ballot="rerun", cause="annulled", voted=150, valid=150)
    assert (answer.outcome, answer.elected, answer.open) == ("open_point", (), ("a",))
    assert "O-3" in articles(answer)
    assert "hủy kết quả" in said(answer)


# The last day of a further vote


@pytest.mark.parametrize(
    ("law", "first", "latest"),
    [("A", date(2021, 5, 23), date(2021, 6, 7)), ("B", date(2026, 3, 15), date(2026, 3, 22))],
)
def test_a_further_vote_is_held_within_fifteen_days_and_since_2025_within_seven(
    law: str, first: date, latest: date
) -> None:
    for figures in ({}, {"voted": 100, "valid": 100}):
        answer = ask(stood(a=100), law=law, first_day=first, **figures)
        assert answer.outcome in ("additional", "rerun")
        assert answer.next.latest == latest


def test_without_a_day_or_when_nothing_follows_no_last_day_is_named() -> None:
    assert ask(stood(a=100)).next.latest is None
    assert ask(stood(a=700), seats=1, law="A", first_day=date(2021, 5, 23)).next.latest is None


@pytest.mark.parametrize(
    ("first", "latest"), [(date(2021, 5, 23), date(2021, 6, 7)), (date(2026, 3, 15), date(2026, 3, 22))]
)
def test_the_version_of_the_law_follows_from_the_day_where_none_is_named(first: date, latest: date) -> None:
    assert ask(stood(a=100), first_day=first).next.latest == latest
    assert ask(stood(a=100), first_day=first, law="A").next.latest == first + timedelta(days=15)


def test_a_day_of_no_version_names_no_last_day_and_a_version_without_a_day_neither() -> None:
    assert ask(stood(a=100), first_day=date(2011, 5, 22)).next.latest is None
    assert ask(stood(a=100), law="B").next.latest is None


@pytest.mark.parametrize(
    ("figures", "latest"),
    [
        ({"level": "na"}, date(2021, 6, 7)),
        ({}, date(2021, 6, 7)),
        ({"voted": 500, "valid": 500}, date(2021, 6, 7)),
        ({"ballot": "rerun"}, None),
        ({"ballot": "additional"}, None),
    ],
)
def test_articles_79_80_only_a_further_vote_has_a_last_day(
    figures: dict[str, Any], latest: date | None
) -> None:
    assert ask(stood(a=100), law="A", first_day=date(2021, 5, 23), **figures).next.latest == latest


def test_the_last_day_of_a_row_without_one_is_not_invented() -> None:
    with pytest.raises(ValueError, match="dossier_forward has no due day in law A"):
        latest_day("dossier_forward", "A", date(2021, 5, 23))


# The order of the elected


def test_article_78_4_equals_who_are_all_elected_stand_in_order_of_age() -> None:
    people = (
        Standing(id="young", votes=500, born=date(1980, 1, 2)),
        Standing(id="most", votes=700),
        Standing(id="old", votes=500, born=date(1970, 1, 1)),
    )
    assert ask(people, seats=3).elected == ("most", "old", "young")


def test_equals_whose_ages_are_unknown_stay_in_the_order_given() -> None:
    people = (
        Standing(id="b", votes=500, seniority=2),
        Standing(id="a", votes=500),
        Standing(id="c", votes=600),
    )
    assert ask(people, seats=3).elected == ("c", "b", "a")


def test_a_birth_date_counts_before_a_rank_of_age() -> None:
    people = (
        Standing(id="x", votes=500, born=date(1980, 1, 1), seniority=1),
        Standing(id="y", votes=500, born=date(1970, 1, 1), seniority=2),
    )
    assert ask(people, seats=1).elected == ("y",)


# What is said, and what follows


@pytest.mark.parametrize(
    ("candidates", "figures", "expected"),
    [
        ({"a": 700}, {"seats": 1}, ("complete", "p47", "committee")),
        ({"a": 700}, {"seats": 1, "level": "na"}, ("complete", "p45", "committee")),
        ({"a": 700, "b": 600}, {}, ("closed_short", "p47", "committee")),
        (
            {"a": 700},
            {"level": "na", "ballot": "additional", "seats": 2},
            ("closed_short", "p45", "committee"),
        ),
        ({"a": 100}, {}, ("additional", "p42", "committee")),
        ({"a": 100}, {"level": "na"}, ("ask_nec_additional", "p41", "nec")),
        ({"a": 100}, {"voted": 100, "valid": 100}, ("rerun", "p43", "committee")),
        ({"a": 100}, {"voted": 100, "valid": 100, "level": "na"}, ("rerun", "p43", "nec")),
        ({"a": 90}, {"voted": 100, "valid": 100, "ballot": "additional"}, ("open_point", "p40", "nec")),
        (
            {"a": 90},
            {"voted": 100, "valid": 100, "ballot": "additional", "level": "na"},
            ("open_point", "p40", "nec"),
        ),
    ],
)
def test_every_outcome_names_the_next_step_and_who_decides_it(
    candidates: dict[str, int], figures: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    answer = ask(stood(**candidates), **figures)
    assert (answer.outcome, answer.next.step, answer.next.decided_by) == expected


SAID: list[tuple[tuple[Standing, ...], dict[str, Any], list[tuple[str, str]]]] = [
    (
        stood(a=700),
        {"seats": 1, "voted": None},
        [
            (
                "Điều 78.1",
                "chưa biết số cử tri hoặc số người đi bỏ phiếu: không xét được điều kiện quá nửa cử "
                "tri; kết luận chỉ đúng nếu đã quá một nửa",
            ),
            ("Điều 78.2", "1 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu"),
            ("Điều 78.3", "trúng cử 1 trên 1 đại biểu: đủ"),
        ],
    ),
    (
        stood(a=700),
        {"seats": 1, "voted": None, "ballot": "rerun"},
        [
            (
                "Điều 80.4",
                "chưa biết số cử tri hoặc số người đi bỏ phiếu: không xét được điều kiện quá nửa cử "
                "tri; kết quả bầu cử lại được công nhận dù bao nhiêu người đi bỏ phiếu",
            ),
            ("Điều 78.2", "1 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu"),
            ("Điều 78.3", "trúng cử 1 trên 1 đại biểu: đủ"),
        ],
    ),
    (
        stood(a=100),
        {"level": "na", "voted": 500, "valid": 400},
        [
            (
                "Điều 80.1",
                "500 trên 1000 cử tri đi bỏ phiếu, chưa quá một nửa: phải bầu cử lại, Hội đồng bầu cử "
                "quốc gia xem xét, quyết định",
            ),
        ],
    ),
    (
        stood(a=100),
        {"voted": 500, "valid": 400},
        [
            (
                "Điều 80.1",
                "500 trên 1000 cử tri đi bỏ phiếu, chưa quá một nửa: phải bầu cử lại, Ủy ban bầu cử ấn "
                "định ngày sau khi Hội đồng bầu cử quốc gia đồng ý (Điều 80.3)",
            ),
        ],
    ),
    (
        stood(a=300),
        {"seats": 1, "ballot": "rerun", "voted": 500, "valid": 400},
        [
            (
                "Điều 80.4",
                "500 trên 1000 cử tri đi bỏ phiếu, lại chưa quá một nửa: kết quả bầu cử lại vẫn được "
                "công nhận",
            ),
            ("Điều 78.2", "1 người được quá một nửa của 400 phiếu hợp lệ, bầu 1 đại biểu"),
            ("Điều 78.3", "trúng cử 1 trên 1 đại biểu: đủ"),
        ],
    ),
    (
        stood(a=300),
        {"seats": 1, "ballot": "additional", "voted": 500, "valid": 400},
        [
            ("Điều 79.3", "1 người được quá một nửa của 400 phiếu hợp lệ, bầu 1 đại biểu"),
            (
                "Điều 78.1, 80.4 (O-3)",
                "500 trên 1000 cử tri đi bỏ phiếu, chưa quá một nửa; luật không nói điều kiện này có "
                "áp dụng cho bầu cử thêm: nếu có thì chưa ai trúng cử, nếu không thì kết quả theo số "
                "phiếu",
            ),
        ],
    ),
    (
        stood(a=300),
        {"seats": 1, "ballot": "rerun", "cause": "annulled", "voted": 500, "valid": 400},
        [
            ("Điều 78.2", "1 người được quá một nửa của 400 phiếu hợp lệ, bầu 1 đại biểu"),
            (
                "Điều 78.1, 80.4 (O-3)",
                "500 trên 1000 cử tri đi bỏ phiếu, chưa quá một nửa; luật không nói điều kiện này có "
                "áp dụng cho bầu cử lại do hủy kết quả: nếu có thì chưa ai trúng cử, nếu không thì kết "
                "quả theo số phiếu",
            ),
        ],
    ),
    (
        ranked(1, 2),
        {"seats": 1},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            (
                "Điều 78.2, 78.3",
                "2 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu: người nhiều phiếu hơn "
                "trúng cử",
            ),
            ("Điều 78.4", "x, y cùng 500 phiếu ở ghế cuối: người nhiều tuổi hơn trúng cử"),
            ("Điều 78.3", "trúng cử 1 trên 1 đại biểu: đủ"),
        ],
    ),
    (
        ranked(1, 1),
        {"seats": 1},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            (
                "Điều 78.2, 78.3",
                "2 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu: người nhiều phiếu hơn "
                "trúng cử",
            ),
            (
                "Điều 78.4 (O-2)",
                "x, y cùng 500 phiếu ở ghế cuối; x, y cùng ngày sinh, luật không nói ai trúng cử",
            ),
        ],
    ),
    (
        ranked(1, None),
        {"seats": 1},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            (
                "Điều 78.2, 78.3",
                "2 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu: người nhiều phiếu hơn "
                "trúng cử",
            ),
            ("Điều 78.4", "x, y cùng 500 phiếu ở ghế cuối; chưa biết tuổi của họ để xét"),
        ],
    ),
    (
        stood(a=700),
        {},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            ("Điều 78.2", "1 người được quá một nửa của 800 phiếu hợp lệ, bầu 3 đại biểu"),
            ("Điều 79.2", "trúng cử 1 trên 3 đại biểu: chưa đủ hai phần ba, phải bầu cử thêm"),
        ],
    ),
    (
        stood(a=700, b=600),
        {},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            ("Điều 78.2", "2 người được quá một nửa của 800 phiếu hợp lệ, bầu 3 đại biểu"),
            (
                "Điều 79.2",
                "trúng cử 2 trên 3 đại biểu: đã đủ hai phần ba nên không bầu cử thêm, ghế còn lại để trống",
            ),
        ],
    ),
    (
        stood(a=700, b=600),
        {"level": "na"},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            ("Điều 78.2", "2 người được quá một nửa của 800 phiếu hợp lệ, bầu 3 đại biểu"),
            (
                "Điều 79.1",
                "trúng cử 2 trên 3 đại biểu: báo cáo ngay để Hội đồng bầu cử quốc gia xem xét bầu cử thêm",
            ),
        ],
    ),
    (
        stood(a=400),
        {"seats": 1, "ballot": "additional"},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            ("Điều 79.3", "0 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu"),
            (
                "Điều 79.3",
                "trúng cử 0 trên 1 đại biểu: vẫn thiếu, không tổ chức bầu cử thêm lần thứ hai",
            ),
        ],
    ),
    (
        stood(a=400),
        {"seats": 1, "ballot": "rerun"},
        [
            ("Điều 78.1", "900 trên 1000 cử tri đi bỏ phiếu, quá một nửa"),
            ("Điều 78.2", "0 người được quá một nửa của 800 phiếu hợp lệ, bầu 1 đại biểu"),
            (
                "Điều 79.1, 79.2 (O-4)",
                "trúng cử 0 trên 1 đại biểu: luật chỉ nói bầu cử thêm trong cuộc bầu cử đầu tiên",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("people", "figures", "reasons"), SAID)
def test_every_conclusion_is_given_word_for_word_with_its_figures_and_its_article(
    people: tuple[Standing, ...], figures: dict[str, Any], reasons: list[tuple[str, str]]
) -> None:
    answer = ask(people, **figures)
    assert [(reason.article, reason.text) for reason in answer.reasons] == reasons


def test_article_80_3_the_reason_says_whose_consent_a_committee_needs() -> None:
    council = ask(stood(a=100), voted=100, valid=100)
    assembly = ask(stood(a=100), voted=100, valid=100, level="na")
    assert "Hội đồng bầu cử quốc gia đồng ý (Điều 80.3)" in said(council)
    assert "Hội đồng bầu cử quốc gia xem xét, quyết định" in said(assembly)


def test_o_3_whoever_would_be_elected_is_open_in_order_those_tied_too() -> None:
    low = {"ballot": "additional", "voted": 500, "valid": 400}
    people = (
        *stood(a=300),
        Standing(id="x", votes=250, seniority=5),
        Standing(id="y", votes=250, seniority=5),
    )
    answer = ask(people, seats=2, **low)
    assert (answer.outcome, answer.elected, answer.open) == ("open_point", (), ("a", "x", "y"))
    assert articles(answer) == "Điều 79.3, 78.3 | Điều 78.4 (O-2) | Điều 78.1, 80.4 (O-3)"


def test_the_reasons_stand_in_the_order_of_the_articles() -> None:
    assert articles(ask(stood(a=700, b=600))) == "Điều 78.1 | Điều 78.2 | Điều 79.2"
    tie = ask((*stood(a=500), Standing(id="b", votes=500, seniority=2)), seats=1)
    assert articles(tie) == "Điều 78.1 | Điều 78.2, 78.3 | Điều 78.4 | Điều 78.3"


# Figures that contradict one another


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"candidates": stood(a=801)}, "a: 801 phiếu, nhiều hơn 800"),
        ({"candidates": (*stood(a=1), *stood(a=2))}, "a có hai lần"),
        ({"candidates": stood(a=1), "seats": 6}, "Điều 10.4"),
        ({"candidates": stood(a=1), "seats": 4, "body": "na", "level": "na"}, "Điều 10.4"),
        ({"candidates": stood(a=1), "body": "na"}, "không đi với nhau"),
        ({"candidates": stood(a=1), "level": "district", "law": "B"}, "luật bản B không có"),
    ],
)
def test_contradicting_figures_are_refused_in_one_sentence(figures: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(**figures)
    (error,) = refused.value.errors()
    assert words in error["msg"]


@pytest.mark.parametrize(
    "figures",
    [{"valid": -1}, {"registered": -1}, {"voted": -1}, {"seats": 0}, {"law": "C"}, {"turnout": 99}],
)
def test_negative_and_unknown_figures_are_refused(figures: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ask(stood(a=0), **figures)


@pytest.mark.parametrize("law", ["A", "B"])
@pytest.mark.parametrize(("level", "most"), [("na", 3), ("province", 5), ("commune", 5)])
def test_article_10_4_the_most_seats_are_allowed_and_one_more_is_not(level: str, most: int, law: str) -> None:
    assert ask(stood(a=1), seats=most, level=level, law=law).outcome != "complete"
    with pytest.raises(ValidationError, match=str(most + 1)):
        ask(stood(a=1), seats=most + 1, level=level, law=law)


# Figures typed in from outside


def document(**changed: Any) -> str:
    """JSON of one seat of a commune's council, as somebody would hand it in."""
    base: dict[str, Any] = {
        "body": "council",
        "level": "commune",
        "seats": 1,
        "ballot": "first",
        "registered": 1000,
        "voted": 900,
        "valid": 800,
        "candidates": [{"id": "a", "name": "Nguyễn Văn A", "born": "1980-01-01", "votes": 500}],
    }
    return json.dumps({**base, **changed})


def test_the_published_input_is_answered() -> None:
    assert outcome(Inquiry.model_validate_json(document())).outcome == "complete"
    unknown = Inquiry.model_validate_json(document(registered=None, voted=None))
    assert "chưa biết" in said(outcome(unknown))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"voted": 1001}, "voted 1001 nhiều hơn registered 1000"),
        ({"voted": 799}, "valid 800 phiếu hợp lệ, nhiều hơn voted 799"),
        ({"voted": None, "registered": 799}, "nhiều hơn registered 799"),
        ({"valid": 499}, "nhiều hơn 499 phiếu hợp lệ"),
        (
            {"candidates": [{"id": "a", "votes": 500}, {"id": "b", "votes": 301}]},
            "tổng 801 lượt bầu, nhiều hơn 800 phiếu hợp lệ nhân 1",
        ),
        ({"first_day": "2011-05-22"}, "22/05/2011"),
        ({"seats": 6}, "Điều 10.4"),
        ({"seats": "1"}, "integer"),
        ({"valid": 800.0}, "integer"),
        ({"voted": True}, "integer"),
        ({"candidates": [{"id": "a", "votes": "500"}]}, "integer"),
        ({"candidates": []}, "at least 1"),
        ({"candidates": [{"id": "a", "votes": 1, "party": "x"}]}, "not permitted"),
        ({"turnout": 90}, "not permitted"),
        ({"registered": -1}, "greater than or equal to 0"),
    ],
)
def test_figures_from_outside_that_cannot_all_be_true_are_refused_in_one_sentence(
    changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Inquiry.model_validate_json(document(**changed))
    error = refused.value.errors()[0]
    assert words in error["msg"]


@pytest.mark.parametrize(
    "changed",
    [
        {"voted": 1000},
        {"voted": 800},
        {"voted": None, "registered": 800},
        {"voted": 900, "registered": None},
        {"candidates": [{"id": "a", "votes": 500}, {"id": "b", "votes": 300}]},
        {"first_day": "2021-05-23"},
    ],
)
def test_figures_from_outside_at_the_bound_are_answered(changed: dict[str, Any]) -> None:
    assert outcome(Inquiry.model_validate_json(document(**changed))).elected == ("a",)


def test_the_record_may_ask_what_nobody_may_type_in() -> None:
    assert ask(stood(a=700), seats=1, voted=1001, registered=1000).elected == ("a",)


def test_more_votes_than_the_ballots_can_hold_is_no_error_here() -> None:
    assert ask(stood(a=800, b=800, c=700), seats=1).elected == ("a",)


def test_the_printed_answer_has_the_published_shape_and_nothing_more() -> None:
    document = ask(stood(a=700), seats=1).model_dump(mode="json")
    assert set(document) == {"outcome", "elected", "percent", "reasons", "next"}
    assert set(document["next"]) == {"step", "decided_by", "latest"}
    assert all(set(reason) == {"article", "text"} for reason in document["reasons"])


# Percentages


@pytest.mark.parametrize(
    ("votes", "valid", "printed"),
    [
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 200, "0.50"),
        (1, 20000, "0.01"),
        (1, 20001, "0.00"),
        (800, 800, "100.00"),
        (0, 5, "0.00"),
    ],
)
def test_percentages_have_two_decimals_half_up(votes: int, valid: int, printed: str) -> None:
    assert percentage(votes, valid) == printed


# Assembly, 23 May 2021: 89 tables of the official bulletin


def test_all_89_tables_of_2021_are_there() -> None:
    assert len(TABLES) == 89


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table['place']}-{table['constituency']}")
def test_the_official_deputies_of_2021_come_out_in_order_with_the_printed_percentages(
    table: dict[str, Any],
) -> None:
    people = table["candidates"]
    for valid in table["valid_range"]:
        answer = outcome(
            Inquiry(
                body="na",
                level="na",
                seats=table["seats"],
                valid=valid,
                candidates=tuple(
                    Standing(
                        id=f"k{n}",
                        votes=each["votes"],
                        born=date.fromisoformat(each["born"]) if each["born"] else None,
                    )
                    for n, each in enumerate(people)
                ),
            )
        )
        official = [f"k{n}" for n, each in enumerate(people) if each["elected"]]
        official.sort(key=lambda code: -people[int(code[1:])]["votes"])
        assert list(answer.elected) == official
        assert answer.percent == {f"k{n}": f"{each['percent']:.2f}" for n, each in enumerate(people)}
        assert answer.outcome == ("complete" if len(official) == table["seats"] else "ask_nec_additional")
