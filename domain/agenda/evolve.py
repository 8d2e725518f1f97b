"""The state of one unit's agenda."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.agenda.duty import Duty, Subject
from domain.agenda.events import (
    DutyCured,
    DutyMet,
    DutyMissed,
    DutyMooted,
    DutyMoved,
    DutyOpened,
    PromptDutyMet,
    PromptDutyOpened,
    ReminderFailed,
    ReminderSent,
)
from domain.event import Event
from domain.fact import Fact

Status = Literal["open", "met", "missed", "cured", "moot"]


class Held(Fact):
    """A duty and where it stands."""

    duty: Duty
    status: Status = "open"
    done_at: datetime | None = None
    late: bool = False
    climbed: frozenset[str] = frozenset()
    at_once: bool = False
    """Whether it has no last day and can only be open or met."""

    @property
    def owed(self) -> bool:
        """Not yet done, whether or not its day has passed."""
        return self.status in ("open", "missed")


class State(Fact):
    """All duties of a unit by key."""

    duties: dict[str, Held] = Field(default_factory=dict)

    def subjects(self) -> list[Subject]:
        """The contests and areas the unit is already known to look after."""
        found = {
            (held.duty.kind, held.duty.subject): Subject(
                kind=held.duty.kind, code=held.duty.subject, level=held.duty.level
            )
            for held in self.duties.values()
            if held.duty.kind in ("contest", "area", "case")
        }
        return list(found.values())


def evolve(state: State, event: Event) -> State:
    """Fold one event; events of other procedures do not occur on this kind of stream."""
    match event:
        case PromptDutyOpened(duty=duty):
            return _put(state, duty.key, Held(duty=duty, at_once=True))
        case DutyOpened(duty=duty):
            return _put(state, duty.key, Held(duty=duty))
        case DutyMoved(key=key):
            held = state.duties[key]
            term = {"opens": event.opens or held.duty.opens, "due": event.new}
            return _change(state, key, duty=held.duty.model_copy(update=term))
        case DutyMooted(key=key):
            return _change(state, key, status="moot")
        case DutyMet(key=key, done_at=done_at) | PromptDutyMet(key=key, done_at=done_at):
            return _change(state, key, status="met", done_at=done_at)
        case DutyMissed(key=key):
            return _change(state, key, status="missed")
        case DutyCured(key=key, done_at=done_at, late=late):
            return _change(state, key, status="cured", done_at=done_at, late=late)
        case ReminderSent(rung=rung, duties=keys) | ReminderFailed(rung=rung, duties=keys):
            for key in keys:
                state = _change(state, key, climbed=state.duties[key].climbed | {rung})
            return state
        case _:
            return state


def _put(state: State, key: str, held: Held) -> State:
    return State(duties={**state.duties, key: held})


def _change(state: State, key: str, **fields: object) -> State:
    return _put(state, key, state.duties[key].model_copy(update=fields))
