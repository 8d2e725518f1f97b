"""The group appender: what waits goes in one call and one commit, with an outcome for each command.

There is no timer, so nobody waits longer than one commit: the next group gathers while the last one commits.
One connection is enough for a few: a second would halve the groups, and double the flushes they wait for.
Where many wait it pays: the second call is read and hashed while the first is flushed.
Several processes may append to one log; the lock in `ledger.append` makes them take turns.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final, Literal, NamedTuple

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

from ledger.connection import connect, persist

LARGEST_GROUP: Final = 1_000
"""Events in one call; a single command with more goes alone."""

MANY: Final = 16
"""Commands for which a second call is begun while another is under way."""

_APPEND: Final = "SELECT * FROM ledger.append($1, $2::text[], $3::integer[])"
_APPEND_ONE: Final = "SELECT * FROM ledger.append($1, $2::text)"

STATEMENTS: Final = (_APPEND, _APPEND_ONE)


class Verdict(NamedTuple):
    """What became of one command; 0005_append.sql says what the fields mean in each outcome."""

    outcome: Literal["appended", "already", "key_reused", "conflict", "guard_conflict"]
    position: int | None
    stream: str
    version: int
    recorded_at: datetime | None
    prev_hash: bytes | None


class _Waiting(NamedTuple):
    log: str
    bodies: Sequence[str]
    verdict: asyncio.Future[Verdict]


class _Lane:
    """One connection, which it opens when first needed and again when lost; one call at a time."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: asyncpg.Connection | None = None
        self._one: PreparedStatement | None = None
        self._many: PreparedStatement | None = None

    async def append(self, log: str, commands: Sequence[Sequence[str]]) -> list[Verdict]:
        """The outcome of each command, in order."""
        return await persist(lambda: self._call(log, commands))

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def _call(self, log: str, commands: Sequence[Sequence[str]]) -> list[Verdict]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._dsn, "baucu-append")
            self._one = self._many = None
        try:
            if self._one is None or self._many is None:
                self._one = await self._connection.prepare(_APPEND_ONE)
                self._many = await self._connection.prepare(_APPEND)
            if len(commands) == 1 and len(commands[0]) == 1:
                return [Verdict(*row) for row in await self._one.fetch(log, commands[0][0])]
            bodies = [body for command in commands for body in command]
            numbers = [number for number, command in enumerate(commands, 1) for _ in command]
            rows = await self._many.fetch(log, bodies, numbers)
        except asyncpg.PostgresError:
            raise
        except BaseException:
            # Lost or cancelled in the middle: what is left of the connection cannot be trusted.
            with suppress(Exception):
                self._connection.terminate()
            raise
        judged = {command: Verdict(*verdict) for command, *verdict in rows}
        return [judged[number] for number in range(1, len(commands) + 1)]


class Appender:
    """Appends over connections of its own, one as a rule and two under load."""

    def __init__(self, dsn: str) -> None:
        self._lanes = (_Lane(dsn), _Lane(dsn))
        self._idle = list(self._lanes)
        self._waiting: deque[_Waiting] = deque()
        self._at_work: set[asyncio.Task[None]] = set()
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self._alone = True
        """Whether the last call was of a single command, so that the next will probably be."""

    async def append(self, log: str, bodies: Sequence[str]) -> Verdict:
        """Append the events of one command, all or none; returns once they are on disk, or judged otherwise.

        A connection lost on the way is no outcome: the command is sent again, which is safe because its ids
        and its digest are the same. Whoever is cancelled meanwhile does not know whether it was written.
        """
        if self._alone and self._at_rest.is_set():
            # Where one command follows another, a task between them costs more than it gains.
            lane = self._take()
            try:
                return (await lane.append(log, [bodies]))[0]
            finally:
                self._give_back(lane)
        verdict: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(log, bodies, verdict))
        self._go_on()
        return await verdict

    async def close(self) -> None:
        """Finish what waits and close the connections."""
        await self._at_rest.wait()
        for lane in self._lanes:
            await lane.close()

    def _take(self) -> _Lane:
        self._at_rest.clear()
        return self._idle.pop()

    def _give_back(self, lane: _Lane) -> None:
        self._idle.append(lane)
        self._go_on()
        if len(self._idle) == len(self._lanes):
            self._at_rest.set()

    def _go_on(self) -> None:
        """Send what waits, if anything does and it should not wait for the call that is under way.

        The task begins when all that have just been woken have come back with their next command.
        """
        under_way = len(self._lanes) - len(self._idle)
        if self._idle and len(self._waiting) >= (MANY if under_way else 1):
            task = asyncio.create_task(self._work(self._take()))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def _work(self, lane: _Lane) -> None:
        try:
            if group := self._gather():
                self._alone = len(group) == 1
                self._go_on()
                await self._send(lane, group)
        finally:
            self._give_back(lane)

    def _gather(self) -> list[_Waiting]:
        """The commands of one log that go together, in the order in which they came; half of very many."""
        group, left = list[_Waiting](), deque[_Waiting]()
        size, most = 0, len(self._waiting)
        if self._idle and most >= 2 * MANY:
            most //= 2
        while self._waiting and size < LARGEST_GROUP and len(group) < most:
            waiting = self._waiting.popleft()
            if not group or (waiting.log == group[0].log and size + len(waiting.bodies) <= LARGEST_GROUP):
                group.append(waiting)
                size += len(waiting.bodies)
            else:
                left.append(waiting)
        self._waiting.extendleft(reversed(left))
        return group

    async def _send(self, lane: _Lane, group: list[_Waiting]) -> None:
        try:
            verdicts = await lane.append(group[0].log, [waiting.bodies for waiting in group])
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
