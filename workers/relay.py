"""The relay: takes what was appended to the workflows, at least once and in order for each, and into the
read tables."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import structlog
from temporalio.client import Client
from temporalio.service import RPCError

from activities import projection
from activities.signal import Messenger
from domain.clerk.route import Target, targets
from domain.clock import Clock
from domain.constituencies.events import PollingAreasFixed
from domain.contest.events import (
    AreasAssigned,
    CandidateStruckOff,
    ConstituencyFixed,
    MissingCandidateSettled,
    OfficialListPublished,
)
from domain.event import Recorded
from domain.membership.events import MembersAppointed
from domain.stream import Stream, parse
from ledger.connection import lost, open_pool
from ledger.delivery import delivered, mark
from ledger.notice import listen
from ledger.progress import Progress
from ledger.store import Store
from workers.plugin import plugin
from workers.stack import Addresses

BATCH: Final = 500
GATHER: Final = 0.02
"""Seconds an event waits for company: being told once of ten events costs a workflow a tenth of ten times."""
PAUSE: Final = 1.0
"""Seconds before trying again when Temporal or the database is away."""

_log = structlog.get_logger(__name__)


class Relay:
    """Tells the workflows of one Temporal namespace what one database has on record."""

    def __init__(self, store: Store, messenger: Messenger, mode: str) -> None:
        self._store = store
        self._messenger = messenger
        self._mode = mode
        self._hosts: dict[str, tuple[str, str]] = {}
        """Unit and ballot of every contest, unit of every area, by the name of its stream; never changes."""

    async def deliver(self, log: str) -> int:
        """Tell the workflows of a log what follows next; returns how many events that was.

        The mark is moved after their signals were taken. Dying in between delivers them again, and the
        workflows know the positions they have seen.
        """
        events = await self._store.tail(log, await delivered(self._store.pool, log), BATCH)
        if events:
            await self.tell(log, await self.concerned(events))
            await mark(self._store.pool, log, events[-1].position)
        return len(events)

    async def concerned(self, events: Sequence[Recorded]) -> dict[Target, int]:
        """The workflows that events of one log, in order, concern, each with the newest position for it."""
        positions: dict[Target, int] = {}
        for row in events:
            stream = parse(row.stream)
            if stream.kind in ("contest", "area"):
                await self._learn(stream)
            for target in targets(stream, row.event, lambda it: self._hosts[str(it)]):
                positions[target] = row.position
            if isinstance(row.event, OfficialListPublished | CandidateStruckOff | MissingCandidateSettled):
                for unit in await self._serving(stream):
                    positions[Target("unit", unit)] = row.position
        return positions

    async def _serving(self, contest: Stream) -> list[str]:
        """Communes whose teams are named on record and serve a constituency of another unit (Article 27)."""
        rows = (await self._store.read([str(contest)]))[str(contest)]
        communes = {row.event.unit for row in rows if isinstance(row.event, AreasAssigned)}
        communes.discard(self._hosts[str(contest)][0])
        if not communes:
            return []
        named = await self._store.of_types(contest.election, (MembersAppointed.__name__,))
        return sorted(communes & {parse(row.stream).code for row in named})

    async def tell(self, log: str, positions: Mapping[Target, int]) -> None:
        """Signal these workflows, each once, starting those that are not there."""
        if positions:
            progress = Progress(self._store.pool, log)
            await self._messenger.tell(progress, log, await self._clock(progress), positions)

    async def _learn(self, stream: Stream) -> None:
        name = str(stream)
        if name in self._hosts:
            return
        if stream.kind == "contest":
            for row in (await self._store.read([name]))[name]:
                if isinstance(row.event, ConstituencyFixed):
                    self._hosts[name] = (row.event.unit, row.event.ballot)
            return
        for row in await self._store.of_types(stream.election, (PollingAreasFixed.__name__,)):
            if isinstance(row.event, PollingAreasFixed):
                unit = parse(row.stream).code
                for area in row.event.areas:
                    self._hosts[str(stream.beside("area", area.code))] = (unit, "")

    async def _clock(self, progress: Progress) -> Clock:
        """The election's clock; one that nobody started runs as clocks do."""
        while (clock := await progress.clock(self._mode)) is None:
            now = datetime.now(UTC)
            await progress.start_clock(Clock(real_epoch=now, legal_epoch=now))
        return clock


async def run(addresses: Addresses, stop: asyncio.Event) -> None:
    """Deliver until told to stop, through every absence of the database or of Temporal."""
    dsn = addresses.app_dsn.get_secret_value()
    client = await Client.connect(
        addresses.temporal_address, namespace=addresses.namespace, plugins=[plugin()]
    )
    pool = await open_pool(dsn, "baucu-relay", size=4)
    store = Store(pool)
    relay = Relay(store, Messenger(client), await store.mode())
    reading = asyncio.ensure_future(projection.run(pool, dsn))
    telling = asyncio.ensure_future(_tell(relay, store, dsn))
    stopping = asyncio.ensure_future(stop.wait())
    tasks = (reading, telling, stopping)
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()


async def _tell(relay: Relay, store: Store, dsn: str) -> None:
    async for woken in listen(dsn, poll=1.0):
        await asyncio.sleep(GATHER)
        logs = [woken] if woken else await store.logs()
        while logs := [log for log in logs if await _delivered(relay, log)]:
            pass


async def _delivered(relay: Relay, log: str) -> int:
    try:
        return await relay.deliver(log)
    except RPCError as error:
        _log.warning("Temporal away", status=str(error.status))
    except Exception as error:
        if not lost(error):
            raise
        _log.warning("database away", error=type(error).__name__)
    await asyncio.sleep(PAUSE)
    return 1
