"""Playing a script: people act at their legal times, and the engine keeps pace between two acts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from temporalio.service import RPCError

from activities.signal import Messenger
from domain.clock import Clock
from domain.refusal import Refusal
from ledger.execute import Ledger
from ledger.progress import Progress
from workers.play.order import Denied, Order, OutOfScript, Scene

PAUSE: Final = 0.2
"""Seconds before trying again to reach Temporal."""


class Rehearsal:
    """Plays the scenes of one election on a scaled legal clock.

    Before each scene every clerk has looked at everything up to its instant; after it everyone has dealt with
    what it led to. So a rehearsal comes to the same record however fast it is played and whatever breaks on
    the way: a part that is gone holds the clock until it is back.
    """

    def __init__(
        self,
        election: str,
        ledger: Ledger,
        progress: Progress,
        messenger: Messenger,
        scenes: Sequence[Scene],
        clock: Clock,
    ) -> None:
        self._election = election
        self._ledger = ledger
        self._progress = progress
        self._messenger = messenger
        self._scenes = scenes
        self._clock = clock
        self.denied: list[Denied] = []
        """What was refused so far, as the story has it."""

    async def play(self, through: datetime, done: Callable[[int, Scene], None]) -> None:
        """Play to the end and on to this legal time; `done` hears of each scene with its number."""
        instants = [scene.legal_at for scene in self._scenes]
        for number, (scene, following) in enumerate(
            zip(self._scenes, [*instants[1:], through], strict=True), start=1
        ):
            await self._until(scene.legal_at)
            await self._progress.quiet(scene.legal_at)
            for group in _together(scene.orders):
                await self._give(group)
            await self._progress.quiet(scene.legal_at)
            await self._let_run(following)
            done(number, scene)
        await self._until(through)
        await self._progress.quiet(through)

    async def _let_run(self, horizon: datetime) -> None:
        waiting = await self._progress.hold(horizon)
        while True:
            try:
                await self._messenger.strike(self._election, waiting, horizon)
                return
            except RPCError:
                await asyncio.sleep(PAUSE)  # Temporal is away: the clock waits for it

    async def _until(self, instant: datetime) -> None:
        await asyncio.sleep(self._clock.delay(instant, datetime.now(UTC)).total_seconds())

    async def _give(self, orders: Sequence[Order]) -> None:
        outcomes = await self._ledger.execute_many(
            [(order.stream, order.command, order.act) for order in orders]
        )
        for order, outcome in zip(orders, outcomes, strict=True):
            refusal = outcome if isinstance(outcome, Refusal) else None
            if (refusal.code if refusal else "") != order.refused:
                raise OutOfScript(order, refusal)
            if refusal:
                self.denied.append(Denied(order, str(refusal)))


def _together(orders: Sequence[Order]) -> Iterator[list[Order]]:
    """Runs of one command on different streams, to be given at once; the order is kept otherwise."""
    for _, run in groupby(orders, key=lambda order: type(order.command)):
        batch: list[Order] = []
        for order in run:
            if any(order.stream == earlier.stream for earlier in batch):
                yield batch
                batch = []
            batch.append(order)
        yield batch
