"""Reports of turnout as duties of kind «plan»: one for each area and hour that a letter names.

The law asks for no report by the hour. A report that is not there in its time is missed at that very minute:
the team is told at once, and half an hour later the committee of its commune.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain import bodies, reporting
from domain.agenda.duty import Duty
from domain.agenda.evolve import State
from domain.agenda.plan import PLAN, Planned
from domain.call.evolve import State as Call
from domain.constituencies.events import PollingAreasFixed
from domain.polling.events import TurnoutReported
from domain.procedure import Given
from domain.reporting.events import ReportScheduleSet, Slot
from domain.terms import NATION
from domain.zone import at

REPORT: Final = "desk.turnout"
"""`Duty.deadline` of these duties."""


def scheduled(state: State, called: Call, given: Given) -> dict[str, Planned]:
    """What the areas of a commune owe by the letter that holds there, with what came of each, by key."""
    home = given.stream.beside("unit", given.stream.code)
    path = given.state(bodies.PROCEDURE, home).path
    letters = given.state(reporting.PROCEDURE, given.stream.beside("election"))
    letter = letters.holding((given.stream.code, *path, NATION))
    found: dict[str, Planned] = {}
    if letter is not None:
        plans = [event for event in given.events.get(str(home), ()) if isinstance(event, PollingAreasFixed)]
        for area in plans[-1].areas if plans else ():
            for slot in letter.slots:
                one = _owed(state, area.code, slot, letter, called, given)
                if one is not None:
                    found[one.duty.key] = one
    for key, held in state.duties.items():
        if held.duty.deadline == REPORT and held.owed and key not in found:
            found[key] = Planned(held.duty, dropped=True)
    return found


def _owed(
    state: State, area: str, slot: Slot, letter: ReportScheduleSet, called: Call, given: Given
) -> Planned | None:
    day = called.polling_day(area)
    if day is None:
        return None
    key = f"{PLAN}:turnout:{area}:{slot.code}"
    before = state.duties.get(key)
    if before is not None and before.status == "moot":
        # A letter had left the hour out, this one names it again: what is moot does not come back to life.
        key = f"{key}:{letter.edition}"
    hour = at(day, slot.hour, slot.minute)
    duty = Duty(
        key=key,
        deadline=REPORT,
        level="all",
        body="team",
        kind=PLAN,
        subject=given.stream.code,
        article=letter.letter,
        title=f"Báo cáo cử tri đi bầu lúc {slot.code}, khu vực {area}",
        opens=hour,
        due=hour + timedelta(minutes=letter.within),
        fulfilled_by=TurnoutReported.__name__,
        qualifier=slot.code,
    )
    return Planned(duty, done=_reported(area, slot, given), decision=letter.letter)


def _reported(area: str, slot: Slot, given: Given) -> tuple[datetime, str] | None:
    for event, when, name in given.history(given.stream.beside("area", area)):
        if isinstance(event, TurnoutReported) and (event.poll, event.slot) == ("first", slot.code):
            return when, name
    return None
