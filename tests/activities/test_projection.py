"""The read tables say what the ledger says, whoever writes them and however often."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from activities import projection, view
from activities.projection import Gap, project, rebuild, run
from domain.agenda.events import DutyMoved
from domain.constituencies.events import ConstituenciesPublished, ContestPlan
from domain.contest.events import (
    AdditionalBallotDeclined,
    ConstituencyMinutesMade,
    OpenPointSettled,
    RepollProposed,
    RerunConsented,
    RerunDecided,
    ResultAnnulled,
    ResultDetermined,
)
from domain.minutes import Figures
from domain.outcome import Next
from domain.terms import Poll, Reason
from domain.zone import at
from ledger.connection import open_pool
from tests.conftest import Database
from tests.console import course
from tests.console.course import ADJUST, LOG, ROUND, ROUND_TWO, SESSION
from tests.console.record import Recorder


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[asyncpg.Pool]:
    opened = await open_pool(database.app)
    yield opened
    await opened.close()


@pytest.fixture
async def record(database: Database) -> AsyncIterator[Recorder]:
    recorder = Recorder(database.app)
    yield recorder
    await recorder.close()


async def rows(pool: asyncpg.Pool) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the read tables."""
    return {
        table: [tuple(row) for row in await pool.fetch(f"SELECT * FROM view.{table} AS t ORDER BY t")]
        for table in view.TABLES
    }


async def duty(pool: asyncpg.Pool, key: str) -> asyncpg.Record:
    row = await pool.fetchrow("SELECT * FROM view.duty WHERE log = $1 AND key = $2", LOG, key)
    assert row is not None
    return row


async def test_every_statement_is_one_the_database_accepts(pool: asyncpg.Pool) -> None:
    async with pool.acquire() as connection:
        for schema in ("view", "rebuild"):
            await connection.execute("SELECT set_config('search_path', $1, false)", schema)
            for statement in (*view.STATEMENTS, *projection.STATEMENTS):
                await connection.prepare(statement)


async def test_a_duty_cured_after_its_day_is_missed_and_late(pool: asyncpg.Pool, record: Recorder) -> None:
    await course.play(record)
    await project(pool, LOG)
    found = await duty(pool, ROUND.key)
    assert (found["status"], found["late"]) == ("cured", True)
    assert found["missed_at"] == ROUND.due
    assert found["done_at"] == ROUND.due + timedelta(days=2)


