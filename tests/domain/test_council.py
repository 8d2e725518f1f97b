"""How many deputies a council has, at every bound of its formula (laws on local government)."""

from __future__ import annotations

import pytest

from domain.law.council import Council, Kind, apportioned, assembly_plan, council_seats, kinds
from domain.law.table import BrokenRules, UnreadRule, read

BOUNDS: list[tuple[Kind, int, list[tuple[int, int]]]] = [
    ("mountain_province", 2021, [
        (0, 50), (500_000, 50), (549_999, 50),
        (550_000, 51), (1_750_000, 75), (9_000_000, 75)]),
    ("province", 2021, [(1_000_000, 50), (1_069_999, 50), (1_070_000, 51), (3_450_000, 85), (3_520_000, 85)]),
    ("city", 2021, [(1_000_000, 50), (1_060_000, 51), (3_100_000, 85), (5_000_000, 85)]),
    ("capital", 2021, [(1, 95), (9_000_000, 95)]),
    ("mountain_district", 2021, [(40_000, 30), (46_999, 30), (47_000, 31), (75_000, 35), (99_000, 35)]),
    ("district", 2021, [(80_000, 30), (94_999, 30), (95_000, 31), (155_000, 35), (300_000, 35)]),
    ("urban_district", 2021, [(100_000, 30), (115_000, 31), (175_000, 35), (400_000, 35)]),
    ("town", 2021, [(80_000, 30), (95_000, 31), (155_000, 35), (400_000, 35)]),
    ("provincial_city", 2021, [(100_000, 30), (115_000, 31), (400_000, 35)]),
    ("mountain_commune", 2021, [
        (2_000, 15), (2_001, 19), (2_999, 19), (3_000, 21), (4_000, 21),
        (4_999, 21), (5_000, 22), (13_000, 30), (20_000, 30)]),
    ("commune", 2021, [(5_000, 25), (7_499, 25), (7_500, 26), (17_500, 30), (50_000, 30)]),
    ("ward", 2021, [(10_000, 21), (14_999, 21), (15_000, 22), (55_000, 30), (90_000, 30)]),
    ("city_ward", 2021, [(10_000, 21), (15_000, 22)]),
    ("province", 2026, [(1_000_000, 50), (1_070_000, 51), (3_450_000, 85), (9_000_000, 85)]),
    ("city", 2026, [(1_200_000, 50), (1_274_999, 50), (1_275_000, 51), (3_825_000, 85), (9_000_000, 85)]),
    ("capital", 2026, [(1, 125)]),
    ("mountain_commune", 2026, [
        (5_000, 15), (5_999, 15), (6_000, 16), (10_000, 20),
        (12_999, 20), (13_000, 21), (40_000, 30), (99_000, 30)]),
    ("commune", 2026, [
        (10_000, 15), (11_999, 15), (12_000, 16), (20_000, 20),
        (25_999, 20), (26_000, 21), (80_000, 30), (99_000, 30)]),
    ("ward", 2026, [(10_000, 15), (12_000, 16), (20_000, 20), (26_000, 21), (80_000, 30)]),
    ("city_ward", 2026, [
        (15_000, 15), (20_999, 15), (21_000, 16), (45_000, 20),
        (51_999, 20), (52_000, 21), (115_000, 30), (200_000, 30)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "year", "bounds"), BOUNDS, ids=[f"{kind}-{year}" for kind, year, _ in BOUNDS]
)
def test_a_council_grows_by_one_at_every_full_number_of_people(
    kind: Kind, year: int, bounds: list[tuple[int, int]]
) -> None:
    assert [(people, council_seats(kind, people, year).number) for people, _ in bounds] == bounds


def test_every_kind_that_was_read_has_its_bounds_here() -> None:
    assert {(kind, year) for kind, year, _ in BOUNDS} == {
        (kind, year) for year in (2021, 2026) for kind in kinds(year)
    }


def test_more_people_never_mean_fewer_deputies() -> None:
    for kind, year, _ in BOUNDS:
        seats = [council_seats(kind, people, year).number for people in range(0, 200_000, 500)]
        assert seats == sorted(seats)


def test_2016_was_not_read_and_a_district_is_gone_in_2026() -> None:
    for kind, year in (("commune", 2016), ("district", 2026)):
        with pytest.raises(UnreadRule, match=f"«{kind}» của năm {year}"):
            council_seats(kind, 1000, year)  # type: ignore[arg-type]
    assert kinds(2016) == ()


def test_a_district_of_thirty_communes_may_have_forty_by_decision() -> None:
    assert council_seats("district", 200_000, 2021, units=29).raised is None
    asked = council_seats("district", 200_000, 2021, units=30)
    assert (asked.number, asked.raised) == (35, 40)
    assert "Ủy ban thường vụ Quốc hội" in asked.why
    assert council_seats("commune", 5000, 2026, units=30).raised is None


def test_the_reason_shows_every_step_and_the_limit() -> None:
    why = council_seats("mountain_commune", 60_000, 2026).why
    assert "15 + 5" in why
    assert "không quá 30" in why
    assert council_seats("capital", 9_000_000, 2026).why == "luật ấn định 125 đại biểu"


def test_a_negative_population_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        council_seats("commune", -1, 2026)


@pytest.mark.parametrize("law", ["A", "B"])
def test_article_7_the_assembly_has_500_seats_and_three_residents_in_every_province(law: str) -> None:
    assert assembly_plan({"01": (400, 3), "02": (100, 90)}, law) == ()
    (many,) = assembly_plan({"01": (400, 3), "02": (101, 90)}, law)
    assert "501" in many.sentence
    (few,) = assembly_plan({"01": (6, 2), "02": (7, 3), "03": (5, 0)}, law)
    assert (few.article, "01, 03 có ít hơn 3" in few.sentence) == ("Điều 7", True)


@pytest.mark.parametrize(("wanted", "odd"), [(11, 1), (12, 0), (13, 1)])
def test_article_10_the_seats_of_all_constituencies_are_those_of_the_council(wanted: int, odd: int) -> None:
    assert len(apportioned((3, 4, 5), wanted)) == odd


ROW = """[x]
kind = "ward"
level = "commune"
year = 2030
article = "Luật"
most = 30
sources = ["S7"]
confidence = "seen"
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("steps = [[5000, 15], [4000, 19]]", "do not rise"),
        ("steps = [[5000, 15]]\ngrowth = [{ above = 6000, per = 1000 }]", "steps end at 5000"),
        (
            "steps = [[5, 1]]\ngrowth = [{ above = 5, per = 1, upto = 9 }, { above = 10, per = 2 }]",
            "does not begin where",
        ),
    ],
)
def test_a_formula_with_a_gap_does_not_load(text: str, says: str) -> None:
    with pytest.raises(BrokenRules, match=says):
        list(read("councils.toml", ROW + text, Council))


def test_below_the_number_of_units_nothing_is_raised_and_the_steps_stay_in_the_reason() -> None:
    assert "30 + 8" in council_seats("district", 200_000, 2021, units=30).why
    assert council_seats("province", 3_450_000, 2021).why.endswith("= 85")
    assert apportioned((3,), 4)[0].article == "Điều 10"
