"""Two cases on the real engine: one whose term passes, one that the stop before election day catches."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from domain.bodies.commands import EnrolUnit
from domain.call.commands import CallElection
from domain.cases.commands import DecideCase, RegisterCase, TransferCase
from domain.command import Command
from domain.zone import at, end_of_day
from tests.conftest import Database
from tests.domain.province import UNITS
from tests.domain.scenario import act
from tests.workflows.engine import engine
from workers.play.order import Order, Scene

LOG = "bk-2021"
LIST, CANDIDATE = "BK-NS-01.people_committee.1", "BK-NS-01.committee.1"
KEEP = os.environ.get("KEEP_HISTORY", "")
"""A file into which the history of the case that was handed over is written, to be kept for ever."""


def scene(day: date, *acts: tuple[str, Command, str, str]) -> Scene:
    """Acts of bodies of units on their streams, at nine in the morning."""
    orders = [
        Order(f"{stream}", command, act(body, unit, day.isoformat())) for stream, command, body, unit in acts
    ]
    return Scene(at(day, 9), tuple(orders))


def scenes() -> list[Scene]:
    call = CallElection(name="2021", day=date(2021, 5, 23), levels=("na", "province", "district", "commune"))
    enrolled = [
        (
            f"unit/{LOG}/{code}",
            EnrolUnit(name=code, level=level, parent=parent, ballots=ballots),
            "clerk",
            "VN",
        )
        for code, level, parent, ballots in UNITS
    ]
    listed = RegisterCase(form="complaint", about="voter_list", ballot="commune", unit="BK-NS-01")
    candidate = RegisterCase(form="denunciation", about="candidate", ballot="commune", unit="BK-NS-01")
    return [
        scene(date(2021, 4, 19), (f"election/{LOG}", call, "assembly", "VN")),
        *(scene(date(2021, 4, 19), one) for one in enrolled),
        scene(date(2021, 4, 20), (f"case/{LOG}/{LIST}", listed, "people_committee", "BK-NS-01")),
        scene(
            date(2021, 4, 28),
            (
                f"case/{LOG}/{LIST}",
                DecideCase(outcome="rejected", decision="1/TB"),
                "people_committee",
                "BK-NS-01",
            ),
        ),
        scene(date(2021, 5, 5), (f"case/{LOG}/{CANDIDATE}", candidate, "committee", "BK-NS-01")),
        scene(
            date(2021, 5, 24),
            (f"case/{LOG}/{CANDIDATE}", TransferCase(to_unit="BK-NS-01"), "committee", "BK-NS-01"),
        ),
    ]


@pytest.mark.slow
@pytest.mark.covers("p24", "p30", "p34")
async def test_the_clerk_notes_the_term_and_the_stop_and_ends_with_the_hand_over(
    database: Database, temporal: str, tmp_path: Path
) -> None:
    async with engine(LOG, database.app, temporal, tmp_path) as play:
        await play.play(scenes(), end_of_day(date(2021, 5, 24)))
        assert await play.types(f"case/{LOG}/{LIST}") == ["CaseRegistered", "CaseTermPassed", "CaseDecided"]
        assert await play.types(f"case/{LOG}/{CANDIDATE}") == [
            "CaseRegistered",
            "CaseStopped",
            "CaseTransferred",
        ]
        agenda = (await play.ledger.store.read([f"agenda/{LOG}/BK-NS-01"]))[f"agenda/{LOG}/BK-NS-01"]
        told = [row.type for row in agenda if LIST in row.event.model_dump_json()]
        assert [type for type in told if type.startswith("Duty")] == ["DutyOpened", "DutyMissed", "DutyCured"]
        assert "ReminderFailed" in told, "reminded, though nobody has an address here"
        register = await play.types(f"unit/{LOG}/BK-NS-01")
        assert register == ["UnitEnrolled", *["CaseEntered", "CaseCrossedOff"] * 2]
        history = await play.history("case", CANDIDATE)
        assert history.events
        if KEEP:
            Path(KEEP).write_text(history.to_json())
