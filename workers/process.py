"""A part of the system in a process of its own: started, watched, stopped or killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from workers.server import Server
from workers.settings import CHECKOUT, Settings
from workers.stack import Addresses


class Process:
    """One command of this program over a folder of its own; `start` again after a `kill` is allowed.

    A part that was left behind by a starter that died is ended before a new one begins.
    """

    def __init__(self, command: str, folder: Path, environment: Mapping[str, str]) -> None:
        self.command = command
        self._folder = folder / command
        self._environment = environment
        self._server = Server(command, self._folder)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.stop(signal.SIGTERM)

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self._server.log

    @property
    def running(self) -> bool:
        return self._server.running

    async def start(self) -> None:
        """Start it; it is at work when it says so in its log, and what it has to do waits for it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        await self._server.end_orphan(signal.SIGTERM)
        await self._server.spawn(
            [sys.executable, "-m", "console.cli", self.command],
            _at_once,
            descriptor=await self._server.claim(),
            # The parts read their settings from the same surroundings as we did.
            environment={**os.environ, **self._environment},  # noqa: TID251
        )

    def kill(self) -> None:
        """SIGKILL, as a power cut would: nothing is finished, nothing is said."""
        self._server.kill()


async def _at_once() -> bool:
    return True


def environment(addresses: Addresses, settings: Settings, **more: str) -> dict[str, str]:
    """What a part needs to take part in this stack."""
    found = {
        "BAUCU_MODE": addresses.mode,
        "STATE_DIR": str(settings.state_dir),
        "DATABASE_URL": addresses.app_dsn.get_secret_value(),
        "TEMPORAL_ADDRESS": addresses.temporal_address,
        "TEMPORAL_NAMESPACE": addresses.namespace,
        "PERSON_KEYRING": str(settings.keyring(addresses.mode)),
        "PYTHONPATH": str(CHECKOUT),
        **more,
    }
    if addresses.reader_dsn is not None:
        found["DATABASE_READER_URL"] = addresses.reader_dsn.get_secret_value()
    if addresses.owner_dsn is not None:
        found["DATABASE_OWNER_URL"] = addresses.owner_dsn.get_secret_value()
    if addresses.checkpointer_dsn is not None:
        found["DATABASE_CHECKPOINTER_URL"] = addresses.checkpointer_dsn.get_secret_value()
    if addresses.log_keys is not None:
        found["LOG_KEYS"] = str(addresses.log_keys)
    if addresses.feed is not None:
        found["CHECKPOINT_FEED"] = str(addresses.feed)
    return found
