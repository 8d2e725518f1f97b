"""Verification: events a second, the cost of a proof, and the bytes that an event takes.

    python -m benchmarks.verify [EVENTS]

A log of EVENTS (default 200,000) is written to a local server and verified where it lies, five times: read
through the store, every hash, column, version and body checked, and the root of the Merkle tree built; one
core does all but the server's part. The check alone is measured on the same rows in memory.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import time
from typing import Final

from benchmarks._events import bodies
from benchmarks._peers import BATCH, DATABASE
from benchmarks.append import server
from ledger.appender import Appender
from ledger.audit import verify
from ledger.connection import connect, open_pool
from ledger.proof.chain import Row, genesis
from ledger.proof.chain import verify as check
from ledger.proof.merkle import Frontier, verify_inclusion
from ledger.store import Store
from ledger.tree import Tree
from workers.postgres import OWNER, WRITER

ROUNDS: Final = 5
LEAVES: Final = 100_000
PROOFS: Final = 10_000
LOG: Final = "verify"

_SIZES: Final = """
SELECT pg_table_size('ledger.event') AS rows, pg_indexes_size('ledger.event') AS keys
"""


async def fill(dsn: str, events: int) -> None:
    """Write the log, by ten writers in turn."""
    appender = Appender(dsn)
    for writer in range(10):
        every = bodies(LOG, writer, events // 10, per_command=BATCH)
        for start in range(0, len(every), BATCH):
            await appender.append(LOG, every[start : start + BATCH])
    await appender.close()


def whole(spent: list[float], events: int) -> str:
    """Events a second at the median of the seconds spent."""
    return f"{events / statistics.median(spent):,.0f}"


def timed(rows: list[Row]) -> float:
    """Processor seconds of the check alone."""
    start = time.process_time()
    check(rows, genesis(LOG), Frontier().append)
    return time.process_time() - start


def proofs(leaves: list[bytes]) -> tuple[float, float]:
    """Microseconds to make an inclusion proof, and to check one."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    places = [random.randrange(len(leaves)) for _ in range(PROOFS)]
    start = time.process_time()
    made = [tree.inclusion(place) for place in places]
    between = time.process_time()
    root = tree.root()
    held = [
        verify_inclusion(place, tree.size, leaves[place], proof, root)
        for place, proof in zip(places, made, strict=True)
    ]
    end = time.process_time()
    if not all(held):
        raise RuntimeError("a proof of the benchmark's own tree does not hold")
    return (between - start) / PROOFS * 1e6, (end - between) / PROOFS * 1e6


async def run(events: int) -> None:
    """Five rounds; prints the medians."""
    print(f"load average at the start: {os.getloadavg()[0]:.1f}")
    async with server() as postgres:
        await fill(postgres.dsn(DATABASE, WRITER), events)
        owner = await connect(postgres.dsn(DATABASE, OWNER))
        sizes = await owner.fetchrow(_SIZES)
        await owner.close()
        walls, cores, alone = [], [], []
        async with await open_pool(postgres.dsn(DATABASE, WRITER)) as pool:
            store = Store(pool)
            for _ in range(ROUNDS):
                wall, core = time.perf_counter(), time.process_time()
                report = await verify(store, LOG)
                walls.append(time.perf_counter() - wall)
                cores.append(time.process_time() - core)
                if report.events != events:
                    raise RuntimeError(f"verified {report.events} events of {events}")
            rows = [row async for page in store.pages(LOG) for row in page]
    for _ in range(ROUNDS):
        alone.append(timed(rows))
    made, checked = zip(
        *(proofs([row.leaf_hash for row in rows[:LEAVES]]) for _ in range(ROUNDS)), strict=True
    )
    print(f"load average at the end: {os.getloadavg()[0]:.1f}\n")
    print(f"medians of {ROUNDS} rounds, {events:,} events of {len(rows[0].body.encode())} bytes")
    print(f"{'verified where it lies, a second':44}{whole(walls, events):>10}")
    print(f"{'the same, a second of this processor':44}{whole(cores, events):>10}")
    print(f"{'the check and the tree alone, a second':44}{whole(alone, events):>10}")
    print(f"{'inclusion proof at ' + format(min(LEAVES, events), ','):44}{statistics.median(made):>10.1f} µs")
    print(f"{'check of an inclusion proof':44}{statistics.median(checked):>10.1f} µs")
    if sizes is not None:
        for what, size in sizes.items():
            print(f"{'bytes an event, ' + what:44}{size / events:>10,.0f}")


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
