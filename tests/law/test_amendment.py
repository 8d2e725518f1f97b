"""The law is amended by rows: a version more, three terms and one size changed, and no line of code.

The copy that is amended is the whole package, run in a process of its own: what a row cannot change is not
changed here, and no cache of this process stands in between.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

import domain
from domain.law.book import load
from domain.law.dependence import of_row
from tests.law.amended import begun, played, read, told, written

ROOT: Final = Path(domain.__file__).parents[1]
SINCE: Final = date(2031, 1, 1)
"""First day of version C."""
DAY: Final = date(2031, 3, 16)
"""A Sunday on which version B would hold if nothing came after it, and version C does."""
LATER: Final = date(2036, 3, 16)

TERMS: Final = {
    "dossier_submit": ('"E-42"', '"E-50"', 50),
    "to_bau_cu_set_up": ('"E-43"', '"E-46"', 46),
    "hdnd_official_list": ('"E-17"', '"E-19"', 19),
}
"""Row, its term in version B and in version C, and the days of that."""
SIZE: Final = ("committee_province", "least = 23, most = 37", "least = 19, most = 25")


SOON: Final = date(2028, 1, 1)
"""First day of a version C under which a supplementary election of 2028 is held."""
STORY: Final = {
    "sup_to": ('"S-15"', '"S-20"'),
    "sup_official_list": ('"S-10"', '"S-12"'),
    "sup_consult1": ('"S-20"', '"S-22"'),
    "committee_commune_supplementary": ("least = 3, most = 5", "least = 2, most = 4"),
    "majority_of_valid": ("share = [1, 2], over = true", "share = [2, 3]"),
    "dossier_council": ("least = 1", "least = 2"),
}
"""What version C changes for it: three terms, a size, whom a ballot elects, what a dossier holds."""


def amend(folder: Path, since: date = SINCE, rows: dict[str, tuple[str, str]] | None = None) -> None:
    """Add version C to the rule files of a folder; it keeps every row of B but those named."""
    changed = rows or {**{row: (old, new) for row, (old, new, _) in TERMS.items()}, SIZE[0]: SIZE[1:]}
    for file in folder.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"^law\.B = (.*)$", r"law.B = \1\nlaw.C = \1", text, flags=re.MULTILINE)
        text = re.sub(r'^laws = \[(.*"B")\]$', r'laws = [\1, "C"]', text, flags=re.MULTILINE)
        for row, (old, new) in changed.items():
            text = _changed(text, row, old, new)
        file.write_text(text, encoding="utf-8")
    versions = folder / "versions.toml"
    text = versions.read_text(encoding="utf-8")
    last = text[text.index("[B]") :]
    ended = last.replace("since = 2025-07-01", f"since = 2025-07-01\nuntil = {since - timedelta(days=1)}")
    begun_ = last.replace("[B]", "[C]").replace("since = 2025-07-01", f"since = {since}")
    versions.write_text(text.replace(last, f"{ended}\n{begun_}"), encoding="utf-8")


def _changed(text: str, row: str, old: str, new: str) -> str:
    """The row with another value in version C; the text as it is where the file does not have the row."""
    place = rf"(^\[{row}\]\n(?:(?!\[).*\n)*?law\.C = [^\n]*?){re.escape(old)}"
    return re.sub(place, rf"\g<1>{new}", text, flags=re.MULTILINE)


@cache
def running() -> list[dict[str, Any]]:
    """An election called before anybody spoke of version C."""
    return written(begun("old", DAY, "2030-09-02"), "old")


@cache
def before() -> dict[str, Any]:
    """What it was told under the rule files as they are."""
    return told(read("old", running()), "old", "2030-11-01")


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What it, and a new election, are told by the program on amended rule files."""
    place = tmp_path_factory.mktemp("amended")
    asked = {"code": "old", "rows": running(), "day": LATER.isoformat(), "at": "2031-02-01"}
    return _answer(place, asked)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A supplementary election from its call to the next session, under version C."""
    return _answer(tmp_path_factory.mktemp("whole"), {"story": True}, SOON, STORY)


def _answer(
    place: Path, asked: dict[str, Any], since: date = SINCE, rows: dict[str, tuple[str, str]] | None = None
) -> dict[str, Any]:
    """What the program says on rule files that were amended so."""
    shutil.copytree(ROOT / "domain", place / "domain", ignore=shutil.ignore_patterns("__pycache__"))
    amend(place / "domain" / "law", since, rows)
    done = subprocess.run(
        [sys.executable, "-m", "tests.law.amended"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_amended_rule_files_are_read_and_differ_from_version_b_in_four_rows_only(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "domain" / "law", tmp_path / "law")
    amend(tmp_path / "law")

    book = load(tmp_path / "law")

    changed = {
        name for name, row in book.rows.items() if "C" in row.law and row.law["C"].due != row.law["B"].due
    }
    assert changed == set(TERMS)
    assert {name for name, row in book.rows.items() if ("B" in row.law) != ("C" in row.law)} == set()
    sizes = (tmp_path / "law" / "sizes.toml").read_text(encoding="utf-8")
    assert sizes.count(f"law.C = {{ {SIZE[2]} }}") == 1
    assert book.version_on(SINCE - timedelta(days=1)) == book.versions["B"]
    assert book.version_on(SINCE) == book.versions["C"]


def test_an_election_called_before_the_amendment_keeps_its_law_its_dates_and_its_sizes(
    after: dict[str, Any],
) -> None:
    assert before()["law"] == "B"
    assert len(before()["dates"]) > 50

    assert after["running"] == before()


def test_an_election_called_after_the_amendment_takes_the_new_terms(after: dict[str, Any]) -> None:
    assert after["new"]["law"] == "C"
    for row, (_, _, days) in TERMS.items():
        due = {each for key, each in after["new"]["dates"].items() if key.startswith(f"{row}/")}
        assert due == {(LATER - timedelta(days=days)).isoformat()}, row


def test_what_counts_from_an_amended_term_moves_with_it_and_nothing_else_does(after: dict[str, Any]) -> None:
    shift = LATER - DAY
    old = {key: (date.fromisoformat(due) + shift).isoformat() for key, due in before()["dates"].items()}
    new = after["new"]["dates"]

    assert set(new) == set(old)
    moved = {key.partition("/")[0] for key in old if new[key] != old[key]}
    assert moved > set(TERMS)
    assert {row for row in moved if not of_row("B", row) & set(TERMS)} == set()
    # Polling areas are fixed before the teams; who is listed leaves the board when the list is published.
    assert moved - set(TERMS) >= {"polling_areas_fix", "board_member_candidate_leaves"}


def test_a_committee_of_thirty_is_lawful_in_the_running_election_and_too_large_in_the_new_one(
    after: dict[str, Any],
) -> None:
    assert after["running"]["committee"] == []
    assert after["new"]["committee"] == ["size_out_of_range"]


def test_from_its_call_to_its_end_an_election_goes_by_the_rows_of_its_version_alone(
    whole: dict[str, Any],
) -> None:
    under_b = played()
    assert (under_b["law"], whole["law"]) == ("B", "C")
    # Three terms.
    moved = {row for row, due in under_b["dates"].items() if whole["dates"][row] != due}
    assert moved >= {"sup_to", "sup_official_list", "sup_consult1"}
    # One size: a committee of five.
    assert (under_b["committee"], whole["committee"]) == ([], ["size_out_of_range"])
    # What a dossier holds: one set.
    assert (under_b["dossier"], whole["dossier"]) == ([], ["wrong_number_of_sets"])
    # Whom the ballot elects: of 470 valid ballots 400, 350 and 300.
    assert under_b["elected"] == ["c1", "c2", "c3"]
    assert whole["elected"] == ["c1", "c2"]
    assert "hai phần ba" in whole["reasons"]
    assert (under_b["end"], whole["end"]) == ("ElectionClosed", "ElectionClosed")
