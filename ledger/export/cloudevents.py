"""CloudEvents 1.0, the JSON batch: every event in the envelope that message systems understand.

`data` is the body as it was hashed (put its keys in order to get the text back), `time` is when it was
recorded, and the extensions carry what else the leaf hash is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, Final

import orjson

from domain.zone import local
from ledger.canonical import Row
from ledger.export.jsonl import exact
from ledger.store import Store

TYPE: Final = "vn.baucu."
LARGEST: Final = 2**31 - 1
"""Whole numbers of CloudEvents have 32 bits; a position beyond that is written as text."""


async def write(store: Store, log: str, out: BinaryIO, told: Callable[[int], None]) -> None:
    """Write one JSON array with every event of the log."""
    separator = b"[\n"
    async for rows in store.pages(log):
        for row in rows:
            out.write(separator + orjson.dumps(envelope(row)))
            separator = b",\n"
        told(rows[-1].position)
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def envelope(row: Row) -> dict[str, Any]:
    """One event in its envelope."""
    return {
        "specversion": "1.0",
        "id": str(row.event_id),
        "source": f"/baucu/{row.log}",
        "type": TYPE + row.type,
        "subject": row.stream,
        "time": exact(row.recorded_at),
        "datacontenttype": "application/json",
        "legaltime": local(row.legal_at).isoformat(),
        "position": row.position if row.position <= LARGEST else str(row.position),
        "schemaversion": row.schema,
        "leafhash": row.leaf_hash.hex(),
        "data": orjson.Fragment(row.body),
    }
