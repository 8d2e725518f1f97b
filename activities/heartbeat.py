"""A sign of life: a worker that dies is noticed within seconds, however long its work would have taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from temporalio import activity

EVERY: Final = 3.0
"""Seconds between two beats; workflows give a worker up after some ten seconds of silence."""


@asynccontextmanager
async def beating() -> AsyncIterator[None]:
    """Beat while the body runs; most bodies are done before the first beat, and cost the server none."""
    task: asyncio.Task[Any] = asyncio.create_task(_beat())
    try:
        yield
    finally:
        task.cancel()


async def _beat() -> None:
    while True:
        await asyncio.sleep(EVERY)
        activity.heartbeat()
