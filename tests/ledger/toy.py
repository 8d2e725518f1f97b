"""A toy procedure: a tally that people add to. Small enough to see through, real enough to conflict."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

from domain.command import Act, Command
from domain.event import Event
from domain.fact import Code
from domain.procedure import Given, Procedure
from domain.refusal import refuse
from domain.stream import Stream

LOG = "toy-2021"
ELECTION = f"election/{LOG}"
NOON = datetime(2021, 5, 23, 12, 0, tzinfo=timezone(timedelta(hours=7)))


class ToyCalled(Event):
    """A toy election was called."""

    title: ClassVar[str] = "Gọi thử"
    article: ClassVar[str] = "Điều 4.1"
    law: str


class ToyAdded(Event):
    """Something was added to a tally."""

    title: ClassVar[str] = "Cộng thử"
    article: ClassVar[str] = "Điều 73"
    amount: int
    before: int
    note: str = ""
    done_at: datetime | None = None


class CallToy(Command):
    """Call the toy election."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"assembly"})
    law: str = "A"


class AddToy(Command):
    """Add to a tally, in so many events; above the limit is refused, nothing to add is nothing to record."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"team"})
    key: Code
    amount: int = 1
    events: int = 1
    limit: int | None = None
    note: str = ""
    done_at: datetime | None = None
    looks_at: tuple[Code, ...] = ()

    @property
    def step(self) -> str:
        return f"add:{self.key}"


def _decide(total: int, command: Command, given: Given) -> Sequence[Event]:
    if isinstance(command, CallToy):
        return [ToyCalled(law=command.law)]
    assert isinstance(command, AddToy)
    seen = total + sum(given.state(TOY, given.stream.beside("area", code)) for code in command.looks_at)
    if command.limit is not None and seen + command.amount > command.limit:
        raise refuse("already_done", stream=given.stream, what="tổng", when=str(seen))
    if command.amount == 0:
        return []
    return [
        ToyAdded(amount=command.amount, before=seen, note=command.note, done_at=command.done_at)
        for _ in range(command.events)
    ]


def _evolve(total: int, event: Event) -> int:
    return total + event.amount if isinstance(event, ToyAdded) else total


def _reads(total: int, command: Command, stream: Stream) -> Sequence[Stream]:
    return [stream.beside("area", code) for code in command.looks_at] if isinstance(command, AddToy) else []


def _units(total: int, command: Command, given: Given) -> frozenset[str]:
    return frozenset({"vn"})


TOY: Procedure[int] = Procedure(
    name="toy",
    kind="area",
    initial=lambda: 0,
    commands=(CallToy, AddToy),
    reads=_reads,
    units=_units,
    decide=_decide,
    evolve=_evolve,
)


def procedure_of_toy(command: Command) -> Procedure[Any]:
    return TOY


def area(code: str = "01") -> str:
    return f"area/{LOG}/{code}"


def call(actor: str = "u1") -> Act:
    return Act(actor=actor, body="assembly", unit="vn", legal_at=NOON)


def team(actor: str = "u2", legal_at: datetime = NOON) -> Act:
    return Act(actor=actor, body="team", unit="vn", legal_at=legal_at)
