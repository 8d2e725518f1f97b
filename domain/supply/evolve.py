"""Where the ballots of one constituency are."""

from __future__ import annotations

from pydantic import Field

from domain.contest.events import ConstituencyFixed
from domain.event import Event
from domain.fact import Fact
from domain.procedure import Given
from domain.stream import Stream
from domain.supply.events import (
    BallotsDelivered,
    BoardSupplied,
    BoardSupplyTaken,
    DeliveryTaken,
    SupplyCompleted,
    TeamsSupplied,
)
from domain.terms import Poll


class Way(Fact):
    """Ballots of one vote by batch: what was handed on and what was counted on receipt, place by place."""

    delivered: dict[str, int] = Field(default_factory=dict)
    taken: dict[str, int] = Field(default_factory=dict)
    supplied: dict[str, int] = Field(default_factory=dict)
    held: dict[str, int] = Field(default_factory=dict)
    """What the board counted."""
    teams: dict[str, dict[str, int]] = Field(default_factory=dict)
    """What went to each area, by batch."""
    complete: bool = False

    def areas(self) -> frozenset[str]:
        """Areas whose team was passed something."""
        return frozenset(area for batch in self.teams.values() for area in batch)


class State(Fact):
    """The ways of the ballots, by vote, and the unit that organises the constituency."""

    unit: str = ""
    ways: dict[Poll, Way] = Field(default_factory=dict)

    def way(self, poll: Poll) -> Way:
        """The way of one vote's ballots; empty before it has begun."""
        return self.ways.get(poll, Way())


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the constituency's stream."""
    match event:
        case ConstituencyFixed():
            return state.model_copy(update={"unit": event.unit})
        case BallotsDelivered():
            known = {**state.way(event.poll).delivered, event.batch: event.ballots}
            return _with(state, event.poll, delivered=known)
        case DeliveryTaken():
            known = {**state.way(event.poll).taken, event.batch: event.ballots}
            return _with(state, event.poll, taken=known)
        case BoardSupplied():
            known = {**state.way(event.poll).supplied, event.batch: event.ballots}
            return _with(state, event.poll, supplied=known)
        case BoardSupplyTaken():
            known = {**state.way(event.poll).held, event.batch: event.ballots}
            return _with(state, event.poll, held=known)
        case TeamsSupplied():
            teams = {**state.way(event.poll).teams, event.batch: dict(event.areas)}
            return _with(state, event.poll, teams=teams)
        case SupplyCompleted():
            return _with(state, event.poll, complete=True)
        case _:
            return state


def _with(state: State, poll: Poll, **known: object) -> State:
    ways = {**state.ways, poll: state.way(poll).model_copy(update=known)}
    return state.model_copy(update={"ways": ways})


def supply(given: Given, contest: Stream) -> State:
    """The ballots of a constituency that another procedure has named in its `reads`."""
    state = State()
    for event in given.events.get(str(contest), ()):
        state = evolve(state, event)
    return state
