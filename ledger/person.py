"""Personal data beside the record: names of candidates, addresses of bodies.

Nobody reads these tables but through here, so that the values can later be kept under a key of each person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import asyncpg

from ledger.connection import persist


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


class Persons:
    """The personal data of one election (`log`)."""

    def __init__(self, pool: asyncpg.Pool, log: str) -> None:
        self._pool = pool
        self._log = log

    async def put_subjects(self, subjects: Iterable[Subject]) -> None:
        """Write these persons, correcting those already there; the others stay."""
        rows = [(self._log, *subject) for subject in subjects]
        await persist(
            lambda: self._pool.executemany(
                "INSERT INTO person.subject (log, code, name, born) VALUES ($1, $2, $3, $4)"
                " ON CONFLICT (log, code) DO UPDATE SET name = excluded.name, born = excluded.born",
                rows,
            )
        )

    async def erase(self, code: str) -> None:
        """Forget one person; whoever asks for the name gets none any more."""
        await persist(
            lambda: self._pool.execute(
                "DELETE FROM person.subject WHERE log = $1 AND code = $2", self._log, code
            )
        )

    async def names(self, codes: Sequence[str]) -> dict[str, str]:
        """Code to name; a code nobody knows is simply absent."""
        rows = await persist(
            lambda: self._pool.fetch(
                "SELECT code, name FROM person.subject WHERE log = $1 AND code = ANY($2)",
                self._log,
                list(codes),
            )
        )
        return {row["code"]: row["name"] for row in rows}

    async def put_contacts(self, contacts: Iterable[Contact]) -> None:
        """Replace the addresses of the bodies that are named; the others stay."""
        rows = [(self._log, *contact) for contact in contacts]
        await persist(lambda: self._replace(rows))

    async def addresses(self, body: str, unit: str) -> tuple[str, ...]:
        """Addresses of a body of a unit, in alphabetical order; empty when there is none."""
        rows = await persist(
            lambda: self._pool.fetch(
                "SELECT address FROM person.contact"
                " WHERE log = $1 AND body = $2 AND unit = $3 ORDER BY address",
                self._log,
                body,
                unit,
            )
        )
        return tuple(row["address"] for row in rows)

    async def _replace(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        bodies = sorted({row[:3] for row in rows})
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.executemany(
                "DELETE FROM person.contact WHERE log = $1 AND body = $2 AND unit = $3", bodies
            )
            await connection.executemany(
                "INSERT INTO person.contact (log, body, unit, address) VALUES ($1, $2, $3, $4)"
                " ON CONFLICT DO NOTHING",
                rows,
            )
