"""The notice that something was appended: a wake-up call, never the news itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

from ledger.connection import connect, lost, persist

CHANNEL: Final = "ledger"
POLL: Final = 5.0
"""Seconds after which a listener is woken without a notice: the net under LISTEN."""


async def listen(dsn: str, poll: float = POLL) -> AsyncIterator[str | None]:
    """Wake whenever something was appended: yields the log, or None when it may be any of them.

    It yields None at once, after every lost connection, and after `poll` seconds of silence, so whoever looks
    at the record on each waking misses nothing. What is appended while the caller is busy wakes it once, not
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
