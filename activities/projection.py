"""Keeping the read tables up with the ledger, and making them again from nothing beside the running system.

A page of events and the cursor that says so are written in one transaction, which first moves the cursor from
where this projector saw it. Whoever comes second finds it moved and starts again from there: any number of
projectors may work at once, and an event changes the tables exactly once.

The rows of a log are all made by one version of the projection (`view.VERSION`), which stands in the cursor.
A newer program makes them again before it goes on; an older one leaves them alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import groupby
from typing import Final, Literal, NamedTuple

import asyncpg
import structlog
from asyncpg.pool import PoolConnectionProxy

from activities.view import EMPTY, REPLACE, VERSION, Effect, effects
from domain.event import Recorded
from ledger.connection import persist
from ledger.notice import listen
from ledger.store import Store

PAGE: Final = 1_000
"""Events in one transaction: few enough that a page of the console never waits for it."""
LOCK: Final = 1_111_577_415
"""Class of the advisory locks under which one at a time makes the tables of a log again."""
TELL: Final = 5.0
"""Seconds between two lines in the log of a process that makes tables again."""

Schema = Literal["view", "rebuild"]
Told = Callable[[str, int, int], None]
"""Is told of a log how far its tables have been made again, and how far there is to go."""

# The same statements serve both schemas.
_WITHIN: Final = "SELECT set_config('search_path', $1, true)"
_CURSOR: Final = "SELECT position, version FROM view.cursor WHERE log = $1"
_OPEN: Final = "INSERT INTO view.cursor (log, version) VALUES ($1, $2) ON CONFLICT (log) DO NOTHING"
_MOVE: Final = """
UPDATE cursor SET position = $3, legal_at = greatest(legal_at, $4), moved_at = clock_timestamp()
 WHERE log = $1 AND position = $2 AND version = $5
"""
_BEGIN: Final = "INSERT INTO rebuild.cursor (log, version) VALUES ($1, $2)"
_FORGET: Final = "DELETE FROM rebuild.cursor WHERE log = $1"
_REBUILT: Final = "SELECT position FROM rebuild.cursor WHERE log = $1"
_BEHIND: Final = """
SELECT r.position < c.position FROM rebuild.cursor AS r JOIN view.cursor AS c USING (log)
 WHERE log = $1 FOR UPDATE
"""
_SWAP: Final = """
UPDATE view.cursor AS c
   SET position = r.position, legal_at = r.legal_at, version = r.version, moved_at = clock_timestamp()
  FROM rebuild.cursor AS r WHERE c.log = $1 AND r.log = $1
"""
_TURN: Final = "SELECT pg_advisory_lock($1, hashtext($2))"
_DONE: Final = "SELECT pg_advisory_unlock($1, hashtext($2))"
_STANDING: Final = """
SELECT e.log, coalesce(c.position, 0) AS position, coalesce(c.version, 0) AS version, c.moved_at,
       r.position AS rebuilt,
       (SELECT h.position FROM ledger.event AS h WHERE h.log = e.log ORDER BY h.position DESC LIMIT 1) AS head
  FROM ledger.event AS e
  LEFT JOIN view.cursor AS c USING (log) LEFT JOIN rebuild.cursor AS r USING (log)
 WHERE e.position = 1 ORDER BY e.log
