"""The page of a province: places with a fault by name while they are few, everything else as sums."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from rich.console import Console

from domain.zone import at
from workers.play.digest import missed, results
from workers.play.example import Example

DUE = at(date(2021, 3, 5), 23, 59)


def _duty(unit: str, **fields: Any) -> dict[str, Any]:
    shape = {"deadline": "hdnd_adjust", "article": "Điều 51", "title": "Điều chỉnh cơ cấu", "due": DUE}
    return {**shape, "unit": unit, "done_at": None, "late": False, **fields}


def _printed(show: Any, *given: Any) -> str:
    out = io.StringIO()
    show(*given, Console(file=out, width=200))
    return out.getvalue()


def test_late_recorded_late_and_never_are_told_apart_with_the_place(example: Example) -> None:
    rows = [
        _duty("BK-CM", done_at=DUE, late=True),
        _duty("BK-PN"),
        _duty("BK-BT", done_at=DUE),
    ]
    lines = _printed(missed, example, rows).splitlines()
    (late,) = [line for line in lines if "làm sau" in line]
    (never,) = [line for line in lines if "chưa làm" in line]
    (recorded,) = [line for line in lines if "ghi sau" in line]
    assert "Huyện Chợ Mới" in late
    assert "Huyện Pác Nặm" in never
    assert "Huyện Bạch Thông" in recorded


def test_many_places_with_the_same_fault_are_one_line(example: Example) -> None:
    rows = [_duty(unit.code) for unit in example.units if unit.level == "district"]
    printed = _printed(missed, example, rows)
    assert printed.count("chưa làm") == 1
    assert "và 2 nơi nữa" in printed


def test_where_nothing_is_overdue_nothing_is_printed(example: Example) -> None:
    assert _printed(missed, example, []) == ""


def test_elected_of_both_ballots_count_once_and_turnout_is_that_of_the_first() -> None:
    first = {
        "contest": "C-1",
        "ballot": "commune",
        "poll": "first",
        "seats": 3,
        "registered": 1_000,
        "voted": 990,
        "elected": ["c-1"],
    }
    again = {**first, "poll": "additional", "voted": 900, "elected": ["c-2"]}
    (line,) = [line for line in _printed(results, [first, again]).splitlines() if "cấp xã" in line]
    assert [cell.strip() for cell in line.strip("│").split("│")[1:]] == [
        *("1", "3", "2", "1", "1000", "990", "99.00"),
    ]
