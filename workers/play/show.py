"""A rehearsal with everything it needs: its own database, Temporal, mail sink, worker and relay."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Final, Self

from temporalio.client import Client

from activities.projection import project
from activities.signal import Messenger
from domain.clock import Clock
from domain.command import Act
from domain.terms import NATION
from ledger.custody import held, introduce
from ledger.execute import Ledger
from ledger.migration import claim, migrate
from ledger.person.installation import install
from ledger.progress import Progress
from workers.mailsink import MailSink
from workers.play.cast import script
from workers.play.example import Example
from workers.play.opening import open_election, rehearsal_clock
from workers.play.order import Denied, Scene
from workers.play.rehearsal import Rehearsal
from workers.plugin import plugin
from workers.process import Process, environment
from workers.settings import Settings
from workers.stack import Addresses, Stack, StackError, running

EVENTS: Final = 500
"""Events between two checkpoints of a rehearsal."""
FOREVER: Final = 10_000
"""Days a second that no machine keeps up with: the rehearsal then runs as fast as its parts do."""


class Show:
    """One rehearsal of one example. Entering starts all parts on a fresh record; leaving stops them.

    The record stays in the folder, where `audit`, `timeline` and the others find it.
    """

    def __init__(
        self,
        settings: Settings,
        example: Example,
        *,
        name: str = "demo",
        days_per_second: float | None = None,
        ui: bool = False,
        fsync: bool = True,
        dynamic: Sequence[str] = (),
    ) -> None:
        self.settings = settings.model_copy(update={"mode": "rehearsal"})
        self.example = example
        self.stack = Stack(self.settings, name=name, ui_port=0 if ui else None, fsync=fsync, dynamic=dynamic)
        self.scenes: tuple[Scene, ...] = script(example)
        self._pace = days_per_second or example.call.rehearsal.days_per_second
        self._exits = AsyncExitStack()

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._exits.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exits.aclose()

    async def _start(self) -> None:
        folder = self.stack.folder
        if found := running(folder):
            raise StackError(
                f"Một buổi diễn tập đang chạy ở {folder} (tiến trình {found.pid}); "
                "dừng nó trước rồi chạy lại."
            )
        for left in ("temporal", "mail"):
            shutil.rmtree(folder / left, ignore_errors=True)
        await self._exits.enter_async_context(self.stack)
        where = self.addresses
        if self.stack.postgres is not None:
            # A rehearsal starts on an empty record of its own; the live one is another database in another
            # folder. With a DATABASE_URL of somebody else's nothing is ever dropped.
            await self.stack.postgres.drop_database(self.settings.database)
            await self.stack.postgres.create_database(self.settings.database)
            for signed in (where.log_keys, where.feed):
                if signed is not None and signed.parent == folder:
                    shutil.rmtree(signed, ignore_errors=True)  # they speak of the record just dropped
        owner = (where.owner_dsn or where.app_dsn).get_secret_value()
        await migrate(owner)
        await claim(owner, "rehearsal")
        self.keyring = await install(owner, self.settings.keyring("rehearsal"))
        self.mail = await self._exits.enter_async_context(MailSink(folder / "mail"))
        surroundings = environment(
            where,
            self.settings,
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(self.mail.port),
            SMTP_TLS="none",
            CHECKPOINT_EVENTS=str(EVENTS),
        )
        self.worker = Process("worker", folder, surroundings)
        self.relay = Process("relay", folder, surroundings)
        self.sealer = Process("sealer", folder, surroundings)
        self.ledger = await self._exits.enter_async_context(
            Ledger.open(where.app_dsn.get_secret_value(), feed=where.feed)
        )
        self.progress = Progress(self.ledger.store.pool, self.example.log)
        for part in (self.worker, self.relay, self.sealer):
            await self._exits.enter_async_context(part)

    @property
    def addresses(self) -> Addresses:
        """Where database and Temporal are."""
        return self.stack.addresses

    async def open(self) -> Clock:
        """Call the election, enrol its units, and start the legal clock."""
        clock = rehearsal_clock(self.example, self._pace)
        await open_election(
            self.ledger, self.example, clock, horizon=self.scenes[0].legal_at, keyring=self.keyring
        )
        act = Act(actor="nec.VN", body="nec", unit=NATION, legal_at=self.example.call.rehearsal.starts)
        if self.addresses.log_keys and not (await held(self.ledger, self.example.log)).current:
            authority = self.settings.authority("rehearsal")
            await introduce(self.ledger, self.example.log, self.addresses.log_keys, authority, NATION, act)
        return clock

    async def play(self, done: Callable[[int, Scene], None] = lambda number, scene: None) -> Sequence[Denied]:
        """Play the whole script and wait until the last clerk has looked at the last instant.

        Gives what was refused, as the script has it.
        """
        where = self.addresses
        client = await Client.connect(where.temporal_address, namespace=where.namespace, plugins=[plugin()])
        rehearsal = Rehearsal(
            self.example.log, self.ledger, self.progress, Messenger(client), self.scenes, await self.open()
        )
        await rehearsal.play(self.example.call.rehearsal.ends, done)
        await project(self.ledger.store.pool, self.example.log)
        return rehearsal.denied
