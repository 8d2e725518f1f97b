"""The state of one person: every place where he was ever put forward."""

from __future__ import annotations

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact
from domain.person.events import PlaceTaken
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import Ballot


class Place(Fact):
    """One candidacy of the person."""

    ballot: Ballot
    unit: Code


class State(Fact):
    """Places by candidacy, also those that were given up."""

    places: dict[Code, Place] = Field(default_factory=dict)


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the person's stream."""
    match event:
        case PlaceTaken():
            place = Place(ballot=event.ballot, unit=event.unit)
            return State(places={**state.places, event.candidacy: place})
        case _:
            return state


def person(given: Given, stream: Stream) -> State:
    """The state of a person another procedure has named in its `reads`."""
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state
