"""What the reading role may do: look at everything that pages show, and nothing more."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from ledger.connection import connect
from tests.conftest import Database
from workers.postgres import READER

TABLES = """
SELECT n.nspname || '.' || c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1
"""
SHOWN = ("clerk.clock", "clerk.delivery", "clerk.progress", "ledger.event", "ledger.installation")


@pytest.fixture
async def reader(database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await connect(database.reader)
    yield connection
    await connection.close()


async def tables(connection: asyncpg.Connection) -> list[str]:
    """Every table of ours."""
    return [row[0] for row in await connection.fetch(TABLES)]


async def test_the_reader_reads_what_pages_need(reader: asyncpg.Connection) -> None:
    view = [table for table in await tables(reader) if table.startswith("view.")]
    assert len(view) == 8
    for table in (*SHOWN, *view):
        await reader.fetch(f"SELECT * FROM {table}")
    asked = await reader.fetchval("SELECT person.ask_names('bk-2021', '{p-001}', 'list_and_result', 'test')")
    await reader.fetch("SELECT * FROM person.reveal($1)", asked)
    await reader.execute("LISTEN ledger")


async def test_the_reader_writes_nothing_anywhere_not_even_a_column(reader: asyncpg.Connection) -> None:
    found = await tables(reader)
    assert {*SHOWN, "person.access", "person.data_key", "person.sealed"} < set(found)
    for table in found:
        for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"):
            held = await reader.fetchval("SELECT has_table_privilege($1, $2, $3)", READER, table, right)
            assert not held, f"{right} {table}"
        for right in ("INSERT", "UPDATE", "REFERENCES"):
            held = await reader.fetchval("SELECT has_any_column_privilege($1, $2, $3)", READER, table, right)
            assert not held, f"{right} {table}"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO view.cursor (log) VALUES ('x')",
        "UPDATE clerk.clock SET scale = 2",
        "UPDATE clerk.delivery SET position = 0",
        "DELETE FROM person.sealed",
        "SELECT * FROM ledger.append('x', '{}', '{}')",
        "SELECT * FROM ledger.append_quickly('x', '{}', '{}')",
        "SELECT * FROM ledger.append_quickly('x', '{}')",
        "CREATE TABLE view.more (n int)",
        "CREATE TEMPORARY TABLE more (n int)",
        "CREATE SCHEMA more",
    ],
)
async def test_an_attempt_to_write_is_refused(reader: asyncpg.Connection, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await reader.execute(statement)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT content FROM person.sealed",
        "SELECT count(*) FROM person.sealed",
        "SELECT wrapped FROM person.data_key",
        "SELECT person.ask('x', '{front@BK}', '{address}', 'reminder', 'test')",
        "SELECT codes FROM person.access",
    ],
)
async def test_whatever_goes_round_the_logged_read_of_names_is_kept_from_the_reader(
    reader: asyncpg.Connection, question: str
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await reader.fetch(question)
