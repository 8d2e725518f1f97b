"""Keeping the read tables up with the ledger, and making them again from nothing.

A page of events and the cursor that says so are written in one transaction, which first moves the cursor from
where this projector saw it. Whoever comes second finds it moved and starts again from there: any number of
projectors may work at once, and an event changes the tables exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Final

import asyncpg
import structlog
from asyncpg.pool import PoolConnectionProxy

from activities.view import EMPTY, Effect, effects
from domain.event import Recorded
from ledger.connection import persist
from ledger.outbox import listen
from ledger.store import Store

PAGE: Final = 1_000
"""Events in one transaction: few enough that a page of the console never waits for it."""

_CURSOR: Final = "SELECT position FROM view.cursor WHERE log = $1"
_OPEN: Final = "INSERT INTO view.cursor (log) VALUES ($1) ON CONFLICT (log) DO NOTHING"
_MOVE: Final = """
UPDATE view.cursor SET position = $3, legal_at = greatest(legal_at, $4), moved_at = clock_timestamp()
 WHERE log = $1 AND position = $2
"""
_RESET: Final = "UPDATE view.cursor SET position = 0, legal_at = NULL WHERE log = $1"

STATEMENTS: Final = (_CURSOR, _OPEN, _MOVE, _RESET)

_log = structlog.get_logger(__name__)


class Gap(RuntimeError):
    """The ledger gave events that do not follow the cursor; nothing was written."""


async def project(pool: asyncpg.Pool, log: str, until: int | None = None) -> int:
    """Apply what follows the cursor, at most through position `until`; returns where the cursor stands."""
    store = Store(pool)
    await persist(lambda: pool.execute(_OPEN, log))
    while True:
        position = int(await persist(lambda: pool.fetchval(_CURSOR, log)))
        limit = PAGE if until is None else min(PAGE, until - position)
        rows = await store.tail(log, position, limit) if limit > 0 else []
        if not rows:
            return position
        # Sent again after a lost connection it finds the cursor moved, if the first one got through.
        await persist(lambda: _step(pool, log, position, rows))  # noqa: B023


async def rebuild(pool: asyncpg.Pool, log: str | None = None) -> dict[str, int]:
    """Empty the read tables of one log, or of all, and make them again; returns the position of each log.

    Delete and replay in one transaction for each log: readers see the old rows until the new ones are there,
    other projectors wait at the cursor, and a failure leaves everything as it was. Tables made beside and
    swapped would serve all logs at once only, and need the rights of the owner. Needs two connections.
    """
    store = Store(pool)
    return {each: await _rebuild(pool, store, each) for each in ([log] if log else await store.logs())}


async def run(pool: asyncpg.Pool, dsn: str) -> None:
    """Keep all logs up to date until cancelled, woken whenever something is appended."""
    store = Store(pool)
    async for woken in listen(dsn):
        for log in [woken] if woken else await store.logs():
            await project(pool, log)


async def _rebuild(pool: asyncpg.Pool, store: Store, log: str) -> int:
    position = 0
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_OPEN, log)
        await connection.execute(_RESET, log)
        for statement in EMPTY:
            await connection.execute(statement, log)
        while rows := await store.tail(log, position, PAGE):
            await _apply(connection, rows, log, position)
            position = rows[-1].position
    _log.info("read tables made again", log=log, position=position)
    return position


async def _step(pool: asyncpg.Pool, log: str, position: int, rows: list[Recorded]) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await _apply(connection, rows, log, position)


async def _apply(connection: PoolConnectionProxy, rows: list[Recorded], log: str, position: int) -> None:
    """Move the cursor and do what the events ask for; nothing when another projector has been here."""
    if [row.position for row in rows] != list(range(position + 1, position + 1 + len(rows))):
        raise Gap(
            f"Sổ {log} đứt quãng sau vị trí {position}; chạy «baucu audit verify {log}» để tìm chỗ hỏng."
        )
    latest: datetime = max(row.legal_at for row in rows)
    moved = await connection.execute(_MOVE, log, position, rows[-1].position, latest)
    if moved != "UPDATE 1":
        return
    for statement, group in groupby(_all(rows), key=lambda effect: effect.statement):
        await connection.executemany(statement, [effect.values for effect in group])


def _all(rows: Iterable[Recorded]) -> Iterable[Effect]:
    for row in rows:
        yield from effects(row)
