"""A console over a real database that holds the small election of `course`."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg
import httpx2
import pytest
import uvicorn
from fastapi import FastAPI

from activities.projection import project
from console.web import create_app
from ledger.connection import open_pool
from ledger.person import Keyring, Persons, Subject
from tests.conftest import Database
from tests.console import course
from tests.console.record import Recorder


@dataclass(frozen=True)
class Told:
    """A database in which the course has been played, and the means to play on."""

    database: Database
    record: Recorder
    pool: asyncpg.Pool
    keyring: Keyring

    async def project(self) -> None:
        """Bring the read tables up to the ledger."""
        await project(self.pool, course.LOG)


@pytest.fixture
async def told(database: Database, keyring: Keyring) -> AsyncIterator[Told]:
    record = Recorder(database.app)
    pool = await open_pool(database.app)
    await course.play(record)
    await project(pool, course.LOG)
    names = {"na-001": "Hồ Thị Kim Ngân", "na-002": "Nguyễn <b>Thị</b> Thủy", "c-001": "Người ứng cử 1"}
    await Persons(pool, course.LOG, keyring).put_subjects(
        [Subject(code, name) for code, name in names.items()]
    )
    yield Told(database, record, pool, keyring)
    await pool.close()
    await record.close()


@asynccontextmanager
async def browsing(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A client that calls the application directly; not for streams, which it would wait out."""
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://console") as client:
            yield client


@pytest.fixture
async def client(told: Told) -> AsyncIterator[httpx2.AsyncClient]:
    async with browsing(create_app(told.database.reader, told.keyring)) as opened:
        yield opened


@pytest.fixture
async def address(told: Told) -> AsyncIterator[str]:
    """The console on a real port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(told.database.reader, told.keyring), log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    work = asyncio.create_task(server.serve([listener]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await work
