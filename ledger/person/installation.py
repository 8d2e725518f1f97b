"""The master keys at installation, plain data of an older version, and a change of the master key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple

import asyncpg

from ledger.connection import connect, persist
from ledger.person.cipher import unwrap, wrap
from ledger.person.keyring import Keyring, KeyringError
from ledger.person.persons import keep, mailbox

_IN_USE: Final = "SELECT DISTINCT master FROM person.data_key WHERE master IS NOT NULL"
_ASIDE: Final = "SELECT to_regclass('person.plain_subject') IS NOT NULL"
_OWNED: Final = "SELECT has_table_privilege('person.plain_subject', 'SELECT')"
_LOCK: Final = "LOCK TABLE person.data_key IN SHARE ROW EXCLUSIVE MODE"
_OLD: Final = """
SELECT log, code, wrapped, master FROM person.data_key
 WHERE master <> $1 ORDER BY log, code LIMIT $2 FOR UPDATE
"""
_REWRAP: Final = "UPDATE person.data_key SET master = $3, wrapped = $4 WHERE log = $1 AND code = $2"

BATCH: Final = 1_000
"""Keys wrapped anew in one transaction, so that nobody waits long for a person's row."""


class Rotation(NamedTuple):
    """What a change of the master key came to."""

    rewrapped: int
    current: str
    unused: tuple[str, ...]
    """Master keys under which nothing is kept any more. Backups made before still need them."""


async def install(dsn: str, path: Path) -> Keyring:
    """The master keys for this database, made when nothing is kept under any yet.

    As the role that owns the tables it also seals what an older version left in plain columns; as the
    application it refuses as long as there is any. KeyringError when the file is missing or lacks a key that
    the database needs: a new file in its place would make everything kept so far unreadable, and hide it.
    """
    connection = await persist(lambda: connect(dsn, "baucu-person"))
    try:
        async with connection.transaction():
            await connection.execute(_LOCK)
            used = {row["master"] for row in await connection.fetch(_IN_USE)}
            keyring = _opened(path, new=not used)
            keyring.covers(used)
            if await connection.fetchval(_ASIDE):
                if not await connection.fetchval(_OWNED):
                    raise KeyringError(
                        "Cơ sở dữ liệu còn dữ liệu cá nhân chưa mã hóa của phiên bản trước; "
                        "chạy «baucu migrate» trước."
                    )
                await _carry(connection, keyring)
            return keyring
    finally:
        await connection.close()


async def rewrap(owner_dsn: str, keyring: Keyring) -> Rotation:
    """Wrap every person's key under the master key in use; the data themselves are not touched or read."""
    connection = await persist(lambda: connect(owner_dsn, "baucu-person"))
    done = 0
    try:
        while rows := await _batch(connection, keyring):
            done += rows
        used = {row["master"] for row in await connection.fetch(_IN_USE)}
        return Rotation(done, keyring.current, tuple(keyring.unused(used)))
    finally:
        await connection.close()


def _opened(path: Path, *, new: bool) -> Keyring:
    if new and not path.exists():
        try:
            return Keyring.make(path)
        except KeyringError:
            if not path.exists():  # else another installation made it just now
                raise
    return Keyring.load(path)


async def _carry(connection: asyncpg.Connection, keyring: Keyring) -> None:
    """Seal the plain rows and drop their tables: deleted rows would stay readable on disk."""
    found: dict[str, dict[str, dict[str, str | None]]] = {}
    for row in await connection.fetch("SELECT log, code, name, born FROM person.plain_subject"):
        born = row["born"].isoformat() if row["born"] else None
        found.setdefault(row["log"], {})[row["code"]] = {"name": row["name"], "born": born}
    boxes: dict[tuple[str, str], list[str]] = {}
    for row in await connection.fetch("SELECT * FROM person.plain_contact ORDER BY address"):
        boxes.setdefault((row["log"], mailbox(row["body"], row["unit"])), []).append(row["address"])
    for (log, code), addresses in boxes.items():
        found.setdefault(log, {})[code] = {"address": json.dumps(addresses)}
    for log, values in found.items():
        await keep(connection, log, values, keyring)
    await connection.execute("DROP TABLE person.plain_subject, person.plain_contact")


async def _batch(connection: asyncpg.Connection, keyring: Keyring) -> int:
    async with connection.transaction():
        rows: list[Any] = await connection.fetch(_OLD, keyring.current, BATCH)
        await connection.executemany(
            _REWRAP,
            [
                (
                    row["log"],
                    row["code"],
                    keyring.current,
                    wrap(
                        keyring[keyring.current],
                        unwrap(keyring[row["master"]], row["wrapped"], row["log"], row["code"]),
                    ),
                )
                for row in rows
            ],
        )
        return len(rows)
