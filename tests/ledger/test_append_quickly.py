"""The quick ways of appending take what the one that judges everything takes, and make the same record."""

import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import asyncpg
import pytest

from ledger.connection import connect
from ledger.proof.chain import Row, genesis, verify
from tests.conftest import Database
from tests.ledger.draft import draft, drafts

JUDGED = "SELECT * FROM ledger.append($1, $2::text[], $3::integer[]) ORDER BY command"
QUICK = "SELECT * FROM ledger.append_quickly($1, $2::json[], $3::integer[])"
LONE = "SELECT position, recorded_at, ARRAY[prev_hash] FROM ledger.append_quickly($1, $2::json)"

WAYS = {"quick-2021": QUICK, "lone-2021": LONE, "judged-2021": JUDGED}
"""A log for each way of appending; the lone one takes calls of one event, the others go the quick way."""
FIRST = "SELECT recorded_at, prev_hash FROM ledger.event WHERE log = $1 AND position = $2"


def area(log: str, code: str) -> str:
    return f"area/{log}/{code}"


def call(dice: random.Random, log: str, versions: dict[str, int], step: int) -> list[list[str]]:
    """A call of one to six commands, most of them sound, on four streams; `versions` is what they suppose."""
    commands: list[list[str]] = []
    for number in range(dice.choice((1, 1, 2, 3, 6))):
        code = dice.choice("1234")
        stream = area(log, code)
        first = max(1, versions.get(code, 0) + 1 + dice.choice((0, 0, 0, 0, 0, 0, -1, 1)))
        reads = {}
        if dice.random() < 0.4:
            other = dice.choice([it for it in "12345" if it != code])
            reads[area(log, other)] = versions.get(other, 0) + dice.choice((0, 0, 0, 0, 1))
        name = f"s{step}:{number}" if dice.random() < 0.85 else f"s{dice.randint(0, step)}:0"
        changed = {"key": f"k{dice.randint(0, 3)}"} if dice.random() < 0.2 else {}
        digest = dice.choice(("d", "d", "d", "e"))
        count = 1 if changed else dice.choice((1, 1, 1, 2, 3))
        commands.append(drafts(stream, first, count, name, digest=digest, reads=reads, **changed))
    return commands


async def told(
    connection: asyncpg.Connection, way: str, log: str, commands: Sequence[Sequence[str]]
) -> list[tuple[object, ...]]:
    """What became of each command, as far as every way tells it."""
    bodies = [body for command in commands for body in command]
    numbers = [number for number, command in enumerate(commands, 1) for _ in command]
    if way == LONE and len(bodies) > 1:
        way = QUICK
    if way != JUDGED:
        values = (log, bodies[0]) if way == LONE else (log, bodies, numbers)
        written = None
        with suppress(asyncpg.UniqueViolationError):
            written = await connection.fetchrow(way, *values)
        if written is not None and written["position"] is not None:
            return await _checked(connection, log, commands, written)
    rows = await connection.fetch(JUDGED, log, bodies, numbers)
    return [
        (row["command"], row["outcome"], row["position"])
        + ((row["stream"].replace(log, "LOG"), row["version"]) if row["outcome"] != "appended" else ())
        for row in rows
    ]


async def _checked(
    connection: asyncpg.Connection, log: str, commands: Sequence[Sequence[str]], written: asyncpg.Record
) -> list[tuple[object, ...]]:
    """The outcomes of a quick call, once what it tells has been found in the record."""
    position, moment, hashes = written
    found: list[tuple[object, ...]] = []
    for number, (command, before) in enumerate(zip(commands, hashes, strict=True), 1):
        assert [tuple(row) for row in await connection.fetch(FIRST, log, position)] == [(moment, before)]
        found.append((number, "appended", position))
        position += len(command)
        moment += timedelta(microseconds=len(command))
    return found


async def test_all_ways_give_every_command_the_same_outcome(database: Database) -> None:
    connection = await connect(database.app)
    versions: dict[str, int] = {}
    outcomes: set[object] = set()
    for step in range(250):
        answers = [
            await told(connection, statement, log, call(random.Random(step), log, versions, step))
            for log, statement in WAYS.items()
        ]
        assert answers[0] == answers[1] == answers[2]
        outcomes |= {answer[1] for answer in answers[0]}
        for row in await connection.fetch(
            "SELECT stream, max(version) AS version FROM ledger.event WHERE log = $1 GROUP BY stream",
            "quick-2021",
        ):
            versions[row["stream"].rsplit("/", 1)[1]] = row["version"]
    assert outcomes == {"appended", "already", "conflict", "guard_conflict", "key_reused"}

    columns = ", ".join(Row._fields)
    for log in WAYS:
        rows = await connection.fetch(
            f"SELECT {columns} FROM ledger.event WHERE log = $1 ORDER BY position", log
        )
        head = genesis(log)
        verify([Row(*row) for row in rows], head)
        assert head.position == len(rows) > 60
    await connection.close()


async def test_an_id_that_is_there_takes_back_the_whole_of_a_quick_call(database: Database) -> None:
    connection = await connect(database.app)
    log = "quick-2021"
    await told(connection, QUICK, log, [[draft(area(log, "1"), 1, "a", key="opened:x")]])
    answers = await told(
        connection,
        QUICK,
        log,
        [
            [draft(area(log, "2"), 1, "b")],
            [draft(area(log, "1"), 2, "c", digest="e", key="opened:x")],
            [draft(area(log, "3"), 1, "d")],
        ],
    )
    assert [answer[:3] for answer in answers] == [
        (1, "appended", 2), (2, "key_reused", 1), (3, "appended", 3),
    ]  # fmt: skip
    assert await connection.fetchval("SELECT count(*) FROM ledger.event") == 3
    await connection.close()


@pytest.mark.parametrize(
    ("bodies", "commands"),
    [
        ([], []),
        (None, []),
        (["{}"], [1]),
        ([draft("area/quick-2021/1", 1, "a")], [2]),
        ([draft("area/quick-2021/1", 1, "a")], []),
        ([draft("area/quick-2021/1", 1, "a", digest="")], [1]),
        ([draft("area/quick-2021/1", 1, "a"), draft("area/quick-2021/2", 1, "b")], [1, 3]),
        ([draft("area/quick-2021/1", 1, "a"), draft("area/quick-2021/2", 2, "a")], [1, 1]),
        ([draft("area/other-2021/1", 1, "a")], [1]),
        ([draft(f"area/quick-2021/{code}", 1, "a") for code in "123"], [2, 1, 3]),
    ],
)
async def test_a_malformed_call_is_left_alone_by_the_quick_ways_and_refused_by_the_other(
    database: Database, bodies: list[str] | None, commands: list[int]
) -> None:
    connection = await connect(database.app)
    assert await connection.fetchval(QUICK, "quick-2021", bodies, commands) is None
    if bodies is not None and len(bodies) == 1 and commands == [1]:
        assert await connection.fetchval(LONE, "quick-2021", bodies[0]) is None
    with pytest.raises(asyncpg.InvalidParameterValueError, match=r"ledger\.append: body"):
        await connection.fetch(JUDGED, "quick-2021", bodies, commands)
    assert await connection.fetchval("SELECT count(*) FROM ledger.event") == 0
    await connection.close()
