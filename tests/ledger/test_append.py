"""The append function itself: outcomes, order, hashes, privileges."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from ledger.appender import Appender
from ledger.audit import verify
from ledger.connection import connect, open_pool
from ledger.store import Store
from tests.conftest import Database
from tests.ledger.draft import draft, drafts
from tests.ledger.toy import LOG, area


@pytest.fixture
async def appender(database: Database) -> AsyncIterator[Appender]:
    appender = Appender(database.app)
    yield appender
    await appender.close()


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    async with await open_pool(database.app) as pool:
        yield Store(pool)


async def test_eight_writers_leave_no_gap_and_a_reader_of_the_tail_sees_every_event(
    database: Database, store: Store
) -> None:
    done = asyncio.Event()

    async def write(writer: int) -> None:
        own = Appender(database.app)  # a process of its own, as far as the database can tell
        version = 1
        for number in range(100):
            size = 50 if number % 25 == 7 else 1
            verdict = await own.append(LOG, drafts(area(f"{writer}"), version, size, f"s{number}"))
            assert verdict.outcome == "appended"
            version += size
        await own.close()

    async def follow() -> list[int]:
        seen: list[int] = []
        while True:
            last_look = done.is_set()
            rows = await store.rows(LOG, seen[-1] if seen else 0)
            seen += [row.position for row in rows]
            if last_look and not rows:
                return seen

    following = asyncio.create_task(follow())
    await asyncio.gather(*(write(writer) for writer in range(8)))
    done.set()
    total = 8 * (96 + 4 * 50)
    assert await following == list(range(1, total + 1))
    assert (await verify(store, LOG)).events == total


async def test_commands_that_wait_together_are_judged_one_by_one(appender: Appender) -> None:
    await appender.append(LOG, [draft(area("01"), 1, "first")])
    await appender.append(LOG, [draft(area("02"), 1, "first")])
    await appender.append(LOG, [draft(area("08"), 1, "first")])
    verdicts = await asyncio.gather(
        appender.append(LOG, [draft(area("01"), 2, "next")]),
        appender.append(LOG, [draft(area("01"), 1, "first")]),
        appender.append(LOG, [draft(area("02"), 1, "first", digest="other", key="first:1")]),
        appender.append(LOG, [draft(area("03"), 5, "ahead")]),
        appender.append(LOG, [draft(area("04"), 1, "guarded", reads={area("08"): 1, area("05"): 0})]),
        appender.append(LOG, [draft(area("06"), 1, "guarded", reads={area("08"): 0})]),
        appender.append(LOG, drafts(area("07"), 1, 3, "three")),
    )
    told = [(it.outcome, it.position, it.version) for it in verdicts]
    assert told[0][:2] == ("appended", 4)
    assert told[1][:2] == ("already", 1)
    assert told[2] == ("conflict", None, 1)
    assert told[3] == ("conflict", None, 0)
    assert told[4][:2] == ("appended", 5)
    assert told[5] == ("guard_conflict", None, 1)
    assert verdicts[5].stream == area("08")
    assert told[6][:2] == ("appended", 6)


async def test_an_id_seen_before_with_other_content_is_told_by_position(appender: Appender) -> None:
    await appender.append(LOG, [draft(area(), 1, "a", key="opened:x")])
    verdict = await appender.append(LOG, [draft(area(), 2, "b"), draft(area(), 3, "b", key="opened:x")])
    assert (verdict.outcome, verdict.position) == ("key_reused", 1)


async def test_a_guard_fails_when_the_stream_is_written_in_the_same_call(appender: Appender) -> None:
    await appender.append(LOG, [draft(area("00"), 1, "warm")])  # so that the next ones go together
    verdicts = await asyncio.gather(
        appender.append(LOG, [draft(area("09"), 1, "busy")]),
        appender.append(LOG, [draft(area("01"), 1, "x", reads={area("02"): 0})]),
        appender.append(LOG, [draft(area("02"), 1, "y", reads={area("01"): 0})]),
    )
    assert [it.outcome for it in verdicts] == ["appended", "appended", "guard_conflict"]


async def test_a_malformed_command_fails_alone(appender: Appender) -> None:
    await appender.append(LOG, [draft(area("00"), 1, "warm")])
    results = await asyncio.gather(
        appender.append(LOG, [draft(area("01"), 1, "good")]),
        appender.append(LOG, [draft(area("02"), 1, "jump"), draft(area("02"), 3, "jump")]),
        appender.append(LOG, ["{}"]),
        appender.append(LOG, [draft("area/other-2021/01", 1, "elsewhere")]),
        appender.append(LOG, [draft(area("03"), 1, "good")]),
        return_exceptions=True,
    )
    assert [isinstance(result, asyncpg.InvalidParameterValueError) for result in results] == [
        False, True, True, True, False,
    ]  # fmt: skip


async def test_logs_have_positions_of_their_own(appender: Appender, store: Store) -> None:
    await appender.append(LOG, [draft(area(), 1, "a")])
    verdict = await appender.append("toy-2026", [draft("area/toy-2026/01", 1, "a")])
    assert verdict.position == 1
    assert await store.logs() == [LOG, "toy-2026"]


@pytest.mark.parametrize(
    ("setting", "what"),
    [("synchronous_commit = off", "synchronous_commit"),
     ("default_transaction_isolation = 'repeatable read'", "READ COMMITTED")],
)  # fmt: skip
async def test_an_unsafe_session_may_not_append(database: Database, setting: str, what: str) -> None:
    connection = await connect(database.app)
    await connection.execute(f"SET {setting}")
    with pytest.raises(asyncpg.ObjectNotInPrerequisiteStateError, match=what):
        await connection.fetch("SELECT * FROM ledger.append($1, $2, $3)", LOG, [draft(area(), 1, "a")], [1])
    one = "SELECT position FROM ledger.append_quickly($1, $2)"
    assert await connection.fetchval(one, LOG, draft(area(), 1, "a")) is None
    many = "SELECT position FROM ledger.append_quickly($1, $2, $3)"
    assert await connection.fetchval(many, LOG, [draft(area(), 1, "a")], [1]) is None
    await connection.close()


WRITES = (
    "UPDATE ledger.event SET type = 'x'",
    "DELETE FROM ledger.event",
    "TRUNCATE ledger.event",
)


@pytest.mark.parametrize("statement", [*WRITES, "INSERT INTO ledger.event SELECT * FROM ledger.event",
                                       "ALTER TABLE ledger.event DISABLE TRIGGER ALL",
                                       "SET session_replication_role = replica"])  # fmt: skip
@pytest.mark.parametrize("role", ["app", "reader"])
async def test_the_application_may_not_touch_the_record(
    database: Database, appender: Appender, role: str, statement: str
) -> None:
    await appender.append(LOG, [draft(area(), 1, "a")])
    connection = await connect(getattr(database, role))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(statement)
    await connection.close()


@pytest.mark.parametrize("statement", WRITES)
async def test_the_owner_is_stopped_by_the_trigger(
    database: Database, appender: Appender, statement: str
) -> None:
    await appender.append(LOG, [draft(area(), 1, "a")])
    connection = await connect(database.owner)
    with pytest.raises(asyncpg.RestrictViolationError, match="chỉ ghi thêm"):
        await connection.execute(statement)
    await connection.close()


async def test_a_reader_may_not_append(database: Database) -> None:
    connection = await connect(database.reader)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.fetch("SELECT * FROM ledger.append($1, $2, $3)", LOG, [draft(area(), 1, "a")], [1])
    await connection.close()


async def test_appends_stay_quick_after_a_plan_made_on_the_empty_table(
    database: Database, store: Store
) -> None:
    owner = await connect(database.owner)
    await owner.execute("ANALYZE ledger.event")
    await owner.close()
    connection = await connect(database.app)
    scans = "SELECT seq_scan FROM pg_stat_user_tables WHERE relid = 'ledger.event'::regclass"

    async def append(versions: range) -> None:
        for version in versions:
            body = draft(area(), version, f"s{version}")
            if version % 3 == 0:
                await connection.fetch("SELECT * FROM ledger.append($1, $2, $3)", LOG, [body], [1])
            elif version % 3 == 1:
                await connection.fetch("SELECT * FROM ledger.append_quickly($1, $2, $3)", LOG, [body], [1])
            else:
                await connection.fetch("SELECT * FROM ledger.append_quickly($1, $2)", LOG, body)

    await append(range(1, 40))
    await store.read([area()])
    await connection.execute("SELECT pg_stat_force_next_flush()")
    before = await connection.fetchval(scans)
    await append(range(40, 80))
    await connection.execute("SELECT pg_stat_force_next_flush()")
    assert await connection.fetchval(scans) == before
    await connection.close()
