"""The quick way of appending decides as the one that judges everything: same outcomes, same record."""

import random
from collections.abc import Sequence
from contextlib import suppress

import asyncpg
import pytest

from ledger.connection import connect
from ledger.proof.chain import Row, genesis, verify
from tests.conftest import Database
from tests.ledger.draft import draft, drafts

QUICK = "SELECT * FROM ledger.append($1, $2::json[], $3::integer[]) ORDER BY command"
LONE = "SELECT 1 AS command, 'appended' AS outcome, a.* FROM ledger.append($1, $2::json) AS a"
ALONE = "SELECT position FROM ledger.append($1, $2::json)"
JUDGED = "SELECT * FROM ledger.append_judged($1, $2::text[], $3::integer[]) ORDER BY command"

WAYS = {"quick-2021": QUICK, "lone-2021": LONE, "judged-2021": JUDGED}
"""A log for each way of appending; the lone one takes calls of one event, the others go the quick way."""


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
    connection: asyncpg.Connection, statement: str, log: str, commands: Sequence[Sequence[str]]
) -> list[tuple[object, ...]]:
    bodies = [body for command in commands for body in command]
    numbers = [number for number, command in enumerate(commands, 1) for _ in command]
    rows: list[asyncpg.Record] = []
    if statement == LONE and len(bodies) == 1:
        with suppress(asyncpg.UniqueViolationError):
            rows = await connection.fetch(f"{LONE} WHERE a.position IS NOT NULL", log, bodies[0])
    if not rows:
        rows = await connection.fetch(QUICK if statement == LONE else statement, log, bodies, numbers)
    return [
        (row["command"], row["outcome"], row["position"], row["stream"].replace(log, "LOG"), row["version"])
        for row in rows
    ]


async def test_all_ways_give_every_command_the_same_outcome(database: Database) -> None:
    connection = await connect(database.owner)
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
    connection = await connect(database.owner)
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
    assert [(number, outcome, position) for number, outcome, position, _, _ in answers] == [
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
    ],
)
async def test_a_malformed_call_is_refused_as_before(
    database: Database, bodies: list[str] | None, commands: list[int]
) -> None:
    connection = await connect(database.owner)
    for statement in (QUICK, JUDGED):
        with pytest.raises(asyncpg.InvalidParameterValueError, match=r"ledger\.append: body"):
            await connection.fetch(statement, "quick-2021", bodies, commands)
    if bodies is not None and len(bodies) == 1 and commands == [1]:
        assert await connection.fetchval(ALONE, "quick-2021", bodies[0]) is None
    assert await connection.fetchval("SELECT count(*) FROM ledger.event") == 0
    await connection.close()


@pytest.mark.parametrize("count", [1, 2])
async def test_a_body_that_reads_its_own_stream_is_refused(database: Database, count: int) -> None:
    """True at the first event of the command, false at the second: verification would name it."""
    connection = await connect(database.app)
    stream = area("quick-2021", "1")
    bodies = drafts(stream, 1, count, "a", reads={stream: 0})
    with pytest.raises(asyncpg.InvalidParameterValueError, match="its own stream"):
        await connection.fetch(QUICK, "quick-2021", bodies, [1] * count)
    assert await connection.fetchval(ALONE, "quick-2021", bodies[0]) is None
    await connection.close()


@pytest.mark.parametrize("schemas", [(0,), (-1,), (1, 0), (0, 1)])
async def test_a_schema_below_1_is_refused(database: Database, schemas: tuple[int, ...]) -> None:
    connection = await connect(database.app)
    bodies = [
        draft(area("quick-2021", "1"), version, "a").replace('"schema":1', f'"schema":{schema}')
        for version, schema in enumerate(schemas, 1)
    ]
    for numbers in ([1] * len(schemas), list(range(1, len(schemas) + 1))):
        with pytest.raises(asyncpg.InvalidParameterValueError, match="schema below 1"):
            await connection.fetch(QUICK, "quick-2021", bodies, numbers)
    if schemas[0] < 1:
        assert await connection.fetchval(ALONE, "quick-2021", bodies[0]) is None
    assert await connection.fetchval("SELECT count(*) FROM ledger.event") == 0
    await connection.close()


async def test_the_judging_way_is_not_for_the_application(database: Database) -> None:
    connection = await connect(database.app)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.fetch(JUDGED, "quick-2021", [draft("area/quick-2021/1", 1, "a")], [1])
    await connection.close()
