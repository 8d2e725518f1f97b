"""The election a decision belongs to, as every other procedure looks it up."""

from __future__ import annotations

from datetime import date

from domain.call.evolve import State, evolve
from domain.procedure import Given
from domain.refusal import refuse


def election(given: Given) -> State:
    """State of the election; refuses when nobody has called it, or when it is closed."""
    own = given.stream.beside("election")
    state = State()
    for event in given.events.get(str(own), ()):
        state = evolve(state, event)
    if state.day is None:
        raise refuse("unknown_election", election=given.stream.election)
    if state.closed:
        raise refuse("election_closed", election=given.stream.election, stream=given.stream)
    return state


def day(given: Given) -> date:
    """Election day; refuses as `election` does."""
    found = election(given).day
    if found is None:
        raise refuse("unknown_election", election=given.stream.election)
    return found
