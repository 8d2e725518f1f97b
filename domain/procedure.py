"""The one inner shape of every procedure: decide, evolve, initial state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from domain.command import Act, Command
from domain.event import Event, Recorded
from domain.stream import Stream

S = TypeVar("S")


@dataclass(frozen=True)
class Given:
    """What a decision may look at besides its own state: the act, its stream, and streams it has named."""

    stream: Stream
    act: Act
    events: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    records: Mapping[str, Sequence[Recorded]] = field(default_factory=dict)
    """The same streams with times and ids, for the few decisions that compare when something was done."""

    def state(self, procedure: Procedure[S], stream: Stream | None = None) -> S:
        """State of a procedure on its own stream, or on another one named by `reads`."""
        return fold(procedure, self.events.get(str(stream or self.stream), ()))

    def history(self, stream: Stream) -> list[tuple[Event, datetime, str]]:
        """A stream as (event, legal time, event id), oldest first."""
        return [(row.event, row.legal_at, str(row.event_id)) for row in self.records.get(str(stream), ())]


@dataclass(frozen=True)
class Procedure(Generic[S]):
    """A procedure of the law on one kind of stream. All four functions are pure."""

    name: str
    kind: str
    initial: Callable[[], S]
    commands: tuple[type[Command], ...]
    reads: Callable[[S, Command, Stream], Sequence[Stream]]
    """Other streams whose state decides; the election's own stream is always there."""
    units: Callable[[S, Command, Given], frozenset[str]]
    """Units whose bodies may give this command here: the second half of every authorisation."""
    decide: Callable[[S, Command, Given], Sequence[Event]]
    evolve: Callable[[S, Event], S]


def fold(procedure: Procedure[S], events: Sequence[Event]) -> S:
    """The state after these events, from the beginning."""
    state = procedure.initial()
    for event in events:
        state = procedure.evolve(state, event)
    return state


def reads_nothing(state: object, command: Command, stream: Stream) -> Sequence[Stream]:
    """For procedures that decide from their own stream alone."""
    return ()
