"""A server program that we start, wait for, stop or kill: the common part of PostgreSQL and Temporal.

Who runs it is decided by a file lock and never by a process number: the server inherits the locked file, so
the lock lasts exactly as long as the server or a child of it lives, whatever became of us.
A number in a left-over file may by now belong to somebody else.
"""

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0
"""Seconds given to a server to come up or to go down."""
LINGER: Final = 2.0
"""Seconds given to the children of a killed server to notice."""
STEP: Final = 0.02


class ServerError(RuntimeError):
    """A server could not be started or stopped; the message says which, where and what to do."""


class Server:
    """One server program over one data folder.

    Beside the folder `x` lie `x.lock` (held while the server lives; holds its process number) and `x.log`.
    """

    def __init__(self, title: str, data: Path) -> None:
        self.title = title
        self.lock = data.with_name(data.name + ".lock")
        self.log = data.with_name(data.name + ".log")
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process number of the running server."""
        if self._process is None:
            raise ServerError(f"{self.title} ở {self._data} chưa chạy; khởi động trước.")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the server we started is alive."""
        return self._process is not None and self._process.poll() is None

    async def claim(self) -> int:
        """Lock the data folder and return the descriptor; an error when another server has it."""
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not await _locked_within(LINGER, descriptor):
            os.close(descriptor)
            raise ServerError(
                f"{self.title} đang chạy trên {self._data} (tiến trình {self._holder()}); "
                "dùng máy chủ đó, hoặc dừng nó trước."
            )
        return descriptor

    async def spawn(
        self,
        command: Sequence[str],
        ready: Callable[[], Awaitable[bool]],
        *,
        descriptor: int,
        environment: Mapping[str, str],
        user: int | None = None,
        group: int | None = None,
    ) -> None:
        """Start `command` with the lock and return once `ready` says so; takes over the descriptor."""
        process = self._process = self._launch(command, descriptor, environment, user, group)
        deadline = time.monotonic() + PATIENCE
        while not await ready():
            if process.poll() is not None:
                raise ServerError(f"{self.title} ở {self._data} vừa chạy đã dừng: {self._last_words()}")
            if time.monotonic() > deadline:
                self.kill()
                raise ServerError(
                    f"{self.title} ở {self._data} không trả lời sau {PATIENCE:.0f} giây: {self._last_words()}"
                )
            await asyncio.sleep(STEP)

    async def stop(self, polite: signal.Signals) -> None:
        """End the server by the signal it takes for a clean stop; nothing to do when it is down."""
        if not self.running or self._process is None:
            return
        self._process.send_signal(polite)
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                self.kill()
                raise ServerError(
                    f"{self.title} ở {self._data} không chịu dừng sau {PATIENCE:.0f} giây nên đã bị ngắt; "
                    f"xem {self.log}."
                )
            await asyncio.sleep(STEP)

    def kill(self) -> None:
        """End the server without warning (SIGKILL), as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    async def end_orphan(self, polite: signal.Signals) -> bool:
        """Stop a server whose starter died without stopping it; False when there is none.

        Only for one who knows that the starter is dead (`workers.stack` holds a lock that says so).
        """
        if not self.lock.exists():
            return False
        descriptor = os.open(self.lock, os.O_RDWR | os.O_CLOEXEC)
        try:
            if await _locked_within(0, descriptor):
                return False
            # The lock is held, so the number in it is that of the server, or its children are just ending.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._holder(), polite)
            if not await _locked_within(PATIENCE, descriptor):
                raise ServerError(
                    f"{self.title} ở {self._data} còn sót lại là tiến trình {self._holder()} "
                    "và không chịu dừng; kết thúc tiến trình đó rồi chạy lại."
                )
            return True
        finally:
            os.close(descriptor)

    def _launch(
        self,
        command: Sequence[str],
        descriptor: int,
        environment: Mapping[str, str],
        user: int | None,
        group: int | None,
    ) -> subprocess.Popen[bytes]:
        try:
            with self.log.open("wb") as log:
                process = subprocess.Popen(
                    list(command),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    cwd=self._data,
                    env=dict(environment),
                    user=user,
                    group=group,
                    extra_groups=None if user is None else [],
                    pass_fds=(descriptor,),
                    # Ctrl-C in the terminal must reach us alone: the servers go down last, in order.
                    start_new_session=True,
                )
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{process.pid}\n".encode(), 0)
        finally:
            os.close(descriptor)
        return process

    def _holder(self) -> int:
        return int(self.lock.read_text() or 0)

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return f"{lines[-1].strip() if lines else 'không có thông báo'} (xem thêm {self.log})"


async def _locked_within(seconds: float, descriptor: int) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(STEP)
        else:
            return True
