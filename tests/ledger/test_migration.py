"""Migrations: once each, in order, by one at a time."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from ledger import appender, delivery, progress, store
from ledger.appender import Appender
from ledger.connection import connect
from ledger.migration import FOLDER, MigrationError, claim, migrate
from tests.conftest import Database
from tests.ledger.draft import draft
from tests.ledger.toy import LOG, area
from workers.play import report
from workers.postgres import OWNER, Postgres


@pytest.fixture
async def empty(postgres: Postgres) -> AsyncIterator[str]:
    await postgres.create_database("empty")
    yield postgres.dsn("empty", OWNER)
    await postgres.drop_database("empty")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "migrations"))


async def test_three_at_once_apply_each_migration_once(empty: str) -> None:
    applied = await asyncio.gather(*(migrate(empty) for _ in range(3)))
    names = sorted(path.stem for path in FOLDER.glob("*.sql"))
    assert sorted(name for one in applied for name in one) == names
    assert await migrate(empty) == []


async def test_two_databases_of_one_cluster_may_migrate_at_once(postgres: Postgres) -> None:
    names = [f"twin{number}" for number in range(3)]
    for name in names:
        await postgres.create_database(name)
    await asyncio.gather(*(migrate(postgres.dsn(name, OWNER)) for name in names))
    for name in names:
        await postgres.drop_database(name)


async def test_an_edited_migration_is_refused(empty: str, folder: Path) -> None:
    await migrate(empty, folder)
    edited = folder / "0003_event.sql"
    edited.write_text(edited.read_text() + "-- a thought\n")
    with pytest.raises(MigrationError, match=r"0003_event\.sql đã bị sửa"):
        await migrate(empty, folder)


async def test_a_missing_migration_is_refused(empty: str, folder: Path) -> None:
    await migrate(empty, folder)
    (folder / "0003_event.sql").unlink()
    with pytest.raises(MigrationError, match=r"Thiếu tệp di trú 0003_event\.sql"):
        await migrate(empty, folder)


async def test_a_migration_numbered_before_an_applied_one_is_refused(empty: str, folder: Path) -> None:
    await migrate(empty, folder)
    (folder / "0002_afterthought.sql").write_text("SELECT 1;")
    with pytest.raises(MigrationError, match="0002_afterthought"):
        await migrate(empty, folder)


async def test_a_migration_that_fails_leaves_nothing_behind(empty: str, folder: Path) -> None:
    (folder / "9999_wrong.sql").write_text("CREATE TABLE ledger.half (); SELECT 1 / 0;")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(empty, folder)
    (folder / "9999_wrong.sql").write_text("CREATE TABLE ledger.half ();")
    assert await migrate(empty, folder) == ["9999_wrong"]


async def test_a_database_of_one_mode_is_refused_to_the_other(database: Database) -> None:
    await claim(database.owner, "live")
    await claim(database.owner, "live")
    with pytest.raises(MigrationError, match="live"):
        await claim(database.owner, "rehearsal")


async def test_what_was_recorded_before_a_claim_is_a_rehearsal(database: Database) -> None:
    writer = Appender(database.app)
    await writer.append(LOG, [draft(area(), 1, "a")])
    await writer.close()
    with pytest.raises(MigrationError, match="rehearsal"):
        await claim(database.owner, "live")


async def test_what_an_outbox_said_was_told_is_not_told_again(empty: str, folder: Path) -> None:
    later = [path for path in folder.glob("*.sql") if path.stem >= "0019"]
    kept = {path: path.read_text() for path in later}
    for path in later:
        path.unlink()
    await migrate(empty, folder)
    connection = await connect(empty)
    told = {"half-2021": (1, 2), "whole-2021": (1, 2, 3), "none-2021": ()}
    for log, positions in told.items():
        bodies = [draft(f"area/{log}/1", version, "a") for version in (1, 2, 3)]
        await connection.fetch("SELECT ledger.append($1, $2::text[], $3::integer[])", log, bodies, [1, 1, 1])
        tick = "UPDATE ledger.outbox SET delivered_at = now() WHERE log = $1 AND position = ANY ($2)"
        await connection.execute(tick, log, positions)
    for path, text in kept.items():
        path.write_text(text)
    assert "0019_delivery" in await migrate(empty, folder)
    rows = await connection.fetch("SELECT log, position FROM clerk.delivery")
    assert {row["log"]: row["position"] for row in rows} == {"half-2021": 2, "whole-2021": 3, "none-2021": 0}
    await connection.close()


async def test_every_statement_prepares_as_the_application(database: Database) -> None:
    connection = await connect(database.app)
    known = (store, appender, delivery, progress, report)
    for statement in (each for module in known for each in module.STATEMENTS):
        await connection.prepare(statement)
    await connection.close()
