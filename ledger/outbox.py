"""What the workflows have still to be told, in order of position in each log."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final, NamedTuple

import asyncpg

from ledger.connection import connect, lost, persist

CHANNEL: Final = "ledger"
POLL: Final = 5.0
"""Seconds after which a listener is woken without a notice: the net under LISTEN."""

_PENDING: Final = """
SELECT log, position, stream, type FROM ledger.outbox
 WHERE delivered_at IS NULL ORDER BY log, position LIMIT $1
"""
_MARK: Final = """
UPDATE ledger.outbox SET delivered_at = clock_timestamp()
 WHERE log = $1 AND position = ANY ($2::bigint[]) AND delivered_at IS NULL
"""

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

STATEMENTS: Final = (_PENDING, _MARK)


class Pending(NamedTuple):
    """An event that has not been delivered."""

    log: str
    position: int
    stream: str
    type: str


async def pending(connection: Connection, limit: int = 1_000) -> list[Pending]:
    """The first undelivered events, ordered by log and position."""
    return [Pending(*row) for row in await connection.fetch(_PENDING, limit)]


async def mark(connection: Connection, log: str, positions: Sequence[int]) -> None:
    """Tick off what was delivered; a second time does nothing.

    After the delivery, never before: who dies in between delivers twice, and the receiver knows the position.
    """
    await connection.execute(_MARK, log, list(positions))


async def listen(dsn: str, poll: float = POLL) -> AsyncIterator[str | None]:
    """Wake whenever something was appended: yields the log, or None when it may be any of them.

    It yields None at once, after every lost connection, and after `poll` seconds of silence, so whoever looks
    at the outbox on each waking misses nothing. What is appended while the caller is busy wakes it once, not
    once for each. It never ends by itself.
    """
    while True:
        woken: asyncio.Queue[str | None] = asyncio.Queue()
        connection = await persist(lambda: connect(dsn, "baucu-listen"))
        try:
            connection.add_termination_listener(lambda _, queue=woken: queue.put_nowait(None))
            await connection.add_listener(CHANNEL, _put_into(woken))
            yield None
            while not connection.is_closed():
                try:
                    first = await asyncio.wait_for(woken.get(), poll)
                    others = {woken.get_nowait() for _ in range(woken.qsize())} - {first}
                    yield None if others else first
                except TimeoutError:
                    yield None
        except Exception as error:
            if not lost(error):
                raise
        finally:
            connection.terminate()


def _put_into(woken: asyncio.Queue[str | None]) -> Any:
    def put(connection: object, process: int, channel: str, log: str) -> None:
        woken.put_nowait(log)

    return put
