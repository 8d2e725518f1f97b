"""The group appender: what waits goes in one call and one commit, with an outcome for each command.

There is no timer, so nobody waits longer than one commit: the next group gathers while the last one commits.
Several processes may append to one log; the lock in `ledger.append` makes them take turns. When many wait,
two connections take turns in the same way: one group is read and checked while the other is brought to disk.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

import asyncpg

from ledger.connection import connect, persist

LARGEST_GROUP: Final = 1_000
"""Events in one call; a single command with more goes alone."""

LANES: Final = 2
"""Connections at most; the second is opened when it is first worth while."""
WORTH: Final = 8
"""Commands for which another connection is worth while beside a busy one."""

_APPEND: Final = "SELECT * FROM ledger.append($1, $2::text[], $3::integer[])"

STATEMENTS: Final = (_APPEND,)


class Verdict(NamedTuple):
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
    """Appends over connections of its own, which it opens when first needed and again when lost."""

    def __init__(self, dsn: str) -> None:
        self._waiting: deque[_Waiting] = deque()
        self._idle = [_Lane(dsn) for _ in range(LANES)]
        self._at_work: set[asyncio.Task[None]] = set()
        self._alone = True  # the last group was a single command
        self._about_to_look = False
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    async def append(self, log: str, bodies: Sequence[str]) -> Verdict:
        """Append the events of one command, all or none; returns once they are on disk, or judged otherwise.

        A connection lost on the way is no outcome: the command is sent again, which is safe because its ids
        and its digest are the same. Cancelled, it may have been written or not.
        """
        waiting = _Waiting(log, bodies, asyncio.get_running_loop().create_future())
        if self._alone and self._at_rest.is_set():
            # Where one writer follows another, handing over to a task would take longer than it gains.
            await self._work(self._idle.pop(), [waiting])
        else:
            self._waiting.append(waiting)
            self._look_soon()
        return await waiting.verdict

    async def close(self) -> None:
        """Finish what waits and close the connections."""
        await self._at_rest.wait()
        for lane in self._idle:
            await lane.close()

    def _look_soon(self) -> None:
        """Look at what waits when everybody who has just been woken has come back with the next command."""
        self._at_rest.clear()
        if not self._about_to_look:
            self._about_to_look = True
            asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        self._about_to_look = False
        while self._waiting and self._idle:
            waiting = len(self._waiting)
            if len(self._idle) < LANES and waiting < WORTH:
                return
            groups = min(len(self._idle), max(1, waiting // WORTH))
            group = self._gather(-(-waiting // groups))
            task = asyncio.create_task(self._work(self._idle.pop(), group))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    def _gather(self, most: int) -> list[_Waiting]:
        """At most so many commands of one log that go together, in the order in which they came."""
        group, left = [self._waiting.popleft()], deque[_Waiting]()
        size = len(group[0].bodies)
        while self._waiting and size < LARGEST_GROUP and len(group) < most:
            waiting = self._waiting.popleft()
            if waiting.log == group[0].log and size + len(waiting.bodies) <= LARGEST_GROUP:
                group.append(waiting)
                size += len(waiting.bodies)
            else:
                left.append(waiting)
        self._waiting.extendleft(reversed(left))
        return group

    async def _work(self, lane: _Lane, group: list[_Waiting]) -> None:
        self._at_rest.clear()
        self._alone = len(group) == 1
        try:
            await self._send(lane, group)
        finally:
            self._idle.append(lane)
            if self._waiting:
                self._look_soon()
            elif len(self._idle) == LANES:
                self._at_rest.set()

    async def _send(self, lane: _Lane, group: list[_Waiting]) -> None:
        try:
            verdicts = await persist(lambda: lane.call(group))
        except asyncio.CancelledError:
            for waiting in group:
                waiting.verdict.cancel()
            raise
        except Exception as error:
            if isinstance(error, asyncpg.PostgresError) and len(group) > 1:
                # One malformed command fails the call; its neighbours have done nothing wrong.
                for waiting in group:
                    await self._send(lane, [waiting])
                return
            for waiting in group:
                if not waiting.verdict.done():
                    waiting.verdict.set_exception(error)
            return
        for waiting, verdict in zip(group, verdicts, strict=True):
            if not waiting.verdict.done():  # whoever waited may have been cancelled; the events stay
                waiting.verdict.set_result(verdict)


class _Lane:
    """One connection, and one call at a time."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: asyncpg.Connection | None = None

    async def call(self, group: list[_Waiting]) -> list[Verdict]:
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
        judged = {command: Verdict(*verdict) for command, *verdict in rows}
        return [judged[number] for number in range(1, len(group) + 1)]

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
