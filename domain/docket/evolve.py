"""The state of one unit's register of cases."""

from __future__ import annotations

from pydantic import Field

from domain.docket.events import CaseCrossedOff, CaseEntered
from domain.event import Event
from domain.fact import Fact


class Entry(Fact):
    """A case in the register: the last time it came, in whose hands, and whether it is still there."""

    occasion: int
    body: str
    open: bool = True


class State(Fact):
    """All cases that ever came to the unit, by code."""

    entries: dict[str, Entry] = Field(default_factory=dict)

    def occasions(self, case: str) -> int:
        """How many times a case has come to the unit."""
        return self.entries[case].occasion if case in self.entries else 0

    def holds(self, case: str) -> bool:
        return case in self.entries and self.entries[case].open


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case CaseEntered():
            return _put(state, event.case, Entry(occasion=event.occasion, body=event.body))
        case CaseCrossedOff():
            closed = state.entries[event.case].model_copy(update={"open": False})
            return _put(state, event.case, closed)
        case _:
            return state


def _put(state: State, case: str, entry: Entry) -> State:
    return State(entries={**state.entries, case: entry})
