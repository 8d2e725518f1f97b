"""The days of the vote on the real engine: an early area, reports by the hour, a vote that stops."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.agenda.events import DutyMissed, DutyMoved, ReminderFailed
from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.call.commands import CallElection
from domain.command import Command
from domain.constituencies.commands import FixPollingAreas, PublishConstituencies
from domain.constituencies.events import AreaPlan, ContestPlan
from domain.polling.commands import (
    EstablishTeam,
    InterruptPolling,
    OpenPolling,
    ReportInterruption,
    ReportTurnout,
    ResumePolling,
)
from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from domain.reporting.commands import SetReportSchedule
from domain.reporting.events import Slot
from domain.terms import Ballot
from domain.zone import at
from tests.conftest import Database
from tests.domain.province import UNITS
from tests.domain.scenario import act
from tests.workflows.engine import engine
from workers.play.order import Order, Scene

LOG, UNIT = "bk-2021", "BK-NS-01"
EARLY, USUAL = f"{UNIT}-A1", f"{UNIT}-A2"
CONTEST: dict[Ballot, str] = {"commune": "C-BK-NS-01-1"}
DAY, BEFORE = date(2021, 5, 23), date(2021, 5, 16)


def scene(when: str, kind: str, code: str, command: Command, body: str, unit: str = UNIT) -> Scene:
    """One act of a body of a unit at its time."""
    by = act(body, unit, when)
    stream = f"{kind}/{LOG}/{code}" if code else f"{kind}/{LOG}"
    return Scene(by.legal_at, (Order(stream, command, by),))


def prepared() -> list[Scene]:
    """The commune has its constituency and two areas, each with its team."""
    call = CallElection(name="2021", day=DAY, levels=("na", "province", "district", "commune"))
    contests = PublishConstituencies(
        ballot="commune", contests=(ContestPlan(code=CONTEST["commune"], seats=3, unit=UNIT),)
    )
    areas = FixPollingAreas(areas=tuple(AreaPlan(code=code, contests=CONTEST) for code in (EARLY, USUAL)))
    committee = EstablishCommittee(size=9, decision="QD")
    team = EstablishTeam(unit=UNIT, size=11, decision="QD")
    units = [
        (code, EnrolUnit(name=code, level=level, parent=parent, ballots=ballots))
        for code, level, parent, ballots in UNITS
    ]
    return [
        scene("2021-05-03", "election", "", call, "assembly", "VN"),
        *(scene("2021-05-03", "unit", code, command, "clerk", "VN") for code, command in units),
        scene("2021-05-03T10:00:00", "unit", UNIT, committee, "people_committee"),
        scene("2021-05-04", "unit", UNIT, contests, "committee"),
        scene("2021-05-05", "unit", UNIT, areas, "people_committee"),
        *(scene("2021-05-06", "area", code, team, "people_committee") for code in (EARLY, USUAL)),
    ]


def polled() -> list[Scene]:
    """One area votes a week before the other, which reports at nine and not at eleven, and stops at ten."""
    ask = AskPollingDay(request="1", commune=UNIT, areas=(EARLY,), day=BEFORE, why="remote")
    grant = DecidePollingDay(request="1", outcome="granted", decision="NQ-72")
    letter = SetReportSchedule(unit="BK", edition=1, letter="346/UBBC", slots=(Slot(hour=9), Slot(hour=11)))
    begin = OpenPolling(poll="first")
    stop = InterruptPolling(poll="first", number=1, cause="ballot_misprint", boxes=2)
    told, on = ReportInterruption(poll="first", number=1), ResumePolling(poll="first", number=1)
    nine, eleven = (ReportTurnout(poll="first", slot=slot, voted=120) for slot in ("9h", "11h"))
    return [
        scene("2021-05-07", "election", "", ask, "committee", "BK"),
        scene("2021-05-08", "election", "", grant, "nec", "VN"),
        scene("2021-05-09", "election", "", letter, "committee", "BK"),
        scene("2021-05-16T07:00:00", "area", EARLY, begin, "team"),
        scene("2021-05-16T09:10:00", "area", EARLY, nine, "team"),
        scene("2021-05-16T11:10:00", "area", EARLY, eleven, "team"),
        scene("2021-05-23T07:00:00", "area", USUAL, begin, "team"),
        scene("2021-05-23T09:10:00", "area", USUAL, nine, "team"),
        scene("2021-05-23T10:00:00", "area", USUAL, stop, "team"),
        scene("2021-05-23T10:05:00", "area", USUAL, told, "team"),
        scene("2021-05-23T12:30:00", "area", USUAL, on, "team"),
    ]


@pytest.mark.slow
@pytest.mark.covers("p35", "p37", "story:7", "story:10", "story:52")
async def test_the_clerk_moves_the_early_area_and_tells_of_the_report_that_is_missing(
    database: Database, temporal: str, tmp_path: Path
) -> None:
    async with engine(LOG, database.app, temporal, tmp_path) as play:
        await play.play([*prepared(), *polled()], at(DAY, 13))
        name = f"agenda/{LOG}/{UNIT}"
        rows = (await play.ledger.store.read([name]))[name]
    moved = {row.event.key: row.event.new for row in rows if isinstance(row.event, DutyMoved)}
    assert moved[f"polling_open:all:{EARLY}"] == at(BEFORE, 7)
    assert not any(key.endswith(USUAL) for key in moved)
    missed = [(row.event.key, row.legal_at) for row in rows if isinstance(row.event, DutyMissed)]
    late = f"plan:turnout:{USUAL}:11h"
    assert [when for key, when in missed if key == late] == [at(DAY, 11, 30).replace(second=1)]
    assert [key for key, _ in missed if key.startswith("plan:turnout")] == [late]
    reminders = [
        (row.event.rung, row.event.to_body, row.legal_at)
        for row in rows
        # Nobody has an address here: that the letter is owed, and when, is on record all the same.
        if isinstance(row.event, ReminderFailed) and late in row.event.duties
    ]
    assert reminders == [
        ("overdue", "team", at(DAY, 11, 30).replace(second=1)),
        ("escalated", "committee", at(DAY, 12)),
    ]
    assert [row.type for row in rows if row.type.startswith("Prompt")] == [
        "PromptDutyOpened",
        "PromptDutyMet",
    ]
