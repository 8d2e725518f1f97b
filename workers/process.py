"""A part of the system in a process of its own: started, watched, stopped or killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess  # nosec B404: starts this program's own commands, without a shell
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from workers.settings import CHECKOUT, Settings
from workers.stack import Addresses

PATIENCE: Final = 15.0
"""Seconds a part is given to finish before it is killed."""


class Process:
    """One command of this program, its output in a log file; `start` again after a `kill` is allowed."""

    def __init__(self, command: str, log: Path, environment: Mapping[str, str], *arguments: str) -> None:
        self.command = command
        self.log = log
        self._environment = environment
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it; its end is noticed by `running`."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # nosec B603: fixed arguments
                [sys.executable, "-m", "console.cli", self.command, *self._arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=CHECKOUT,
                env={**os.environ, **self._environment},
                # Ctrl-C is for us: we stop the parts in order.
                start_new_session=True,
            )

    async def stop(self) -> None:
        """Ask it to finish, and kill it when it does not."""
        if self._process is None:
            return
        if self.running:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(asyncio.to_thread(self._process.wait), PATIENCE)
            except TimeoutError:
                self._process.kill()
        self._process.wait()

    def kill(self) -> None:
        """SIGKILL, as a power cut would: nothing is finished, nothing is said."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def environment(addresses: Addresses, settings: Settings, **more: str) -> dict[str, str]:
    """What a part needs to take part in this stack."""
    found = {
        "BAUCU_MODE": addresses.mode,
        "STATE_DIR": str(settings.state_dir),
        "DATABASE_URL": addresses.app_dsn.get_secret_value(),
        "TEMPORAL_ADDRESS": addresses.temporal_address,
        "TEMPORAL_NAMESPACE": addresses.namespace,
        "PYTHONPATH": str(CHECKOUT),
        **more,
    }
    if addresses.owner_dsn is not None:
        found["DATABASE_OWNER_URL"] = addresses.owner_dsn.get_secret_value()
    return found
