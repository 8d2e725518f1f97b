"""The stores beside which the ledger is measured, each as its authors mean it to be used.

A measure is given a name that nothing has been written under yet and a number of events, and tells how many
events a second it wrote.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final
from uuid import uuid4

import asyncpg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from benchmarks._events import MOMENT, TYPE, Row, bodies, rows
from ledger.connection import connect
from workers.postgres import OWNER, Postgres, binaries

DATABASE: Final = "bench"
BATCH: Final = 1_000
MESSAGE_DB: Final = Path(__file__).parent / "peers" / "message-db"

Measure = Callable[[str, int], Awaitable[float]]

_TABLE: Final = """
CREATE SCHEMA benchmark;
CREATE TABLE benchmark.bare (
  LIKE ledger.event, PRIMARY KEY (log, position), UNIQUE (log, stream, version), UNIQUE (log, event_id)
);
CREATE SEQUENCE benchmark.bare_position OWNED BY benchmark.bare.position;
ALTER TABLE benchmark.bare ALTER position SET DEFAULT nextval('benchmark.bare_position');
CREATE SCHEMA eventsourcing;
"""
_COLUMNS: Final = (
    "log, stream, version, event_id, type, schema, body, legal_at, recorded_at, "
    "body_hash, leaf_hash, prev_hash, hash"
)
_INSERT: Final = f"""
INSERT INTO benchmark.bare ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
# The same statement; pgbench counts the versions itself, and the server draws the ids.
_SCRIPT: Final = f"""
\\set version :version + 1
INSERT INTO benchmark.bare ({_COLUMNS})
VALUES (:log, 'area/' || :log || '/w' || :client_id, :version, gen_random_uuid(), :type, 1, :body, :moment,
        :moment, :hash, :hash, :hash, :hash);
"""
_WRITE: Final = "SELECT message_store.write_message($1, $2, $3, $4::jsonb, NULL, $5)"


async def install(postgres: Postgres) -> None:
    """Make the peers' tables and functions, each in a schema of its own."""
    owner = await connect(postgres.dsn(DATABASE, OWNER))
    await owner.execute(_TABLE)
    await owner.execute("SET search_path = message_store, public")
    for part in ("schema", "tables", "types", "functions", "indexes"):
        for file in sorted((MESSAGE_DB / part).glob("*.sql")):
            await owner.execute("SET check_function_bodies = off")
            await owner.execute(file.read_text().replace("CONCURRENTLY", ""))
    await owner.close()


async def rate(tasks: Iterable[Awaitable[None]], events: int) -> float:
    """Events a second of tasks that write so many together."""
    start = time.perf_counter()
    await asyncio.gather(*tasks)
    return events / (time.perf_counter() - start)


