"""A few scenes of an election on the real engine: database, Temporal, worker, relay, mail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr
from temporalio.client import Client, WorkflowHistory
from temporalio.service import RPCError

from activities.contract import workflow_id
from activities.signal import Messenger
from domain.clerk.desk import Kind
from domain.clock import Clock
from ledger.execute import Ledger
from ledger.person import Keyring
from ledger.progress import Progress
from tests.conftest import NAMESPACE
from workers import relay, worker
from workers.mailsink import MailSink
from workers.play.example import Example
from workers.play.opening import open_election, rehearsal_clock
from workers.play.order import Denied, Scene
from workers.play.rehearsal import Rehearsal
from workers.plugin import plugin
from workers.settings import Settings
from workers.stack import Addresses

DAYS = 10_000
FAST = DAYS * 24 * 60 * 60
PATIENCE = 100
"""Seconds for what takes five on an idle machine."""


class Engine:
    """One election being played."""

    def __init__(self, election: str, ledger: Ledger, client: Client) -> None:
        self.election = election
        self.ledger = ledger
        self._client = client

    async def play(self, scenes: Sequence[Scene], through: datetime) -> None:
        """Every act at its time, every clerk in between, and on to this legal time."""
        begins = scenes[0].legal_at
        clock = Clock(real_epoch=datetime.now(UTC), legal_epoch=begins, scale=FAST, mode="rehearsal")
        progress = Progress(self.ledger.store.pool, self.election)
        await progress.start_clock(clock, begins)
        messenger = Messenger(self._client)
        rehearsal = Rehearsal(self.election, self.ledger, progress, messenger, scenes, clock)
        async with asyncio.timeout(PATIENCE):
            await rehearsal.play(through, lambda number, scene: None)

    async def rehearse(
        self, example: Example, scenes: Sequence[Scene], keyring: Keyring, patience: int = PATIENCE
    ) -> list[Denied]:
        """A whole example with its people, from the call to the end of its clock; gives what was refused."""
        clock = rehearsal_clock(example, DAYS)
        horizon = scenes[0].legal_at
        await open_election(self.ledger, example, clock, horizon, keyring=keyring)
        progress = Progress(self.ledger.store.pool, example.log)
        messenger = Messenger(self._client)
        rehearsal = Rehearsal(example.log, self.ledger, progress, messenger, scenes, clock)
        async with asyncio.timeout(patience):
            await rehearsal.play(example.call.rehearsal.ends, lambda number, scene: None)
        return rehearsal.denied

    async def types(self, stream: str) -> list[str]:
        return [row.type for row in (await self.ledger.store.read([stream]))[stream]]

    async def history(self, kind: Kind, code: str) -> WorkflowHistory:
        """What Temporal keeps of one workflow, once it has ended."""
        handle = self._client.get_workflow_handle(workflow_id(kind, self.election, code))
        async with asyncio.timeout(PATIENCE):
            await handle.result()
        return await handle.fetch_history()


@asynccontextmanager
async def engine(election: str, app: str, temporal: str, folder: Path) -> AsyncIterator[Engine]:
    """Worker and relay at work on this database and this Temporal."""
    Keyring.make(folder / "keys")
    where = Addresses(
        mode="rehearsal", app_dsn=SecretStr(app), temporal_address=temporal, namespace=NAMESPACE
    )
    stop = asyncio.Event()
    async with MailSink(folder / "mail") as mail, Ledger.open(app) as ledger:
        settings = Settings(
            smtp_host="127.0.0.1", smtp_port=mail.port, smtp_tls="none", person_keyring=folder / "keys"
        )
        parts = [
            asyncio.create_task(worker.run(where, settings, stop)),
            asyncio.create_task(relay.run(where, stop)),
        ]
        client = await Client.connect(temporal, namespace=NAMESPACE, plugins=[plugin()])
        try:
            yield Engine(election, ledger, client)
        finally:
            await _end(client, ledger, election)
            stop.set()
            await asyncio.gather(*parts)


async def _end(client: Client, ledger: Ledger, election: str) -> None:
    """End the election's workflows: another test may play one of the same name, on a database of its own."""
    for kind, code in await ledger.store.pool.fetch(
        "SELECT kind, code FROM clerk.progress WHERE log = $1", election
    ):
        with suppress(RPCError):  # it has ended by itself
            await client.get_workflow_handle(workflow_id(kind, election, code)).terminate()
