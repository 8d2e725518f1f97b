"""Publishing constituencies, fixing polling areas."""

from __future__ import annotations

from collections import Counter

from domain.bodies.unit import again, committee, decider, level, must_be, once, organiser
from domain.call.election import election
from domain.command import Command
from domain.constituencies import area
from domain.constituencies.commands import (
    AdjustPollingAreas,
    ApprovePollingAreas,
    FixPollingAreas,
    PublishConstituencies,
    ReportPollingAreas,
)
from domain.constituencies.events import ConstituenciesPublished, ContestPlan
from domain.constituencies.evolve import State
from domain.event import Event
from domain.law.council import apportioned, assembly_plan
from domain.law.rules import seat_limit
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BALLOT_NAMES, NATION, Ballot, Finding


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The provinces of the Assembly's constituencies; for polling areas, the units above."""
    if isinstance(command, PublishConstituencies):
        named = dict.fromkeys(plan.unit for plan in command.contests if plan.unit != stream.code)
    else:
        named = dict.fromkeys(state.path)
    above = tuple(stream.beside("unit", code) for code in named)
    if isinstance(command, AdjustPollingAreas):
        return (*above, *(stream.beside("area", plan.code) for plan in state.areas))
    return above


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit itself; a commune's areas are approved by its district, or changed by its province."""
    match command:
        case ApprovePollingAreas():
            return frozenset(state.path[:1])
        case AdjustPollingAreas():
            return frozenset(state.path[-2:-1])
        case _:
            return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case PublishConstituencies():
            return [_publish(state, command, given)]
        case FixPollingAreas():
            return [area.fix(state, command, given)]
        case ApprovePollingAreas():
            return [area.approve(state, command, given)]
        case ReportPollingAreas():
            return [area.report(state, given)]
        case AdjustPollingAreas():
            return area.adjust(state, command, given)
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _publish(state: State, command: PublishConstituencies, given: Given) -> ConstituenciesPublished:
    own, name = organiser(given, command.ballot), BALLOT_NAMES[command.ballot]
    if command.ballot == "na" and own != "nation":
        what = f"đơn vị bầu cử {name}"
        raise refuse("wrong_level", stream=given.stream, what=what, level=own, wanted=NATION)
    must_be(given, command, decider(given, "constituencies", command.ballot))
    committee(given, f"đơn vị bầu cử {name}")
    if command.ballot in state.contests:
        raise again(given.stream, f"đơn vị bầu cử {name}")
    once(given, "contests", [plan.code for plan in command.contests])
    for plan in command.contests:
        _check(plan, command.ballot, given)
    return ConstituenciesPublished(**command.model_dump(), findings=_sums(command, given))


def _sums(command: PublishConstituencies, given: Given) -> tuple[Finding, ...]:
    """Whether the seats are as many as the deputies; for the Assembly, whether a province has enough."""
    seats = [plan.seats for plan in command.contests]
    found = apportioned(seats, command.total) if command.total is not None else ()
    if command.ballot != "na":
        return found
    provinces = Counter[str]()
    for plan in command.contests:
        provinces[plan.unit] += plan.seats
    # At most all seats of a province are those of residents: fewer than the law wants of these is too few.
    return (*found, *assembly_plan({code: (n, n) for code, n in provinces.items()}, election(given).law))


def _check(plan: ContestPlan, ballot: Ballot, given: Given) -> None:
    most = seat_limit(ballot, election(given).law)
    if plan.seats > most.number:
        raise refuse(
            "too_many_seats",
            stream=given.stream,
            contest=plan.code,
            seats=plan.seats,
            article=most.article,
            most=most.number,
        )
    wrong = level(given, plan.unit) != "province" if ballot == "na" else plan.unit != given.stream.code
    if wrong:
        wanted = "một tỉnh" if ballot == "na" else given.stream.code
        raise refuse(
            "wrong_unit",
            stream=given.stream,
            where=f"đơn vị bầu cử {plan.code}",
            unit=plan.unit,
            wanted=wanted,
        )
