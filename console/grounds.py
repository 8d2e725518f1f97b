"""Why a row of the calendar falls on its day: every step, the citation, both readings, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console

from console.almanac import anchored, ballots, owners
from console.terminal import paragraph
from console.vietnamese import CASES, CONFIDENCES, FORMS, due, full_day, holder, since
from domain.due import Due, Election, Reading
from domain.law.book import Version, book
from domain.zone import local


def explain(out: Console, election: Election, version: Version, dues: Sequence[Due]) -> None:
    """One row of the law: what it says, then each date it gives with the way there."""
    first = dues[0]
    read = book()
    kind = read.statutes[first.statute].vi if first.kind == "law" else "hướng dẫn, không phải luật"
    paragraph(out, first.duty.vi, style="bold")
    paragraph(out, first.duty.en, style="dim")
    paragraph(out, f"{first.article} · {kind} · bản {version.id} ({version.citation}) · {first.id}")
    if first.only_if:
        paragraph(out, f"Chỉ khi {CASES[first.only_if]}.")
    groups: dict[tuple[Any, ...], list[Due]] = {}
    for one in dues:
        groups.setdefault((one.opens, one.due, one.planned, one.steps, one.owed_to), []).append(one)
    for found in groups.values():
        out.print()
        _way(out, election, found)
    out.print()
    paragraph(out, f"Quá hạn: {read.misses[first.on_miss].vi}")
    row = read.rows[first.id]
    sources = "; ".join(read.sources[name] for name in row.sources)
    paragraph(out, f"Nguồn ({CONFIDENCES[first.confidence]}): {sources}.", hanging=2)
    for name in first.open_points:
        if not any(name in step for one in dues for step in one.steps):
            paragraph(out, f"Điểm còn mở {name}: {read.open_points[name].vi}", hanging=2)


def _way(out: Console, election: Election, dues: Sequence[Due]) -> None:
    first = dues[0]
    which = ballots(dues, election.levels)
    paragraph(out, " · ".join(part for part in (owners(dues), which) if part), style="bold")
    if first.owed_to:
        paragraph(out, f"Gửi: {', '.join(_named(each) for each in first.owed_to)}", indent=2, hanging=2)
    paragraph(out, ". ".join(_when(first)) + ".", indent=2, hanging=2)
    for number, step in enumerate(first.steps, start=1):
        paragraph(out, f"{number}. {step}", indent=4, hanging=len(str(number)) + 2)
    if first.readings:
        paragraph(out, "Các cách hiểu:", indent=2)
        paragraph(out, f"– đang dùng: {_term(first.opens, first.due, first.planned)}", indent=4, hanging=2)
        for reading in first.readings:
            paragraph(out, _other(reading), indent=4, hanging=2)
        if first.safe:
            paragraph(out, f"An toàn theo mọi cách hiểu: {_moment(first.safe)}.", indent=2, hanging=2)


def _when(one: Due) -> Iterator[str]:
    if one.opens:
        yield f"Từ {since(one.opens)}"
    if one.due:
        yield f"Hạn: {_moment(one.due)}"
    elif one.waits_for:
        yield f"Chưa có hạn: chờ ghi nhận {anchored(one.waits_for)}"
    if one.planned:
        yield f"Muộn nhất, nếu việc đó làm vào ngày cuối của nó: {_moment(one.planned)}"
    if one.computed and one.due and one.computed != one.due:
        yield f"Tính theo luật: {_moment(one.computed)}"
    if not one.due and one.form in FORMS:
        yield FORMS[one.form].capitalize()


def _other(reading: Reading) -> str:
    safe = " (an toàn)" if reading.safe else ""
    term = _term(reading.opens, reading.due, reading.planned)
    return f"– {reading.open_point}: {term}{safe}"


def _term(opens: datetime | None, ends: datetime | None, planned: datetime | None) -> str:
    parts = [f"từ {since(opens)}"] if opens else []
    if ends:
        parts.append(f"đến {_moment(ends)}" if opens else _moment(ends))
    elif planned:
        parts.append(f"muộn nhất {_moment(planned)}")
    return ", ".join(parts) or "không có hạn"


def _moment(value: datetime) -> str:
    """«hết Chủ nhật, 8/2/2026», or the hour where one counts."""
    there = local(value)
    whole_day = (there.hour, there.minute, there.second) == (23, 59, 59)
    return f"hết {full_day(value)}" if whole_day else due(value)


def _named(party: str) -> str:
    code, _, at = party.partition("@")
    return holder(code, at or None)
