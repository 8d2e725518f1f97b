"""Persons of one election on a real database."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from ledger.connection import open_pool
from ledger.person import Keyring, Persons
from tests.conftest import Database

LOG = "bk-2021"


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[asyncpg.Pool]:
    opened = await open_pool(database.app, size=2)
    yield opened
    await opened.close()


@pytest.fixture
async def persons(pool: asyncpg.Pool, keyring: Keyring) -> Persons:
    return Persons(pool, LOG, keyring)


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[asyncpg.Connection]:
    """The role that owns the tables, who may do what the program never does."""
    connection = await asyncpg.connect(database.owner)
    yield connection
    await connection.close()
