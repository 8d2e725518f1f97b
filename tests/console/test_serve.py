"""The console as a process: whom it reads the database as, and what it says of its health."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import httpx2

from console.web import HEALTH, create_app
from ledger.migration import migrate
from tests.console.conftest import Told, browsing
from tests.console.course import LOG
from workers.postgres import OWNER, READER, WRITER, Postgres
from workers.settings import CHECKOUT

USERS = """
SELECT DISTINCT usename FROM pg_stat_activity
 WHERE datname = current_database() AND application_name IN ('baucu-console', 'baucu-listen')
"""


@asynccontextmanager
async def serving(log: Path, **environment: str) -> AsyncIterator[httpx2.AsyncClient]:
    """`baucu console` on a free port, with these settings and none of our own; up when it is healthy."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "console.cli", "console"),
            cwd=CHECKOUT,
            env={"PATH": os.environ["PATH"], "CONSOLE_PORT": str(port), **environment},
            stderr=output,
        )
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            async with asyncio.timeout(30):
                while True:
                    assert process.returncode is None, log.read_text()
                    try:
                        if (await client.get("/suc-khoe")).status_code == 200:
                            break
                    except httpx2.TransportError:
                        await asyncio.sleep(0.1)
            yield client
    finally:
        process.terminate()
        await process.wait()


async def test_the_console_needs_the_reading_role_and_the_keys_of_names(
    told: Told, keyring_file: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    settings = {"DATABASE_READER_URL": told.database.reader, "PERSON_KEYRING": str(keyring_file)}
    async with serving(log, STATE_DIR=str(tmp_path), **settings) as client:
        for path in ("/", f"/bau-cu/{LOG}", f"/bau-cu/{LOG}/don-vi-bau-cu/NA-BK-1"):
            assert (await client.get(path)).status_code == 200
        assert "Hồ Thị Kim Ngân" in (await client.get(f"/bau-cu/{LOG}")).text
        assert [row[0] for row in await told.pool.fetch(USERS)] == [READER]
    assert "DATABASE_READER_URL" not in log.read_text()


async def test_without_a_reading_role_it_reads_as_the_application_and_says_so_once(
    told: Told, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    given = {"DATABASE_URL": told.database.app, "TEMPORAL_ADDRESS": "127.0.0.1:1"}
    async with serving(log, STATE_DIR=str(tmp_path), **given) as client:
        assert (await client.get(f"/bau-cu/{LOG}")).status_code == 200
        assert [row[0] for row in await told.pool.fetch(USERS)] == [WRITER]
    assert log.read_text().count("DATABASE_READER_URL") == 1


async def test_health_is_503_while_the_database_is_away_and_200_when_it_is_back(servers: Path) -> None:
    async with Postgres(servers / "away", fsync=False) as server:
        await server.create_database("away")
        await migrate(server.dsn("away", OWNER))
        async with browsing(create_app(server.dsn("away", READER))) as client:
            assert (await client.get("/suc-khoe")).status_code == 200
            server.kill()
            began = time.monotonic()
            answer = await client.get("/suc-khoe")
            assert answer.status_code == 503
            assert "Cơ sở dữ liệu chưa trả lời" in answer.text
            assert time.monotonic() - began < HEALTH + 1
            await server.start()
            assert (await client.get("/suc-khoe")).status_code == 200


async def test_health_is_503_while_the_database_hangs(told: Told, client: httpx2.AsyncClient) -> None:
    owner = await asyncpg.connect(told.database.owner)
    async with owner.transaction():
        await owner.execute("LOCK TABLE view.cursor IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        assert (await client.get("/suc-khoe")).status_code == 503
        assert time.monotonic() - began < HEALTH + 1
    await owner.close()
    assert (await client.get("/suc-khoe")).status_code == 200
