"""`baucu outcome`: figures in, who is elected and what follows out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import call
from tests.cli.page import Desk, example, promised

DATA = Path(__file__).parents[1] / "domain" / "data" / "na-2021.yaml"
TABLES = yaml.safe_load(DATA.read_text(encoding="utf-8"))["tables"]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def question(**more: Any) -> dict[str, Any]:
    """Three seats of a commune's council, five candidates, two of them over half."""
    votes = (800, 640, 525, 410, 300)
    people = [{"id": f"c-{n}", "born": f"197{n}-01-01", "votes": each} for n, each in enumerate(votes)]
    figures = {"registered": 1200, "voted": 1100, "valid": 1050}
    return {"body": "council", "level": "commune", "seats": 3, **figures, "candidates": people, **more}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table['place']}-{table['constituency']}")
def test_the_official_tables_of_2021_give_the_official_deputies_in_order(
    desk: Desk, table: dict[str, Any]
) -> None:
    people = [
        {"id": f"k{n}", "name": each["name"], "born": each["born"] or None, "votes": each["votes"]}
        for n, each in enumerate(table["candidates"])
    ]
    valid = sum(table["valid_range"]) // 2
    unknown = {"registered": None, "voted": None}
    given = {"body": "na", "level": "na", "seats": table["seats"], "ballot": "first", **unknown}
    told = desk("outcome", desk.file({**given, "valid": valid, "candidates": people})).json
    official = sorted(
        (f"k{n}" for n, each in enumerate(table["candidates"]) if each["elected"]),
        key=lambda code: -people[int(code[1:])]["votes"],
    )
    assert told["elected"] == official
    printed = {f"k{n}": f"{each['percent']:.2f}" for n, each in enumerate(table["candidates"])}
    assert told["percent"] == printed
    assert "chưa biết" in told["reasons"][-1]["text"] + told["reasons"][0]["text"], "unknown turnout is said"


def test_the_example_in_the_help_runs_and_leaves_the_third_seat_empty_by_article_79_2(desk: Desk) -> None:
    given = example(desk("outcome", "--help").out)
    told = desk("outcome", desk.file(given)).json
    assert list(told) == ["outcome", "elected", "percent", "reasons", "next"]
    assert (told["outcome"], told["elected"]) == ("closed_short", ["c-1", "c-2"])
    assert told["reasons"][-1]["article"] == "Điều 79.2"


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({}, "closed_short"),
        ({"seats": 4}, "additional"),
        ({"seats": 1, "candidates": [{"id": "c-1", "votes": 800}]}, "complete"),
        ({"voted": 600, "valid": 590, "candidates": [{"id": "c-1", "votes": 500}]}, "rerun"),
        ({"body": "na", "level": "na"}, "ask_nec_additional"),
    ],
)
def test_what_is_printed_is_what_the_printed_schema_promises(
    desk: Desk, more: dict[str, Any], outcome: str
) -> None:
    schema = desk("outcome", "--schema").json
    given = question(**more)
    promised(schema["input"], given)
    done = desk("outcome", desk.file(given))
    promised(schema["output"], done.json)
    assert done.json["outcome"] == outcome


def test_equal_birth_dates_at_the_last_seat_are_an_open_point_by_article_78_4(desk: Desk) -> None:
    twins = [{"id": code, "born": "1970-01-01", "votes": 700} for code in ("a", "b")]
    given = question(seats=2, candidates=[{"id": "c", "born": "1980-01-01", "votes": 800}, *twins])
    told = desk("outcome", desk.file({**given, "valid": 1100})).json
    assert (told["outcome"], told["elected"]) == ("open_point", ["c"])
    assert any("78.4" in reason["article"] for reason in told["reasons"])


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("{", "dòng 1, cột 2"),
        ("[]", "đối tượng JSON"),
        ('{"body": "na", "body": "council"}', "body"),
        ('{"valid": NaN}', "NaN"),
        (question(seats=0), "seats"),
        (question(seats=99), "99"),
        (question(valid=-1), "valid"),
        (question(valid="1050"), "valid"),
        (question(valid=700), "c-0"),
        (question(voted=1300), "1300"),
        (question(level="na"), "na"),
        (question(colour="red"), "colour"),
        (question(candidates=[{"id": "c", "votes": 1, "party": "x"}]), "candidates.0.party"),
        (question(candidates=[{"id": "Nguyễn A", "votes": 1}]), "candidates.0.id"),
        (question(candidates=[]), "candidates"),
        (question(first_day="hôm nay"), "first_day"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_what_cannot_be_read_is_refused_with_its_place(
    desk: Desk, given: dict[str, Any] | str, named: str
) -> None:
    assert named in desk.refused("outcome", desk.file(given)).sentence


async def test_figures_may_come_by_standard_input() -> None:
    done = await call("outcome", "-", given=json.dumps(question()))
    assert (done.code, done.json["outcome"], done.err) == (0, "closed_short", "")
    assert (await call("outcome", given="không")).sentence.startswith("BC-900: dữ liệu vào, dòng 1")


def test_a_missing_file_and_a_mistyped_option_are_refused_as_json_too(desk: Desk) -> None:
    assert "khong-co.json" in desk.refused("outcome", "khong-co.json").sentence
    assert "--la" in desk.refused("outcome", "--la").sentence
