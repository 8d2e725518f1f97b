"""The state of a supplementary election beyond its call: whether its seats are filled."""

from __future__ import annotations

from domain.call.events import VacancyEstablished
from domain.event import Event
from domain.fact import Fact
from domain.supplementary.events import MandateBegun
from domain.terms import Ballot


class State(Fact):
    """`unit` is empty for a general election."""

    unit: str = ""
    ballot: Ballot | None = None
    begun: bool = False


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the election's own stream."""
    match event:
        case VacancyEstablished():
            return State(unit=event.unit, ballot=event.ballot)
        case MandateBegun():
            return state.model_copy(update={"begun": True})
        case _:
            return state
