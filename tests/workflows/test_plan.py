"""A plan on the real engine: owed, missed, reminded where it is owed and reported, moved, made good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.agenda.events import DutyEvent, DutyOpened, ReminderFailed
from domain.bodies.commands import EnrolUnit
from domain.call.commands import CallElection
from domain.command import Command
from domain.office.commands import CloseTask, RecordTask, SetTask
from domain.office.owner import Owner, Share
from domain.zone import at, end_of_day
from tests.conftest import Database
from tests.domain.province import UNITS
from tests.domain.scenario import act
from tests.workflows.engine import engine
from workers.play.order import Order, Scene

LOG = "bk-2021"
BK = f"unit/{LOG}/BK"
TOWN = Owner(body="people_committee", unit="BK-NS-01")
KEY = f"plan:budget:KP-1:{TOWN.key}:1"


def scene(day: date, stream: str, command: Command, body: str, unit: str) -> Scene:
    """One act at nine in the morning."""
    return Scene(at(day, 9), (Order(stream, command, act(body, unit, day.isoformat())),))


@pytest.mark.slow
@pytest.mark.covers("story:14")
async def test_money_that_has_not_come_is_chased_by_the_clerk_until_it_has(
    database: Database, temporal: str, tmp_path: Path
) -> None:
    call = CallElection(name="2021", day=date(2021, 5, 23), levels=("na", "province", "district", "commune"))
    money = SetTask(
        code="KP-1",
        task="budget",
        owners=(Share(body=TOWN.body, unit=TOWN.unit, planned=50_000_000),),
        due=end_of_day(date(2021, 5, 10)),
        plan="01/KH-UBBC",
    )
    received = RecordTask(code="KP-1", owner=TOWN, number=1, stage="received", quantity=50_000_000)
    scenes = [
        scene(date(2021, 4, 19), f"election/{LOG}", call, "assembly", "VN"),
        *(
            scene(
                date(2021, 4, 19),
                f"unit/{LOG}/{code}",
                EnrolUnit(name=code, level=level, parent=parent, ballots=ballots),
                "clerk",
                "VN",
            )
            for code, level, parent, ballots in UNITS
        ),
        scene(date(2021, 5, 3), BK, money, "committee", "BK"),
        scene(date(2021, 5, 14), BK, received, TOWN.body, TOWN.unit),
        scene(date(2021, 5, 14), BK, CloseTask(code="KP-1", owner=TOWN), "committee", "BK"),
    ]
    async with engine(LOG, database.app, temporal, tmp_path) as play:
        await play.play(scenes, end_of_day(date(2021, 5, 14)))
        rows = (await play.ledger.store.read([f"agenda/{LOG}/BK"]))[f"agenda/{LOG}/BK"]
    duties = [
        (row.type, row.legal_at)
        for row in rows
        if (isinstance(row.event, DutyOpened) and row.event.duty.key == KEY)
        or (isinstance(row.event, DutyEvent) and row.event.key == KEY)
    ]
    assert [name for name, _ in duties] == ["DutyOpened", "DutyMissed", "DutyCured"]
    # Nobody has an address here, so each letter fails, and the failure is on record.
    letters = [row.event for row in rows if isinstance(row.event, ReminderFailed) and KEY in row.event.duties]
    assert [(letter.rung, letter.to_body, letter.to_unit) for letter in letters] == [
        ("before", "people_committee", "BK-NS-01"),
        ("on_day", "people_committee", "BK-NS-01"),
        ("overdue", "people_committee", "BK-NS-01"),
        ("escalated", "committee", "BK"),
    ]
    assert all(letter.duties == (KEY,) for letter in letters), "no letter has the law and a plan in one"
