"""Read tables made again beside the running system: readers never see less than before, nor a mixture."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx2
import pytest

from activities import projection, view
from activities.projection import Newer, project, rebuild, run, standing
from console.reading import Reading
from console.web import create_app
from domain.bodies.events import UnitEnrolled
from ledger.connection import open_pool
from tests.conftest import Database
from tests.console import course
from tests.console.conftest import browsing
from tests.console.course import LOG
from tests.console.record import Recorder

COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default
  FROM information_schema.columns WHERE table_schema = $1 ORDER BY table_name, ordinal_position
"""
SIZES = "SELECT " + ", ".join(f"(SELECT count(*) FROM view.{table})" for table in view.TABLES)


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[asyncpg.Pool]:
    opened = await open_pool(database.app)
    yield opened
    await opened.close()


@pytest.fixture
async def head(database: Database, pool: asyncpg.Pool, monkeypatch: pytest.MonkeyPatch) -> int:
    """The small election, played and shown; pages of five events, so that a rebuild takes many steps."""
    record = Recorder(database.app)
    await course.play(record)
    await record.close()
    head = await project(pool, LOG)
    monkeypatch.setattr(projection, "PAGE", 5)
    return head


async def everything(pool: asyncpg.Pool) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the read tables."""
    return {
        table: [tuple(row) for row in await pool.fetch(f"SELECT * FROM view.{table} AS t ORDER BY t")]
        for table in view.TABLES
    }


async def enrol(record: Recorder, number: int) -> None:
    """One more event that the tables show."""
    unit = UnitEnrolled(
        name=f"Xã {number}", level="commune", parent="BK-NS", path=("VN", "BK", "BK-NS"), ballots=("commune",)
    )
    await record.write(f"unit/MOI-{number}", unit, course.NOW, "nec")


async def leftovers(pool: asyncpg.Pool) -> int:
    """Rows still lying in the schema in which tables are made again."""
    tables = [*view.TABLES, "cursor"]
    return sum([await pool.fetchval(f"SELECT count(*) FROM rebuild.{table}") for table in tables])


async def test_both_schemas_have_the_same_columns_in_the_same_order(database: Database) -> None:
    owner = await asyncpg.connect(database.owner)
    view_columns, rebuild_columns = [await owner.fetch(COLUMNS, schema) for schema in ("view", "rebuild")]
    await owner.close()
    assert view_columns == rebuild_columns
    assert len(view_columns) > 50


async def test_readers_in_a_loop_see_the_old_rows_until_the_new_ones_are_there(
    pool: asyncpg.Pool, database: Database, head: int
) -> None:
    await pool.execute("UPDATE view.duty SET title = 'cũ'")
    looks = (
        "SELECT count(*), count(*) FILTER (WHERE title = 'cũ'), (SELECT position FROM view.cursor)"
        "  FROM view.duty"
    )
    seen: set[asyncpg.Record] = set()
    sizes = set(await pool.fetch(SIZES))
    reader = await asyncpg.connect(database.reader)
    work = asyncio.create_task(rebuild(pool, LOG))
    while not work.done():
        seen.update(await reader.fetch(looks))
        sizes.update(await reader.fetch(SIZES))
    assert await work == {LOG: head}
    seen.update(await reader.fetch(looks))
    await reader.close()
    duties = len(course.DUTIES)
    assert {tuple(row) for row in seen} == {(duties, duties, head), (duties, 0, head)}, "all old or all new"
    assert len(sizes) == 1
    assert await leftovers(pool) == 0


async def test_pages_answer_while_tables_are_made_again(
    pool: asyncpg.Pool, database: Database, head: int
) -> None:
    async with browsing(create_app(database.reader)) as client:

        async def words() -> str:
            answer: httpx2.Response = await client.get(f"/bau-cu/{LOG}")
            assert answer.status_code == 200
            return answer.text

        before = await words()
        work = asyncio.create_task(rebuild(pool, LOG))
        answers = set()
        while not work.done():
            answers.add(await words())
        await work
        assert answers | {await words()} == {before}
        assert f"tính đến sự kiện #{head}" in before


async def test_a_page_is_of_one_moment_whatever_is_projected_while_it_is_made(
    pool: asyncpg.Pool, database: Database, head: int
) -> None:
    reading = Reading(pool)
    record = Recorder(database.app)
    async with reading.one_moment() as page:
        assert await page.cursor(LOG) == head
        units = await page.unit_names(LOG)
        await enrol(record, 0)
        assert await project(pool, LOG) == head + 1
        await rebuild(pool, LOG)
        assert await page.unit_names(LOG) == units
        assert await page.cursor(LOG) == head, "what it says is what it has seen"
    assert await reading.cursor(LOG) == head + 1
    assert len(await reading.unit_names(LOG)) == len(units) + 1
    await record.close()


async def test_events_recorded_meanwhile_are_shown_at_once_and_are_in_the_new_tables(
    pool: asyncpg.Pool, database: Database, head: int
) -> None:
    record = Recorder(database.app)
    shown = []

    async def meanwhile(number: int) -> None:
        await enrol(record, number)
        shown.append(await project(pool, LOG))

    work = asyncio.create_task(rebuild(pool, LOG))
    for number in range(10):
        await meanwhile(number)
    await work
    await record.close()
    assert shown == list(range(head + 1, head + 11)), "other projectors did not wait for the rebuild"
    live = await everything(pool)
    await project(pool, LOG)
    await rebuild(pool, LOG)
    assert await everything(pool) == live
    assert (await standing(pool))[0].lag == 0


async def test_two_who_make_the_same_tables_again_take_turns(pool: asyncpg.Pool, head: int) -> None:
    before = await everything(pool)
    assert await asyncio.gather(*(rebuild(pool, LOG) for _ in range(3))) == [{LOG: head}] * 3
    assert await everything(pool) == before
    assert await leftovers(pool) == 0


async def test_a_rebuild_that_is_broken_off_changes_nothing_and_the_next_one_starts_afresh(
    pool: asyncpg.Pool, head: int
) -> None:
    before = await everything(pool)
    come = asyncio.Event()
    work = asyncio.create_task(rebuild(pool, LOG, lambda log, position, head: come.set()))
    await come.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert await everything(pool) == before
    (found,) = await standing(pool)
    assert found.rebuilt is not None
    assert 0 < found.rebuilt < found.position == head
    assert await rebuild(pool, LOG) == {LOG: head}
    assert await everything(pool) == before
    assert (await standing(pool))[0].rebuilt is None


async def test_progress_is_told_page_by_page(pool: asyncpg.Pool, head: int) -> None:
    told: list[tuple[str, int, int]] = []
    await rebuild(pool, LOG, lambda *progress: told.append(progress))
    assert told[0] == (LOG, 5, head)
    assert told[-1] == (LOG, head, head)
    assert [position for _, position, _ in told] == sorted({position for _, position, _ in told})


async def test_a_newer_projection_makes_the_tables_again_by_itself(
    pool: asyncpg.Pool, database: Database, head: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await everything(pool)
    await pool.execute("UPDATE view.duty SET title = 'theo cách cũ'")
    monkeypatch.setattr(projection, "VERSION", view.VERSION + 1)
    work = asyncio.create_task(run(pool, database.app))
    async with asyncio.timeout(10):
        while (await standing(pool))[0].version == view.VERSION:
            await asyncio.sleep(0.01)
    assert await everything(pool) == before
    assert (await standing(pool))[0].version == view.VERSION + 1
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


async def test_an_older_program_leaves_newer_tables_alone_and_says_so(
    pool: asyncpg.Pool, database: Database, head: int
) -> None:
    await pool.execute("UPDATE view.cursor SET version = version + 1")
    record = Recorder(database.app)
    await enrol(record, 0)
    await record.close()
    before = await everything(pool)
    with pytest.raises(Newer, match=f"phiên bản {view.VERSION + 1}, chương trình này chỉ biết đến"):
        await project(pool, LOG)
    work = asyncio.create_task(run(pool, database.app))
    await asyncio.sleep(0.2)
    assert not work.done(), "the relay goes on with its other work"
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert await everything(pool) == before
    assert (await standing(pool))[0].lag == 1
