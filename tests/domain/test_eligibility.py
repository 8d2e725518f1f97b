"""Who may vote or stand, and where (Articles 2, 36, 37 and 57)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.eligibility import Person, Stand, objections, of_age, other_reading, places, years
from domain.law.enumeration import entries, entry
from domain.law.rules import Right
from domain.law.table import UnreadRule
from domain.terms import Ballot

DAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("born", "day", "full"),
    [
        (date(2008, 3, 15), DAY, 18),
        (date(2008, 3, 16), DAY, 17),
        (date(2008, 4, 1), DAY, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (DAY, DAY, 0),
    ],
)
def test_article_2_a_year_of_age_is_full_on_the_birthday(born: date, day: date, full: int) -> None:
    assert years(born, day) == full


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="16/03/2026"):
        years(date(2026, 3, 16), DAY)


@pytest.mark.parametrize(("right", "least"), [("vote", 18), ("stand", 21)])
@pytest.mark.parametrize("law", ["A", "B"])
def test_article_2_the_birthday_on_election_day_is_early_enough(right: Right, least: int, law: str) -> None:
    assert of_age(date(2026 - least, 3, 15), right, DAY, law) == ()
    (reason,) = of_age(date(2026 - least, 3, 16), right, DAY, law)
    assert (reason.article, f"cần đủ {least} tuổi" in reason.text) == ("Điều 2", True)


def test_o_16_the_day_of_the_announcement_is_shown_as_the_other_reading_and_excludes_nobody() -> None:
    announced = date(2025, 11, 1)
    between = date(2007, 12, 1)
    assert of_age(between, "vote", DAY, "B") == ()
    (found,) = other_reading(between, "vote", announced, "B")
    assert "O-16" in found.article
    assert other_reading(date(2007, 11, 1), "vote", announced, "B") == ()
    assert len(other_reading(date(2025, 11, 2), "vote", announced, "B")) == 1


def stand(*ballots: Ballot) -> list[Stand]:
    return [Stand(ballot=ballot) for ballot in ballots]


@pytest.mark.parametrize(
    ("ballots", "law", "allowed"),
    [
        (("na",), "A", True),
        (("na", "province"), "A", True),
        (("na", "province", "commune"), "A", False),
        (("province", "district"), "A", True),
        (("province", "district", "commune"), "A", False),
        (("province", "commune"), "B", True),
        (("na", "commune"), "B", True),
        (("na", "province", "commune"), "B", False),
    ],
)
def test_article_36_3_two_levels_of_councils_or_one_beside_the_assembly(
    ballots: tuple[Ballot, ...], law: str, allowed: bool
) -> None:
    found = places(stand(*ballots), law)
    assert (found == ()) is allowed
    assert all(reason.article == "Điều 36.3" for reason in found)


def test_article_57_5_nobody_is_on_two_lists_of_the_assembly() -> None:
    two = [Stand(ballot="na", contest="NA-1"), Stand(ballot="na", contest="NA-2")]
    (reason,) = places(two, "A")
    assert (reason.article, "NA-1, NA-2" in reason.text) == ("Điều 57.5", True)
    assert places([two[0], two[0]], "A") == ()
    assert places([two[0], Stand(ballot="na")], "A") == ()


def test_article_36_2_a_candidate_for_a_council_lives_or_works_there_and_one_for_the_assembly_need_not() -> (
    None
):
    away = Person(born=date(1980, 1, 1), stands=tuple(stand("commune")), lives_or_works_there=False)
    assert [reason.article for reason in objections(away, DAY, "B")] == ["Điều 36.2"]
    assembly = away.model_copy(update={"stands": tuple(stand("na"))})
    assert objections(assembly, DAY, "B") == ()


def test_article_37_each_ground_is_named_by_its_point() -> None:
    for law in ("A", "B"):
        codes = tuple(row.id for row in entries("cannot_stand", law))
        person = Person(born=date(1980, 1, 1), stands=tuple(stand("na")), grounds=codes)
        articles = [reason.article for reason in objections(person, DAY, law)]
        assert articles == [f"Điều 37.{point}" for point in range(1, 6)]


def test_article_37_5_speaks_of_townships_until_2025_and_of_special_zones_since() -> None:
    assert "thị trấn" in entry("cannot_stand", "stand_measure_a", "A").vi
    assert "đặc khu" in entry("cannot_stand", "stand_measure_b", "B").vi
    with pytest.raises(UnreadRule, match="stand_measure_a"):
        entry("cannot_stand", "stand_measure_a", "B")


def test_objections_come_together_in_the_order_of_the_articles() -> None:
    person = Person(
        born=date(2010, 1, 1),
        stands=tuple(stand("na", "province", "commune")),
        lives_or_works_there=False,
        grounds=("stand_charged",),
    )
    articles = [reason.article for reason in objections(person, DAY, "B")]
    assert articles == ["Điều 2", "Điều 36.2", "Điều 36.3", "Điều 37.2"]


def test_the_lists_of_the_law_have_as_many_entries_as_the_law() -> None:
    for law in ("A", "B"):
        assert len(entries("cannot_vote", law)) == 4
        assert len(entries("paper", law)) == 5
        assert len(entries("invalid_ballot", law)) == 5
        assert len(entries("strike_off", law)) == 6
        assert len(entries("own_area", law)) == 3
        assert len(entries("campaign_ban", law)) == 6
        assert len(entries("campaign_form", law)) == 2
    assert "trực tuyến" in entries("campaign_form", "B")[0].vi
    assert "trực tuyến" not in entries("campaign_form", "A")[0].vi


def test_the_standards_of_the_assembly_and_of_a_council_stand_in_different_laws() -> None:
    assert [row.id for row in entries("standard", "A", assembly=True)] == ["standard_assembly"]
    assert [row.id for row in entries("standard", "A", assembly=False)] == ["standard_council_a"]
    assert [row.id for row in entries("standard", "B", assembly=False)] == ["standard_council_b"]


def test_a_list_a_version_does_not_have_is_not_invented() -> None:
    with pytest.raises(UnreadRule, match="cannot_vote"):
        entries("cannot_vote", "C")


def test_the_sentences_name_what_is_asked_for() -> None:
    (vote,), (stand_,) = (of_age(date(2020, 1, 1), right, DAY, "B") for right in ("vote", "stand"))
    assert vote.text == "đủ 6 tuổi vào ngày bầu cử 15/03/2026, bầu cử cần đủ 18 tuổi"
    assert stand_.text == "đủ 6 tuổi vào ngày bầu cử 15/03/2026, ứng cử cần đủ 21 tuổi"
    (alone,) = places(stand("province", "district", "commune"), "A")
    (beside,) = places(stand("na", "province", "commune"), "B")
    assert alone.text.startswith(
        "ứng cử đại biểu Hội đồng nhân dân cấp tỉnh, đại biểu Hội đồng nhân dân cấp huyện"
    )
    assert alone.text.endswith("; chỉ được ở tối đa 2 cấp Hội đồng nhân dân")
    assert beside.text.endswith("; đã ứng cử đại biểu Quốc hội thì chỉ được ở tối đa 1 cấp Hội đồng nhân dân")


def test_somebody_of_twenty_may_vote_and_not_stand() -> None:
    twenty = Person(born=date(2006, 1, 1), stands=tuple(stand("na")))
    assert [reason.article for reason in objections(twenty, DAY, "B")] == ["Điều 2"]
    assert of_age(twenty.born, "vote", DAY, "B") == ()


def test_o_16_who_is_born_after_the_announcement_is_shown_too() -> None:
    assert len(other_reading(date(2026, 1, 1), "vote", date(2025, 11, 1), "B")) == 1
