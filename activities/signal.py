"""Telling workflows that something concerns them: signal, and start whoever is not there yet."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from activities.contract import NOTICED, STRUCK, TASK_QUEUE, WORKFLOWS, Errand, workflow_id
from domain.clerk.route import Target
from domain.clock import Clock
from ledger.progress import Progress

AT_ONCE: Final = 16
"""Signals under way at the same time: enough to keep the server busy, few enough not to drown it."""


class Messenger:
    """The only way a workflow of Baucu is started or spoken to."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def tell(
        self, progress: Progress, election: str, clock: Clock, positions: Mapping[Target, int]
    ) -> None:
        """Tell each workflow the newest position that concerns it.

        May be repeated: a workflow ignores a position it has already dealt with. `progress` notes what is
        under way before the first signal leaves, so that nobody takes the silence in between for rest.
        """
        await progress.notified(positions)
        horizon = await progress.horizon()
        await asyncio.gather(
            *(
                self._tell(
                    Errand(
                        kind=target.kind, election=election, code=target.code, clock=clock, horizon=horizon
                    ),
                    position,
                )
                for target, position in positions.items()
            )
        )

    async def strike(self, election: str, targets: Iterable[Target], horizon: datetime) -> None:
        """Let the clocks of these workflows run to this legal time (scripted rehearsals only)."""
        await asyncio.gather(*(self._strike(election, target, horizon) for target in targets))

    async def _strike(self, election: str, target: Target, horizon: datetime) -> None:
        handle = self._client.get_workflow_handle(workflow_id(target.kind, election, target.code))
        async with self._turns:
            await handle.signal(STRUCK, horizon)

    async def _tell(self, errand: Errand, position: int) -> None:
        async with self._turns:
            await self._client.start_workflow(
                WORKFLOWS[errand.kind],
                errand,
                id=workflow_id(errand.kind, errand.election, errand.code),
                task_queue=TASK_QUEUE,
                start_signal=NOTICED,
                start_signal_args=[position],
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
                static_summary=f"{errand.kind} {errand.code}".strip(),
            )
