"""Comma-separated values for spreadsheets (RFC 4180, UTF-8 with a mark so that they read Vietnamese).

What somebody wrote into a field must not become a formula on the reader's machine: a cell that begins like
one gets an apostrophe in front, which spreadsheets take as "text follows".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO, Final

import orjson

from domain.event import EVENTS
from domain.zone import local
from ledger.canonical import Row
from ledger.export.jsonl import exact
from ledger.store import Store

COLUMNS: Final = (
    "position",
    "stream",
    "version",
    "event_id",
    "type",
    "title",
    "legal_at",
    "recorded_at",
    "actor",
    "body",
    "unit",
    "article",
    "law",
    "reason",
    "command",
    "data",
    "leaf_hash",
)
FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠|%")
"""First characters, ASCII and full-width, that some spreadsheet takes for a formula or a command."""
MARK: Final = b"\xef\xbb\xbf"


async def write(store: Store, log: str, out: BinaryIO, told: Callable[[int], None]) -> None:
    """Write a header and one line for every event."""
    out.write(MARK + _line(COLUMNS))
    async for rows in store.pages(log):
        out.writelines(_line(_cells(row)) for row in rows)
        told(rows[-1].position)


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet computes."""
    return f"'{text}" if text.lstrip(" \u00a0\u200b\ufeff").startswith(FORMULA) else text


def _cells(row: Row) -> list[str]:
    body = orjson.loads(row.body)
    meta = body["meta"]
    kind = EVENTS.get(row.type)
    return [
        str(row.position),
        row.stream,
        str(row.version),
        str(row.event_id),
        row.type,
        kind.title if kind else "",
        local(row.legal_at).isoformat(),
        exact(row.recorded_at),
        *(meta[name] for name in ("actor", "body", "unit", "article", "law", "reason", "command")),
        orjson.dumps(body["data"], option=orjson.OPT_SORT_KEYS).decode(),
        row.leaf_hash.hex(),
    ]


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow([safe(cell) for cell in cells])
    return text.getvalue().encode()
