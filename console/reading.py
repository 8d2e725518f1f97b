"""What the pages read: the read tables, the legal clock, names of persons. One query for each part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from copy import copy
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

from activities.projection import Standing, standing
from domain.clock import Clock
from ledger.connection import persist
from ledger.person import Keyring, Persons, Purpose
from ledger.proof.checkpoint import parse, short
from ledger.store import Store

SOON: Final = timedelta(days=3)
"""A duty that falls due within this time is shown as soon due."""
PATIENCE: Final = 5.0
"""Seconds for which a page waits for a database that has gone away."""
MOMENTS: Final = 4
"""Pages made at the same time: each holds a connection, and half of them are left for names and streams."""
ATTENTION: Final = 5
"""Duties named on the election's page; the others are counted there and named on their units' pages."""

_ELECTIONS: Final = """
SELECT e.log, e.name, e.day, e.law, e.ballots, e.mode, e.called_at, e.closed_at, c.position,
       c.legal_at AS seen_at,
       (SELECT k.note FROM ledger.checkpoint AS k WHERE k.log = e.log ORDER BY k.size DESC LIMIT 1) AS note
  FROM view.election AS e JOIN view.cursor AS c USING (log)
 WHERE $1 = '' OR e.log = $1 ORDER BY e.day DESC, e.log
"""
_CLOCK: Final = "SELECT real_epoch, legal_epoch, scale, horizon FROM clerk.clock WHERE log = $1"
_CURSOR: Final = "SELECT position FROM view.cursor WHERE log = $1"

# Put together from constants of this module only.
_COUNTS: Final = """
       count(*) FILTER (WHERE d.status <> 'moot')                                AS total,
       count(*) FILTER (WHERE d.status = 'open')                                 AS open,
       count(*) FILTER (WHERE d.status = 'open' AND d.due BETWEEN $2 AND $3)     AS soon,
       count(*) FILTER (WHERE d.status = 'met')                                  AS met,
       count(*) FILTER (WHERE d.late)                                            AS late,
       count(*) FILTER (WHERE d.missed_at IS NOT NULL AND d.status <> 'moot')    AS missed,
       count(*) FILTER (WHERE d.status = 'cured')                                AS cured,
       count(*) FILTER (WHERE d.status = 'moot')                                 AS moot
"""
_TOTAL: Final = f"""
SELECT {_COUNTS} FROM view.duty AS d WHERE d.log = $1 AND d.kind <> 'plan' AND ($4 = '' OR d.unit = $4)
"""  # nosec B608
_ASKED: Final = f"""
SELECT {_COUNTS} FROM view.duty AS d WHERE d.log = $1 AND d.kind = 'plan' AND ($4 = '' OR d.unit = $4)
"""  # nosec B608
_STEPS: Final = f"""
SELECT d.deadline, min(d.title) AS title, min(d.article) AS article, min(d.opens) AS opens,
       min(d.due) AS first_due, max(d.due) AS last_due, {_COUNTS}
  FROM view.duty AS d WHERE d.log = $1 AND d.kind <> 'plan' AND d.status <> 'moot' GROUP BY d.deadline
 ORDER BY first_due, last_due, d.deadline
"""  # nosec B608
_UNITS: Final = f"""
WITH RECURSIVE tree (code, name, level, parent, depth, path) AS (
  SELECT code, name, level, parent, 0, ARRAY[code] FROM view.unit WHERE log = $1 AND parent = ''
   UNION ALL
  SELECT u.code, u.name, u.level, u.parent, t.depth + 1, t.path || u.code
    FROM view.unit AS u JOIN tree AS t ON u.parent = t.code WHERE u.log = $1
)
SELECT t.code, t.name, t.level, t.depth, {_COUNTS}
  FROM tree AS t LEFT JOIN view.duty AS d ON d.log = $1 AND d.unit = t.code AND d.kind <> 'plan'
 GROUP BY t.code, t.name, t.level, t.depth, t.path ORDER BY t.path
