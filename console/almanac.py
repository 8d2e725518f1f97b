"""The calendar of an election: as a table that people read, as rows for scripts, as a sheet for an office."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from rich.console import Console

from console.terminal import paragraph
from console.vietnamese import CASES, FORMS, KINDS, SHORT, clock, due, full_day, holder, since
from domain.due import Due, Election
from domain.law.book import Version, book
from domain.zone import local

COLUMNS: Final = (
    "id", "article", "law", "level", "owed_by", "at", "duty", "duty_en", "kind", "opens", "due", "hour_given",
    "confidence", "waits_for", "planned", "safe", "only_if", "open_points", "steps",
)  # fmt: skip
GUIDANCE: Final = "[hướng dẫn] "
"""Stands before what is no law, wherever it is listed beside the law."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this is run by office programs instead of being shown."""


def row(one: Due) -> dict[str, Any]:
    """One row for scripts; the fields that everybody relies on come first."""
    return {
        "id": one.id,
        "article": one.article,
        "law": one.law,
        "level": one.level,
        "owed_by": one.owed_by,
        "duty": one.duty.vi,
        "kind": one.kind,
        "opens": one.opens,
        "due": one.due,
        "hour_given": one.hour_given,
        "confidence": one.confidence,
        "steps": one.steps,
        "at": one.at,
        "duty_en": one.duty.en,
        "ballots": one.ballots,
        "owed_to": one.owed_to,
        "form": one.form,
        "statute": one.statute,
        "computed": one.computed,
        "planned": one.planned,
        "waits_for": one.waits_for,
        "safe": one.safe,
        "readings": one.readings,
        "open_points": one.open_points,
        "only_if": one.only_if,
        "on_miss": one.on_miss,
        "refers_to": one.refers_to,
    }


def sheet(dues: Iterable[Due]) -> str:
    """CSV for an office program: UTF-8 with its mark, and no cell that could be taken for a formula."""
    told = io.StringIO()
    told.write("\ufeff")
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in dues:
        values = row(one)
        writer.writerow([_cell(values[name]) for name in COLUMNS])
    return told.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return local(value).isoformat()
    text = "\n".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def table(out: Console, election: Election, version: Version, dues: Sequence[Due]) -> None:
    """All rows by day, then those that wait for an act, then those for which the law names no day."""
    dated = [one for one in dues if one.due]
    waiting = [one for one in dues if not one.due and one.waits_for]
    free = [one for one in dues if not one.due and not one.waits_for]
    _head(out, election, version, (len(dated), len(waiting), len(free)))
    dated.sort(key=lambda one: local(_point(one)))
    for when, found in groupby(dated, key=lambda one: local(_point(one)).date()):
        out.print()
        paragraph(out, f"{full_day(when)} · {_distance(when, election.day)}", style="bold")
        _entries(out, found, election)
    waiting.sort(key=lambda one: one.waits_for)
    for anchor, found in groupby(waiting, key=lambda one: one.waits_for):
        out.print()
        paragraph(out, f"Chờ ghi nhận: {anchored(anchor)} ({anchor})", style="bold")
        _entries(out, found, election)
    if free:
        out.print()
        paragraph(out, "Không có hạn cuối", style="bold")
        _entries(out, free, election)


def _point(one: Due) -> datetime:
    if one.due is None:
        raise ValueError(f"{one.key} has no day")
    return one.due


def _head(out: Console, election: Election, version: Version, counts: tuple[int, int, int]) -> None:
    paragraph(
        out,
        f"{KINDS[election.kind]}, {full_day(election.day)} · luật bản {version.id} ({version.citation})",
        style="bold",
    )
    paragraph(out, f"Phiếu bầu: {', '.join(SHORT[level] for level in election.levels)}")
    paragraph(
        out,
        f"{sum(counts)} mục: {counts[0]} có ngày, {counts[1]} chờ một việc được ghi nhận, {counts[2]} không "
        "có hạn cuối. Hạn là hết ngày ghi (23:59:59), trừ khi nêu giờ.",
    )
    paragraph(out, "[hướng dẫn] là văn bản hướng dẫn hay kế hoạch, không phải luật.")
    paragraph(out, f"Vì sao có hạn ấy: baucu calendar why MÃ --day {election.day}")


def _entries(out: Console, dues: Iterable[Due], election: Election) -> None:
    """One entry for a row of the law, however many bodies and ballots it binds at the same time."""
    entries: dict[tuple[Any, ...], list[Due]] = {}
    for one in dues:
        entries.setdefault((one.id, one.opens, one.due, one.planned, one.safe), []).append(one)
    for found in entries.values():
        first = found[0]
        mark = "" if first.kind == "law" else GUIDANCE
        paragraph(out, f"{mark}{first.duty.vi}", indent=2, hanging=2)
        told = [*_times(first), owners(found), ballots(found, election.levels), first.article, first.id]
        paragraph(out, " · ".join(part for part in told if part), indent=6, style="dim")
        for line in _notes(first):
            paragraph(out, line, indent=6, hanging=2, style="dim")


def _times(one: Due) -> Iterator[str]:
    """What the heading does not say of when."""
    if one.opens and one.due and one.hour_given and local(one.opens).date() == local(one.due).date():
        yield f"{clock(one.opens)} – {clock(one.due)}"
        return
    if one.opens:
        yield f"từ {since(one.opens)}"
    if one.due and one.hour_given:
        yield f"đến {clock(one.due)}"
    if one.planned:
        yield f"muộn nhất {due(one.planned)}"
    if not one.due and one.form in FORMS:
        yield FORMS[one.form]


def _notes(one: Due) -> Iterator[str]:
    if one.only_if:
        yield f"chỉ khi {CASES[one.only_if]}"
    if one.computed and one.due and one.computed != one.due:
        yield f"theo luật {due(one.computed)}, quyết định đã ghi: {due(one.due)}"
    if one.safe and one.safe != one.latest:
        yield f"có cách hiểu khác ({', '.join(points(one))}): an toàn là {due(one.safe)}"


def points(one: Due) -> list[str]:
    """The open points on which other readings of the row rest."""
    return list(dict.fromkeys(reading.open_point for reading in one.readings))


def owners(dues: Iterable[Due]) -> str:
    """Who owes it, each body once with its levels."""
    return "; ".join(dict.fromkeys(holder(one.owed_by, one.at) for one in dues))


def ballots(dues: Iterable[Due], levels: Sequence[str]) -> str:
    """The ballots it belongs to, unless it is all of them."""
    found = {ballot for one in dues for ballot in one.ballots}
    return "" if found == set(levels) else ", ".join(SHORT[level] for level in levels if level in found)


def anchored(name: str) -> str:
    """The act from which a term counts, in words."""
    read = book()
    named: Mapping[str, Any] = read.anchors
    return str(named[name].vi) if name in named else read.rows[name].duty.vi


def _distance(when: date, election_day: date) -> str:
    days = (when - election_day).days
    if not days:
        return "ngày bầu cử"
    return f"trước ngày bầu cử {-days} ngày" if days < 0 else f"sau ngày bầu cử {days} ngày"
