"""The Temporal development server on a bare machine: a `temporal` on the PATH, or the one of the wheel.

Started as our own process rather than through the SDK, so that it can be killed and brought back on the same
port and file with every workflow in it. It keeps its state in one SQLite file and is bound to loopback; it is
for demos, drills and tests. Production runs the server of `docker-compose.yml`.
"""

import shutil
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from temporalio.client import Client
from temporalio.service import RPCError

from workers.port import LOOPBACK, free
from workers.server import Server, ServerError
from workers.settings import CHECKOUT

SEARCH_ATTRIBUTES: Final = CHECKOUT / "deploy" / "search-attributes"
REMEDY: Final = "giải phóng cổng đó hoặc chọn cổng khác"


class Temporal:
    """One development server over one data folder.

    `search_attributes` maps each name to its type (Keyword, Int, Datetime, ...). Port 0 takes a free port at
    the first start and keeps it; without a `ui_port` there is no web page. `dynamic` holds "key=JSON value".
    """

    def __init__(
        self,
        data: Path,
        namespaces: Sequence[str],
        *,
        search_attributes: Mapping[str, str] | None = None,
        port: int = 0,
        ui_port: int | None = None,
        dynamic: Sequence[str] = (),
    ) -> None:
        self.data = data.absolute()
        self._namespaces = tuple(namespaces)
        self._attributes = tuple(f"{name}={kind}" for name, kind in (search_attributes or {}).items())
        self._port = port
        self._ui_port = ui_port
        self._dynamic = tuple(dynamic)
        self._server = Server("Temporal", self.data)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def pid(self) -> int:
        """Process number of the server."""
        return self._server.pid

    @property
    def running(self) -> bool:
        """Whether the server we started is alive."""
        return self._server.running

    @property
    def address(self) -> str:
        """host:port of the gRPC service; the same after a kill and a restart."""
        if not self._port:
            raise ServerError(f"Temporal ở {self.data} chưa có địa chỉ; khởi động trước.")
        return f"{LOOPBACK}:{self._port}"

    @property
    def ui(self) -> str | None:
        """Address of the web page, when there is one."""
        return f"http://{LOOPBACK}:{self._ui_port}" if self._ui_port else None

    async def start(self) -> None:
        """Start the server; returns when every namespace answers."""
        if self.running:
            return
        self.data.mkdir(parents=True, exist_ok=True)
        # Another server on our port would answer in the place of ours.
        self._port = free(self._port, "Temporal", REMEDY)
        if self._ui_port is not None:
            self._ui_port = free(self._ui_port, "Temporal", REMEDY)
        descriptor = await self._server.claim()
        page = ("--headless",) if self._ui_port is None else ("--ui-port", str(self._ui_port))
        await self._server.spawn(
            [
                program(),
                *("server", "start-dev", "--ip", LOOPBACK, "--port", str(self._port), *page),
                *("--db-filename", str(self.data / "temporal.sqlite"), "--log-level", "warn"),
                # Survives a kill, not a power cut: this server is for trials, the record lies elsewhere.
                *_options("--sqlite-pragma", ("journal_mode=WAL", "synchronous=OFF")),
                *_options("--namespace", self._namespaces),
                *_options("--search-attribute", self._attributes),
                *_options("--dynamic-config-value", self._dynamic),
            ],
            self._answers,
            descriptor=descriptor,
            # A configuration file or a TEMPORAL_* variable of the user would change the server under us.
            environment={"HOME": str(self.data), "TZ": "UTC"},
        )

    async def stop(self) -> None:
        """Stop cleanly; the workflows stay in the file."""
        await self._server.stop(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the server with SIGKILL; `start` brings the same workflows back at the same address."""
        self._server.kill()

    async def end_orphan(self) -> bool:
        """Stop a server that a dead starter left behind on this data; False when there is none."""
        return await self._server.end_orphan(signal.SIGTERM)

    async def _answers(self) -> bool:
        try:
            for namespace in self._namespaces:
                client = await Client.connect(self.address, namespace=namespace)
                # The port answers before the namespaces and the visibility store do.
                await client.count_workflows()
        except (RPCError, RuntimeError):
            return False
        return True


def declared_attributes() -> dict[str, str]:
    """Name and type of every search attribute the workflows use, as `deploy/search-attributes` lists them."""
    lines = (line.partition("#")[0].split() for line in SEARCH_ATTRIBUTES.read_text().splitlines())
    return {words[0]: words[1] for words in lines if words}


def program() -> str:
    """The `temporal` to use: the one on the PATH, else the one of the wheel beside the interpreter."""
    if on_path := shutil.which("temporal"):
        return on_path
    beside = Path(sys.executable).with_name("temporal")
    if not beside.exists():
        raise ServerError(
            "Không có máy chủ Temporal; cài phần phụ `local` (./baucu tự cài), đặt một `temporal` "
            "trên PATH, hoặc đặt TEMPORAL_ADDRESS."
        )
    return str(beside)


def _options(name: str, values: Sequence[str]) -> list[str]:
    return [part for value in values for part in (name, value)]
