"""The state of a log's keys."""

from __future__ import annotations

from domain.event import Event
from domain.fact import Fact
from domain.keys.events import KeyIntroduced, KeyLost, KeyRetired, KeyRotated, RecordRestored


class State(Fact):
    """Which key signs, which have signed, and how often the log began anew."""

    name: str = ""
    """Name of every key of this log: its origin. Set by the first."""
    keeper: str = ""
    current: str = ""
    """The public key in use, as text; empty while there is none."""
    used: tuple[str, ...] = ()
    """Ids of every key so far."""
    epoch: int = 1

    @property
    def key_id(self) -> str:
        """Id of the key in use; empty while there is none."""
        return self.current.split("+")[1] if self.current else ""


def evolve(state: State, event: Event) -> State:
    """The state after one more event."""
    match event:
        case KeyIntroduced():
            name = event.key.split("+")[0]
            return state.model_copy(
                update={
                    "name": name,
                    "keeper": event.keeper,
                    "current": event.key,
                    "used": (*state.used, event.key_id),
                }
            )
        case KeyRotated():
            return state.model_copy(update={"current": event.key, "used": (*state.used, event.key_id)})
        case KeyLost() | KeyRetired():
            return state.model_copy(update={"current": ""})
        case RecordRestored():
            return state.model_copy(update={"epoch": event.epoch})
        case _:
            return state
