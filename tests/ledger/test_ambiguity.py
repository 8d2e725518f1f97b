"""Commits in doubt: at every append something breaks, and nobody can tell whether the events were written.

Connections are real and really cut (tests/ledger/proxy.py), processes really killed. Afterwards the record
holds what an undisturbed run holds, and whoever read along saw every position once, in order.
"""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from itertools import chain, groupby
from typing import Any

import pytest

from domain.bodies.commands import EnrolUnit
from domain.command import Command
from domain.procedure import Procedure
from domain.register import procedure_of
from ledger.audit import verify
from ledger.connection import open_pool
from ledger.execute import Ledger, Outcome
from ledger.fingerprint import fingerprint
from ledger.notice import listen
from ledger.store import Store
from tests.audit.conftest import Noted
from tests.conftest import Database
from tests.ledger.proxy import FAULTS, Fault, Proxy
from tests.ledger.toy import AddToy, CallToy, call, procedure_of_toy, team
from tests.ledger.writer import COMMANDS, LOG, write
from workers.play.cast import script
from workers.play.demo import EXAMPLES
from workers.play.order import Order
from workers.postgres import WRITER, Postgres
from workers.settings import CHECKOUT

WRITERS = 8
BATCH = 500
SEEDS = 50
PROVINCES = ("bac-kan-2021", "bac-ninh-2021")
SCENARIOS = tuple(
    sorted({path.parent.name for path in EXAMPLES.glob("*/scenario.yaml")}.difference(PROVINCES))
)
"""Whole elections, from the call to their end: the first seed is a province, the others are these in turn."""
NEVER = 600.0
"""Seconds between two polls of the tail reader: notices alone must do."""

Work = list[list[Order]]
"""What each writer asks for, one command after the other."""


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.connection.PAUSE", 0.001)


@pytest.fixture(scope="module")
async def calm(postgres: Postgres, template: str) -> AsyncIterator[str]:
    """A database in which nothing breaks."""
    await postgres.create_database("calm", template=template)
    yield postgres.dsn("calm", WRITER)
    await postgres.drop_database("calm")


@pytest.fixture(scope="module")
async def storm(postgres: Postgres, template: str) -> AsyncIterator[str]:
    """The name of a database that is written to by way of proxies; each seed has a log of its own."""
    await postgres.create_database("storm", template=template)
    yield "storm"
    await postgres.drop_database("storm")


class Tail:
    """One who follows a log as projectors do: by notices and pages, over a connection that may break."""

    def __init__(self, dsn: str, log: str) -> None:
        self.seen: list[tuple[int, str]] = []
        self._dsn = dsn
        self._log = log

    async def through(self, ended: asyncio.Event) -> None:
        """Follow until everything has been seen that was there when `ended` was set."""
        async with await open_pool(self._dsn, size=1) as pool:
            store = Store(pool)
            async for _ in listen(self._dsn, NEVER):
                over = ended.is_set()
                after = self.seen[-1][0] if self.seen else 0
                while rows := await store.rows(self._log, after, 100):
                    self.seen += [(row.position, str(row.event_id)) for row in rows]
                    after = rows[-1].position
                if over:
                    return


@asynccontextmanager
async def followed(proxy: Proxy, dsn: str, through: str, log: str) -> AsyncIterator[Tail]:
    """A tail reader by way of `proxy`; at the end it has seen what the log holds, each position once."""
    tail, ended = Tail(through, log), asyncio.Event()
    following = asyncio.create_task(tail.through(ended))
    yield tail
    ended.set()
    proxy.deafen()  # a reader that is cut off looks once more by itself
    await following
    async with await open_pool(dsn, size=1) as pool:
        rows = await Store(pool).rows(log, 0, 1_000_000)
    assert tail.seen == [(number, str(row.event_id)) for number, row in enumerate(rows, 1)]


async def do(ledgers: Sequence[Ledger], work: Work) -> None:
    """Every writer gives its commands in order, all writers at once; each command is recorded once."""

    async def give(ledger: Ledger, orders: list[Order]) -> None:
        for order in orders:
            outcome = await ledger.execute(order.stream, order.command, order.act)
            assert isinstance(outcome, Outcome)

    await asyncio.gather(*(give(ledgers[n % len(ledgers)], orders) for n, orders in enumerate(work)))


async def undisturbed(
    dsn: str, procedures: Callable[[Command], Procedure[Any]], log: str, stages: Sequence[Work]
) -> tuple[int, str]:
    """Events and fingerprint of the same work where nothing breaks."""
    async with Ledger.open(dsn, procedures) as ledger:
        for work in stages:
            await do([ledger], work)
        return (await verify(ledger.store, log)).events, await fingerprint(ledger.store, log)


