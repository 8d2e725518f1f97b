"""The state of a unit's summaries."""

from __future__ import annotations

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.summary.events import (
    ContestResult,
    CouncilResultPublished,
    CouncilSummaryMade,
    FirstSessionHeld,
    NationalResultPublished,
    NationalSummaryMade,
    ProvinceListPublished,
    ProvinceMinutesMade,
    StatusConfirmed,
)
from domain.terms import Ballot


class State(Fact):
    """What the unit has summed up, published, confirmed; by ballot, `na` for the Assembly."""

    list_published: bool = False
    province: tuple[ContestResult, ...] = ()
    """The provincial minutes of the Assembly election; empty until they are made."""
    summed: dict[Ballot, tuple[ContestResult, ...]] = Field(default_factory=dict)
    elected: dict[Ballot, tuple[str, ...]] = Field(default_factory=dict)
    """As published."""
    confirmed: frozenset[Ballot] = frozenset()
    met: frozenset[Ballot] = frozenset()


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case ProvinceListPublished():
            return state.model_copy(update={"list_published": True})
        case ProvinceMinutesMade():
            return state.model_copy(update={"province": event.results})
        case NationalSummaryMade():
            return state.model_copy(update={"summed": {**state.summed, "na": event.results}})
        case CouncilSummaryMade():
            return state.model_copy(update={"summed": {**state.summed, event.ballot: event.results}})
        case NationalResultPublished():
            return state.model_copy(update={"elected": {**state.elected, "na": event.elected}})
        case CouncilResultPublished():
            return state.model_copy(update={"elected": {**state.elected, event.ballot: event.elected}})
        case StatusConfirmed():
            return state.model_copy(update={"confirmed": state.confirmed | {event.ballot}})
        case FirstSessionHeld():
            return state.model_copy(update={"met": state.met | {event.ballot}})
        case _:
            return state
