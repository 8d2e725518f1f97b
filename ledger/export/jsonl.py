"""JSON Lines: one event on each line, its body as it was hashed, and what the record says about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from domain.zone import local
from ledger.canonical import Row
from ledger.store import Store


async def write(store: Store, log: str, out: BinaryIO, told: Callable[[int], None]) -> None:
    """Write every event of the log."""
    async for rows in store.pages(log):
        out.writelines(line(row) for row in rows)
        told(rows[-1].position)


def line(row: Row) -> bytes:
    """One event. The text after `"body":` up to `,"hash":` is, byte for byte, what `body_hash` is made of."""
    return (
        f'{{"body":{row.body},"hash":"{row.hash.hex()}","leaf_hash":"{row.leaf_hash.hex()}",'
        f'"position":{row.position},"prev_hash":"{row.prev_hash.hex()}",'
        f'"recorded_at":"{exact(row.recorded_at)}"}}\n'
    ).encode()


def exact(moment: datetime) -> str:
    """A moment to the microsecond, always with six digits, in the legal zone."""
    return local(moment).isoformat(timespec="microseconds")