async def test_a_duty_done_in_time_and_recorded_afterwards_is_missed_but_not_late(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.play(record)
    await project(pool, LOG)
    found = await duty(pool, ADJUST.key)
    assert (found["status"], found["late"]) == ("cured", False)
    assert found["missed_at"] == ADJUST.due
    assert found["done_at"] < ADJUST.due


async def test_a_duty_never_done_stays_missed(pool: asyncpg.Pool, record: Recorder) -> None:
    await course.play(record)
    await project(pool, LOG)
    found = await duty(pool, ROUND_TWO.key)
    assert (found["status"], found["done_at"], found["settled_position"]) == ("missed", None, None)


async def test_a_moved_duty_keeps_the_due_instant_it_had_first(pool: asyncpg.Pool, record: Recorder) -> None:
    await course.play(record)
    await project(pool, LOG)
    found = await duty(pool, SESSION.key)
    assert found["moved_from"] == SESSION.due
    assert found["due"] == SESSION.due + timedelta(days=7)


async def test_the_opening_of_a_duty_moves_where_the_move_says_so(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.play(record)
    opens = at(date(2021, 6, 20), 0)
    for again, first in ((8, opens), (9, None)):
        moved = DutyMoved(
            key=SESSION.key,
            deadline_article=SESSION.article,
            old=SESSION.due,
            new=SESSION.due + timedelta(days=again),
            decision="NQ 10",
            why="bão",
            opens=first,
        )
        await record.write("agenda/BK-NS-01", moved, at(date(2021, 6, 1), again), unit="BK-NS-01")
    await project(pool, LOG)
    found = await duty(pool, SESSION.key)
    assert (found["opens"], found["due"]) == (opens, SESSION.due + timedelta(days=9))


async def test_an_additional_ballot_adds_to_the_first_and_each_keeps_its_figures(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.play(record)
    await project(pool, LOG)
    found = await pool.fetchrow(
        "SELECT elected, outcome, settled, poll, additional_day, votes ->> 'c-001' AS first,"
        " votes ->> 'c-002' AS second FROM view.contest WHERE code = 'C-BK-NS-01-1'"
    )
    assert found is not None
    assert dict(found) == {
        "elected": ["c-001"],
        "outcome": "closed_short",
        "settled": True,
        "poll": "additional",
        "additional_day": date(2021, 5, 30),
        "first": "620",
        "second": "480",
    }
    polls = await pool.fetch(
        "SELECT poll, votes ->> 'c-002' AS votes FROM view.result WHERE contest = 'C-BK-NS-01-1' ORDER BY 1"
    )
    assert [tuple(row) for row in polls] == [("additional", "480"), ("first", "400")]


async def test_a_contest_waits_until_its_further_vote_is_settled(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.play(record)
    await project(pool, LOG)
    settled = "SELECT settled FROM view.contest WHERE code = 'NA-BK-1'"
    assert await pool.fetchval(settled) is True
    rerun = RerunDecided(day=date(2021, 6, 6), cause="annulled", decision="NQ 700")
    await record.write("contest/NA-BK-1", rerun, course.NOW, "nec")
    await project(pool, LOG)
    assert await pool.fetchval(settled) is False
    assert await pool.fetchval("SELECT rerun_day FROM view.contest WHERE code = 'NA-BK-1'") == date(
        2021, 6, 6
    )


async def test_a_declined_additional_ballot_settles_the_contest(pool: asyncpg.Pool, record: Recorder) -> None:
    await course.call(record)
    await course.commune(record)
    declined = AdditionalBallotDeclined(decision="NQ 701", why="đủ số đại biểu tối thiểu")
    await record.write("contest/C-BK-NS-01-1", declined, at(date(2021, 6, 2), 9), "nec")
    await project(pool, LOG)
    assert await pool.fetchval("SELECT bool_and(settled) FROM view.contest") is True


async def open_point(record: Recorder, contest: str, poll: Poll, certain: list[str], open: list[str]) -> None:
    """A poll that elects these for certain and leaves those to a decision."""
    votes = {code: 700 - 100 * place for place, code in enumerate([*certain, *open])}
    figures = Figures(
        registered=1000, voted=900, issued=900, collected=900, valid=900, invalid=0, votes=votes
    )
    minutes = ConstituencyMinutesMade(poll=poll, figures=figures, teams=())
    found = ResultDetermined(
        poll=poll,
        outcome="open_point",
        seats=3,
        elected=tuple(certain),
        percent={},
        reasons=(Reason(article="Điều 78.4 (O-2)", text="Luật không nói ai trúng cử."),),
        next=Next(step="p40", decided_by="nec"),
        open=tuple(open),
    )
    for event in (minutes, found):
        await record.write(f"contest/{contest}", event, at(date(2021, 6, 7), 9), "board")


def settled(poll: Poll, *elected: str) -> OpenPointSettled:
    return OpenPointSettled(poll=poll, elected=elected, decision="NQ 702", why="bốc thăm")


async def shown(pool: asyncpg.Pool, contest: str, poll: str) -> tuple[Any, ...]:
    """Elected, outcome and settled of a contest, and who was elected in this poll."""
    row = await pool.fetchrow(
        "SELECT c.elected, c.outcome, c.settled, r.elected FROM view.contest AS c JOIN view.result AS r"
        " ON r.contest = c.code WHERE c.code = $1 AND r.poll = $2",
        contest,
        poll,
    )
    assert row is not None
    return tuple(row)


async def test_a_decision_on_an_open_point_elects_whom_it_names_and_settles_the_contest(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.call(record)
    published = ConstituenciesPublished(
        ballot="na", contests=(ContestPlan(code="NA-BK-2", seats=3, unit="BK"),)
    )
    await record.write("unit/VN", published, course.CALLED, "nec")
    await open_point(record, "NA-BK-2", "first", ["n1", "n2"], ["n3", "n4"])
    await project(pool, LOG)
    assert await shown(pool, "NA-BK-2", "first") == (["n1", "n2"], "open_point", False, ["n1", "n2"])
    await record.write("contest/NA-BK-2", settled("first", "n4"), course.NOW, "nec")
    await project(pool, LOG)
    elected = ["n1", "n2", "n4"]
    assert await shown(pool, "NA-BK-2", "first") == (elected, "complete", True, elected)
    again = RerunDecided(day=date(2021, 6, 6), cause="annulled", decision="NQ 700")
    await record.write("contest/NA-BK-2", again, course.NOW, "nec")
    await open_point(record, "NA-BK-2", "rerun", [], ["n1"])
    await project(pool, LOG)
    assert await shown(pool, "NA-BK-2", "rerun") == ([], "open_point", False, [])
    await record.write("contest/NA-BK-2", settled("rerun"), course.NOW, "nec")
    await project(pool, LOG)
    assert await shown(pool, "NA-BK-2", "rerun") == ([], "closed_short", True, [])
    assert await shown(pool, "NA-BK-2", "first") == ([], "closed_short", True, [])


async def test_step_by_step_all_at_once_and_from_nothing_give_the_same_rows(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.play(record)
    head = int(await pool.fetchval("SELECT max(position) FROM ledger.event"))
    for position in range(1, head + 1):
        assert await project(pool, LOG, until=position) == position
    stepwise = await rows(pool)
    assert all(stepwise.values())
    assert await rebuild(pool) == {LOG: head}
    assert await rows(pool) == stepwise


async def test_a_rebuild_puts_right_what_was_changed_by_hand(pool: asyncpg.Pool, record: Recorder) -> None:
    await course.play(record)
    await project(pool, LOG)
    before = await rows(pool)
    await pool.execute("UPDATE view.duty SET status = 'met'")
    await pool.execute("DELETE FROM view.contest")
    assert await rows(pool) != before
    await rebuild(pool, LOG)
    assert await rows(pool) == before


async def test_projectors_at_the_same_time_apply_every_event_once(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    await course.play(record)
    head = int(await pool.fetchval("SELECT max(position) FROM ledger.event"))
    ends = await asyncio.gather(*(project(pool, LOG) for _ in range(4)), rebuild(pool, LOG))
    assert ends[:4] == [head] * 4
    once = await rows(pool)
    await rebuild(pool, LOG)
    assert await rows(pool) == once


async def test_two_elections_do_not_mix(pool: asyncpg.Pool, database: Database, record: Recorder) -> None:
    await course.play(record)
    other = Recorder(database.app, "hn-2021")
    await course.call(other)
    await other.close()
    await project(pool, LOG)
    await project(pool, "hn-2021")
    before = await rows(pool)
    await rebuild(pool, "hn-2021")
    assert await rows(pool) == before
    assert await pool.fetchval("SELECT count(*) FROM view.duty WHERE log = 'hn-2021'") == 0


async def test_a_gap_in_the_ledger_stops_the_projector_and_names_the_place(
    pool: asyncpg.Pool, database: Database, record: Recorder
) -> None:
    await course.call(record)
    owner = await asyncpg.connect(database.owner)
    await owner.execute("ALTER TABLE ledger.event DISABLE TRIGGER append_only")
    await owner.execute("DELETE FROM ledger.event WHERE position = 3")
    await owner.close()
    await project(pool, LOG, until=2)
    with pytest.raises(Gap, match="sau vị trí 2"):
        await project(pool, LOG)
    assert await pool.fetchval("SELECT position FROM view.cursor") == 2


async def test_a_running_projector_follows_the_ledger_by_itself(
    pool: asyncpg.Pool, database: Database, record: Recorder
) -> None:
    work = asyncio.create_task(run(pool, database.app))
    try:
        await course.call(record)
        async with asyncio.timeout(4):  # well under the slow poll behind the notices
            while await pool.fetchval("SELECT count(*) FROM view.unit") < len(course.UNITS):
                await asyncio.sleep(0.02)
    finally:
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work


async def test_an_auditor_can_read_the_tables_and_write_none(
    pool: asyncpg.Pool, database: Database, record: Recorder
) -> None:
    await course.call(record)
    await project(pool, LOG)
    reader = await asyncpg.connect(database.reader)
    assert await reader.fetchval("SELECT count(*) FROM view.unit") == len(course.UNITS)
    for table in (*view.TABLES, "cursor"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await reader.execute(f"DELETE FROM view.{table}")
    await reader.close()


@pytest.mark.covers("p43", "p44")
async def test_an_annulled_result_is_never_shown_as_settled(pool: asyncpg.Pool, record: Recorder) -> None:
    """Article 81: nobody is elected by what was annulled, with or without a day for the re-run."""
    await course.play(record)
    contest = "contest/NA-BK-1"
    annulled = ResultAnnulled(
        areas=("BK-NS-01-A1",), why="serious_breach", proposed_by="", decision="730/NQ-HĐBCQG"
    )
    await record.write(contest, annulled, course.NOW, "nec")
    await project(pool, LOG)
    assert await shown(pool, "NA-BK-1", "first") == ([], "annulled", False, [])
    assert "730/NQ-HĐBCQG" in await pool.fetchval(
        "SELECT reasons::text FROM view.contest WHERE code = 'NA-BK-1'"
    )
    day = RerunDecided(day=date(2021, 6, 6), cause="annulled", decision="730", areas=("BK-NS-01-A1",))
    await record.write(contest, day, course.NOW, "nec")
    await project(pool, LOG)
    assert await shown(pool, "NA-BK-1", "first") == ([], "rerun", False, [])


@pytest.mark.covers("p43")
async def test_a_rerun_shows_which_of_its_three_acts_has_been_done(
    pool: asyncpg.Pool, record: Recorder
) -> None:
    """Article 80.3: the committee reports, the Council agrees, the committee fixes the day."""
    await course.play(record)
    code = "C-BK-NS-01-1"
    seen = []
    for act in (
        RepollProposed(poll="rerun", decision="12/BC-UBBC"),
        RerunConsented(decision="705/HĐBCQG"),
        RerunDecided(day=date(2021, 6, 6), cause="low_turnout", decision="14/QĐ-UBBC"),
    ):
        await record.write(f"contest/{code}", act, course.NOW, "nec")
        await project(pool, LOG)
        seen.append(await pool.fetchval("SELECT outcome FROM view.contest WHERE code = $1", code))
    assert seen == ["rerun_proposed", "rerun_consented", "rerun"]
