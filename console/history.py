"""The history of one stream in words: what was done, by whom, under which article, with which figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from console.vietnamese import body, day, label, moment, whole
from domain.event import Recorded
from domain.minutes import Figures
from domain.terms import Finding, Reason

HIDDEN: Final = frozenset({"ballot", "poll", "unit", "outcome", "level", "name", "percent", "votes"})
"""Fields that the heading or the tables of the page already say."""


class Entry(NamedTuple):
    """One event for a reader; `figures` are label and value."""

    position: int
    legal_at: datetime
    recorded_at: datetime
    title: str
    article: str
    who: str
    figures: list[tuple[str, str]]
    reasons: list[Reason]
    findings: list[Finding]


def entry(row: Recorded, units: Mapping[str, str], names: Mapping[str, str]) -> Entry:
    """An event of the ledger as the history shows it; `names` are those of persons by code."""
    reasons: list[Reason] = []
    findings: list[Finding] = []
    figures: list[tuple[str, str]] = [("lý do", row.meta.reason)] if row.meta.reason else []
    for name in type(row.event).model_fields:
        value = getattr(row.event, name)
        if name == "reasons":
            reasons = list(value)
        elif name == "findings":
            findings = list(value)
        elif isinstance(value, Figures):
            figures += [(label(part), _text(figure, names)) for part, figure in value if part not in HIDDEN]
        elif name not in HIDDEN and (text := _text(value, names)):
            figures.append((label(name), text))
    return Entry(
        position=row.position,
        legal_at=row.legal_at,
        recorded_at=row.recorded_at,
        title=row.event.title,
        article=row.meta.article,
        who=f"{body(row.meta.body)}, {units.get(row.meta.unit, row.meta.unit)}",
        figures=figures,
        reasons=reasons,
        findings=findings,
    )


def _text(value: Any, names: Mapping[str, str]) -> str:
    """A plain value in words; nothing for what is empty or has an inner structure of its own."""
    match value:
        case bool():
            return "có" if value else "không"
        case int():
            return whole(value)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case str():
            return names.get(value, value)
        case tuple() if value and all(isinstance(item, str) for item in value):
            return ", ".join(names.get(item, item) for item in value)
        case _:
            return ""