def bare(postgres: Postgres, writers: int) -> Measure:
    """Connections of asyncpg, each inserting one row at a time through a prepared statement."""

    async def measure(log: str, events: int) -> float:
        work = [rows(log, writer, events // writers) for writer in range(writers)]

        async def write(connection: asyncpg.Connection, own: Sequence[Row]) -> None:
            statement = await connection.prepare(_INSERT)
            for row in own:
                await statement.fetch(*row)

        return await _connected(postgres, work, write)

    return measure


def bare_batches(postgres: Postgres) -> Measure:
    """A thousand rows in one `executemany` of asyncpg, which is one transaction."""

    async def measure(log: str, events: int) -> float:
        async def write(connection: asyncpg.Connection, own: Sequence[Row]) -> None:
            for start in range(0, len(own), BATCH):
                await connection.executemany(_INSERT, own[start : start + BATCH])

        return await _connected(postgres, [rows(log, 0, events)], write)

    return measure


def message_db(postgres: Postgres, writers: int, batch: int = 1) -> Measure:
    """`write_message` with the expected version; one category a log, a stream a writer."""

    async def measure(log: str, events: int) -> float:
        def message(writer: int, version: int, body: str) -> Row:
            return str(uuid4()), f"{log}-w{writer}", TYPE, body, version - 1

        work = [
            [message(writer, version, body) for version, body in enumerate(bodies(log, writer, count))]
            for writer, count in ((writer, events // writers) for writer in range(writers))
        ]

        async def write(connection: asyncpg.Connection, own: Sequence[Row]) -> None:
            await connection.execute("SET search_path = message_store, public")
            statement = await connection.prepare(_WRITE)
            if batch == 1:
                for row in own:
                    await statement.fetch(*row)
            else:
                for start in range(0, len(own), batch):
                    await statement.executemany(own[start : start + batch])

        return await _connected(postgres, work, write)

    return measure


async def _connected(
    postgres: Postgres,
    work: Sequence[Sequence[Row]],
    write: Callable[[asyncpg.Connection, Sequence[Row]], Awaitable[None]],
) -> float:
    """Each part of the work over a connection of its own, which is made before the clock starts."""
    async with AsyncExitStack() as stack:
        connections = []
        for _ in work:
            connection = await connect(postgres.dsn(DATABASE, OWNER))
            stack.push_async_callback(connection.close)
            await connection.fetchval("SELECT 1")
            connections.append(connection)
        pairs = zip(connections, work, strict=True)
        return await rate([write(*pair) for pair in pairs], sum(map(len, work)))


def eventsourcing(postgres: Postgres, writers: int, batch: int = 1) -> Measure:
    """The application recorder as it comes: it locks the table, so that its readers miss nothing."""

    async def measure(log: str, events: int) -> float:
        store = PostgresDatastore(
            dbname=DATABASE,
            host=str(postgres.sockets),
            port=5432,
            user=OWNER,
            password="",
            pool_size=writers,
            schema="eventsourcing",
        )
        recorder = PostgresApplicationRecorder(store, events_table_name="stored_events")
        recorder.create_table()
        store.pool.wait()
        work = []
        for writer in range(writers):
            id = uuid4()
            work.append(
                [
                    StoredEvent(id, version, TYPE, body.encode())
                    for version, body in enumerate(bodies(log, writer, events // writers))
                ]
            )

        def write(own: Sequence[StoredEvent]) -> None:
            for start in range(0, len(own), batch):
                recorder.insert_events(own[start : start + batch])

        try:
            return await _threads(write, work)
        finally:
            store.close()

    return measure


async def _threads(
    write: Callable[[Sequence[StoredEvent]], None], work: Sequence[Sequence[StoredEvent]]
) -> float:
    from concurrent.futures import ThreadPoolExecutor

    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(len(work)) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, time.sleep, 0.01) for _ in work))

        async def one(own: Sequence[StoredEvent]) -> None:
            await loop.run_in_executor(pool, write, own)

        return await rate([one(own) for own in work], sum(map(len, work)))


def pgbench(postgres: Postgres, writers: int) -> Measure:
    """PostgreSQL's own load generator with the bare INSERT, prepared: what the server can do at all."""

    async def measure(log: str, events: int) -> float:
        (body,) = bodies(log, 0, 1)
        variables = {
            "version": "0",
            "log": log,
            "type": TYPE,
            "body": body,
            "moment": MOMENT.isoformat(),
            "hash": r"\x" + "5a" * 32,
        }
        process = await asyncio.create_subprocess_exec(
            str(binaries() / "pgbench"),
            *("--no-vacuum", "--protocol=prepared", "--file=/dev/stdin"),
            *(f"--client={writers}", f"--transactions={events // writers}"),
            *(f"--define={name}={value}" for name, value in variables.items()),
            *("--host", str(postgres.sockets), "--username", OWNER, DATABASE),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, error = await process.communicate(_SCRIPT.encode())
        told = re.search(r"tps = ([0-9.]+) \(without", out.decode())
        if process.returncode or told is None:
            raise RuntimeError(f"pgbench did not finish: {error.decode().strip()}")
        return float(told[1])

    return measure
