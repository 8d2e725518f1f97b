"""The state of a unit: where it stands, and whether its committee is there."""

from __future__ import annotations

from domain.bodies.events import CommitteeEstablished, UnitEnrolled
from domain.event import Event
from domain.fact import Code, Fact
from domain.terms import Ballot, Level


class State(Fact):
    """A unit; `level` is nothing until it has been enrolled."""

    name: str = ""
    level: Level | None = None
    path: tuple[Code, ...] = ()
    """The units above, nearest first."""
    ballots: tuple[Ballot, ...] = ()
    """The elections its own bodies organise."""
    committee: bool = False

    @property
    def parent(self) -> str:
        """Code of the unit above; empty for the nation."""
        return self.path[0] if self.path else ""


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case UnitEnrolled():
            return State(name=event.name, level=event.level, path=event.path, ballots=event.ballots)
        case CommitteeEstablished():
            return state.model_copy(update={"committee": True})
        case _:
            return state
