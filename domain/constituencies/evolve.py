"""The state of a unit's constituencies and polling areas."""

from __future__ import annotations

from pydantic import Field

from domain.bodies.events import UnitEnrolled
from domain.constituencies.events import (
    AreaPlan,
    ConstituenciesPublished,
    ContestPlan,
    PollingAreasAdjusted,
    PollingAreasApproved,
    PollingAreasFixed,
    PollingAreasReported,
)
from domain.event import Event
from domain.fact import Code, Fact
from domain.terms import Ballot


class State(Fact):
    """What the unit has published, by ballot, and its polling areas."""

    path: tuple[Code, ...] = ()
    """The units above: their constituencies are what a polling area may belong to."""
    contests: dict[Ballot, tuple[ContestPlan, ...]] = Field(default_factory=dict)
    areas: tuple[AreaPlan, ...] = ()
    approved: bool = False
    reported: bool = False
    adjusted: frozenset[str] = frozenset()
    """Numbers of the decisions that changed the areas."""


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case UnitEnrolled():
            return state.model_copy(update={"path": event.path})
        case ConstituenciesPublished():
            return state.model_copy(update={"contests": {**state.contests, event.ballot: event.contests}})
        case PollingAreasFixed():
            return state.model_copy(update={"areas": event.areas})
        case PollingAreasApproved():
            return state.model_copy(update={"approved": True})
        case PollingAreasReported():
            return state.model_copy(update={"reported": True})
        case PollingAreasAdjusted():
            return state.model_copy(update={"adjusted": state.adjusted | {event.decision}})
        case _:
            return state
