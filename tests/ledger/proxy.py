"""Between one appender and PostgreSQL: real connections, cut at the moments that leave a commit in doubt.

It speaks just enough of the protocol to find, on the appender's connections, where a request begins and its
answer ends. Everything else passes as it is; listening connections are cut now and then.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self
from urllib.parse import quote

from workers.postgres import PORT, Postgres

Fault = Literal["lost request", "torn request", "unheard", "lost answer", "torn answer"]

FAULTS: Final[tuple[Fault, ...]] = ("lost request", "torn request", "unheard", "lost answer", "torn answer")
"""Error, not written (1, 2); cut while the server is at work (3); written, then error (4, 5)."""
AGAIN: Final = 0.25
"""How often the repetition of a faulted request is faulted too."""
DEAF: Final = 0.1
"""How often a fault also cuts whoever listens."""

_PARSE, _BIND, _SYNC, _READY = b"P", b"B", b"S", b"Z"
_SOCKET: Final = f".s.PGSQL.{PORT}"


class _Cut(Exception):
    """This connection ends here."""


class Proxy:
    """A socket beside the server's own; every append through it meets a fault at least once."""

    def __init__(self, server: Postgres, dice: random.Random) -> None:
        self._server = server
        self._dice = dice
        self._folder = Path(tempfile.mkdtemp(prefix="baucu-proxy-"))
        self._listener: asyncio.Server | None = None
        self._links: set[_Link] = set()
        self._again = False
        """Whether the next request repeats one that met a fault."""
        self.met: Counter[Fault] = Counter()
        """Faults injected so far."""
        self.answered = 0
        """Appends whose answer was let through."""
        self.struck: Callable[[Fault], None] = lambda fault: None
        """Called at each fault, for a test that has more in mind than a cut."""

    def dsn(self, database: str, user: str) -> str:
        """The address of a database by way of this proxy."""
        return f"postgresql://{user}@/{database}?host={quote(str(self._folder), safe='/')}&port={PORT}"

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_unix_server(self._serve, self._folder / _SOCKET)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listener:
            self._listener.close()
        for link in list(self._links):
            link.cut()
        while self._links:
            await asyncio.sleep(0.001)
        shutil.rmtree(self._folder)

    def fault(self) -> Fault | None:
        """What becomes of the next append; one that is sent for the first time never gets through whole."""
        spared = self._again and self._dice.random() >= AGAIN
        self._again = not spared
        return None if spared else self._dice.choice(FAULTS)

    def strike(self, fault: Fault) -> None:
        """Note a fault; now and then a listener is cut off with it."""
        self.met[fault] += 1
        if self._dice.random() < DEAF:
            self.deafen()
        self.struck(fault)

    def deafen(self) -> None:
        """Cut off whoever listens."""
        for link in [each for each in self._links if each.name == "baucu-listen"]:
            link.cut()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = _Link(self, reader, writer)
        self._links.add(link)
        try:
            await link.run(self._server.sockets / _SOCKET)
        except (_Cut, OSError, asyncio.IncompleteReadError):
            pass  # either side is gone; the other one is about to notice
        finally:
            link.cut()
            self._links.discard(link)


class _Link:
    """One connection of a client, and ours to the server on its behalf."""

    def __init__(self, proxy: Proxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._proxy = proxy
        self._client = (reader, writer)
        self._server: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._fault: Fault | None = None
        self._append = False
        """Whether the answer that comes next is that of an append."""
        self.name = ""

    def cut(self) -> None:
        """Break both connections off, with whatever is still in them."""
        for _, writer in filter(None, (self._client, self._server)):
            writer.transport.abort()

    async def run(self, socket: Path) -> None:
        reader, _ = self._client
        length = await reader.readexactly(4)
        startup = length + await reader.readexactly(int.from_bytes(length, "big") - 4)
        words = startup[8:].split(b"\0")
        self.name = words[words.index(b"application_name") + 1].decode()
        self._server = await asyncio.open_unix_connection(socket)
        # Whoever waits for a write then waits until the last byte has gone.
        self._server[1].transport.set_write_buffer_limits(0)
        self._server[1].write(startup)
        ways = (self._requests(), self._answers())
        tasks = [asyncio.ensure_future(way) for way in ways]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            with suppress(_Cut, OSError, asyncio.IncompleteReadError):
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _requests(self) -> None:
        assert self._server is not None
        (reader, _), (_, writer) = self._client, self._server
        appends: set[bytes] = set()  # the names under which the client has prepared the appends
        while True:
            kind, message = await _message(reader)
            if kind == _PARSE and b" FROM ledger.append" in message:
                appends.add(message[5:].split(b"\0", 1)[0])
            if kind == _BIND and message[5:].split(b"\0", 2)[1] in appends:
                self._fault, self._append = self._proxy.fault(), True
                if self._fault == "torn request":
                    writer.write(message[: len(message) // 2])
                    await writer.drain()
                if self._fault in ("lost request", "torn request"):
                    self._strike()
            writer.write(message)
            await writer.drain()
            if kind == _SYNC and self._fault == "unheard":
                self._strike()

    async def _answers(self) -> None:
        assert self._server is not None
        (_, writer), (reader, _) = self._client, self._server
        held = b""
        while True:
            kind, message = await _message(reader)
            if self._fault:
                held += message
                if kind != _READY or self._fault == "unheard":
                    continue
                if self._fault == "torn answer":
                    writer.write(held[: len(held) // 2])
                    await writer.drain()
                self._strike()
            writer.write(message)
            await writer.drain()
            if kind == _READY and self._append:
                self._append = False
                self._proxy.answered += 1

    def _strike(self) -> None:
        assert self._fault is not None
        self._proxy.strike(self._fault)
        raise _Cut


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """One message of the protocol: its kind, and all its bytes."""
    head = await reader.readexactly(5)
    return head[:1], head + await reader.readexactly(int.from_bytes(head[1:], "big") - 4)
