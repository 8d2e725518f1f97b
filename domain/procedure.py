"""The one inner shape of every procedure: decide, evolve, initial state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import is_
from typing import Any, Final, Generic, TypeVar

from domain.command import Act, Command
from domain.event import Event, Recorded
from domain.stream import Stream

S = TypeVar("S")

KEPT: Final = 4_096
"""States kept to fold on from; those not asked for longest go first."""


@dataclass(frozen=True)
class Given:
    """What a decision may look at besides its own state: the act, its stream, and streams it has named."""

    stream: Stream
    act: Act
    events: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    records: Mapping[str, Sequence[Recorded]] = field(default_factory=dict)
    """The same streams with times and ids, for the few decisions that compare when something was done."""
    _histories: dict[str, Sequence[tuple[Event, datetime, str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def state(self, procedure: Procedure[S], stream: Stream | None = None) -> S:
        """State of a procedure on its own stream, or on another one named by `reads`."""
        return fold(procedure, self.events.get(str(stream or self.stream), ()))

    def history(self, stream: Stream) -> Sequence[tuple[Event, datetime, str]]:
        """A stream as (event, legal time, event id), oldest first."""
        name = str(stream)
        if name not in self._histories:  # every duty about one thing looks through the same stream
            self._histories[name] = tuple(
                (row.event, row.legal_at, str(row.event_id)) for row in self.records.get(name, ())
            )
        return self._histories[name]


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
    """The state after these events.

    Streams only grow, and states never change once made: so a state is kept, and the next fold of the same
    events takes it from there. They have to be the very same objects, from the first to the last one kept.
    """
    if not events:
        return procedure.initial()
    key = (id(procedure), id(events[0]))
    kept = _kept.pop(key, None)
    start, state = 0, procedure.initial()
    if kept is not None and len(kept.events) <= len(events) and all(map(is_, kept.events, events)):
        start, state = len(kept.events), kept.state
    for event in events[start:]:
        state = procedure.evolve(state, event)
    _kept[key] = kept if kept and start == len(events) else _Kept(procedure, tuple(events), state)
    if len(_kept) > KEPT:
        _kept.pop(next(iter(_kept)))
    return state


@dataclass(frozen=True)
class _Kept:
    """A state with what it was folded from; held here, neither's id can become that of something else."""

    procedure: Procedure[Any]
    events: tuple[Event, ...]
    state: Any


_kept: Final[dict[tuple[int, int], _Kept]] = {}


def reads_nothing(state: object, command: Command, stream: Stream) -> Sequence[Stream]:
    """For procedures that decide from their own stream alone."""
    return ()
