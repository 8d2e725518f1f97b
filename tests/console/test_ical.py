"""The feed of one body of a running election, as a calendar program reads it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from icalendar import Calendar

from domain.agenda.events import DutyMoved, DutyOpened
from domain.zone import at, end_of_day
from tests.console.conftest import Told
from tests.console.course import CALLED, LOG, SESSION, duty

UNIT = "BK-NS-01"
HOME = f"/bau-cu/{LOG}/don-vi/{UNIT}"


async def read(client: httpx2.AsyncClient, body: str) -> tuple[bytes, dict[str, Any]]:
    """The bytes of a feed, and its events by the row of the law they are about."""
    answer = await client.get(f"{HOME}/{body}.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return answer.content, {str(event["uid"]).split("/")[2].split(":")[0]: event for event in events}


async def test_a_body_reads_its_own_duties_with_the_reasoning_of_the_law(
    client: httpx2.AsyncClient, told: Told
) -> None:
    last = end_of_day(date(2021, 5, 28))
    minutes = duty("ban_minutes_hdnd", "board", "Lập biên bản", last, "commune", "C-BK-NS-01-1")
    await told.record.write(f"agenda/{UNIT}", DutyOpened(duty=minutes), CALLED, unit=UNIT)
    _, events = await read(client, "board")
    assert set(events) == {"ban_minutes_hdnd"}
    event = events["ban_minutes_hdnd"]
    assert event["uid"] == f"{UNIT}/board/{minutes.key}@{LOG}.baucu"
    assert (event["dtstart"].dt, event["sequence"]) == (date(2021, 5, 28), 0)
    assert event["summary"] == "Lập biên bản (C-BK-NS-01-1)"
    assert event["description"].startswith(f"{minutes.article}.\n1. Bản A")
    assert "23/5/2021 + 5" in event["description"]
    alarms = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(days=-3, hours=8), timedelta(hours=8)]
    assert event["dtstamp"].dt == CALLED


async def test_a_moved_duty_keeps_its_uid_raises_its_sequence_and_says_why(
    client: httpx2.AsyncClient, told: Told
) -> None:
    _, events = await read(client, "council")
    before = events["hdnd_first_session"]
    assert before["sequence"] == 1
    assert before["dtstart"].dt == date(2021, 7, 14)
    assert "NQ 9" in before["description"]
    assert "mưa lũ" in before["description"]
    again = DutyMoved(
        key=SESSION.key,
        deadline_article=SESSION.article,
        old=SESSION.due + timedelta(days=7),
        new=SESSION.due + timedelta(days=9),
        decision="NQ 10",
        why="bão",
        opens=at(date(2021, 6, 20), 0),
    )
    await told.record.write(f"agenda/{UNIT}", again, at(date(2021, 6, 1), 9), unit=UNIT)
    _, events = await read(client, "council")
    after = events["hdnd_first_session"]
    assert (after["uid"], after["sequence"]) == (before["uid"], 2)
    assert after["dtstart"].dt == date(2021, 7, 16)
    assert after["dtstamp"].dt == at(date(2021, 6, 1), 9)
    assert "20/6/2021" in str(after["description"])


async def test_what_is_done_says_so_and_alarms_nobody(client: httpx2.AsyncClient) -> None:
    _, events = await read(client, "people_committee")
    assert events["ubbc_c_set_up"]["summary"].startswith("Đã xong: ")
    assert events["ubbc_c_set_up"].walk("VALARM") == []
    _, events = await read(client, "front")
    assert events["consult2_hdnd"]["summary"].startswith("Quá hạn: ")


async def test_an_hour_is_an_hour_and_a_constituency_is_named(client: httpx2.AsyncClient, told: Told) -> None:
    hourly = duty("x_hour", "team", "Mở cửa", at(date(2021, 5, 23), 7), subject="C-BK-NS-01-1")
    await told.record.write(f"agenda/{UNIT}", DutyOpened(duty=hourly), CALLED, unit=UNIT)
    _, events = await read(client, "team")
    assert events["x_hour"]["dtstart"].dt == at(date(2021, 5, 23), 7)
    assert events["x_hour"]["summary"] == "Mở cửa (C-BK-NS-01-1)"


async def test_the_same_record_gives_the_same_bytes(client: httpx2.AsyncClient) -> None:
    first, _ = await read(client, "council")
    assert (await read(client, "council"))[0] == first


async def test_the_units_page_leads_to_the_feeds(client: httpx2.AsyncClient) -> None:
    page = (await client.get(HOME)).text
    for body in ("committee", "council", "front", "people_committee"):
        assert f'href="{HOME}/{body}.ics"' in page


@pytest.mark.parametrize(
    "path", [f"{HOME}/police.ics", f"/bau-cu/{LOG}/don-vi/XX/committee.ics", "/bau-cu/x/don-vi/VN/nec.ics"]
)
async def test_nobodys_feed_is_not_there(client: httpx2.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_a_body_that_owes_nothing_yet_has_an_empty_feed(client: httpx2.AsyncClient) -> None:
    _, events = await read(client, "voter")
    assert events == {}
