"""The letters on reports of turnout that hold, by unit."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.reporting.events import ReportScheduleSet


class State(Fact):
    """The last letter of each unit that wrote one."""

    letters: dict[str, ReportScheduleSet] = Field(default_factory=dict)

    def holding(self, units: Iterable[str]) -> ReportScheduleSet | None:
        """The letter that holds in the first of these units; they go from the unit itself upward."""
        return next((self.letters[unit] for unit in units if unit in self.letters), None)


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the election's own stream."""
    if isinstance(event, ReportScheduleSet):
        return State(letters={**state.letters, event.unit: event})
    return state
