"""The command line as people meet it: a process of its own, on a database of its own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ledger.connection import open_pool
from ledger.store import Store
from workers.postgres import OWNER, WRITER, Postgres
from workers.settings import CHECKOUT

ELECTION = "bk-2021"
ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.strip().splitlines()
        return line


Cli = Callable[..., Awaitable[Done]]


async def call(*words: str, given: str = "", **environment: str) -> Done:
    """Run `baucu WORDS` with `given` on standard input and nothing of our own environment."""
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "console.cli", *words),
        cwd=CHECKOUT,
        env={**kept, **environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(given.encode())
    return Done(process.returncode or 0, out.decode(), err.decode())


@dataclass(frozen=True)
class Started:
    """A database in which the example's election has been started."""

    app: str
    owner: str
    state: Path
    said: Done | None = None
    """What `election start` said, where it was asked."""

    async def __call__(self, *words: str, given: str = "", **environment: str) -> Done:
        return await call(
            *words, given=given, DATABASE_URL=self.app, STATE_DIR=str(self.state), **environment
        )

    async def record(self, **envelope: Any) -> Done:
        """`baucu record -` with this document."""
        return await self("record", "-", given=json.dumps(envelope))

    async def head(self) -> int:
        """The last position of the election's log."""
        pool = await open_pool(self.app, size=1)
        try:
            return await Store(pool).head(ELECTION)
        finally:
            await pool.close()


@pytest.fixture(scope="module")
async def started(
    postgres: Postgres,
    template: str,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Started]:
    """One election for the tests of a module; those that record choose streams of their own."""
    name = f"cli_{request.module.__name__.rpartition('.')[2]}"
    await postgres.create_database(name, template=template)
    app, owner = postgres.dsn(name, WRITER), postgres.dsn(name, OWNER)
    state = tmp_path_factory.mktemp("state")
    said = await call("election", "start", "examples/bac-kan-2021", DATABASE_URL=app, STATE_DIR=str(state))
    yield Started(app, owner, state, said)
    await postgres.drop_database(name)


def act(body: str, unit: str, legal_at: str = "2020-12-01T09:00:00+07:00", **more: str) -> dict[str, str]:
    """Who asks, for a JSON document."""
    return {"actor": f"{body}.{unit}", "body": body, "unit": unit, "legal_at": legal_at, **more}
