"""Bắc Kạn 2021 and a province of 2026, told as far as a test needs them."""

from __future__ import annotations

from datetime import date
from functools import cache

from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.call.commands import CallElection, FixCalendar
from domain.consultation.commands import CloseDossiers, HoldConsultation
from domain.structure.commands import EstimateStructure
from domain.terms import Ballot, Level
from tests.domain.scenario import Scenario, act, given

ELECTION = "election/bk-2021"
VN, BK, NS, COMMUNE = (f"unit/bk-2021/{code}" for code in ("VN", "BK", "BK-NS", "BK-NS-01"))

UNITS: tuple[tuple[str, Level, str, tuple[Ballot, ...]], ...] = (
    ("VN", "nation", "", ("na",)),
    ("BK", "province", "VN", ("na", "province")),
    ("BK-NS", "district", "BK", ("district",)),
    ("BK-NS-01", "commune", "BK-NS", ("commune",)),
)


@cache
def called() -> Scenario:
    """Election day is fixed for 23/5/2021, all four ballots, and its calendar is there."""
    day = date(2021, 5, 23)
    levels: tuple[Ballot, ...] = ("na", "province", "district", "commune")
    return (
        given()
        .after(
            ELECTION,
            CallElection(name="Bắc Kạn 2021", day=day, levels=levels),
            act("assembly", "VN", "2020-11-17"),
        )
        .after(ELECTION, FixCalendar(), act("clerk", "VN", "2020-11-17"))
    )


@cache
def enrolled() -> Scenario:
    """The nation, the province, a district and a commune take part."""
    story = called()
    for code, level, parent, ballots in UNITS:
        command = EnrolUnit(name=code, level=level, parent=parent, ballots=ballots)
        story = story.after(f"unit/bk-2021/{code}", command, act("clerk", "VN", "2020-12-01"))
    return story


@cache
def established() -> Scenario:
    """Every unit has its committee, each of a lawful size."""
    story = enrolled()
    for code, size in (("VN", 21), ("BK", 29), ("BK-NS", 13), ("BK-NS-01", 9)):
        body = "assembly" if code == "VN" else "people_committee"
        command = EstablishCommittee(size=size, decision=f"QD-{code}")
        story = story.after(f"unit/bk-2021/{code}", command, act(body, code, "2021-02-01"))
    return story


@cache
def estimated() -> Scenario:
    """The structure of the commune's council and of the Assembly is estimated."""
    commune = EstimateStructure(ballot="commune", number=20, women=7, minorities=4)
    assembly = EstimateStructure(ballot="na", number=1000, women=350, minorities=180)
    return (
        established()
        .after(COMMUNE, commune, act("council", "BK-NS-01", "2021-02-05"))
        .after(VN, assembly, act("standing_committee", "VN", "2021-01-11"))
    )


@cache
def consulted(*agreed: str) -> Scenario:
    """The commune's Front has held two rounds; the second agreed on these candidates."""
    return (
        estimated()
        .after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))
        .after(
            COMMUNE,
            CloseDossiers(ballot="commune", received=len(agreed), handed_over=len(agreed)),
            act("committee", "BK-NS-01", "2021-03-14T17:00:00"),
        )
        .after(
            COMMUNE,
            HoldConsultation(ballot="commune", round=2, invited=30, present=28, agreed=agreed),
            act("front", "BK-NS-01", "2021-03-18"),
        )
    )


def first_round() -> HoldConsultation:
    return HoldConsultation(ballot="commune", round=1, invited=30, present=29)
