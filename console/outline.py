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

from console.vietnamese import VALUES, body, day, due, label
from domain.event import Recorded
from domain.zone import local

INLINE: Final = 100
"""Longest mapping, in characters, that stays on one line."""
EMPTY: Final[tuple[Any, ...]] = (None, "", (), {}, frozenset())


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
    for line in list(outline(value.model_dump(), "  ")) or ["  (chưa có gì)"]:
        out.print(line)


def outline(value: Any, indent: str = "") -> Iterator[str]:
    """A nested value as indented lines: what is short stays on one, what is empty is left out."""
    flat: list[str] = []
    for key, held in _pairs(value):
        if held in EMPTY:
            continue
        name = f"{label(key)}: " if key else "– "
        text = _inline(held, key)
        if text is not None and key:
            flat.append(f"{name}{text}")
            continue
        if flat:
            yield indent + " · ".join(flat)
            flat = []
        if text is not None:
            yield f"{indent}{name}{text}"
        else:
            yield f"{indent}{name}".rstrip()
            yield from outline(held, indent + "  ")
    if flat:
        yield indent + " · ".join(flat)


def brief(value: Any, field: str = "") -> str:
    """A value on one line, however much there is of it; `field` tells what its codes mean."""
    if value in EMPTY:
        return "(chưa có)"
    found = _inline(value, field)
    return found if found is not None else " · ".join(line.strip() for line in outline(value))


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((str(key), held) for key, held in value.items())
    else:
        yield from (("", held) for held in value)


def _inline(value: Any, field: str = "") -> str | None:
    """A value on one line, or None when it needs more; `field` tells what its codes mean."""
    match value:
        case {"article": str(article), "text": str(text), **rest} if not rest:
            return f"{article}: {text}"
        case {"sentence": str(sentence), "remedy": str(remedy), **rest}:
            return f"{sentence} {remedy} ({rest.get('article') or rest.get('code')})"
        case dict():
            parts = [(key, _inline(held, key)) for key, held in _pairs(value) if held not in EMPTY]
            return _joined([f"{label(key)} {text}" if text is not None else None for key, text in parts])
        case set() | frozenset():
            return _inline(sorted(value), field)
        case list() | tuple() if any(isinstance(held, dict | list | tuple) for held in value):
            return None
        case list() | tuple():
            return ", ".join(str(_inline(held, field)) for held in value)
        case bool():
            return "có" if value else "không"
        case datetime():
            return due(value)
        case date():
            return day(value)
        case str():
            return VALUES.get(field, {}).get(value, value)
        case _:
            return str(value)


def _joined(parts: Sequence[str | None]) -> str | None:
    joined = ", ".join(part for part in parts if part is not None)
    return joined if None not in parts and len(joined) <= INLINE else None


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
