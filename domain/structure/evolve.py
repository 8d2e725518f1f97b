"""The state of a unit's structures: estimated or not, adjusted how often."""

from __future__ import annotations

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.structure.events import StructureAdjusted, StructureEstimated, StructureSent
from domain.terms import Ballot


class State(Fact):
    """Numbers to be put forward by ballot, and the occasions on which each was adjusted."""

    number: dict[Ballot, int] = Field(default_factory=dict)
    adjusted: dict[Ballot, tuple[int, ...]] = Field(default_factory=dict)
    sent: frozenset[Ballot] = frozenset()
    """Ballots whose estimate went to those who work with it."""


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case StructureEstimated():
            return state.model_copy(update={"number": {**state.number, event.ballot: event.number}})
        case StructureSent():
            return state.model_copy(update={"sent": state.sent | {event.ballot}})
        case StructureAdjusted():
            occasions = (*state.adjusted.get(event.ballot, ()), event.occasion)
            return state.model_copy(
                update={
                    "number": {**state.number, event.ballot: event.number},
                    "adjusted": {**state.adjusted, event.ballot: occasions},
                }
            )
        case _:
            return state
