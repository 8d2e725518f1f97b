"""Appends a second: the ledger's group appender beside its peers, in one run.

    python -m benchmarks.append [EVENTS]

EVENTS (default 6,000) is the work of one measurement; the slower stores get a third of it. The server is
a local one with fsync on. What each peer promises, and what it leaves out, is in benchmarks/README.md.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from benchmarks import _peers as peers
from benchmarks._events import bodies, called, election
from benchmarks._peers import BATCH, DATABASE, Measure
from ledger.appender import Appender
from ledger.migration import migrate
from workers.postgres import OWNER, WRITER, Postgres

ROUNDS: Final = 5
WRITERS: Final = (1, 8, 32)
SLOW: Final = ("eventsourcing", "message-db")

Commands = Sequence[Sequence[str]]


def writers(dsn: str, count: int, reading: bool = False) -> Measure:
    """So many tasks, each awaiting every append, over one group appender.

    `reading`: each decision has read the stream of the election, as nearly all do in use.
    """

    async def measure(log: str, events: int) -> float:
        reads = {election(log): 1} if reading else None
        work = [
            [[body] for body in bodies(log, writer, events // count, reads=reads)] for writer in range(count)
        ]
        return await _through_appender(dsn, log, work, called(log) if reading else None)

    return measure


def batches(dsn: str) -> Measure:
    """Commands of a thousand events, one after the other."""

    async def measure(log: str, events: int) -> float:
        every = bodies(log, 0, events, per_command=BATCH)
        work = [[every[start : start + BATCH] for start in range(0, len(every), BATCH)]]
        return await _through_appender(dsn, log, work, None)

    return measure


async def _through_appender(dsn: str, log: str, work: Sequence[Commands], first: str | None) -> float:
    appender = Appender(dsn)
    # The connection and its plans, as the peers have theirs, are made before the clock starts.
    for writer, number in enumerate((1, 2, 1)):
        await appender.append(f"{log}-warm", bodies(f"{log}-warm", writer, number, per_command=number))
    if first is not None:
        await appender.append(log, [first])

    async def write(commands: Commands) -> None:
        for command in commands:
            verdict = await appender.append(log, command)
            if verdict.outcome != "appended":
                raise RuntimeError(f"the benchmark's own append was not taken: {verdict}")

    try:
        events = sum(len(command) for commands in work for command in commands)
        return await peers.rate([write(commands) for commands in work], events)
    finally:
        await appender.close()


@asynccontextmanager
async def server() -> AsyncIterator[Postgres]:
    """A server of our own with fsync on and the ledger's tables."""
    with tempfile.TemporaryDirectory(prefix="baucu-bench-") as folder:
        Path(folder).chmod(0o711)
        async with Postgres(Path(folder) / "postgres") as postgres:
            await postgres.create_database(DATABASE)
            await migrate(postgres.dsn(DATABASE, OWNER))
            yield postgres


def measures(postgres: Postgres) -> dict[tuple[str, str], Measure]:
    """What is measured, by store and width."""
    dsn = postgres.dsn(DATABASE, WRITER)
    found: dict[tuple[str, str], Measure] = {}
    for count in WRITERS:
        width = f"{count} writer{'s' if count > 1 else ''}"
        found["ledger", width] = writers(dsn, count)
        found["ledger, reading", width] = writers(dsn, count, reading=True)
        found["eventsourcing", width] = peers.eventsourcing(postgres, count)
        found["message-db", width] = peers.message_db(postgres, count)
        found["asyncpg", width] = peers.bare(postgres, count)
        found["pgbench", width] = peers.pgbench(postgres, count)
    width = f"batches of {BATCH:,}"
    found["ledger", width] = batches(dsn)
    # With a thousand at once (560 kB) psycopg's pipeline stalls now and then: each side waits for the other.
    found["eventsourcing", width] = peers.eventsourcing(postgres, 1, BATCH // 10)
    found["message-db", width] = peers.message_db(postgres, 1, BATCH)
    found["asyncpg", width] = peers.bare_batches(postgres)
    return found


async def run(events: int) -> None:
    """Five rounds in shuffled order; prints the medians and the ratios of the ledger to each peer."""
    print(f"load average at the start: {os.getloadavg()[0]:.1f}")
    async with server() as postgres:
        await peers.install(postgres)
        every = measures(postgres)
        found: dict[tuple[str, str], list[float]] = {key: [] for key in every}
        for number in range(ROUNDS):
            for store, width in random.sample(list(every), len(every)):
                log = "".join(letter for letter in f"{store}{number}{width}" if letter.isalnum())
                count = max(events // 3 if store in SLOW else events, 10 * BATCH if "batch" in width else 0)
                found[store, width].append(await every[store, width](log, count))
    median = {key: statistics.median(values) for key, values in found.items()}
    print(f"load average at the end: {os.getloadavg()[0]:.1f}")
    print(f"\nevents a second, medians of {ROUNDS} rounds; in brackets the ledger's share of it")
    widths = list(dict.fromkeys(width for _, width in every))
    print(f"{'':18}" + "".join(f"{width:>20}" for width in widths))
    for store in dict.fromkeys(store for store, _ in every):
        cells = [
            f"{median[store, width]:,.0f} ({median['ledger', width] / median[store, width]:.2f})"
            if (store, width) in median
            else "-"
            for width in widths
        ]
        print(f"{store:18}" + "".join(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else 6_000))
