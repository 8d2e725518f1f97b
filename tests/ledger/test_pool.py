"""The pool: a statement goes to the server once, and nothing of one user is left for the next."""

from __future__ import annotations

import asyncpg

from ledger.connection import open_pool
from tests.conftest import Database

_LAST = "SELECT query FROM pg_stat_activity WHERE pid = $1"


async def test_a_connection_goes_back_without_a_second_statement(database: Database) -> None:
    pool = await open_pool(database.app, size=2)
    try:
        async with pool.acquire() as watched:
            process = watched.get_server_pid()
            await watched.fetchval("SELECT 'said last'")
        async with pool.acquire() as first, pool.acquire() as second:
            watcher = second if first.get_server_pid() == process else first
            assert await watcher.fetchval(_LAST, process) == "SELECT 'said last'"
    finally:
        await pool.close()


async def test_a_transaction_left_open_is_rolled_back_before_the_next_user(database: Database) -> None:
    pool = await open_pool(database.app, size=1)
    try:
        async with pool.acquire() as careless:
            await careless.execute("BEGIN")
            await careless.execute("SET LOCAL search_path = pg_catalog")
        async with pool.acquire() as following:
            assert not following.is_in_transaction()
            assert await following.fetchval("SHOW search_path") != "pg_catalog"
    finally:
        await pool.close()


async def test_the_session_is_the_one_that_was_asked_for(database: Database) -> None:
    pool: asyncpg.Pool = await open_pool(database.app, "baucu-test")
    try:
        shown = [await pool.fetchval(f"SHOW {name}") for name in ("timezone", "application_name")]
        assert shown == ["UTC", "baucu-test"]
        assert await pool.fetchval("SHOW enable_seqscan") == "off"
    finally:
        await pool.close()
