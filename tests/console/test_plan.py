"""What plans ask for, on the unit's page, in its calendar and in a letter: shown, and never among the law."""

from __future__ import annotations

import re
from datetime import date

import httpx2
import pytest
from icalendar import Calendar

from activities.mail import compose
from console import ical
from domain.agenda.duty import Duty
from domain.agenda.events import DutyMet, DutyMissed, DutyOpened
from domain.agenda.plan import named
from domain.clerk.desk import Notice
from domain.event import Recorded
from domain.stream import Stream
from domain.zone import at, end_of_day
from ledger.store import Store
from tests.console.conftest import Told
from tests.console.course import CALLED, LOG

UNIT = "BK-NS-01"
DUE = end_of_day(date(2021, 5, 10))


def asked(code: str, unit: str = UNIT) -> Duty:
    return Duty(
        key=f"plan:budget:{code}:people_committee@{unit}:1",
        deadline="desk.budget",
        level="all",
        body="people_committee",
        kind="plan",
        subject=unit,
        article="theo 01/KH-UBBC",
        title=f"Kinh phí bầu cử: {code}",
        opens=None,
        due=DUE,
        fulfilled_by="TaskClosed",
        qualifier="1",
    )


async def ask(told: Told, *duties: Duty) -> None:
    """The district asks for it: on its agenda, not on the commune's."""
    for duty in duties:
        await told.record.write("agenda/BK-NS", DutyOpened(duty=duty), CALLED, unit="BK-NS")
    await told.project()


@pytest.mark.covers("story:14")
async def test_a_unit_sees_what_plans_ask_of_it_apart_from_the_law(
    told: Told, client: httpx2.AsyncClient
) -> None:
    before = (await client.get(f"/bau-cu/{LOG}/don-vi/{UNIT}")).text
    assert "Việc theo kế hoạch" not in before
    await ask(told, asked("KP-1"), asked("KP-2", "BK-NS-02"))
    after = (await client.get(f"/bau-cu/{LOG}/don-vi/{UNIT}")).text
    law, plan = after.split('id="ke-hoach"')
    assert "KP-1" not in law.partition('id="nhiem-vu"')[2]
    assert "Kinh phí bầu cử: KP-1" in plan
    assert "theo 01/KH-UBBC" in plan
    assert "KP-2" not in after
    lead = '<p class="lead">'
    assert after.split(lead)[1].split("</p>")[0] == before.split(lead)[1].split("</p>")[0], "the law's count"


async def test_who_asked_sees_how_much_of_it_is_done_and_the_board_counts_none_of_it(
    told: Told, client: httpx2.AsyncClient
) -> None:
    board = (await client.get(f"/bau-cu/{LOG}/bang")).text
    await ask(told, asked("KP-1"), asked("KP-2", "BK-NS-02"))
    home = "agenda/BK-NS"
    done = at(date(2021, 5, 9), 9)
    common = {"deadline_article": "theo 01/KH-UBBC"}
    met = DutyMet(key=asked("KP-1").key, done_at=done, by_event="x", **common)
    await told.record.write(home, met, done, unit="BK-NS")
    missed = DutyMissed(key=asked("KP-2", "BK-NS-02").key, due=DUE, **common)
    await told.record.write(home, missed, DUE, unit="BK-NS")
    await told.project()
    page = (await client.get(f"/bau-cu/{LOG}/don-vi/BK-NS")).text
    assert "Đơn vị này đã giao 2 việc: 1 xong" in page
    assert "1 quá hạn chưa làm" in page
    later = (await client.get(f"/bau-cu/{LOG}/bang")).text
    assert "Kinh phí" not in later
    tiles = re.compile(r'<dl class="tiles">.*?</dl>', re.DOTALL)
    assert tiles.findall(later) == tiles.findall(board) != []


async def test_a_body_s_calendar_marks_it_and_has_none_of_another_unit(
    told: Told, client: httpx2.AsyncClient
) -> None:
    await ask(told, asked("KP-1"), asked("KP-2", "BK-NS-02"))
    answer = await client.get(f"/bau-cu/{LOG}/don-vi/{UNIT}/people_committee.ics")
    summaries = [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert "[kế hoạch] Kinh phí bầu cử: KP-1 (BK-NS-01)" in summaries
    assert not [text for text in summaries if "KP-2" in text]
    own = Calendar.from_ical((await client.get(f"/bau-cu/{LOG}/don-vi/BK-NS/people_committee.ics")).content)
    assert not [event for event in own.walk("VEVENT") if "KP-" in str(event["SUMMARY"])]


async def test_two_offices_may_use_the_same_code_in_one_calendar(told: Told) -> None:
    duty = asked("KP-1")
    for unit in ("BK", "BK-NS"):
        await told.record.write(f"agenda/{unit}", DutyOpened(duty=duty), CALLED, unit=unit)
    streams = await ledger_rows(told, "agenda/bk-2021/BK", "agenda/bk-2021/BK-NS")
    told_ = ical.owed("x", Stream("agenda", LOG, UNIT), "people_committee", streams, {})
    uids = [str(event["UID"]) for event in Calendar.from_ical(told_).walk("VEVENT")]
    assert len(set(uids)) == 2


async def ledger_rows(told: Told, *names: str) -> list[Recorded]:
    found = await Store(told.pool).read(list(names))
    return [row for name in names for row in found[name]]


@pytest.mark.covers("story:14")
def test_a_letter_about_a_plan_says_that_it_is_no_term_of_the_law() -> None:
    duty = asked("KP-1")
    notice = Notice(
        rung="before", to_body="people_committee", to_unit=UNIT, duties=(duty.key,), message_id="1@baucu"
    )
    letter = compose(notice, [duty], {UNIT: "Xã Một"}, ["a@b.example"], "c@d.example")
    assert letter["Subject"] == "[Bầu cử] Sắp đến hạn: 1 việc theo kế hoạch, hạn 10/05/2021"
    text = letter.get_content()
    assert "(theo kế hoạch, không phải hạn của luật)" in text
    assert "Căn cứ: theo 01/KH-UBBC." in text


def test_a_planned_duty_is_named_by_its_key() -> None:
    assert named(asked("KP-1").key) == "Kinh phí bầu cử: KP-1"
    assert named("dossier_submit:commune:") == "dossier_submit:commune:"
