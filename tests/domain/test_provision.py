"""R01 to R50: each is there, carried by code that exists or by a sentence; its open points are known."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from domain.law.book import book
from domain.law.provision import Provision, provision, provisions
from domain.law.table import BrokenRules, UnreadRule, read

ROW = '[R99]\narticle = "Điều 1"\nvi = "x"\nen = "x"\nlaws = ["A"]\nsources = ["S1"]\nconfidence = "seen"\n'


def test_all_fifty_rules_are_there_in_order() -> None:
    assert [row.id for row in provisions()] == [f"R{number:02d}" for number in range(1, 51)]


@pytest.mark.parametrize("row", provisions(), ids=lambda row: row.id)
def test_the_code_a_rule_names_exists_and_can_be_called(row: Provision) -> None:
    for name in row.code:
        module, _, function = name.partition(":")
        assert callable(getattr(import_module(module), function))


def test_every_module_that_decides_carries_a_rule() -> None:
    named = {name.partition(":")[0] for row in provisions() for name in row.code}
    modules = {
        f"domain.{name}"
        for name in (
            "outcome", "minutes", "sheet", "ballot", "eligibility", "alphabet", "missing", "conference",
            "vacancy", "area", "law.rules", "law.council", "law.enumeration", "law.franchise", "law.power",
            "law.complaint",
        )
    }  # fmt: skip
    assert named == modules


def test_an_open_point_that_touches_a_rule_is_named_by_that_rule() -> None:
    for name, point in book().open_points.items():
        for rule in point.rules:
            assert name in provision(rule).open_points, f"{rule} does not name {name}"


def test_a_rule_says_in_both_languages_what_it_is_and_where_it_stands() -> None:
    for row in provisions():
        assert re.search(r"Điều|Luật|Nghị quyết|Thông tư", row.article)
        assert row.vi != row.en


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "text = true"),
        ('code = ["domain.outcome:outcome"]\ntext = true\n', "text = true"),
        ('text = true\nopen_points = ["O-99"]\n', "O-99"),
    ],
)
def test_a_rule_carried_by_nothing_or_by_an_unknown_point_does_not_load(text: str, says: str) -> None:
    with pytest.raises(BrokenRules, match=says):
        list(read("provisions.toml", ROW + text, Provision))


def test_a_number_that_is_no_rule_is_refused() -> None:
    with pytest.raises(UnreadRule, match="R51"):
        provision("R51")


def test_a_row_with_an_unknown_source_or_without_a_table_does_not_load() -> None:
    with pytest.raises(BrokenRules, match="S99"):
        list(read("provisions.toml", ROW.replace("S1", "S99") + "text = true\n", Provision))
    with pytest.raises(BrokenRules, match="outside a row"):
        list(read("provisions.toml", 'R99 = "x"', Provision))


def test_no_rule_file_names_an_address() -> None:
    for path in Path(provision.__code__.co_filename).parent.glob("*.toml"):
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path.name
