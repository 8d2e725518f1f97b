"""Who may do what, as each role on a real PostgreSQL, and what it costs an append."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from ledger.appender import Appender
from ledger.connection import connect, open_pool
from ledger.proof.chain import genesis, verify
from ledger.store import Store
from tests.conftest import Database
from tests.ledger.draft import draft
from workers.postgres import AUDITOR, CHECKPOINTER, OWNER, READER, WRITER, Postgres

ONE, TWO = "mot-2021", "hai-2021"
LOGIN = "auditor_of_one"

TABLES = """
SELECT n.nspname || '.' || c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^(pg_|information_schema)'
 ORDER BY 1
"""
RECORD = {"ledger.event", "ledger.checkpoint"}
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")


@pytest.fixture
async def two(database: Database) -> None:
    """Three events in one log and two in another."""
    appender = Appender(database.app)
    for log, count in ((ONE, 3), (TWO, 2)):
        for version in range(1, count + 1):
            await appender.append(log, [draft(f"area/{log}/01", version, f"s{version}")])
    await appender.close()


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await connect(database.owner)
    yield connection
    await connection.close()


@pytest.fixture
async def login(postgres: Postgres, database: Database) -> AsyncIterator[str]:
    """DSN of an auditor's login that has been granted nothing yet."""
    superuser = await asyncpg.connect(postgres.dsn())
    await superuser.execute(f"CREATE ROLE {LOGIN} LOGIN IN ROLE {AUDITOR}")
    yield postgres.dsn(database.name, LOGIN)
    await superuser.execute(f"DROP ROLE {LOGIN}")
    await superuser.close()


async def logs(dsn: str) -> dict[str, int]:
    """What a login sees of the record: log and number of events."""
    connection = await connect(dsn)
    try:
        rows = await connection.fetch("SELECT log, count(*) FROM ledger.event GROUP BY log")
        return {row["log"]: row["count"] for row in rows}
    finally:
        await connection.close()


async def test_the_application_the_console_and_the_sealer_see_every_log(
    two: None, database: Database, postgres: Postgres
) -> None:
    for dsn in (database.app, database.reader, postgres.dsn(database.name, CHECKPOINTER)):
        assert await logs(dsn) == {ONE: 3, TWO: 2}


async def test_an_auditor_sees_the_logs_granted_until_they_are_revoked(
    two: None, owner: asyncpg.Connection, login: str
) -> None:
    assert await logs(login) == {}
    await owner.execute(
        "INSERT INTO ledger.access (grantee, log) VALUES ($1, $2), ('another', $3)", LOGIN, ONE, TWO
    )
    assert await logs(login) == {ONE: 3}
    pool = await open_pool(login, size=1)
    store = Store(pool)
    assert await store.logs() == [ONE]
    assert (await store.head(TWO), await store.rows(TWO)) == (0, [])
    head = genesis(ONE)
    verify(await store.rows(ONE), head)
    assert head.position == 3
    assert await pool.fetchval("SELECT count(*) FROM ledger.access") == 1, "nor who else sees what"
    await pool.close()
    await owner.execute("UPDATE ledger.access SET revoked_at = clock_timestamp() WHERE grantee = $1", LOGIN)
    assert await logs(login) == {}


