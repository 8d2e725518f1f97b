"""Tables on the terminal; plain columns without colours where nobody is looking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rich.console import Console
from rich.text import Text

from console.reading import Counts, Election, Row, Step
from console.terminal import columns
from console.vietnamese import COUNCILS, MODES, POLLS, STATES, body, day, due, moment
from domain.terms import CONDITIONS
from domain.zone import local

WIDE: Final = 150
"""Columns of a terminal on which everything fits."""
MANY: Final = 100
"""Constituencies listed one by one."""
LEVELS: Final = {**COUNCILS, "all": "chung"}
"""To which ballot a duty belongs."""


def head(out: Console, election: Election, now: datetime) -> None:
    """What follows is about this election, and how new it is."""
    closed = f" · kết thúc {moment(election.closed_at)}" if election.closed_at else ""
    out.print(Text(election.name, style="bold"))
    out.print(
        f"{election.log} · ngày bầu cử {day(election.day)} · luật bản {election.law}"
        f" · {MODES[election.mode].lower()}{closed}"
    )
    out.print(f"Sổ đến vị trí {election.position} · thời điểm pháp lý {moment(now)}")


def counts(out: Console, counts: Counts) -> None:
    """One line on all duties."""
    out.print(
        f"Nhiệm vụ: {counts.total} · đúng hạn {counts.met} · quá hạn {counts.missed}"
        f" · đã khắc phục {counts.cured} (làm muộn {counts.late}) · không bao giờ làm {counts.owing}"
        f" · còn mở {counts.open} · đến hạn trong 3 ngày {counts.soon}"
        + (f" · không còn đối tượng {counts.moot}" if counts.moot else "")
    )


def steps(out: Console, rows: Sequence[Step]) -> None:
    """The timeline of a whole election; on a narrow terminal without the codes."""
    table = columns("Hạn", "Việc", "Điều", "Xong", "Muộn", "Quá hạn", *(("Mã",) if out.width >= WIDE else ()))
    for row in rows:
        cells = (
            _span(row.first_due, row.last_due),
            row.title,
            row.article,
            f"{row.counts.done}/{row.counts.total}",
            str(row.counts.late or ""),
            str(row.counts.missed or ""),
            row.deadline,
        )
        table.add_row(*cells[: len(table.columns)])
    out.print(table)


def duties(out: Console, rows: Sequence[Row], title: str = "") -> None:
    """Duties one by one, with article and exact times where there is room; nothing when there are none."""
    if not rows:
        return
    if title:
        out.print(Text(f"\n{title}", style="bold"))
    wide = out.width >= WIDE
    table = columns("Hạn", "Việc", "Cơ quan", "Tình trạng", *(("Lúc", "Về", "Điều") if wide else ()))
    gap = " " if wide else "\n"
    for row in rows:
        moved = f"{gap}(dời từ {due(row['moved_from'])})" if row["moved_from"] else ""
        about = f" ({row['subject']})" if row["subject"] and not wide else ""
        cells = (
            ("ngay, từ " if row["due"] == row["opens"] else "") + due(row["due"]) + moved,
            row["title"],
            f"{body(row['body'])} {row['unit']}{about}",
            STATES["late" if row["late"] else row["status"]],
            moment(row["done_at"]),
            row["subject"] or LEVELS[row["level"]],
            row["article"],
        )
        table.add_row(*cells[: len(table.columns)])
    out.print(table)


def _span(first: datetime, last: datetime) -> str:
    """One due instant, or the days between which it differs from body to body."""
    return due(first) if first == last else f"{local(first).day}/{local(first).month} – {day(last)}"


def contests(out: Console, rows: Sequence[Row]) -> None:
    """Constituencies and what became of them; of very many only those that are not simply complete."""
    if not rows:
        return
    settled = sum(row["settled"] for row in rows)
    out.print(Text(f"\nĐơn vị bầu cử: {settled}/{len(rows)} xong", style="bold"))
    if len(rows) > MANY:
        rows = [row for row in rows if row["outcome"] not in ("", "complete")][:MANY]
    wide = out.width >= WIDE
    table = columns("Mã", "Trúng cử", "Kết luận", "Lần bầu", *(("Bầu cử", "Ứng cử", "") if wide else ()))
    for row in rows:
        on = f" {day(row['additional_day'])}" if row["additional_day"] else ""
        cells = (
            row["code"],
            f"{len(row['elected'])}/{row['seats']}",
            CONDITIONS.get(row["outcome"], row["outcome"]),
            POLLS.get(row["poll"], "") + on,
            COUNCILS[row["ballot"]],
            str(len(row["candidates"])),
            "xong" if row["settled"] else "chưa xong",
        )
        table.add_row(*cells[: len(table.columns)])
    out.print(table)