async def disturbed(
    postgres: Postgres,
    dice: random.Random,
    database: str,
    procedures: Callable[[Command], Procedure[Any]],
    log: str,
    stages: Sequence[Work],
    processes: int,
) -> tuple[int, str, Counter[Fault]]:
    """Events and fingerprint of work done by way of proxies, and the faults met on the way."""
    async with AsyncExitStack() as exits:
        proxies = [await exits.enter_async_context(Proxy(postgres, dice)) for _ in range(processes)]
        through = [proxy.dsn(database, WRITER) for proxy in proxies]
        direct = postgres.dsn(database, WRITER)
        ledgers = [await exits.enter_async_context(Ledger.open(each, procedures)) for each in through]
        async with followed(proxies[0], direct, through[0], log):
            for work in stages:
                await do(ledgers, work)
        met = Counter(fault for proxy in proxies for fault in proxy.met.elements())
        assert met.total() >= sum(proxy.answered for proxy in proxies), (
            "each append met a fault at least once"
        )
        async with await open_pool(direct, size=1) as pool:
            store = Store(pool)
            return (await verify(store, log)).events, await fingerprint(store, log), met


def mixed(dice: random.Random, log: str) -> Work:
    """Eight writers, each with single events and small commands, one with a batch of 500 among them."""
    work = []
    for writer in range(WRITERS):
        sizes = [1, 1, 1, dice.randint(2, 9), *([BATCH] if writer == 0 else [])]
        dice.shuffle(sizes)
        stream = f"area/{log}/w{writer}"
        work.append([Order(stream, AddToy(key=f"k{n}", events=it), team()) for n, it in enumerate(sizes)])
    return work


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_fault_at_every_append_of_eight_writers_neither_loses_nor_doubles_an_event(
    postgres: Postgres, calm: str, storm: str, seed: int
) -> None:
    dice = random.Random(seed)
    log = f"mixed-{seed}"
    stages = [[[Order(f"election/{log}", CallToy(), call())]], mixed(dice, log)]
    processes = dice.choice([1, 2, WRITERS])
    expected = await undisturbed(calm, procedure_of_toy, log, stages)
    events, found, met = await disturbed(postgres, dice, storm, procedure_of_toy, log, stages, processes)
    assert (events, found) == expected
    assert events > BATCH
    assert met


def stages_of(accepted: Sequence[Order]) -> list[Work]:
    """The commands of an election in stages: who does the same thing elsewhere at that moment does it beside.

    Acts of one kind at one moment on different streams do not rest on each other, but for a unit, which comes
    after the one above it.
    """
    stages: list[Work] = []
    for (kind, _), group in groupby(accepted, key=lambda it: (type(it.command), it.act.legal_at)):
        if kind is EnrolUnit:
            stages.append([list(group)])
            continue
        orders: dict[str, list[Order]] = {}
        for order in group:
            orders.setdefault(order.stream, []).append(order)
        lanes = list(orders.values())
        stages.append([list(chain.from_iterable(lanes[n::WRITERS])) for n in range(min(WRITERS, len(lanes)))])
    return stages


@cache
def election(name: str) -> tuple[str, list[Work]]:
    """The log of a whole election, and every act of people and clerk in it, in the order of the record."""
    stage = Noted(name)
    stage.play(script(stage.example))
    stage.attend(stage.example.call.rehearsal.ends)
    return stage.example.log, stages_of(stage.accepted)


@pytest.fixture(scope="module")
def of_calm() -> dict[str, tuple[int, str]]:
    """By election: events and fingerprint where nothing breaks."""
    return {}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_fault_at_every_append_of_a_whole_election_leaves_the_record_of_an_undisturbed_one(
    postgres: Postgres, calm: str, database: Database, of_calm: dict[str, tuple[int, str]], seed: int
) -> None:
    name = SCENARIOS[seed % len(SCENARIOS)] if seed else PROVINCES[0]
    log, stages = election(name)
    if name not in of_calm:
        of_calm[name] = await undisturbed(calm, procedure_of, log, stages)
    events, found, met = await disturbed(
        postgres, random.Random(seed), database.name, procedure_of, log, stages, 1 + seed % 2
    )
    assert (events, found) == of_calm[name]
    assert events > (2_000 if seed == 0 else 80)
    assert set(met) == set(FAULTS), "every kind of fault has happened"


async def test_a_writer_killed_at_an_append_and_started_again_records_each_command_once(
    postgres: Postgres, database: Database
) -> None:
    unkilled: set[Fault] = set(FAULTS)
    async with Proxy(postgres, random.Random(7)) as proxy:
        through = proxy.dsn(database.name, WRITER)
        async with followed(proxy, database.app, through, LOG):
            while unkilled:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "tests.ledger.writer", through), cwd=CHECKOUT
                )

                def kill(fault: Fault, process: asyncio.subprocess.Process = process) -> None:
                    if fault in unkilled and process.returncode is None:
                        unkilled.remove(fault)
                        process.kill()

                proxy.struck = kill
                assert await process.wait() == -signal.SIGKILL, f"never killed at {unkilled}"
                assert (await tally(database.app))["add:19"] == 0, "it was not yet done"
            async with Ledger.open(database.app, procedure_of_toy) as ledger:
                await write(ledger)
    assert await tally(database.app) == Counter({"CallToy": 1, **COMMANDS})


async def tally(dsn: str) -> Counter[str]:
    """Events of each command in a log that holds."""
    async with await open_pool(dsn, size=1) as pool:
        await verify(Store(pool), LOG)
        return Counter(event.meta.command for event in await Store(pool).tail(LOG))
