"""Migrations: numbered SQL files, each applied once, in order, in a transaction of its own."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final, Literal

import asyncpg

from ledger.connection import connect, persist

FOLDER: Final = Path(__file__).parent / "migrations"
LOCK: Final = 7_205_759_403_792_794
"""Of this database: two programs that migrate at once take turns."""

Mode = Literal["live", "rehearsal"]

_TABLE: Final = """
CREATE SCHEMA IF NOT EXISTS ledger;
CREATE TABLE IF NOT EXISTS ledger.schema_migration (
  version    text PRIMARY KEY,
  sha256     text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
"""


class MigrationError(RuntimeError):
    """The database and this program do not belong together; the sentence says why and what to do."""


async def migrate(owner_dsn: str, folder: Path = FOLDER) -> list[str]:
    """Apply what is missing, as a role that owns the database or a superuser; returns the names applied.

    Refuses when an applied file has been edited or is gone, or when a new one sorts before an applied one.
    """
    files = {path.stem: path.read_text() for path in sorted(folder.glob("*.sql"))}
    connection = await persist(lambda: connect(owner_dsn, "baucu-migrate"))
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        await connection.execute(_TABLE)
        rows = await connection.fetch("SELECT version, sha256 FROM ledger.schema_migration ORDER BY version")
        _compare(files, {row["version"]: row["sha256"] for row in rows})
        missing = [name for name in files if name not in {row["version"] for row in rows}]
        for name in missing:
            await _apply(connection, name, files[name])
        return missing
    finally:
        await connection.close()  # releases the lock


async def claim(owner_dsn: str, mode: Mode) -> None:
    """Make this the database of `mode`; MigrationError when it is that of the other one."""
    connection = await persist(lambda: connect(owner_dsn, "baucu-migrate"))
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE ledger.installation IN SHARE ROW EXCLUSIVE MODE")
            claimed = await connection.fetchval("SELECT mode FROM ledger.installation")
            if claimed is None:
                # Until it is claimed everything is recorded as a rehearsal, and stays one.
                used = await connection.fetchval("SELECT EXISTS (SELECT FROM ledger.event)")
                claimed = "rehearsal" if used else mode
                await connection.execute("INSERT INTO ledger.installation (mode) VALUES ($1)", claimed)
            if claimed != mode:
                raise MigrationError(
                    f"Cơ sở dữ liệu này thuộc chế độ {claimed}, không dùng cho {mode} được; "
                    "đặt DATABASE_URL tới cơ sở dữ liệu khác."
                )
    finally:
        await connection.close()


async def mode(owner_dsn: str) -> Mode:
    """What this database was claimed for; a rehearsal until somebody does."""
    connection = await persist(lambda: connect(owner_dsn, "baucu-migrate"))
    try:
        claimed: Mode | None = await connection.fetchval("SELECT mode FROM ledger.installation")
        return claimed or "rehearsal"
    finally:
        await connection.close()


def _compare(files: dict[str, str], applied: dict[str, str]) -> None:
    for name, digest in applied.items():
        if name not in files:
            raise MigrationError(
                f"Thiếu tệp di trú {name}.sql đã áp dụng cho cơ sở dữ liệu; dùng đúng phiên bản chương trình."
            )
        if _digest(files[name]) != digest:
            raise MigrationError(
                f"Tệp di trú {name}.sql đã bị sửa sau khi áp dụng; khôi phục tệp cũ và viết một tệp mới."
            )
    late = [name for name in files if applied and name not in applied and name < max(applied)]
    if late:
        raise MigrationError(f"Tệp di trú {late[0]}.sql đứng trước {max(applied)} đã áp dụng; đánh số lại.")


async def _apply(connection: asyncpg.Connection, name: str, text: str) -> None:
    async with connection.transaction():
        await connection.execute(text)
        await connection.execute(
            "INSERT INTO ledger.schema_migration (version, sha256) VALUES ($1, $2)", name, _digest(text)
        )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
