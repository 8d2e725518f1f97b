"""Faults: cut connections, a killed server, and commits whose answer got lost."""

import asyncio
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from ledger import appender as appending
from ledger.appender import Appender, Verdict
from ledger.audit import verify
from ledger.connection import connect, open_pool
from ledger.execute import ATTEMPTS, Contended, Ledger
from ledger.migration import migrate
from ledger.store import Store
from tests.conftest import Database
from tests.ledger.draft import draft, drafts
from tests.ledger.toy import ELECTION, LOG, AddToy, CallToy, area, call, procedure_of_toy, team
from workers.postgres import OWNER, WRITER, Postgres

CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND usename = 'baucu_writer' AND pid <> pg_backend_pid()
"""


async def test_cut_connections_in_the_middle_of_200_appends_lose_none_and_double_none(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.connection.PAUSE", 0.01)
    stop = asyncio.Event()
    cuts = 0

    async def cut() -> None:
        nonlocal cuts
        connection = await connect(database.app, "cutter")
        while not stop.is_set():
            cuts += len(await connection.fetch(CUT))
            await asyncio.sleep(0.1)
        await connection.close()

    async with Ledger.open(database.app, procedure_of_toy) as ledger:
        await ledger.execute(ELECTION, CallToy(), call())
        cutting = asyncio.create_task(cut())
        for number in range(200):
            outcome = await ledger.execute(area(f"{number % 7}"), AddToy(key=f"k{number}"), team())
            assert len(outcome.events) == 1
        stop.set()
        await cutting
        assert cuts > 5
        events = await ledger.store.tail(LOG)
        assert sorted(it.meta.command for it in events[1:]) == sorted(f"add:k{n}" for n in range(200))
        assert (await verify(ledger.store, LOG)).events == 201


class Treacherous:
    """A connection that breaks off at every other append: before it was sent, or after it was done."""

    def __init__(self, real: asyncpg.Connection, script: list[str]) -> None:
        self._real = real
        self._script = script

    async def fetch(self, *arguments: Any) -> Any:
        what = self._script.pop(0) if self._script else "well"
        if what == "not written":
            self._real.terminate()
            raise ConnectionResetError("cut before it was sent")
        rows = await self._real.fetch(*arguments)
        if what == "written":
            self._real.terminate()
            raise ConnectionResetError("cut after it was written")
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@pytest.mark.parametrize("seed", range(4))
async def test_an_ambiguous_commit_is_resolved_by_sending_again(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    script = [dice.choice(["written", "not written", "well"]) for _ in range(60)]

    async def treacherous(dsn: str, name: str) -> Any:
        return Treacherous(await connect(dsn, name), script)

    monkeypatch.setattr(appending, "connect", treacherous)
    monkeypatch.setattr("ledger.connection.PAUSE", 0.001)
    appender = Appender(database.app)

    async def write(writer: int) -> None:
        for version in range(1, 16):
            verdict = await appender.append(LOG, [draft(area(f"{writer}"), version, f"s{version}")])
            assert verdict.outcome in ("appended", "already")

    await asyncio.gather(*(write(writer) for writer in range(5)))
    await appender.close()
    async with await open_pool(database.app) as pool:
        assert (await verify(Store(pool), LOG)).events == 75


async def test_a_cancelled_caller_hinders_nobody(database: Database) -> None:
    appender = Appender(database.app)
    tasks = [asyncio.create_task(appender.append(LOG, [draft(area(f"{n}"), 1, "a")])) for n in range(20)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results[::2])
    assert all(getattr(result, "outcome", None) == "appended" for result in results[1::2])
    await appender.close()


class Rival(Appender):
    """An appender before which somebody else always gets in first."""

    rival_version = 0

    async def append(self, log: str, bodies: Sequence[str]) -> Verdict:
        self.rival_version += 1
        rival = draft(area(), self.rival_version, f"rival{self.rival_version}")
        assert (await super().append(log, [rival])).outcome == "appended"
        return await super().append(log, bodies)


async def test_a_command_that_is_always_overtaken_gives_up_and_records_nothing(
    ledger: Ledger, database: Database
) -> None:
    await ledger.execute(ELECTION, CallToy(), call())
    rival = Rival(database.app)
    overtaken = Ledger(ledger.store, rival, "rehearsal", procedure_of_toy)
    with pytest.raises(Contended, match=f"{ATTEMPTS} lần"):
        await overtaken.execute(area(), AddToy(key="slow"), team())
    await rival.close()
    commands = [event.meta.command for event in (await ledger.store.read([area()]))[area()]]
    assert commands == [f"rival{number}" for number in range(1, ATTEMPTS + 1)]


async def test_a_stream_that_a_restore_has_shortened_is_read_anew(
    ledger: Ledger, database: Database, postgres: Postgres
) -> None:
    await ledger.execute(ELECTION, CallToy(), call())
    for key in ("a", "b", "c"):
        await ledger.execute(area(), AddToy(key=key), team())
    superuser = await connect(postgres.dsn(database.name))
    await superuser.execute("SET session_replication_role = replica")
    await superuser.execute("DELETE FROM ledger.event WHERE position > 2")
    await superuser.close()
    outcome = await ledger.execute(area(), AddToy(key="d"), team())
    assert [(it.position, it.version) for it in outcome.events] == [(3, 2)]
    await verify(ledger.store, LOG)


@pytest.fixture
async def own_server() -> AsyncIterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="baucu-fault-"))
    folder.chmod(0o711)
    async with Postgres(folder / "postgres") as server:
        await server.create_database("fault")
        await migrate(server.dsn("fault", OWNER))
        yield server
    shutil.rmtree(folder)


async def test_a_killed_server_comes_back_and_nothing_is_lost_or_doubled(own_server: Postgres) -> None:
    appender = Appender(own_server.dsn("fault", WRITER))
    confirmed = 0

    async def write(writer: int) -> None:
        nonlocal confirmed
        version = 1
        for number in range(30):
            size = 1 + number % 5
            verdict = await appender.append(LOG, drafts(area(f"{writer}"), version, size, f"s{number}"))
            assert verdict.outcome in ("appended", "already")
            version += size
            confirmed += size

    writing = asyncio.gather(*(write(writer) for writer in range(6)))
    for _ in range(2):
        await asyncio.sleep(0.05)
        own_server.kill()
        await own_server.start()
    await writing
    await appender.close()
    async with await open_pool(own_server.dsn("fault", WRITER)) as pool:
        assert (await verify(Store(pool), LOG)).events == confirmed == 6 * 90
