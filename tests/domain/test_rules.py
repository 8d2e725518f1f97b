"""The deciding numbers of the law, version by version."""

from __future__ import annotations

from itertools import product
from typing import Literal

import pytest

from domain.law.book import book
from domain.law.rules import (
    Sizes,
    Thresholds,
    Variant,
    body_size,
    confidence,
    dossier_sets,
    enough,
    meeting,
    quota,
    seat_limit,
    surplus,
)
from domain.law.table import BrokenRules, UnreadRule, read, rows
from domain.terms import Ballot, Level

RULES: tuple[Literal["women"], Literal["minorities"]] = ("women", "minorities")
SIZES: list[tuple[str, Level, Ballot | None, Variant, tuple[int, int] | None, tuple[int, int] | None]] = [
    ("nec", "nation", None, "", (15, 21), (15, 21)),
    ("committee", "province", None, "", (21, 31), (23, 37)),
    ("committee", "district", None, "", (11, 15), None),
    ("committee", "commune", None, "", (9, 11), (9, 17)),
    ("board", "province", "na", "", (9, 15), (9, 17)),
    ("board", "province", "province", "", (11, 13), (11, 15)),
    ("board", "district", "district", "", (9, 11), None),
    ("board", "commune", "commune", "", (7, 9), (9, 15)),
    ("team", "commune", None, "", (11, 21), (11, 21)),
    ("team", "commune", None, "armed_forces", (5, 9), (5, 9)),
    ("nec", "nation", None, "supplementary", (5, 7), (5, 7)),
    ("board", "province", "na", "supplementary", (3, 5), (3, 5)),
    ("committee", "district", None, "supplementary", (3, 5), None),
    ("team", "commune", None, "supplementary", (9, 11), (9, 11)),
]


@pytest.mark.parametrize(("body", "level", "ballot", "variant", "a", "b"), SIZES)
def test_bodies_have_the_size_the_version_gives_them(
    body: str,
    level: Level,
    ballot: Ballot | None,
    variant: Variant,
    a: tuple[int, int] | None,
    b: tuple[int, int] | None,
) -> None:
    for law, wanted in (("A", a), ("B", b)):
        if wanted is None:
            with pytest.raises(UnreadRule, match=body):
                body_size(body, level, ballot, law, variant)
        else:
            row = body_size(body, level, ballot, law, variant)
            assert (row.least, row.most) == wanted


@pytest.mark.parametrize(
    ("ballot", "seats", "least"),
    [
        ("na", 1, 2),
        ("na", 3, 2),
        ("commune", 1, 1),
        ("commune", 2, 1),
        ("commune", 3, 2),
        ("commune", 4, 3),
        ("commune", 5, 3),
    ],
)
def test_there_are_more_candidates_than_seats_by_the_number_of_the_law(
    ballot: Ballot, seats: int, least: int
) -> None:
    assert [surplus(ballot, seats, law).number for law in ("A", "B")] == [least, least]


def test_a_surplus_of_one_is_guidance_and_says_so() -> None:
    one = surplus("commune", 2, "A")
    assert (one.certain, surplus("commune", 3, "A").certain) == (False, True)
    assert "phải nhiều hơn" in one.note


def test_no_surplus_is_invented_for_seats_no_constituency_may_have() -> None:
    with pytest.raises(UnreadRule, match="6 đại biểu"):
        surplus("commune", 6, "A")


def test_three_seats_at_most_for_the_assembly_and_five_for_a_council() -> None:
    assert (seat_limit("na", "A").number, seat_limit("province", "B").number) == (3, 5)


def test_two_sets_for_the_assembly_and_one_for_a_council() -> None:
    assert (dossier_sets("na", "A").number, dossier_sets("district", "A").number) == (2, 1)


@pytest.mark.parametrize(
    ("members", "present", "votes"), [(9, 6, 5), (10, 7, 6), (11, 8, 6), (21, 14, 11), (31, 21, 16)]
)
def test_two_thirds_must_be_present_and_more_than_half_of_all_must_agree(
    members: int, present: int, votes: int
) -> None:
    needed = meeting(members, "A")
    assert (needed[0].number, needed[1].number) == (present, votes)
    assert 3 * present >= 2 * members > 3 * (present - 1)
    assert 2 * votes > members >= 2 * (votes - 1)


def test_a_share_that_the_law_does_not_name_is_nothing() -> None:
    assert quota("minorities", "commune", 20, "A") is None


def test_confidence_is_more_than_half_of_those_present_in_2021_and_2026_and_unknown_in_2016() -> None:
    for year in (2021, 2026):
        needed = [confidence("residence", present, year) for present in (60, 61)]
        assert [bound.number for bound in needed if bound] == [31, 31]
        assert not any(bound.certain for bound in needed if bound)
    assert confidence("residence", 60, 2016) is None


