"""What an election came to, apart from when and in which order it was typed in."""

from __future__ import annotations

import hashlib

import orjson

from ledger.canonical import encode
from ledger.store import Store


async def fingerprint(store: Store, log: str) -> str:
    """SHA-256 over the streams in order of name: id, type, legal time and data of each event.

    Positions, versions and moments of recording are left out: two runs of one election come to the same,
    whichever of two acts of the same moment was typed in first. So are the keys of the log, which are random.
    """
    lines: list[str] = []
    async for rows in store.pages(log):
        for row in rows:
            if row.stream == f"keys/{log}":
                continue
            told = orjson.loads(row.body)
            del told["meta"], told["schema"], told["version"]
            lines.append(encode([row.stream, told]))
    total = hashlib.sha256()
    for line in sorted(lines):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
