"""How far the workflows have been told: one position for each log, since positions have no gaps.

What follows it in the record they have still to be told: the record itself is the outbox.
"""

from __future__ import annotations

from typing import Final

import asyncpg

from ledger.connection import persist

_DELIVERED: Final = "SELECT position FROM clerk.delivery WHERE log = $1"
_MARK: Final = """
INSERT INTO clerk.delivery (log, position) VALUES ($1, $2)
    ON CONFLICT (log) DO UPDATE SET position = excluded.position
"""

STATEMENTS: Final = (_DELIVERED, _MARK)


async def delivered(pool: asyncpg.Pool, log: str) -> int:
    """The last position that the workflows of this log have been told of; 0 for none."""
    return await persist(lambda: pool.fetchval(_DELIVERED, log)) or 0


async def mark(pool: asyncpg.Pool, log: str, position: int) -> None:
    """Note that everything up to this position has been told.

    After the delivery, never before: who dies in between tells it twice, and the receiver knows the position.
    For the same reason two relays at once do no harm: the slower one only moves the mark back.
    """
    await persist(lambda: pool.execute(_MARK, log, position))
