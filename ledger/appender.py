"""The group appender: what waits goes in one call and one commit, with an outcome for each command.

There is no timer, so nobody waits longer than one commit: the next group gathers while the last one commits.
Several processes may append to one log; the lock in `ledger.append` makes them take turns.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import asyncpg

from ledger.connection import connect, persist

LARGEST_GROUP: Final = 1_000
"""Events in one call; a single command with more goes alone."""

_APPEND: Final = "SELECT * FROM ledger.append($1, $2::text[], $3::integer[])"

STATEMENTS: Final = (_APPEND,)


@dataclass(frozen=True)
class Verdict:
    """What became of one command; 0005_append.sql says what the fields mean in each outcome."""

    outcome: Literal["appended", "already", "key_reused", "conflict", "guard_conflict"]
    position: int | None
    stream: str
    version: int
    recorded_at: datetime | None
    prev_hash: bytes | None


@dataclass(frozen=True)
class _Waiting:
    log: str
    bodies: Sequence[str]
    verdict: asyncio.Future[Verdict]


class Appender:
    """Appends over one connection of its own, which it opens when first needed and again when lost."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: asyncpg.Connection | None = None
        self._waiting: deque[_Waiting] = deque()
        self._at_work: asyncio.Task[None] | None = None

    async def append(self, log: str, bodies: Sequence[str]) -> Verdict:
        """Append the events of one command, all or none; returns once they are on disk, or judged otherwise.

        A connection lost on the way is no outcome: the command is sent again, which is safe because its ids
        and its digest are the same.
        """
        waiting = _Waiting(log, bodies, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())
        return await waiting.verdict

    async def close(self) -> None:
        """Finish what waits and close the connection."""
        if self._at_work is not None:
            await asyncio.wait([self._at_work])
        if self._connection is not None:
            await self._connection.close()

    async def _work(self) -> None:
        while self._waiting:
            await self._send(self._gather())

    def _gather(self) -> list[_Waiting]:
        """The commands of one log that go together, in the order in which they came."""
        group, size, left = [self._waiting.popleft()], 0, deque[_Waiting]()
        size = len(group[0].bodies)
        while self._waiting and size < LARGEST_GROUP:
            waiting = self._waiting.popleft()
            if waiting.log == group[0].log and size + len(waiting.bodies) <= LARGEST_GROUP:
                group.append(waiting)
                size += len(waiting.bodies)
            else:
                left.append(waiting)
        self._waiting.extendleft(reversed(left))
        return group

    async def _send(self, group: list[_Waiting]) -> None:
        try:
            verdicts = await persist(lambda: self._call(group))
        except BaseException as error:
            if isinstance(error, asyncpg.PostgresError) and len(group) > 1:
                # One malformed command fails the call; its neighbours have done nothing wrong.
                for waiting in group:
                    await self._send([waiting])
                return
            for waiting in group:
                if not waiting.verdict.done():
                    waiting.verdict.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for waiting, verdict in zip(group, verdicts, strict=True):
            if not waiting.verdict.done():  # whoever waited may have been cancelled; the events stay
                waiting.verdict.set_result(verdict)

    async def _call(self, group: list[_Waiting]) -> list[Verdict]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._dsn, "baucu-append")
        bodies = [body for waiting in group for body in waiting.bodies]
        commands = [number for number, waiting in enumerate(group, 1) for _ in waiting.bodies]
        try:
            rows = await self._connection.fetch(_APPEND, group[0].log, bodies, commands)
        except asyncpg.PostgresError:
            raise
        except BaseException:
            # Lost or cancelled in the middle: what is left of the connection cannot be trusted.
            with suppress(Exception):
                self._connection.terminate()
            raise
        judged = {
            row["command"]: Verdict(
                row["outcome"],
                row["position"],
                row["stream"],
                row["version"],
                row["recorded_at"],
                row["prev_hash"],
            )
            for row in rows
        }
        return [judged[number] for number in range(1, len(group) + 1)]
