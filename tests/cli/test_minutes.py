"""`baucu minutes check`: the arithmetic of minutes, as findings that never stop a record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.page import Desk, example, promised


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


FIGURES = {"registered": 609, "voted": 609, "issued": 609, "collected": 609, "valid": 604, "invalid": 5}
VOTES = {"c-1": 286, "c-2": 261, "c-3": 272, "c-4": 291, "c-5": 397}
WHICH = {"ballot": "commune", "seats": 3}


def sheet(**more: Any) -> dict[str, Any]:
    """Minutes that agree, of one polling area."""
    return {**WHICH, **FIGURES, "votes": VOTES, **more}


def test_minutes_that_agree_have_no_finding(desk: Desk) -> None:
    told = desk("minutes", "check", desk.file(sheet())).json
    assert (told["agrees"], told["findings"]) == (True, [])


def test_the_example_in_the_help_has_more_ballots_than_voters_by_article_76(desk: Desk) -> None:
    given = example(desk("minutes", "check", "--help").out)
    done = desk("minutes", "check", desk.file(given))
    assert (done.code, done.err) == (0, "")
    assert not done.json["agrees"]
    assert {found["code"] for found in done.json["findings"]} == {"F.202", "F.203"}
    assert all("Điều 76" in found["article"] and found["remedy"] for found in done.json["findings"])


def test_a_finding_of_a_constituency_names_its_area_and_the_sum_is_checked(desk: Desk) -> None:
    area = {**FIGURES, "votes": VOTES}
    wrong = {**area, "invalid": 6}
    double = {name: 2 * number for name, number in FIGURES.items()}
    total = {**double, "votes": {code: 2 * number for code, number in VOTES.items()}}
    told = desk(
        "minutes", "check", desk.file({**WHICH, "areas": {"A1": area, "A2": wrong}, "total": total})
    ).json
    assert {(found["code"], found["area"]) for found in told["findings"]} >= {("F.204", "A2"), ("F.211", "")}
    assert told["sum"]["voted"] == 1218


@pytest.mark.parametrize(
    "given", [sheet(), sheet(collected=684), {**WHICH, "areas": {"A1": {**FIGURES, "votes": VOTES}}}]
)
def test_what_is_printed_is_what_the_printed_schema_promises(desk: Desk, given: dict[str, Any]) -> None:
    schema = desk("minutes", "check", "--schema").json
    promised(schema["input"], given)
    promised(schema["output"], desk("minutes", "check", desk.file(given)).json)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (sheet(valid=-1), "trường valid"),
        (sheet(valid="604"), "trường valid"),
        (sheet(valid=604.5), "trường valid"),
        (sheet(colour=1), "trường colour"),
        (sheet(seats=99), "99"),
        ({**WHICH, "areas": {"A1": {**FIGURES, "votes": {"c-1": -4}}}}, "trường areas.A1.votes.c-1"),
        ({**WHICH, "areas": {}}, "trường areas"),
        ({}, "thiếu"),
        ([], "đối tượng JSON"),
    ],
    ids=str,
)
def test_what_cannot_be_minutes_is_refused_with_its_place(desk: Desk, given: Any, named: str) -> None:
    assert named in desk.refused("minutes", "check", desk.file(given)).sentence
