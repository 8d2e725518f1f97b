"""A province on one page: where something was late or left undone, and what each kind of ballot came to.

Nothing is shown for the many places where all went as it should; many with the same fault are one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from domain.outcome import percentage
from domain.terms import BALLOT_NAMES, Ballot
from domain.zone import local
from workers.play.example import Example

NAMED: Final = 6
"""Places named in one line; of more, the rest are counted."""

MISSED: Final = """
SELECT deadline, unit, article, title, due, done_at, late
  FROM view.duty WHERE log = $1 AND missed_at IS NOT NULL AND kind <> 'plan' AND status <> 'moot'
 ORDER BY due, deadline, unit
"""
STATEMENTS: Final = (MISSED,)


def missed(example: Example, rows: Sequence[Any], out: Console) -> None:
    """Every duty whose day passed, by what it is and what became of it."""
    places: dict[tuple[str, datetime, str], list[str]] = defaultdict(list)
    titles: dict[str, tuple[str, str]] = {}
    for row in rows:
        titles[row["deadline"]] = (row["article"], row["title"])
        what = "chưa làm" if row["done_at"] is None else "làm sau" if row["late"] else "ghi sau"
        places[row["deadline"], row["due"], what].append(row["unit"])
    if not places:
        return
    table = Table(title="Nơi quá hạn", title_justify="left")
    for column in ("Điều", "Việc", "Hạn", "Thế nào", "Nơi"):
        table.add_column(column, no_wrap=column in ("Hạn", "Thế nào"))
    for (deadline, due, what), units in places.items():
        table.add_row(*titles[deadline], f"{local(due):%d/%m/%Y}", what, _named(example, units))
    out.print(table)


def results(rows: Sequence[Any], out: Console) -> None:
    """Seats and elected of every kind of ballot; turnout is that of the first."""
    table = Table(title="Kết quả theo loại đại biểu", title_justify="left")
    table.add_column("Bầu")
    for column in ("Đơn vị bầu cử", "Đại biểu", "Trúng cử", "Bầu thêm ở", "Cử tri", "Đi bầu", "Tỷ lệ %"):
        table.add_column(column, justify="right", no_wrap=True)
    ballots: tuple[Ballot, ...] = ("na", "province", "district", "commune")
    for ballot in ballots:
        mine = [row for row in rows if row["ballot"] == ballot]
        first = [row for row in mine if row["poll"] == "first"]
        if first:
            registered, voted = (sum(row[name] for row in first) for name in ("registered", "voted"))
            numbers = (
                len(first),
                sum(row["seats"] for row in first),
                len({(row["contest"], code) for row in mine for code in row["elected"]}),
                sum(row["poll"] == "additional" for row in mine) or "",
                registered,
                voted,
                percentage(voted, registered),
            )
            table.add_row(BALLOT_NAMES[ballot], *map(str, numbers))
    out.print(table)


def _named(example: Example, units: Sequence[str]) -> str:
    names = [example.unit[code].name for code in dict.fromkeys(units)]
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" và {rest} nơi nữa" if rest > 0 else "")
