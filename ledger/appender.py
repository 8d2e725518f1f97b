"""The group appender: what waits goes in one call and one commit, with an outcome for each command.

There is no timer, so nobody waits longer than one commit: the next group gathers while the last one commits.
One connection for a process is enough: a second would halve the groups, and double the flushes they wait for.
Several processes may append to one log; the lock in `ledger.append` makes them take turns.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

from ledger.connection import connect, persist

LARGEST_GROUP: Final = 1_000
"""Events in one call; a single command with more goes alone."""

TICK: Final = timedelta.resolution
"""Between two events of one call, as the database stamps them."""

_ONE: Final = "SELECT * FROM ledger.append_quickly($1, $2::json)"
_MANY: Final = "SELECT * FROM ledger.append_quickly($1, $2::json[], $3::integer[])"
_ANY: Final = """
SELECT command, outcome, position, recorded_at, prev_hash, stream, version
  FROM ledger.append($1, $2::text[], $3::integer[])
"""

STATEMENTS: Final = (_ONE, _MANY, _ANY)


class Verdict(NamedTuple):
    """What became of one command; 0005_append.sql says what the fields mean in each outcome.

    Stream and version belong to conflicts.
    """

    outcome: Literal["appended", "already", "key_reused", "conflict", "guard_conflict"]
    position: int | None
    recorded_at: datetime | None
    prev_hash: bytes | None
    stream: str = ""
    version: int = 0


class _Waiting(NamedTuple):
    log: str
    bodies: Sequence[str]
    verdict: asyncio.Future[Verdict]


class _Plans(NamedTuple):
    """The three ways in, prepared; 0019_delivery.sql says what they promise."""

    one: PreparedStatement
    many: PreparedStatement
    any: PreparedStatement


class _Written(NamedTuple):
    """Where the first event of a call stands, and the hash before the first event of each command."""

    position: int
    recorded_at: datetime
    prev_hashes: Sequence[bytes]


class Appender:
    """Appends over one connection of its own, which it opens when first needed and again when lost."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: asyncpg.Connection | None = None
        self._plans: _Plans | None = None
        self._wary = True
        """Whether something in the next call is probably odd, so that no quick way is tried."""
        self._waiting: deque[_Waiting] = deque()
        self._at_work: asyncio.Task[None] | None = None
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
            self._at_rest.clear()
            try:
                return (await self._append(log, [bodies]))[0]
            finally:
                self._go_on()
        verdict: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(log, bodies, verdict))
        if self._at_rest.is_set():
            self._at_rest.clear()
            self._go_on()
        return await verdict

    async def close(self) -> None:
        """Finish what waits and close the connection."""
        await self._at_rest.wait()
        if self._connection is not None:
            await self._connection.close()

    def _go_on(self) -> None:
        """Send what waits, if anything does.

        The task begins when all that have just been woken have come back with their next command.
        """
        if self._waiting:
            self._at_work = asyncio.create_task(self._work())
        else:
            self._at_rest.set()

    async def _work(self) -> None:
        group = self._gather()
        self._alone = len(group) == 1
        try:
            await self._send(group)
        finally:
            self._go_on()

    def _gather(self) -> list[_Waiting]:
        """The commands of one log that go together, in the order in which they came."""
        group, left = [self._waiting.popleft()], deque[_Waiting]()
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
            verdicts = await self._append(group[0].log, [waiting.bodies for waiting in group])
        except asyncio.CancelledError:
            for waiting in group:
                waiting.verdict.cancel()
            raise
        except Exception as error:
            if isinstance(error, asyncpg.PostgresError) and len(group) > 1:
                # One malformed command fails the call; its neighbours have done nothing wrong.
                for waiting in group:
                    await self._send([waiting])
                return
            for waiting in group:
                if not waiting.verdict.done():
                    waiting.verdict.set_exception(error)
            return
        for waiting, verdict in zip(group, verdicts, strict=True):
            if not waiting.verdict.done():  # whoever waited may have been cancelled; the events stay
                waiting.verdict.set_result(verdict)

    async def _append(self, log: str, commands: Sequence[Sequence[str]]) -> list[Verdict]:
        return await persist(lambda: self._call(log, commands))

    async def _call(self, log: str, commands: Sequence[Sequence[str]]) -> list[Verdict]:
        bodies = [body for command in commands for body in command]
        numbers = [number for number, command in enumerate(commands, 1) for _ in command]
        try:
            plans = await self._ready()
            written = None if self._wary else await _quickly(plans, log, bodies, numbers)
            rows = await plans.any.fetch(log, bodies, numbers) if written is None else []
        except asyncpg.PostgresError:
            raise
        except BaseException:
            self._abandon()
            raise
        if written is not None:
            return list(_appended(written, commands))
        judged = {command: Verdict(*verdict) for command, *verdict in rows}
        self._wary = any(verdict.outcome != "appended" for verdict in judged.values())
        return [judged[number] for number in range(1, len(commands) + 1)]

    async def _ready(self) -> _Plans:
        if self._plans is None or self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._dsn, "baucu-append")
            self._plans = _Plans(*[await self._connection.prepare(each) for each in STATEMENTS])
            self._wary = True  # what was under way when the last connection was lost may be on disk
        return self._plans

    def _abandon(self) -> None:
        """Lost or cancelled in the middle: what is left of the connection cannot be trusted."""
        self._plans = None
        if self._connection is not None:
            with suppress(Exception):
                self._connection.terminate()


async def _quickly(plans: _Plans, log: str, bodies: Sequence[str], numbers: Sequence[int]) -> _Written | None:
    """Where the events stand now; None where something is odd, and nothing was written."""
    try:
        if len(bodies) == 1:
            ((position, moment, before),) = await plans.one.fetch(log, bodies[0])
            hashes = [before]
        else:
            ((position, moment, hashes),) = await plans.many.fetch(log, bodies, numbers)
    except asyncpg.UniqueViolationError:
        return None
    return None if position is None else _Written(position, moment, hashes)


def _appended(written: _Written, commands: Sequence[Sequence[str]]) -> Iterator[Verdict]:
    position, moment, hashes = written
    for command, before in zip(commands, hashes, strict=True):
        yield Verdict("appended", position, moment, before)
        position += len(command)
        moment += len(command) * TICK
