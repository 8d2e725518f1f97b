"""What an election came to, apart from when and in which order it was typed in."""

from __future__ import annotations

import hashlib

import orjson

from ledger.canonical import encode
from ledger.store import Store


async def fingerprint(store: Store, log: str) -> str:
    """SHA-256 over the streams in order of name: version, id, type, legal time and data of each event.

    Positions and moments of recording are left out, so two runs of one election can be compared.
    """
    lines: list[tuple[str, int, str]] = []
    async for rows in store.pages(log):
        for row in rows:
            told = orjson.loads(row.body)
            del told["meta"], told["schema"]
            lines.append((row.stream, row.version, encode(told)))
    total = hashlib.sha256()
    for _, _, line in sorted(lines):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
