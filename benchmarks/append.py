"""Appends a second: the ledger's group appender against a bare INSERT into the same columns, in one run.

    python -m benchmarks.append [EVENTS]

EVENTS (default 3,000) is the work of each measurement. The server is that of DATABASE_URL and
DATABASE_OWNER_URL, or a local one with fsync on. The bare INSERT has the same columns and unique keys and is
handed its hashes ready made; it gives no order of commits, no idempotency, no expected version and no outbox.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ledger.appender import Appender
from ledger.canonical import body_hash, encode, event_id
from ledger.connection import connect
from ledger.migration import migrate
from workers.postgres import OWNER, WRITER, Postgres
from workers.settings import Settings

ROUNDS: Final = 5
WRITERS: Final = (1, 8, 32)
BATCH: Final = 1_000
MOMENT: Final = datetime(2021, 5, 23, 12, tzinfo=UTC)

_TABLE: Final = """
DROP SCHEMA IF EXISTS benchmark CASCADE;
CREATE SCHEMA benchmark;
CREATE TABLE benchmark.bare (
  LIKE ledger.event, PRIMARY KEY (log, position), UNIQUE (log, stream, version), UNIQUE (log, event_id)
);
CREATE SEQUENCE benchmark.bare_position OWNED BY benchmark.bare.position;
ALTER TABLE benchmark.bare ALTER position SET DEFAULT nextval('benchmark.bare_position');
"""
_INSERT: Final = """
INSERT INTO benchmark.bare (log, stream, version, event_id, type, schema, body, legal_at, recorded_at,
                             body_hash, leaf_hash, prev_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""

Row = tuple[object, ...]
Measure = Callable[[str, int], Awaitable[float]]
"""Append about so many events to a fresh log; the events a second."""


def bodies(log: str, writer: int, count: int, per_command: int = 1) -> list[str]:
    """Events of one stream, as they are hashed: counting minutes of about 850 bytes."""
    stream = f"area/{log}/w{writer}"
    return [
        _body(stream, version, f"count:{(version - 1) // per_command}") for version in range(1, count + 1)
    ]


def _body(stream: str, version: int, command: str) -> str:
    votes = {f"{number:02}": 1_000 + version % 97 * number for number in range(1, 8)}
    meta = {
        "actor": "u-1024",
        "body": "team",
        "unit": "060",
        "reason": "",
        "article": "Điều 73",
        "law": "A",
        "mode": "rehearsal",
        "command": command,
        "digest": body_hash(command).hex(),
        "causation": "",
        "source": "",
        "reads": {},
    }
    return encode(
        {
            "stream": stream,
            "version": version,
            "event_id": event_id(stream, f"count:{version}"),
            "type": "BallotsCounted",
            "schema": 1,
            "legal_at": MOMENT,
            "data": {"ballot": "na", "issued": 1_412, "received": 1_410, "valid": 1_398, "votes": votes},
            "meta": meta,
        }
    )


def rows(log: str, writer: int, count: int) -> list[Row]:
    """The same events as rows for the bare INSERT."""
    found: list[Row] = []
    stream = f"area/{log}/w{writer}"
    for version, body in enumerate(bodies(log, writer, count), 1):
        hash = body_hash(body)
        id = event_id(stream, f"count:{version}")
        known = (log, stream, version, id, "BallotsCounted", 1, body, MOMENT, MOMENT)
        found.append((*known, hash, hash, hash, hash))
    return found


def ledger_writers(dsn: str, writers: int) -> Measure:
    """So many tasks, each awaiting every append, over one group appender."""

    async def measure(log: str, events: int) -> float:
        work = [[[body] for body in bodies(log, writer, events // writers)] for writer in range(writers)]
        return await _through_appender(dsn, log, work)

    return measure


def ledger_batches(dsn: str) -> Measure:
    """Commands of a thousand events, one after the other."""

    async def measure(log: str, events: int) -> float:
        every = bodies(log, 0, max(events, 5 * BATCH), per_command=BATCH)
        work = [[every[start : start + BATCH] for start in range(0, len(every), BATCH)]]
        return await _through_appender(dsn, log, work)

    return measure


async def _through_appender(dsn: str, log: str, work: list[list[list[str]]]) -> float:
    appender = Appender(dsn)
    await appender.append(f"{log}-warm", bodies(f"{log}-warm", 0, 1))

    async def write(commands: list[list[str]]) -> None:
        for command in commands:
            verdict = await appender.append(log, command)
            if verdict.outcome != "appended":
                raise RuntimeError(f"the benchmark's own append was not taken: {verdict}")

    try:
        return await _rate(
            [write(commands) for commands in work], sum(len(it) for commands in work for it in commands)
        )
    finally:
        await appender.close()


def bare_writers(dsn: str, writers: int) -> Measure:
    """So many connections, each inserting one row at a time through a prepared statement."""

    async def measure(log: str, events: int) -> float:
        work = [rows(log, writer, events // writers) for writer in range(writers)]
        connections = [await connect(dsn) for _ in work]
        statements = [await connection.prepare(_INSERT) for connection in connections]

        async def write(number: int) -> None:
            for row in work[number]:
                await statements[number].fetch(*row)

        try:
            return await _rate([write(number) for number in range(writers)], sum(map(len, work)))
        finally:
            for connection in connections:
                await connection.close()

    return measure


def bare_batches(dsn: str) -> Measure:
    """A thousand rows in one `executemany`, which is one transaction."""

    async def measure(log: str, events: int) -> float:
        work = rows(log, 0, max(events, 5 * BATCH))
        connection = await connect(dsn)

        async def write() -> None:
            for start in range(0, len(work), BATCH):
                await connection.executemany(_INSERT, work[start : start + BATCH])

        try:
            await connection.prepare(_INSERT)
            return await _rate([write()], len(work))
        finally:
            await connection.close()

    return measure


async def _rate(tasks: Iterable[Awaitable[None]], events: int) -> float:
    start = time.perf_counter()
    await asyncio.gather(*tasks)
    return events / (time.perf_counter() - start)


@asynccontextmanager
async def server() -> AsyncIterator[tuple[str, str]]:
    """DSNs as writer and as owner: the given server, or one of our own with fsync on."""
    settings = Settings()
    if settings.database_url and settings.database_owner_url:
        yield settings.database_url.get_secret_value(), settings.database_owner_url.get_secret_value()
        return
    with tempfile.TemporaryDirectory(prefix="baucu-bench-") as folder:
        Path(folder).chmod(0o711)
        async with Postgres(Path(folder) / "postgres") as postgres:
            await postgres.create_database("bench")
            yield postgres.dsn("bench", WRITER), postgres.dsn("bench", OWNER)


async def run(events: int) -> None:
    """Five rounds in shuffled order; prints the medians and the ratios."""
    async with server() as (writer_dsn, owner_dsn):
        await migrate(owner_dsn)
        owner = await connect(owner_dsn)
        await owner.execute(_TABLE)
        measures: dict[tuple[str, str], Measure] = {}
        for count in WRITERS:
            measures["ledger", f"{count} writers"] = ledger_writers(writer_dsn, count)
            measures["bare", f"{count} writers"] = bare_writers(owner_dsn, count)
        measures["ledger", f"batches of {BATCH:,}"] = ledger_batches(writer_dsn)
        measures["bare", f"batches of {BATCH:,}"] = bare_batches(owner_dsn)

        found: dict[tuple[str, str], list[float]] = {key: [] for key in measures}
        for number in range(ROUNDS):
            order = random.sample(list(measures), len(measures))
            for key in order:
                who, width = key
                log = f"{who}-{number}-{width.replace(' ', '-').replace(',', '')}"
                found[key].append(await measures[key](log, events))
        await owner.execute("DROP SCHEMA benchmark CASCADE")
        await owner.close()

    print(f"{'events a second, medians of ' + str(ROUNDS):36}{'ledger':>10}{'bare INSERT':>14}{'ratio':>8}")
    for who, width in measures:
        if who == "ledger":
            ours, bare = (statistics.median(found[it, width]) for it in ("ledger", "bare"))
            print(f"{width:36}{ours:>10,.0f}{bare:>14,.0f}{ours / bare:>8.2f}")


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000))
