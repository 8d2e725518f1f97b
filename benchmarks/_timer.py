"""The smallest workflow that waits for an instant and then has something done: the peer of a wake-up.

A module of its own, because the sandbox imports it anew for each workflow.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from temporalio import activity, workflow


@workflow.defn(name="TimerWorkflow")
class TimerWorkflow:
    """One timer, one activity."""

    @workflow.run
    async def run(self, until: datetime) -> None:
        await asyncio.sleep((until - workflow.now()) / timedelta(seconds=1))
        await workflow.execute_activity("nothing", start_to_close_timeout=timedelta(minutes=10))


class Nothing:
    """Does nothing, and counts how often."""

    def __init__(self) -> None:
        self.done = 0

    @activity.defn(name="nothing")
    async def nothing(self) -> None:
        self.done += 1
