"""A duty that has lost its object: shown apart with its reason, counted neither as met nor as missed."""

from __future__ import annotations

from datetime import date

import httpx2
import pytest
from icalendar import Calendar

from console.reading import Reading
from domain.agenda.duty import Duty
from domain.agenda.events import DutyMooted, DutyOpened
from domain.zone import at, end_of_day
from tests.console.conftest import Told
from tests.console.course import CALLED, LOG, NOW, ROUND_TWO, SESSION, duty
from tests.console.test_pages import HOME, words
from tests.console.test_plan import asked

UNIT = "BK-NS-01"
CONTEST = "C-BK-NS-01-1"
ANNULLED = "kết quả đã bị hủy (Điều 81)"
BALLOT = duty(
    "bau_them_day",
    "committee",
    "Tổ chức bầu cử thêm",
    end_of_day(date(2021, 6, 7)),
    "commune",
    CONTEST,
)
APART = "Không còn đối tượng Đã mở, nay không ai phải làm nữa"


@pytest.fixture
async def told(told: Told) -> Told:
    """The additional ballot has lost its object; so has a duty that had been missed before."""
    await told.record.write(f"agenda/{UNIT}", DutyOpened(duty=BALLOT), CALLED, unit=UNIT)
    await moot(told, BALLOT, UNIT)
    await moot(told, ROUND_TWO, UNIT)
    await told.project()
    return told


async def moot(told: Told, lost: Duty, unit: str) -> None:
    event = DutyMooted(key=lost.key, deadline_article=lost.article, why=ANNULLED)
    await told.record.write(f"agenda/{unit}", event, at(date(2021, 5, 31), 15), unit=unit)


async def test_it_stays_in_the_read_table_with_its_reason(told: Told) -> None:
    row = await told.pool.fetchrow("SELECT * FROM view.duty WHERE log = $1 AND key = $2", LOG, BALLOT.key)
    assert row is not None
    assert (row["status"], row["moot_why"]) == ("moot", ANNULLED)
    assert row["settled_position"] > row["opened_position"]


async def test_it_counts_neither_as_met_nor_as_missed_nor_as_owed(told: Told) -> None:
    reading = Reading(told.pool)
    counts = await reading.counts(LOG, NOW)
    assert (counts.total, counts.met, counts.cured, counts.open) == (5, 1, 2, 2)
    assert (counts.missed, counts.owing, counts.moot) == (2, 0, 2), "one of those missed is moot"
    (unit,) = [each for each in await reading.units(LOG, NOW) if each.code == UNIT]
    assert unit.counts == counts
    assert not {BALLOT.deadline, ROUND_TWO.deadline} & {
        each.deadline for each in await reading.steps(LOG, NOW)
    }
    assert await reading.attention(LOG, NOW) != []
    assert all(row["status"] != "moot" for row in await reading.attention(LOG, NOW))


async def test_the_unit_shows_it_apart_with_its_reason(told: Told, client: httpx2.AsyncClient) -> None:
    page = await words(client, f"{HOME}/don-vi/{UNIT}")
    assert "3 trên 5 nhiệm vụ đã xong, 1 đến hạn trong 3 ngày." in page
    before, after = page.split(APART)
    assert "Tổ chức bầu cử thêm" not in before
    assert SESSION.title in before
    assert f"· {CONTEST} Ủy ban bầu cử 7/6/2021 {ANNULLED}" in after
    assert ROUND_TWO.title in after


async def test_its_constituency_and_the_election_say_so_too(told: Told, client: httpx2.AsyncClient) -> None:
    assert APART in await words(client, f"{HOME}/don-vi-bau-cu/{CONTEST}")
    assert "Ngoài ra 2 nhiệm vụ không còn đối tượng" in await words(client, HOME)
    assert APART not in await words(client, f"{HOME}/don-vi-bau-cu/NA-BK-1")


async def test_a_calendar_does_not_call_it_done(told: Told, client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"{HOME}/don-vi/{UNIT}/committee.ics")
    (event,) = [
        each
        for each in Calendar.from_ical(answer.content).walk("VEVENT")
        if str(each["uid"]).startswith(f"{UNIT}/committee/{BALLOT.key}@")
    ]
    assert event["summary"] == f"Không còn đối tượng: Tổ chức bầu cử thêm ({CONTEST})"
    assert f"Không còn đối tượng: {ANNULLED}." in str(event["description"])
    assert event.walk("VALARM") == []


async def test_what_a_plan_gave_up_is_shown_among_plans(told: Told, client: httpx2.AsyncClient) -> None:
    task = asked("phong-hop")
    await told.record.write("agenda/BK-NS", DutyOpened(duty=task), CALLED, unit="BK-NS")
    await moot(told, task, "BK-NS")
    await told.project()
    page = await words(client, f"{HOME}/don-vi/{UNIT}")
    assert f"{task.title} theo 01/KH-UBBC" in page.split("Việc theo kế hoạch")[1].split(APART)[1]
