"""Where the clerks stand: the legal clock of each election, and how far each workflow has come."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import asyncpg

from domain.clerk.route import Target
from domain.clock import Clock
from ledger.connection import persist

PAUSE: Final = 0.02
"""Seconds between two looks at what somebody waits for."""

_CLOCK: Final = "SELECT real_epoch, legal_epoch, scale FROM clerk.clock WHERE log = $1"
_WAITING: Final = "SELECT kind, code FROM clerk.progress WHERE log = $1 AND next_at <= $2"
_SET_CLOCK: Final = """
INSERT INTO clerk.clock (log, real_epoch, legal_epoch, scale, horizon) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (log) DO NOTHING
"""
_HORIZON: Final = "SELECT horizon FROM clerk.clock WHERE log = $1"
_HOLD: Final = "UPDATE clerk.clock SET horizon = $2 WHERE log = $1"
_NOTIFIED: Final = """
INSERT INTO clerk.progress (log, kind, code, notified)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[])
    ON CONFLICT (log, kind, code) DO UPDATE SET notified = greatest(progress.notified, excluded.notified)
"""
_SEEN: Final = """
INSERT INTO clerk.progress (log, kind, code, seen, next_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (log, kind, code)
    DO UPDATE SET seen = greatest(progress.seen, excluded.seen), next_at = excluded.next_at
"""
_BEHIND: Final = """
SELECT (SELECT count(*) FROM ledger.event
         WHERE log = $1 AND position > coalesce((SELECT position FROM clerk.delivery WHERE log = $1), 0)
           AND NOT starts_with(stream, 'agenda/')) -- they wake nobody
     + (SELECT count(*) FROM clerk.progress
         WHERE log = $1 AND (seen < notified OR next_at <= $2))
"""

STATEMENTS: Final = (_CLOCK, _WAITING, _SET_CLOCK, _HORIZON, _HOLD, _NOTIFIED, _SEEN, _BEHIND)


class Progress:
    """Reads and keeps the progress of one election's clerks."""

    def __init__(self, pool: asyncpg.Pool, log: str) -> None:
        self._pool = pool
        self._log = log

    async def clock(self, mode: str) -> Clock | None:
        """The election's legal clock, or None when it has not been started."""
        row = await persist(lambda: self._pool.fetchrow(_CLOCK, self._log))
        return Clock(mode=mode, **dict(row)) if row else None

    async def start_clock(self, clock: Clock, horizon: datetime | None = None) -> None:
        """Start the clock; a clock that runs already keeps running as it is."""
        values = (self._log, clock.real_epoch, clock.legal_epoch, clock.scale, horizon)
        await persist(lambda: self._pool.execute(_SET_CLOCK, *values))

    async def hold(self, horizon: datetime) -> list[Target]:
        """Let the clerks of a rehearsal look as far as this legal time; returns who has to look by then."""
        await persist(lambda: self._pool.execute(_HOLD, self._log, horizon))
        rows = await persist(lambda: self._pool.fetch(_WAITING, self._log, horizon))
        return [Target(row["kind"], row["code"]) for row in rows]

    async def horizon(self) -> datetime | None:
        """The legal time to which a script lets the clock run; None when nobody holds it."""
        found: datetime | None = await persist(lambda: self._pool.fetchval(_HORIZON, self._log))
        return found

    async def notified(self, positions: Mapping[Target, int]) -> None:
        """Before the signals go out: these workflows are being told of events up to these positions."""
        targets = list(positions)
        values = (
            [target.kind for target in targets],
            [target.code for target in targets],
            [positions[target] for target in targets],
        )
        await persist(lambda: self._pool.execute(_NOTIFIED, self._log, *values))

    async def seen(self, target: Target, position: int, next_at: datetime | None) -> None:
        """This workflow has dealt with everything up to `position` and looks again at `next_at`."""
        await persist(
            lambda: self._pool.execute(_SEEN, self._log, target.kind, target.code, position, next_at)
        )

    async def quiet(self, through: datetime) -> None:
        """Wait until every clerk has dealt with all it was told and has nothing to look at by this time."""
        # The others are in other processes: there is nothing here to wait on but the table.
        while await persist(lambda: self._pool.fetchval(_BEHIND, self._log, through)):  # noqa: ASYNC110
            await asyncio.sleep(PAUSE)