def test_every_question_has_at_most_one_answer() -> None:
    """No two rows speak of the same body, or of the same number, in the same version or year."""
    sizes = [
        (row.body, row.level, ballot, row.variant, law)
        for row in rows("sizes.toml", Sizes)
        for ballot, law in product(row.ballots or ("",), row.law)
    ]
    numbers = [
        (row.rule, ballot, place, seats, time)
        for row in rows("thresholds.toml", Thresholds)
        for ballot, place, seats, time in product(
            row.ballots or ("",),
            (row.place,) if row.place else ("residence", "workplace"),
            range(row.seats[0], row.seats[1] + 1) if row.seats else (0,),
            (*row.law, *row.year),
        )
    ]
    assert len(sizes) == len(set(sizes))
    assert len(numbers) == len(set(numbers))


def test_every_seat_a_constituency_may_have_has_its_surplus_in_every_version() -> None:
    for version in book().versions.values():
        for ballot in version.ballots:
            for seats in range(1, seat_limit(ballot, version.id).number + 1):
                assert surplus(ballot, seats, version.id).number >= 1


def test_every_level_of_a_version_has_its_committee_and_its_boards() -> None:
    for version in book().versions.values():
        for ballot in version.ballots:
            level: Level = "province" if ballot == "na" else ballot
            variants: tuple[Variant, ...] = ("", "supplementary")
            for variant in variants:
                assert body_size("board", level, ballot, version.id, variant).law == version.id
                assert body_size("committee", level, None, version.id, variant).law == version.id


def test_every_row_names_sources_that_are_explained() -> None:
    for row in (*rows("sizes.toml", Sizes), *rows("thresholds.toml", Thresholds)):
        assert row.article.startswith(("Điều", "Luật", "Nghị quyết", "Ý kiến"))
        for source in row.sources:
            assert source in book().sources or " " in source, row.id


ROW = 'body = "team"\nlevel = "commune"\nsources = ["S1"]\nconfidence = "seen"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("law.A = {least = 3, most = 9}", "article"),
        ('article = "Điều 1"\nlaw.A = {least = 9, most = 3}', "least 9 is above most 3"),
        ('article = "Điều 1"\nlaw.Z = {least = 1, most = 3}', "law.Z"),
        ('article = "Điều 1"\nlaw.A = {least = 1, most = 3}\ncolour = "red"', "colour"),
        ("[", "not TOML"),
    ],
)
def test_a_broken_row_is_named_with_file_row_and_reason(text: str, says: str) -> None:
    with pytest.raises(BrokenRules, match=r"sizes\.toml") as caught:
        list(read("sizes.toml", f"[team]\n{ROW}{text}", Sizes))
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("candidates", "women", "minorities"), [(20, 7, 4), (21, 8, 4), (100, 35, 18), (101, 36, 19)]
)
def test_articles_8_9_the_share_of_women_and_of_minorities_is_rounded_up(
    candidates: int, women: int, minorities: int
) -> None:
    for law in ("A", "B"):
        assembly = [quota(rule, "na", candidates, law) for rule in RULES]
        assert [(bound.number, bound.article) for bound in assembly if bound] == [
            (women, "Điều 8.3"),
            (minorities, "Điều 8.2"),
        ]
        council = quota("women", "commune", candidates, law)
        assert council is not None
        assert council.number == women


def test_a_body_is_odd_only_outside_its_size() -> None:
    row = body_size("team", "commune", None, "A")
    assert [size for size in range(30) if not row.findings(size)] == list(range(11, 22))
    (found,) = row.findings(22)
    assert (found.code, found.article) == ("size_out_of_range", "Điều 25.1")
    assert found.sentence == "Tổ bầu cử có 22 thành viên; luật định từ 11 đến 21."
    assert found.remedy


def test_large_numbers_are_halved_exactly() -> None:
    members = 2**60 + 1
    assert meeting(members, "A")[1].number == 2**59 + 1


def test_a_rule_that_is_not_there_is_named_with_the_ballot_and_the_seats() -> None:
    with pytest.raises(UnreadRule) as caught:
        surplus("commune", 6, "A")
    assert str(caught.value) == (
        "Luật phiên bản A không có quy định «surplus» cho đại biểu Hội đồng nhân dân cấp xã với 6 đại biểu."
    )
    with pytest.raises(UnreadRule) as caught:
        meeting(9, "C")
    assert str(caught.value) == "Luật phiên bản C không có quy định «present» cho mọi cuộc bầu cử."


def test_a_new_unit_and_a_council_of_old_are_measured_by_different_laws() -> None:
    assert [enough(30, "A", new_unit).article for new_unit in (True, False)] == [
        "Điều 89.2.b",
        "Luật 77/2015/QH13, Điều 135.3, Điều 138.1",
    ]
    assert enough(30, "B").article == "Luật 72/2025/QH15, Điều 49.2"
    assert (enough(30, "B").number, enough(31, "B").number) == (20, 21)


def test_a_row_that_does_not_state_the_number_its_rule_asks_for_is_broken_and_not_nought(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = '[odd]\nrule = "seats"\narticle = "Điều 10.4"\nlaw.A = { least = 1 }\nsources = ["S1"]\n'
    odd = tuple(read("thresholds.toml", text + 'confidence = "seen"', Thresholds))
    monkeypatch.setattr("domain.law.rules.rows", lambda name, model: odd)
    with pytest.raises(BrokenRules, match="odd"):
        seat_limit("na", "A")
