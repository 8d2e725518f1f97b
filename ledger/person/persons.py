"""Persons of one election: kept, corrected, read for a purpose, erased."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

import asyncpg

from ledger.connection import persist
from ledger.person.cipher import Place, new_key, seal, unseal, unwrap, wrap
from ledger.person.keyring import Keyring
from ledger.person.purpose import Purpose

ERASED: Final = "(đã xóa)"
"""What is shown in place of the name of somebody whose data were erased."""

FIELDS: Final = ("name", "born", "note", "address")
"""What is kept: of a person name, day of birth and the office's notes; of a body the addresses."""

PAGE: Final = 5_000
"""Persons whose seals are opened at once."""

_MAKE: Final = """
INSERT INTO person.data_key (log, code, master, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
"""
# Whoever corrects a person waits here for whoever erases him, and the other way round.
_HOLD: Final = """
SELECT code, master, wrapped FROM person.data_key
 WHERE log = $1 AND code = ANY ($2) AND erased_at IS NULL ORDER BY code FOR UPDATE
"""
_VERSIONS: Final = """
SELECT code, field, version FROM person.sealed WHERE log = $1 AND code = ANY ($2)
"""
_KEEP: Final = """
INSERT INTO person.sealed (log, code, field, version, content) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (log, code, field) DO UPDATE SET version = $4, content = $5
"""
_DROP: Final = "DELETE FROM person.sealed WHERE log = $1 AND code = $2 AND field = $3"
_ASK: Final = "SELECT person.ask($1, $2, $3, $4, $5)"
_ASK_NAMES: Final = "SELECT person.ask_names($1, $2, $3, $4)"
_REVEAL: Final = "SELECT * FROM person.reveal($1)"
_DESTROY: Final = """
UPDATE person.data_key SET master = NULL, wrapped = NULL, erased_at = clock_timestamp()
 WHERE log = $1 AND code = $2 AND erased_at IS NULL
"""
_CLEAR: Final = "DELETE FROM person.sealed WHERE log = $1 AND code = $2"
_KEPT: Final = """
SELECT k.code, k.erased_at, k.master,
       coalesce(array_agg(s.field ORDER BY s.field) FILTER (WHERE s.field IS NOT NULL), '{}') AS fields
  FROM person.data_key AS k LEFT JOIN person.sealed AS s USING (log, code)
 WHERE k.log = $1 AND ($2 = '' OR k.code = $2) GROUP BY k.code, k.erased_at, k.master ORDER BY k.code
"""
_ACCESSES: Final = """
SELECT at, login, actor, purpose, codes, fields FROM person.access
 WHERE log = $1 AND ($2 = '' OR codes @> ARRAY[$2]) ORDER BY number DESC LIMIT $3
"""


class Subject(NamedTuple):
    """A person of one election under the code that events use."""

    code: str
    name: str
    born: date | None = None


class Contact(NamedTuple):
    """Where a body of a unit receives its mail; a body may have several addresses."""

    body: str
    unit: str
    address: str


class Kept(NamedTuple):
    """What is kept about one code, without any of it."""

    code: str
    erased_at: datetime | None
    master: str | None
    """Id of the master key; nothing for the erased."""
    fields: tuple[str, ...]


class Access(NamedTuple):
    """One read of personal data."""

    at: datetime
    login: str
    actor: str
    purpose: str
    codes: tuple[str, ...]
    fields: tuple[str, ...]