async def test_an_auditor_reaches_the_record_and_nothing_else(owner: asyncpg.Connection, login: str) -> None:
    readable = {
        table
        for (table,) in await owner.fetch(TABLES)
        if await owner.fetchval("SELECT has_any_column_privilege($1, $2, 'SELECT')", LOGIN, table)
    }
    assert readable == RECORD | {"ledger.access", "ledger.installation", "ledger.schema_migration"}
    connection = await connect(login)
    for question in (
        "SELECT * FROM person.data_key",
        "SELECT * FROM person.sealed",
        "SELECT * FROM view.contest",
        "SELECT * FROM clerk.clock",
        "SELECT * FROM ledger.append('x', '{}', '{}')",
        "SELECT * FROM ledger.append_quickly('x', '{}', '{}')",
        "SELECT * FROM ledger.append_quickly('x', '{}')",
        "SELECT ledger.add_checkpoint('x', 1, '', '', '')",
        f"INSERT INTO ledger.access (grantee, log) VALUES ('{LOGIN}', '{TWO}')",
        "CREATE TEMPORARY TABLE more (n int)",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(question)
    await connection.close()


@pytest.mark.parametrize("role", [WRITER, READER, CHECKPOINTER, AUDITOR])
async def test_no_role_writes_the_record_but_through_its_two_doors(
    owner: asyncpg.Connection, role: str
) -> None:
    for table in RECORD | {"ledger.access"}:
        for right in WRITES:
            assert not await owner.fetchval("SELECT has_table_privilege($1, $2, $3)", role, table, right), (
                right
            )
        for right in ("INSERT", "UPDATE", "REFERENCES"):
            assert not await owner.fetchval("SELECT has_any_column_privilege($1, $2, $3)", role, table, right)


async def test_each_door_is_open_to_one_role(owner: asyncpg.Connection) -> None:
    doors = {
        "ledger.append(text, text[], integer[])": WRITER,
        "ledger.append_quickly(text, json[], integer[])": WRITER,
        "ledger.append_quickly(text, json)": WRITER,
        "ledger.add_checkpoint(text, bigint, bytea, bytea, text)": CHECKPOINTER,
    }
    for door, wanted in doors.items():
        for role in (WRITER, READER, CHECKPOINTER, AUDITOR):
            held = await owner.fetchval("SELECT has_function_privilege($1, $2, 'EXECUTE')", role, door)
            assert held == (role == wanted), (role, door)


@pytest.mark.parametrize("table", sorted(RECORD))
@pytest.mark.parametrize("who", ["owner", "superuser"])
async def test_not_even_the_owner_or_a_superuser_changes_the_record_by_accident(
    two: None, database: Database, postgres: Postgres, table: str, who: str
) -> None:
    connection = await asyncpg.connect(database.owner if who == "owner" else postgres.dsn(database.name))
    for statement in (f"UPDATE {table} SET log = log", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(asyncpg.RestrictViolationError, match="sổ cái chỉ ghi thêm"):
            await connection.execute(statement)
    await connection.close()


async def test_no_role_owns_a_table_or_may_become_the_owner(owner: asyncpg.Connection) -> None:
    for role in (WRITER, READER, CHECKPOINTER, AUDITOR):
        assert not await owner.fetchval("SELECT pg_has_role($1, $2, 'MEMBER')", role, OWNER)
        assert not await owner.fetchval(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = $1",
            role,
        )


async def test_row_security_costs_the_application_nothing(two: None, database: Database) -> None:
    question = f"EXPLAIN SELECT * FROM ledger.event WHERE log = '{ONE}' AND position > 1 ORDER BY position"
    connection = await connect(database.app)
    await connection.execute("SET enable_seqscan = off")
    plan = [row[0] for row in await connection.fetch(question)]
    await connection.close()
    # The policy that lets everything through leaves no trace in the plan.
    assert not any("SubPlan" in line or "InitPlan" in line or "Filter" in line for line in plan), plan


async def test_an_auditor_still_reads_by_the_index(two: None, owner: asyncpg.Connection, login: str) -> None:
    await owner.execute("INSERT INTO ledger.access (grantee, log) VALUES ($1, $2)", LOGIN, ONE)
    connection = await connect(login)
    await connection.execute("SET enable_seqscan = off")
    question = f"EXPLAIN SELECT * FROM ledger.event WHERE log = '{ONE}' AND position > 1 ORDER BY position"
    plan = "\n".join([row[0] for row in await connection.fetch(question)])
    await connection.close()
    assert "InitPlan" in plan, "the granted logs are looked up once a statement"
    assert "event_pkey" in plan
