"""Reading the record: streams, the tail of a log, and what was known or in force at a moment."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import asyncpg
import orjson

from domain.event import EVENTS, Event, Meta, Recorded
from domain.stream import parse
from ledger.canonical import Row
from ledger.connection import persist
from ledger.upcast import upcast

PAGE: Final = 5_000
RUN: Final = 500
"""Rows in a page of a whole log: what fits the processor's cache is read and checked fastest."""

# Names of our own columns; nothing else is put into a statement.
_COLUMNS: Final = ", ".join(f"e.{column}" for column in Row._fields)

_STREAMS: Final = f"""
SELECT {_COLUMNS}
  FROM unnest($1::text[], $2::text[], $3::integer[]) AS wanted (log, stream, after)
 CROSS JOIN LATERAL (
       SELECT * FROM ledger.event AS e
        WHERE e.log = wanted.log AND e.stream = wanted.stream AND e.version > wanted.after
          AND ($4::timestamptz IS NULL OR e.recorded_at <= $4)
          AND ($5::timestamptz IS NULL OR e.legal_at <= $5)
        ORDER BY e.version
       ) AS e
"""  # nosec B608
_TAIL: Final = f"""
SELECT {_COLUMNS} FROM ledger.event AS e
 WHERE e.log = $1 AND e.position > $2 ORDER BY e.position LIMIT $3
"""  # nosec B608
_HEAD: Final = "SELECT position FROM ledger.event WHERE log = $1 ORDER BY position DESC LIMIT 1"
_NAMES: Final = """
SELECT stream FROM ledger.event
 WHERE log = $1 AND version = 1 AND starts_with(stream, $2) ORDER BY stream
"""
_OF_TYPES: Final = f"""
SELECT {_COLUMNS} FROM ledger.event AS e
 WHERE e.log = $1 AND e.type = ANY ($2::text[]) ORDER BY e.position
"""  # nosec B608
_LOGS: Final = "SELECT log FROM ledger.event WHERE position = 1 ORDER BY log"
_MODE: Final = "SELECT mode FROM ledger.installation"

STATEMENTS: Final = (_STREAMS, _TAIL, _HEAD, _NAMES, _OF_TYPES, _LOGS, _MODE)


def decode(row: Row) -> Recorded:
    """The event of a row, as this program knows it; LookupError for a type it does not know."""
    told = orjson.loads(row.body)
    try:
        kind = EVENTS[row.type]
    except KeyError:
        raise LookupError(
            f"{row.log}, position {row.position}: this program knows no event {row.type}"
        ) from None
    data = upcast(row.type, row.schema, kind.schema_version, told["data"])
    return record(row, kind.model_validate(data), Meta.model_validate(told["meta"]))


def record(row: Row, event: Event, meta: Meta) -> Recorded:
    """A row together with what its body says."""
    return Recorded(
        log=row.log,
        position=row.position,
        stream=row.stream,
        version=row.version,
        event_id=row.event_id,
        type=row.type,
        schema_version=row.schema,
        event=event,
        meta=meta,
        legal_at=row.legal_at,
        recorded_at=row.recorded_at,
        prev_hash=row.prev_hash.hex(),
        hash=row.hash.hex(),
    )


class Store:
    """Reads through a pool; waits for a database that is away."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def read(
        self,
        streams: Sequence[str],
        *,
        known_at: datetime | None = None,
        valid_at: datetime | None = None,
        after: Mapping[str, int] | None = None,
    ) -> dict[str, list[Recorded]]:
        """The events of each stream in order; an unknown stream has none.

        `known_at` leaves out what was recorded later, `valid_at` what legally happened later; `after` gives
        the version of a stream that the caller has already.
        """
        found: dict[str, list[Recorded]] = {stream: [] for stream in streams}
        seen = after or {}
        rows = await self._fetch(
            _STREAMS,
            [parse(stream).election for stream in found],
            list(found),
            [seen.get(stream, 0) for stream in found],
            known_at,
            valid_at,
        )
        for row in rows:
            found[row["stream"]].append(decode(Row(*row)))
        return found

    async def tail(self, log: str, after: int = 0, limit: int = PAGE) -> list[Recorded]:
        """The events that follow position `after`, at most `limit`."""
        return [decode(row) for row in await self.rows(log, after, limit)]

    async def rows(self, log: str, after: int = 0, limit: int = PAGE) -> list[Row]:
        """As `tail`, but as stored: for verification and export."""
        return [Row(*row) for row in await self._fetch(_TAIL, log, after, limit)]

    async def pages(self, log: str) -> AsyncIterator[list[Row]]:
        """The whole log as stored, from the first position to the head as it is when each page is read."""
        after = 0
        while rows := await self.rows(log, after, RUN):
            yield rows
            after = rows[-1].position

    async def head(self, log: str) -> int:
        """The last position; 0 for a log without events."""
        rows = await self._fetch(_HEAD, log)
        return int(rows[0]["position"]) if rows else 0

    async def of_types(self, log: str, types: Sequence[str]) -> list[Recorded]:
        """Every event of these types, whatever its stream, in order of position."""
        return [decode(Row(*row)) for row in await self._fetch(_OF_TYPES, log, list(types))]

    async def streams(self, log: str, prefix: str = "") -> list[str]:
        """Names of the log's streams that begin with `prefix`, in order."""
        return [row["stream"] for row in await self._fetch(_NAMES, log, prefix)]

    async def logs(self) -> list[str]:
        """Every log: the elections of this database."""
        return [row["log"] for row in await self._fetch(_LOGS)]

    async def mode(self) -> str:
        """`live` or `rehearsal`; what nobody has claimed is a rehearsal."""
        rows = await self._fetch(_MODE)
        return str(rows[0]["mode"]) if rows else "rehearsal"

    async def _fetch(self, statement: str, *arguments: Any) -> list[Any]:
        return await persist(lambda: self.pool.fetch(statement, *arguments))
