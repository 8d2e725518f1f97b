"""Temporal is lost with everything in it: the ledger alone brings every clerk back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from temporalio.client import Client

from domain.bodies.commands import EstablishCommittee
from domain.refusal import Refusal
from domain.stream import Stream
from domain.zone import at, end_of_day
from ledger.audit import verify
from ledger.delivery import delivered, mark
from ledger.execute import Ledger
from ledger.fingerprint import fingerprint
from ledger.person import Keyring
from ledger.progress import Progress
from tests.cli.conftest import call
from tests.conftest import NAMESPACE, Database
from workers import relay, worker
from workers.mailsink import MailSink
from workers.play.example import Example, by, load
from workers.play.opening import open_election, rehearsal_clock
from workers.recover import recover
from workers.settings import CHECKOUT, Settings
from workers.stack import Addresses, StackError
from workers.temporal import Temporal, declared_attributes

FAST = 10_000
"""Days a second."""
THROUGH = end_of_day(date(2021, 2, 10))
"""When the first committees should have been set up for some days, and nobody has done anything."""

PATIENCE = 100
"""Seconds for what takes five on an idle machine."""

PROGRESS = "SELECT kind, code, notified, seen, next_at FROM clerk.progress ORDER BY kind, code"


def fresh(folder: Path) -> Temporal:
    """A Temporal server that has never heard of any election."""
    return Temporal(folder, [NAMESPACE], search_attributes=declared_attributes())


def addresses(database: Database, server: Temporal) -> Addresses:
    return Addresses(
        mode="rehearsal",
        app_dsn=SecretStr(database.app),
        temporal_address=server.address,
        namespace=NAMESPACE,
    )


@asynccontextmanager
async def working(where: Addresses, mail: MailSink, keys: Path) -> AsyncIterator[None]:
    """A worker and a relay at work."""
    settings = Settings(smtp_host="127.0.0.1", smtp_port=mail.port, smtp_tls="none", person_keyring=keys)
    stop = asyncio.Event()
    parts = [
        asyncio.create_task(worker.run(where, settings, stop)),
        asyncio.create_task(relay.run(where, stop)),
    ]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*parts)


async def workflows(where: Addresses, expected: int) -> set[str]:
    """Ids of the workflows that run; waits until the list, which lags behind, has so many."""
    client = await Client.connect(where.temporal_address, namespace=NAMESPACE)
    async with asyncio.timeout(20):
        while True:
            found = {each.id async for each in client.list_workflows("ExecutionStatus = 'Running'")}
            if len(found) >= expected:
                return found
            await asyncio.sleep(0.1)


async def recorded(ledger: Ledger, log: str, mail: MailSink) -> tuple[int, str, Counter[str]]:
    """Events, fingerprint, and letters by Message-ID."""
    letters = Counter(str(letter["Message-ID"]) for letter in mail.box)
    return (await verify(ledger.store, log)).events, await fingerprint(ledger.store, log), letters


@pytest.fixture(scope="module")
def example() -> Example:
    return load(CHECKOUT / "examples" / "bac-kan-2021")


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_every_clerk_is_back_from_the_ledger_and_nothing_happens_twice(
    example: Example, database: Database, tmp_path: Path
) -> None:
    log, units, keys = example.log, len(example.units), tmp_path / "keys"
    keyring = Keyring.make(keys)

    async def rows() -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await ledger.store.pool.fetch(PROGRESS)]

    async with Ledger.open(database.app) as ledger, MailSink(tmp_path / "mail") as mail:
        progress = Progress(ledger.store.pool, log)
        async with fresh(tmp_path / "lost") as server:
            where = addresses(database, server)
            async with working(where, mail, keys), asyncio.timeout(PATIENCE):
                clock = rehearsal_clock(example, FAST)
                await open_election(ledger, example, clock, THROUGH, keyring=keyring)
                await progress.quiet(THROUGH)
            running = await workflows(where, units + 1)
        before, clerks = await recorded(ledger, log, mail), await rows()
        events, _, letters = before
        assert events > 10 * units
        assert letters, "reminders were due"
        assert len(running) == len(clerks) == units + 1

        async with fresh(tmp_path / "new") as server:
            where = addresses(database, server)
            # The rows stay as they are but for what a look alone can tell.
            await ledger.store.pool.execute("UPDATE clerk.progress SET next_at = NULL")
            await mark(ledger.store.pool, log, await ledger.store.head(log) + 1_000)  # a record cut short
            async with working(where, mail, keys), asyncio.timeout(PATIENCE):
                assert await recover(where, log) == {log: len(clerks)}
                while [row[4] for row in await rows()] != [row[4] for row in clerks]:
                    await asyncio.sleep(0.1)
                await progress.quiet(THROUGH)
                assert await delivered(ledger.store.pool, log) == await ledger.store.head(log)
                assert await workflows(where, len(running)) == running
                assert await recorded(ledger, log, mail) == before
                told = {row[:2]: row[2:4] for row in await rows()}
                assert all(told[row[:2]] >= row[2:4] for row in clerks), "the numbers only grow"

                assert await recover(where) == {log: len(clerks)}
                await progress.quiet(THROUGH)
                assert await recorded(ledger, log, mail) == before

                # And they work: what somebody does now is noticed by the clerk who came back.
                unit, agenda = Stream("unit", log, "BK"), str(Stream("agenda", log, "BK"))
                length = len((await ledger.history([agenda]))[agenda])
                command = EstablishCommittee(size=25, decision="QĐ 1")
                order = by("people_committee", "BK", at(date(2021, 2, 10), 9), unit, command)
                await ledger.execute(order.stream, order.command, order.act)
                await progress.quiet(THROUGH)
                new = (await ledger.history([agenda]))[agenda][length:]
                assert {row.type for row in new} & {"DutyMet", "DutyCured"}


async def test_an_unknown_election_is_refused(database: Database) -> None:
    nowhere = Addresses(
        mode="rehearsal", app_dsn=SecretStr(database.app), temporal_address="127.0.0.1:1", namespace=NAMESPACE
    )
    with pytest.raises(Refusal, match="khong-co"):
        await recover(nowhere, "khong-co")
    with pytest.raises(StackError, match=r"Temporal tại 127\.0\.0\.1:1"):
        await recover(nowhere)


async def test_the_command_says_how_many_were_called_and_what_is_missing(
    example: Example, database: Database, keyring: Keyring, temporal: str, tmp_path: Path
) -> None:
    async with Ledger.open(database.app) as ledger:
        clock = rehearsal_clock(example)
        await open_election(ledger, example, clock, THROUGH - timedelta(days=60), keyring=keyring)
    given = {"DATABASE_URL": database.app, "STATE_DIR": str(tmp_path), "TEMPORAL_NAMESPACE": NAMESPACE}
    done = await call("recover", example.log, TEMPORAL_ADDRESS=temporal, **given)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{example.log}: đã gọi {len(example.units) + 1} quy trình.\n"
    for words, address, named in (
        (("recover", "khong-co"), temporal, "khong-co"),
        (("recover",), "127.0.0.1:1", "TEMPORAL_ADDRESS"),
    ):
        done = await call(*words, TEMPORAL_ADDRESS=address, **given)
        assert done.code == 2
        assert named in done.sentence