"""

STATEMENTS: Final = (
    *(_WITHIN, _CURSOR, _OPEN, _MOVE, _BEGIN, _FORGET, _REBUILT, _BEHIND, _SWAP, _TURN, _DONE, _STANDING),
    *REPLACE,
)

_log = structlog.get_logger(__name__)


class Gap(RuntimeError):
    """The ledger gave events that do not follow the cursor; nothing was written."""


class Newer(RuntimeError):
    """The read tables were made by a newer program; this one must not write to them."""


class Standing(NamedTuple):
    """How far the read tables of a log are."""

    log: str
    position: int
    """What they know of; 0 when there are none yet."""
    version: int
    moved_at: datetime | None
    rebuilt: int | None
    """How far they have been made again, while that is going on."""
    head: int

    @property
    def lag(self) -> int:
        """Events that they do not know of."""
        return self.head - self.position


async def standing(pool: asyncpg.Pool) -> list[Standing]:
    """How far the read tables of each log are, all at one moment."""
    return [Standing(*row) for row in await persist(lambda: pool.fetch(_STANDING))]


async def project(pool: asyncpg.Pool, log: str, until: int | None = None) -> int:
    """Apply what follows the cursor, at most through position `until`; returns where the cursor stands.

    Tables of an older version are made again first. Newer if they are of a newer one.
    """
    store = Store(pool)
    await persist(lambda: pool.execute(_OPEN, log, VERSION))
    while True:
        position, version = await _cursor(pool, log)
        if version < VERSION:
            await _rebuild(pool, store, log, _say(), version)
            continue
        if version > VERSION:
            raise Newer(
                f"Bảng đọc của sổ {log} thuộc phiên bản {version}, chương trình này chỉ biết đến {VERSION}; "
                "dùng chương trình mới hơn."
            )
        limit = PAGE if until is None else min(PAGE, until - position)
        rows = await store.tail(log, position, limit) if limit > 0 else []
        if not rows:
            return position
        # Sent again after a lost connection it finds the cursor moved, if the first one got through.
        await persist(lambda: _step(pool, "view", log, position, rows))  # noqa: B023


async def rebuild(pool: asyncpg.Pool, log: str | None = None, told: Told | None = None) -> dict[str, int]:
    """Make the read tables of one log, or of all, again from position 0; returns the position of each log.

    Beside those that are read, page by page, while other projectors keep these up to date; then one
    transaction puts the new rows in their place. Whoever reads sees the old ones or the new ones; a failure
    leaves the old ones. Needs two connections.
    """
    store = Store(pool)
    logs = [log] if log else await store.logs()
    return {each: await _rebuild(pool, store, each, told or _say()) for each in logs}


async def run(pool: asyncpg.Pool, dsn: str) -> None:
    """Keep all logs up to date until cancelled, woken whenever something is appended.

    A log whose tables are being made again does not keep the others waiting.
    """
    store = Store(pool)
    at_work: dict[str, asyncio.Task[None]] = {}
    left: set[str] = set()
    try:
        async for woken in listen(dsn):
            for log in [woken] if woken else await store.logs():
                if log in at_work and not at_work[log].done():
                    continue
                if log in at_work:
                    at_work.pop(log).result()
                if 0 < (await _cursor(pool, log)).version < VERSION:
                    at_work[log] = asyncio.create_task(_follow(pool, log, left))
                else:
                    await _follow(pool, log, left)
    finally:
        for task in at_work.values():
            task.cancel()
        await asyncio.gather(*at_work.values(), return_exceptions=True)


async def _follow(pool: asyncpg.Pool, log: str, left: set[str]) -> None:
    """Bring the tables of a log up to date, or leave them alone, and say so once."""
    try:
        await project(pool, log)
    except Newer as error:
        if log not in left:
            left.add(log)
            _log.warning("read tables left alone", log=log, why=str(error))


class _Cursor(NamedTuple):
    position: int
    version: int


async def _cursor(pool: asyncpg.Pool, log: str) -> _Cursor:
    row = await persist(lambda: pool.fetchrow(_CURSOR, log))
    return _Cursor(*row) if row else _Cursor(0, 0)


async def _rebuild(pool: asyncpg.Pool, store: Store, log: str, told: Told, only: int | None = None) -> int:
    """See `rebuild`; with `only`, nothing is done if the tables are no longer of that version."""
    async with _turn(pool, log):
        await persist(lambda: pool.execute(_OPEN, log, VERSION))
        if only is not None and (await _cursor(pool, log)).version != only:
            return (await _cursor(pool, log)).position
        await persist(lambda: _empty(pool, log))
        while (position := await persist(lambda: pool.fetchval(_REBUILT, log))) is not None:
            rows = await store.tail(log, position, PAGE)
            if rows:
                await persist(lambda: _step(pool, "rebuild", log, position, rows))  # noqa: B023
                told(log, rows[-1].position, await store.head(log))
            else:
                await persist(lambda: _swap(pool, log))
    position = (await _cursor(pool, log)).position
    _log.info("read tables made again", log=log, position=position, version=VERSION)
    return position


@asynccontextmanager
async def _turn(pool: asyncpg.Pool, log: str) -> AsyncIterator[None]:
    """One at a time makes the tables of a log again; a lost connection ends the turn, and does no harm."""
    async with pool.acquire() as connection:
        await connection.execute(_TURN, LOCK, log)
        try:
            yield
        finally:
            if not connection.is_closed():
                await _give_back(connection, log)


async def _give_back(connection: PoolConnectionProxy, log: str) -> None:
    """The turn, or else the whole connection: what goes back to the pool must not hold a lock."""
    try:
        await connection.execute(_DONE, LOCK, log)
    except BaseException:
        connection.terminate()
        raise


async def _empty(pool: asyncpg.Pool, log: str) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_WITHIN, "rebuild")
        for statement in (_FORGET, *EMPTY):
            await connection.execute(statement, log)
        await connection.execute(_BEGIN, log, VERSION)


async def _swap(pool: asyncpg.Pool, log: str) -> None:
    """Put the new rows in the place of the old ones, unless these know more by now or it has been done."""
    async with pool.acquire() as connection, connection.transaction():
        # From here to the commit projectors wait at the cursor; readers do not.
        if await connection.fetchval(_BEHIND, log) is False:
            for statement in (_SWAP, *REPLACE, _FORGET):
                await connection.execute(statement, log)


async def _step(pool: asyncpg.Pool, schema: Schema, log: str, position: int, rows: list[Recorded]) -> None:
    """Move the cursor and do what the events ask for; nothing when another projector has been here."""
    if [row.position for row in rows] != list(range(position + 1, position + 1 + len(rows))):
        raise Gap(
            f"Sổ {log} đứt quãng sau vị trí {position}; chạy «baucu audit verify {log}» để tìm chỗ hỏng."
        )
    latest: datetime = max(row.legal_at for row in rows)
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_WITHIN, schema)
        moved = await connection.execute(_MOVE, log, position, rows[-1].position, latest, VERSION)
        if moved == "UPDATE 1":
            await _apply(connection, rows)


async def _apply(connection: PoolConnectionProxy, rows: Iterable[Recorded]) -> None:
    for statement, group in groupby(_all(rows), key=lambda effect: effect.statement):
        await connection.executemany(statement, [effect.values for effect in group])


def _all(rows: Iterable[Recorded]) -> Iterable[Effect]:
    for row in rows:
        yield from effects(row)


def _say() -> Told:
    """Progress for the log of a process, now and then."""
    last = time.monotonic()

    def say(log: str, position: int, head: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL:
            last = time.monotonic()
            _log.info("making read tables again", log=log, position=position, head=head)

    return say
