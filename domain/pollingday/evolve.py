"""The requests for another polling day, and which of them wait for an answer."""

from __future__ import annotations

from pydantic import Field

from domain.call.events import PollingDaySet
from domain.event import Event
from domain.fact import Fact
from domain.pollingday.events import PollingDayAsked, PollingDayRefused


class State(Fact):
    """Requests by their number; `answered` are those the National Election Council has decided."""

    requests: dict[str, PollingDayAsked] = Field(default_factory=dict)
    answered: frozenset[str] = frozenset()


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the election's own stream."""
    match event:
        case PollingDayAsked():
            return state.model_copy(update={"requests": {**state.requests, event.request: event}})
        case PollingDaySet() | PollingDayRefused():
            return state.model_copy(update={"answered": state.answered | {event.request}})
        case _:
            return state
