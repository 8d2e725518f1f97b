"""The group appender: many in one commit, one alone at once, and nobody held up by another."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from ledger.appender import Appender
from ledger.connection import connect
from tests.conftest import Database
from tests.ledger.draft import draft, drafts
from tests.ledger.toy import LOG, area

COMMITS = "SELECT count(DISTINCT xmin::text) FROM ledger.event"


@pytest.fixture
async def appender(database: Database) -> AsyncIterator[Appender]:
    appender = Appender(database.app)
    yield appender
    await appender.close()


async def test_thirty_two_writers_share_their_commits(database: Database, appender: Appender) -> None:
    async def write(writer: int) -> None:
        for version in range(1, 11):
            verdict = await appender.append(LOG, [draft(area(f"{writer}"), version, f"s{version}")])
            assert verdict.outcome == "appended"

    await asyncio.gather(*(write(writer) for writer in range(32)))
    connection = await connect(database.reader)
    assert await connection.fetchval("SELECT count(*) FROM ledger.event") == 320
    assert await connection.fetchval(COMMITS) < 40
    await connection.close()


async def test_one_that_gives_up_does_not_hold_up_those_that_wait(appender: Appender) -> None:
    await appender.append(LOG, [draft(area("00"), 1, "warm")])
    gives_up = asyncio.create_task(appender.append(LOG, drafts(area("01"), 1, 500, "long")))
    await asyncio.sleep(0)
    waits = [asyncio.create_task(appender.append(LOG, [draft(area(f"1{n}"), 1, "a")])) for n in range(3)]
    await asyncio.sleep(0)
    gives_up.cancel()
    assert [(await it).outcome for it in waits] == ["appended"] * 3
    with pytest.raises(asyncio.CancelledError):
        await gives_up
    again = await appender.append(LOG, drafts(area("01"), 1, 500, "long"))
    assert again.outcome in ("appended", "already")


async def test_closing_waits_for_what_is_under_way(database: Database) -> None:
    appender = Appender(database.app)
    first = asyncio.create_task(appender.append(LOG, [draft(area("01"), 1, "a")]))
    second = asyncio.create_task(appender.append(LOG, [draft(area("02"), 1, "a")]))
    await asyncio.sleep(0)
    await appender.close()
    assert [(await it).outcome for it in (first, second)] == ["appended", "appended"]


async def test_commands_of_two_logs_never_share_a_call(appender: Appender) -> None:
    orders = [(f"log-{number % 2}", number) for number in range(12)]
    verdicts = await asyncio.gather(
        *(appender.append(log, [draft(f"area/{log}/{number}", 1, "a")]) for log, number in orders)
    )
    assert sorted((log, it.position) for (log, _), it in zip(orders, verdicts, strict=True)) == [
        (f"log-{log}", position) for log in range(2) for position in range(1, 7)
    ]
