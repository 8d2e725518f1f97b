"""Setting the hours for which teams report turnout: a letter's word, versioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.bodies.unit import unit
from domain.command import Command
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.reporting.commands import SetReportSchedule
from domain.reporting.events import ReportScheduleSet, Slot
from domain.reporting.evolve import State
from domain.stream import Stream

HOUR = 60


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The unit whose letter it is."""
    return (stream.beside("unit", command.unit),) if isinstance(command, SetReportSchedule) else ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit itself."""
    return frozenset({command.unit}) if isinstance(command, SetReportSchedule) else frozenset()


def decide(state: State, command: Command, given: Given) -> list[Event]:
    if not isinstance(command, SetReportSchedule):
        raise refuse("unknown_command", command=type(command).__name__)
    unit(given, command.unit)
    known = state.letters.get(command.unit)
    wanted = known.edition + 1 if known else 1
    if command.edition != wanted:
        raise refuse(
            "wrong_number", stream=given.stream, what="công văn", wanted=wanted, number=command.edition
        )
    slots = tuple(_slots(command, given))
    return [
        ReportScheduleSet(
            unit=command.unit,
            edition=command.edition,
            letter=command.letter,
            slots=slots,
            within=command.within,
        )
    ]


def _slots(command: SetReportSchedule, given: Given) -> Iterator[Slot]:
    """The hours in their order, each once; with an interval all between the first and the last."""
    if any(_minutes(one) >= _minutes(next_) for one, next_ in pairwise(command.slots)):
        raise refuse("slots_disordered", stream=given.stream)
    if not command.every:
        yield from command.slots
        return
    if len(command.slots) != len(("first", "last")):
        raise refuse("slots_disordered", stream=given.stream)
    first, last = command.slots
    for minutes in range(_minutes(first), _minutes(last) + 1, command.every):
        yield Slot(hour=minutes // HOUR, minute=minutes % HOUR)


def _minutes(slot: Slot) -> int:
    return slot.hour * HOUR + slot.minute