"""  # nosec B608
_ATTENTION: Final = """
SELECT d.*, u.name AS unit_name FROM view.duty AS d JOIN view.unit AS u ON u.log = d.log AND u.code = d.unit
 WHERE d.log = $1 AND d.kind <> 'plan'
   AND (d.status = 'missed' OR d.status = 'open' AND (d.due BETWEEN $2 AND $3 OR d.due = d.opens))
 ORDER BY d.status = 'open', d.due, d.unit, d.key LIMIT $4
"""
_CONTESTS: Final = """
SELECT c.*, u.name AS unit_name
  FROM view.contest AS c JOIN view.unit AS u ON u.log = c.log AND u.code = c.unit
 WHERE c.log = $1 AND ($2 = '' OR c.code = $2) AND ($3 = '' OR c.unit = $3)
 ORDER BY array_position('{na,province,district,commune}', c.ballot),
          regexp_replace(c.code, '[0-9]+$', ''), length(c.code), c.code
"""
_RESULTS: Final = "SELECT * FROM view.result WHERE log = $1 AND contest = $2 ORDER BY position"
_UNIT: Final = """
SELECT u.*, p.name AS parent_name FROM view.unit AS u
  LEFT JOIN view.unit AS p ON p.log = u.log AND p.code = u.parent WHERE u.log = $1 AND u.code = $2
"""
_ABOVE: Final = """
WITH RECURSIVE path (code, parent, depth) AS (
  SELECT code, parent, 0 FROM view.unit WHERE log = $1 AND code = $2
   UNION ALL
  SELECT u.code, u.parent, p.depth + 1 FROM view.unit AS u JOIN path AS p ON u.code = p.parent
   WHERE u.log = $1
)
SELECT code FROM path WHERE depth > 0 ORDER BY depth
"""
_NAMES: Final = "SELECT code, name FROM view.unit WHERE log = $1"
_DUTIES: Final = """
SELECT * FROM view.duty WHERE log = $1 AND unit = $2 AND kind <> 'plan' ORDER BY due, deadline, key
"""
_SUBJECT_DUTIES: Final = """
SELECT * FROM view.duty WHERE log = $1 AND subject = $2 AND kind <> 'plan' ORDER BY due, deadline, key
"""
_PLANS: Final = """
SELECT d.*, u.name AS office_name
  FROM view.duty AS d JOIN view.unit AS u ON u.log = d.log AND u.code = d.unit
 WHERE d.log = $1 AND d.subject = $2 AND d.kind = 'plan' ORDER BY d.due, d.key
"""
_REMINDERS: Final = """
SELECT r.*, u.name AS addressee_name FROM view.reminder AS r
  LEFT JOIN view.unit AS u ON u.log = r.log AND u.code = r.addressee_unit
 WHERE r.log = $1 AND r.unit = $2 ORDER BY r.position DESC
"""
_REMINDED: Final = """
SELECT rung, count(*) FILTER (WHERE status = 'sent') AS sent,
       count(*) FILTER (WHERE status = 'failed') AS failed
  FROM view.reminder WHERE log = $1 GROUP BY rung
"""
_AREAS: Final = "SELECT * FROM view.area WHERE log = $1 AND unit = $2 ORDER BY code"
_TURNOUT: Final = """
SELECT count(*) AS areas, count(opened_at) AS opened, count(closed_at) AS closed, count(sent_at) AS sent,
       coalesce(sum(registered), 0) AS registered, coalesce(sum(voted), 0) AS voted
  FROM view.area WHERE log = $1
