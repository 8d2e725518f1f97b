"""The state of one suit about a voter list."""

from __future__ import annotations

from typing import Literal

from domain.cases.events import CaseAppealed, CaseDecided, CaseRegistered
from domain.event import Event
from domain.fact import Fact
from domain.suit.events import HearingOpened, SuitAccepted, SuitDropped, TrialOrdered

Stage = Literal["", "filed", "accepted", "ordered", "heard", "dropped", "decided"]


class State(Fact):
    """The suit; `stage` is empty while the case is not before a court, `unit` is where the court sits."""

    about: str = ""
    stage: Stage = ""
    unit: str = ""


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the case's stream."""
    match event:
        case CaseRegistered():
            return State(about=event.about)
        case CaseAppealed(to_body="court") if state.about == "voter_list":
            return State(about=state.about, stage="filed", unit=event.to_unit)
        case SuitAccepted():
            return _at(state, "accepted")
        case TrialOrdered():
            return _at(state, "ordered")
        case SuitDropped():
            return _at(state, "dropped")
        case HearingOpened():
            return _at(state, "heard")
        case CaseDecided(body="court"):
            return _at(state, "decided")
        case _:
            return state


def _at(state: State, stage: Stage) -> State:
    return state.model_copy(update={"stage": stage})