class Persons:
    """The personal data of one election (`log`); every read is on record, with its purpose, with the read."""

    def __init__(self, pool: asyncpg.Pool, log: str, keyring: Keyring) -> None:
        self._pool = pool
        self._log = log
        self._keyring = keyring

    async def put_subjects(self, subjects: Iterable[Subject]) -> None:
        """Write these persons, correcting those already there; the others and the erased stay as they are."""
        await self.put(
            {
                one.code: {"name": one.name, "born": one.born.isoformat() if one.born else None}
                for one in subjects
            }
        )

    async def put_contacts(self, contacts: Iterable[Contact]) -> None:
        """Replace the addresses of the bodies that are named; the others stay."""
        found: dict[str, set[str]] = {}
        for one in contacts:
            found.setdefault(mailbox(one.body, one.unit), set()).add(one.address)
        await self.put(
            {code: {"address": json.dumps(sorted(addresses))} for code, addresses in found.items()}
        )

    async def put(self, values: Mapping[str, Mapping[str, str | None]]) -> None:
        """Write fields of persons by code; None takes a field away, and what was erased stays erased."""
        await persist(lambda: self._put(values))

    async def names(self, codes: Sequence[str], purpose: Purpose, actor: str) -> dict[str, str]:
        """Code to name, `ERASED` for the erased; a code nobody knows is simply absent."""
        told = await self._reveal(_ASK_NAMES, codes, purpose.code, actor)
        return {code: fields["name"] for code, fields in told.items() if "name" in fields}

    async def read(
        self, codes: Sequence[str], fields: Sequence[str], purpose: Purpose, actor: str
    ) -> dict[str, dict[str, str]]:
        """Code to field to value, for those known; `ERASED` in every field of the erased."""
        return await self._reveal(_ASK, codes, list(fields), purpose.code, actor, wanted=fields)

    async def addresses(self, body: str, unit: str, purpose: Purpose, actor: str) -> tuple[str, ...]:
        """Addresses of a body of a unit, in alphabetical order; empty when there is none."""
        code = mailbox(body, unit)
        told = (await self.read([code], ["address"], purpose, actor)).get(code, {})
        value = told.get("address", ERASED)
        return () if value == ERASED else tuple(json.loads(value))

    async def erase(self, code: str) -> bool:
        """Destroy a person's key and data, for ever; False when there was nothing left to destroy.

        What lies in backups, in write-ahead logs and in letters already sent is not reached; of the first two
        nobody reads anything without the key, which lies in older backups only.
        """
        return await persist(lambda: self._erase(code))

    async def verify(self, actor: str) -> int:
        """Open every seal and show none; returns of how many persons. Altered names the first not whole.

        What was taken away whole is for `absences` to find.
        """
        codes = [one.code for one in await self.kept()]
        for start in range(0, len(codes), PAGE):
            await self.read(codes[start : start + PAGE], FIELDS, Purpose.INSPECTION, actor)
        return len(codes)

    async def kept(self, code: str = "") -> list[Kept]:
        """What is kept about everybody, or about one code; not a read of personal data."""
        rows = await persist(lambda: self._pool.fetch(_KEPT, self._log, code))
        return [Kept(row["code"], row["erased_at"], row["master"], tuple(row["fields"])) for row in rows]

    async def accesses(self, code: str = "", limit: int = 1_000) -> list[Access]:
        """Who has read what about whom, or about one code, the latest first."""
        rows = await persist(lambda: self._pool.fetch(_ACCESSES, self._log, code, limit))
        return [
            Access(**{**row, "codes": tuple(row["codes"]), "fields": tuple(row["fields"])}) for row in rows
        ]

    async def _put(self, values: Mapping[str, Mapping[str, str | None]]) -> None:
        async with self._pool.acquire() as connection, connection.transaction():
            await keep(connection, self._log, values, self._keyring)

    async def _reveal(
        self, ask: str, codes: Sequence[str], *more: Any, wanted: Sequence[str] = ("name",)
    ) -> dict[str, dict[str, str]]:
        if not codes:
            return {}
        rows = await persist(lambda: self._logged(ask, self._log, list(codes), *more))
        keys: dict[str, bytes] = {}
        found: dict[str, dict[str, str]] = {}
        for row in sorted(rows, key=lambda row: str(row["code"])):
            code = row["code"]
            if row["erased_at"] is not None:
                found[code] = dict.fromkeys(wanted, ERASED)
            elif row["field"] is not None:
                if code not in keys:
                    keys[code] = unwrap(self._keyring[row["master"]], row["wrapped"], self._log, code)
                place = Place(self._log, code, row["field"], row["version"])
                found.setdefault(code, {})[place.field] = unseal(keys[code], place, row["content"])
        return found

    async def _logged(self, ask: str, *values: Any) -> list[Any]:
        async with self._pool.acquire() as connection:
            async with connection.transaction():
                # The console's sessions are read-only; the one thing it writes is that it reads.
                await connection.execute("SET TRANSACTION READ WRITE")
                asked = await connection.fetchval(ask, *values)
            rows: list[Any] = await connection.fetch(_REVEAL, asked)
            return rows

    async def _erase(self, code: str) -> bool:
        async with self._pool.acquire() as connection, connection.transaction():
            done: str = await connection.execute(_DESTROY, self._log, code)
            await connection.execute(_CLEAR, self._log, code)
            return done != "UPDATE 0"


async def keep(
    connection: Any, log: str, values: Mapping[str, Mapping[str, str | None]], keyring: Keyring
) -> None:
    """Seal and write these values in the caller's transaction; see `Persons.put`."""
    codes = sorted(values)
    master = keyring.current
    fresh = [(log, code, master, wrap(keyring[master], new_key())) for code in codes]
    await connection.executemany(_MAKE, fresh)
    held = await connection.fetch(_HOLD, log, codes)
    rows = await connection.fetch(_VERSIONS, log, codes)
    versions = {(row["code"], row["field"]): row["version"] for row in rows}
    kept, dropped = [], []
    for row in held:
        code = row["code"]
        key = unwrap(keyring[row["master"]], row["wrapped"], log, code)
        for field, value in values[code].items():
            if value is None:
                dropped.append((log, code, field))
            else:
                place = Place(log, code, field, versions.get((code, field), 0) + 1)
                kept.append((*place, seal(key, place, value)))
    await connection.executemany(_DROP, dropped)
    await connection.executemany(_KEEP, kept)


def mailbox(body: str, unit: str) -> str:
    """The code under which a body's addresses are kept; no person's code has an «@»."""
    return f"{body}@{unit}"