"""
STATEMENTS: Final = (
    _ELECTIONS,
    _CLOCK,
    _CURSOR,
    _TOTAL,
    _ASKED,
    _STEPS,
    _UNITS,
    _ATTENTION,
    _CONTESTS,
    _RESULTS,
    _UNIT,
    _ABOVE,
    _NAMES,
    _DUTIES,
    _SUBJECT_DUTIES,
    _PLANS,
    _REMINDERS,
    _REMINDED,
    _AREAS,
    _TURNOUT,
)


class Election(NamedTuple):
    """One election as the head of a page shows it."""

    log: str
    name: str
    day: date
    law: str
    ballots: list[str]
    mode: str
    called_at: datetime
    closed_at: datetime | None
    position: int
    seen_at: datetime
    """The latest legal time on record."""
    note: str | None
    """The newest checkpoint, as signed."""

    @property
    def seal(self) -> str:
        """What a printed page says of the record it was printed from; empty while there is no checkpoint."""
        return str(short(parse(self.note))) if self.note else ""


class Counts(NamedTuple):
    """Duties by what became of them; missed counts all that were, whether later made good or not.

    Those that have lost their object are in `moot` alone.
    """

    total: int
    open: int
    soon: int
    met: int
    late: int
    missed: int
    cured: int
    moot: int

    @property
    def owing(self) -> int:
        """Missed and still not done."""
        return self.missed - self.cured

    @property
    def done(self) -> int:
        """Done, in time or not."""
        return self.met + self.cured


class Step(NamedTuple):
    """One legal step: one deadline of the law over all bodies that owe it."""

    deadline: str
    title: str
    article: str
    opens: datetime | None
    first_due: datetime
    last_due: datetime
    counts: Counts


class Unit(NamedTuple):
    """One unit of the tree with its duties counted."""

    code: str
    name: str
    level: str
    depth: int
    counts: Counts


Row = Mapping[str, Any]


class Reading:
    """Reads of one console; every answer is of one moment, none is kept.

    Without the master keys of personal data it knows codes only, which is all that figures need.
    """

    def __init__(self, pool: asyncpg.Pool, keyring: Keyring | None = None) -> None:
        self._pool = pool
        self._keyring = keyring
        self._moment: PoolConnectionProxy | None = None
        self._moments = asyncio.Semaphore(MOMENTS)
        self.store = Store(pool)

    @asynccontextmanager
    async def one_moment(self) -> AsyncIterator[Reading]:
        """Reads of the tables at one moment: the figures of a page fit its position and each other.

        Names and the ledger itself are read as they are.
        """
        async with self._moments:
            connection = await persist(self._pool.acquire, PATIENCE)
            try:
                async with connection.transaction(isolation="repeatable_read", readonly=True):
                    frozen = copy(self)
                    frozen._moment = connection
                    yield frozen
            finally:
                await self._pool.release(connection)

    async def elections(self) -> list[Election]:
        """All elections, the latest day first."""
        return [Election(*row) for row in await self._fetch(_ELECTIONS, "")]

    async def election(self, log: str) -> Election | None:
        """One election, or None when nobody has called it."""
        rows = await self._fetch(_ELECTIONS, log)
        return Election(*rows[0]) if rows else None

    async def cursor(self, log: str) -> int:
        """The position up to which the read tables speak."""
        rows = await self._fetch(_CURSOR, log)
        return int(rows[0]["position"]) if rows else 0

    async def legal_now(self, election: Election) -> datetime:
        """The legal clock: how far a script lets it run, else the running clock, else what is on record."""
        rows = await self._fetch(_CLOCK, election.log)
        real = datetime.now(UTC)
        if rows:
            row = dict(rows[0])
            horizon = row.pop("horizon")
            return horizon or Clock(**row, mode=election.mode).legal(real)
        return real if election.mode == "live" else election.seen_at

    async def counts(self, log: str, now: datetime, unit: str = "") -> Counts:
        """Duties of the law in an election, or in one of its units."""
        rows = await self._fetch(_TOTAL, log, now, now + SOON, unit)
        return Counts(*rows[0])

    async def asked(self, log: str, now: datetime, unit: str = "") -> Counts:
        """What plans and letters ask for, by what became of it: of an election, or what one unit asks for."""
        rows = await self._fetch(_ASKED, log, now, now + SOON, unit)
        return Counts(*rows[0])

    async def steps(self, log: str, now: datetime) -> list[Step]:
        """The legal steps in order of their first due instant."""
        rows = await self._fetch(_STEPS, log, now, now + SOON)
        return [Step._make((*row[:6], Counts(*row[6:]))) for row in map(tuple, rows)]

    async def units(self, log: str, now: datetime) -> list[Unit]:
        """All units, each after the one above it."""
        rows = await self._fetch(_UNITS, log, now, now + SOON)
        return [Unit._make((*row[:4], Counts(*row[4:]))) for row in map(tuple, rows)]

    async def attention(self, log: str, now: datetime) -> list[Row]:
        """Duties overdue and not done, then those soon due."""
        return await self._fetch(_ATTENTION, log, now, now + SOON, ATTENTION)

    async def contests(self, log: str, code: str = "", unit: str = "") -> list[Row]:
        """Constituencies, of the Assembly first; one of them, or those of one unit."""
        rows = await self._fetch(_CONTESTS, log, code, unit)
        return [_parsed(row, ("percent", "votes", "reasons")) for row in rows]

    async def results(self, log: str, contest: str) -> list[Row]:
        """What each poll of a constituency gave, in order."""
        rows = await self._fetch(_RESULTS, log, contest)
        return [_parsed(row, ("percent", "votes", "reasons")) for row in rows]

    async def unit(self, log: str, code: str) -> Row | None:
        """One unit with the name of the one above it."""
        rows: list[Row] = await self._fetch(_UNIT, log, code)
        return rows[0] if rows else None

    async def above(self, log: str, code: str) -> list[str]:
        """Codes of the units above one, nearest first."""
        return [row["code"] for row in await self._fetch(_ABOVE, log, code)]

    async def unit_names(self, log: str) -> dict[str, str]:
        """Names of all units by code."""
        return {row["code"]: row["name"] for row in await self._fetch(_NAMES, log)}

    async def duties(self, log: str, unit: str = "", subject: str = "") -> list[Row]:
        """Duties of a unit, or those about one constituency, by due instant."""
        if subject:
            return await self._fetch(_SUBJECT_DUTIES, log, subject)
        return await self._fetch(_DUTIES, log, unit)

    async def plans(self, log: str, unit: str) -> list[Row]:
        """What plans and letters ask of a unit, whoever set it, by due instant."""
        return await self._fetch(_PLANS, log, unit)

    async def reminders(self, log: str, unit: str) -> list[Row]:
        """Reminders about the duties of a unit, the newest first."""
        return await self._fetch(_REMINDERS, log, unit)

    async def reminded(self, log: str) -> dict[str, Row]:
        """How many reminders of each rung went out or failed."""
        return {row["rung"]: row for row in await self._fetch(_REMINDED, log)}

    async def areas(self, log: str, unit: str) -> list[Row]:
        """Polling areas of a unit."""
        return await self._fetch(_AREAS, log, unit)

    async def turnout(self, log: str) -> Row:
        """Registered and voted over all polling areas, and how far the day has come."""
        rows: list[Row] = await self._fetch(_TURNOUT, log)
        return rows[0]

    async def lag(self) -> list[Standing]:
        """Head of each log beside the position of its read tables."""
        return await standing(self._pool)

    async def names(self, log: str, codes: Sequence[str]) -> dict[str, str]:
        """Names of persons by code; the code itself where no name is kept."""
        if self._keyring is None:
            return {code: code for code in codes}
        persons = Persons(self._pool, log, self._keyring)
        known = await persons.names(codes, Purpose.LIST_AND_RESULT, "console")
        return {code: known.get(code, code) for code in codes}

    async def ask(self, statement: str, *values: Any) -> list[Any]:
        """What a module of one page asks in its own words, at the same moment as all else on the page."""
        return await self._fetch(statement, *values)

    async def _fetch(self, statement: str, *values: Any) -> list[Any]:
        if self._moment is not None:
            return await self._moment.fetch(statement, *values)
        return await persist(lambda: self._pool.fetch(statement, *values), PATIENCE)


def _parsed(row: Row, columns: Sequence[str]) -> dict[str, Any]:
    return {**row, **{column: orjson.loads(row[column]) for column in columns}}
