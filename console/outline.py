"""Events and states as text: nested values as indented lines, and as JSON for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

from console.vietnamese import body, day, due
from console.words import label
from domain.event import Recorded
from domain.zone import local

INLINE: Final = 100
"""Longest list or mapping, in characters, that stays on one line."""


def answer(value: Any) -> None:
    """One JSON document for scripts."""
    sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n")


def history(out: Console, rows: Sequence[Recorded]) -> None:
    """Events in order: when, who, on what ground, with which reason and figures."""
    for row in rows:
        meta = row.meta
        head = Text(f"#{row.position}  {local(row.legal_at):%d/%m/%Y %H:%M:%S}  ", style="bold")
        head.append(type(row.event).title, style="bold")
        out.print(head)
        out.print(f"    {row.type} · {meta.article or row.event.ground} · luật bản {meta.law}")
        out.print(
            f"    {body(meta.body)} {meta.unit} · người ghi {meta.actor} · vào sổ {_exact(row.recorded_at)}"
        )
        if meta.reason:
            out.print(f"    lý do: {meta.reason}")
        for line in outline(row.event.model_dump(), "    "):
            out.print(line)


def state(out: Console, name: str, value: BaseModel) -> None:
    """The state of a procedure, with what is still empty left out."""
    out.print(Text(f"\nTình trạng «{name}»", style="bold"))
    known = {field: held for field, held in value.model_dump().items() if held not in (None, "", (), {})}
    for line in outline(known, "  ") if known else ("  (chưa có gì)",):
        out.print(line)


def outline(value: Any, indent: str = "") -> Iterator[str]:
    """A nested value as indented lines; what is short stays on one."""
    flat: list[str] = []
    for key, held in _pairs(value):
        text = _inline(held)
        name = f"{label(key)}: " if key else "– "
        if text is not None:
            if key:
                flat.append(f"{name}{text}")
                continue
            yield f"{indent}{name}{text}"
            continue
        if flat:
            yield indent + " · ".join(flat)
            flat = []
        yield f"{indent}{name}".rstrip()
        yield from outline(held, indent + "  ")
    if flat:
        yield indent + " · ".join(flat)


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((str(key), held) for key, held in value.items())
    else:
        yield from (("", held) for held in value)


def _inline(value: Any) -> str | None:
    """A value on one line, or None when it needs more."""
    match value:
        case dict() | list() | tuple() | set() | frozenset():
            items = sorted(value) if isinstance(value, set | frozenset) else value
            parts = []
            for key, held in _pairs(items):
                text = _inline(held)
                if text is None or (isinstance(held, dict) and len(value) > 1):
                    return None
                parts.append(f"{label(key)} {text}" if key else text)
            joined = ", ".join(parts) or "–"
            return joined if len(joined) <= INLINE else None
        case bool():
            return "có" if value else "không"
        case datetime():
            return due(value)
        case date():
            return day(value)
        case None | "":
            return "–"
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    """What JSON can hold; moments with the legal zone's offset."""
    match value:
        case BaseModel():
            return _plain(value.model_dump())
        case datetime():
            return local(value).isoformat()
        case date() | UUID():
            return str(value)
        case dict():
            return {str(key): _plain(held) for key, held in value.items()}
        case set() | frozenset():
            return sorted(_plain(held) for held in value)
        case tuple() if hasattr(value, "_asdict"):
            return _plain(value._asdict())
        case list() | tuple():
            return [_plain(held) for held in value]
        case _:
            return value


def _exact(when: datetime) -> str:
    return f"{local(when):%d/%m/%Y %H:%M:%S}"
