"""A desk: what the engine does when it looks at one thing, decided from the record alone.

A workflow only waits and wakes; what follows from the record at a legal moment is worked out here, purely,
so that it can be tested in a line and replayed without a server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from domain.agenda.duty import Rung
from domain.command import Command
from domain.event import Event, Recorded
from domain.fact import Fact, LegalTime
from domain.procedure import Procedure, fold
from domain.stream import Stream

S = TypeVar("S")

Kind = Literal["election", "unit", "consultation", "contest", "polling", "repoll", "case"]


class Order(NamedTuple):
    """A command the clerk gives in its own name, for a unit."""

    stream: Stream
    command: Command
    unit: str


class Notice(Fact):
    """One reminder to one body: everything of the same rung that falls due for it at the same look."""

    rung: Rung
    to_body: str
    to_unit: str
    duties: tuple[str, ...]
    message_id: str


class Look(Fact):
    """What a desk sees: what to record, whom to remind, when to look again, and how it stands in words."""

    orders: tuple[Order, ...] = ()
    notices: tuple[Notice, ...] = ()
    next_at: LegalTime | None = None
    stage: str = ""
    details: str = ""
    overdue: int = 0
    next_due: LegalTime | None = None
    """The next deadline that is still to be met, which people search for."""
    repolls: tuple[str, ...] = ()
    calendar: int = 0
    """How often the calendar was fixed, moved or closed: every unit has to hear of each."""
    done: bool = False


@dataclass(frozen=True)
class View:
    """The part of the record a desk has in front of it."""

    election: str
    code: str
    records: Mapping[str, Sequence[Recorded]] = field(default_factory=dict)

    @property
    def home(self) -> Stream:
        return Stream("election", self.election)

    def stream(self, kind: str, code: str) -> Stream:
        return self.home.beside(kind, code)

    def rows(self, stream: Stream) -> Sequence[Recorded]:
        return self.records.get(str(stream), ())

    @cached_property
    def told(self) -> Mapping[str, Sequence[Event]]:
        """What is in view without times and ids, by the name of its stream."""
        return {name: [row.event for row in rows] for name, rows in self.records.items()}

    def events(self, stream: Stream) -> Sequence[Event]:
        return self.told.get(str(stream), ())

    def state(self, procedure: Procedure[S], stream: Stream) -> S:
        return fold(procedure, self.events(stream))

    def latest(self) -> datetime | None:
        """The newest legal time among what is in view."""
        return max((row.legal_at for rows in self.records.values() for row in rows), default=None)


@dataclass(frozen=True)
class Desk:
    """`reads` is asked again with what it has until it names nothing new; `everywhere` are event types
    looked up over the whole election."""

    kind: Kind
    reads: Callable[[View], Iterable[Stream]]
    look: Callable[[View, datetime], Look]
    everywhere: tuple[str, ...] = ()
