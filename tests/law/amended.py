"""Two elections as a program sees them that runs on the rule files beside its own code.

Run as a module in the folder of an amended copy of `domain`, it reads the stream of an election that began
before the amendment and prints what that election and a new one are told. The test runs the same functions on
the rule files as they are.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any, Final

from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.bodies.events import CommitteeEstablished
from domain.call.commands import CallElection, FixCalendar
from domain.call.events import CalendarFixed
from domain.candidacy.events import DossierReceived
from domain.contest.events import ResultDetermined
from domain.event import EVENTS
from domain.supplementary.commands import BeginMandate
from domain.terms import Ballot
from tests.domain.scenario import Scenario, act, given
from tests.domain.test_commune_2028 import COMMUNE, LIST, by, elected
from tests.domain.test_supplementary import HOME, LOG

LEVELS: Final[tuple[Ballot, ...]] = ("na", "province", "commune")
COMMITTEE: Final = 30
"""Members of the provincial committee in the story: lawful under version B."""


def begun(code: str, day: date, at: str) -> Scenario:
    """An election is called."""
    command = CallElection(name=code, day=day, levels=LEVELS)
    return given().after(f"election/{code}", command, act("assembly", "VN", at))


def told(story: Scenario, code: str, at: str) -> dict[str, Any]:
    """What the election is told from now on: its version, its dates, what is odd about its committee."""
    election = f"election/{code}"
    story = story.after(election, FixCalendar(occasion=f"at-{at}"), act("clerk", "VN", at))
    for unit, level, parent in (("VN", "nation", ""), ("BK", "province", "VN")):
        command = EnrolUnit.model_validate(
            {"name": unit, "level": level, "parent": parent, "ballots": ["na"]}
        )
        story = story.after(f"unit/{code}/{unit}", command, act("clerk", "VN", at))
    committee = EstablishCommittee(size=COMMITTEE, decision="QD-1")
    made = story.when(f"unit/{code}/BK", committee, act("people_committee", "BK", at)).one()
    calendar: Any = story.events(election)[-1]
    return {
        "law": calendar.law,
        "dates": {f"{row.deadline}/{row.level}": row.due.date().isoformat() for row in calendar.rows},
        "committee": [finding.code for finding in made.findings],
    }


def written(story: Scenario, code: str) -> list[dict[str, Any]]:
    """The stream of the election, as it would be kept."""
    return [
        {"type": type(event).__name__, "event": event.model_dump(mode="json")}
        for event in story.events(f"election/{code}")
    ]


def read(code: str, rows: list[dict[str, Any]]) -> Scenario:
    """The stream as another program reads it."""
    return given((f"election/{code}", [EVENTS[row["type"]].model_validate(row["event"]) for row in rows]))


def played() -> dict[str, Any]:
    """A supplementary election of a commune council, from its call to the next session."""
    office = elected()
    (found,) = [event for event in office.events(LIST) if isinstance(event, ResultDetermined)]
    office.act(HOME, BeginMandate(deputies=found.elected), by("council", "2028-10-05"))
    calendar = next(event for event in office.events(HOME) if isinstance(event, CalendarFixed))
    (committee,) = [event for event in office.events(COMMUNE) if isinstance(event, CommitteeEstablished)]
    dossier = next(
        event for event in office.events(f"candidacy/{LOG}/c1") if isinstance(event, DossierReceived)
    )
    return {
        "law": calendar.law,
        "dates": {row.deadline: row.due.date().isoformat() for row in calendar.rows},
        "committee": [finding.code for finding in committee.findings],
        "dossier": [finding.code for finding in dossier.findings if finding.code.startswith("wrong")],
        "elected": list(found.elected),
        "reasons": " ".join(reason.text for reason in found.reasons),
        "end": office.types(HOME)[-1],
    }


def answered(asked: dict[str, Any]) -> dict[str, Any]:
    """What a program in the amended copy is asked."""
    if asked.get("story"):
        return played()
    running = read(asked["code"], asked["rows"])
    new = begun("new", date.fromisoformat(asked["day"]), asked["at"])
    return {"running": told(running, asked["code"], asked["at"]), "new": told(new, "new", asked["at"])}


if __name__ == "__main__":
    json.dump(answered(json.load(sys.stdin)), sys.stdout)
