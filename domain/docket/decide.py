"""Entering a case while a body of the unit holds it, crossing it off when none does."""

from __future__ import annotations

from domain import cases
from domain.bodies.unit import again
from domain.cases.evolve import State as Case
from domain.command import Command
from domain.docket.commands import CrossOffCase, EnterCase
from domain.docket.events import CaseCrossedOff, CaseEntered
from domain.docket.evolve import State
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The case."""
    return (stream.beside("case", command.case),) if isinstance(command, EnterCase | CrossOffCase) else ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case EnterCase():
            return [_enter(state, command, given)]
        case CrossOffCase():
            return [_cross_off(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def in_hand(case: Case, unit: str, body: str = "") -> bool:
    """Whether a body of this unit, or this very body, has something to do about the case."""
    return case.unit == unit and body in ("", case.body) and not case.over


def _enter(state: State, command: EnterCase, given: Given) -> CaseEntered:
    case = given.state(cases.PROCEDURE, given.stream.beside("case", command.case))
    if case.ballot is None or case.received is None or not in_hand(case, given.stream.code):
        raise refuse("not_in_hand", stream=given.stream, case=command.case, body=case.body or "cơ quan nào")
    if state.holds(command.case) or command.occasion != state.occasions(command.case) + 1:
        raise again(given.stream, f"vụ việc {command.case} trong sổ")
    return CaseEntered(
        case=command.case,
        occasion=command.occasion,
        body=case.body,
        ballot=case.ballot,
        received=case.received,
        deadline=case.deadline,
        due=case.due,
    )


def _cross_off(state: State, command: CrossOffCase, given: Given) -> CaseCrossedOff:
    case = given.state(cases.PROCEDURE, given.stream.beside("case", command.case))
    if not state.holds(command.case) or command.occasion != state.occasions(command.case):
        raise refuse("too_early", stream=given.stream, what="việc ra sổ", before=f"vụ việc {command.case}")
    if in_hand(case, given.stream.code, state.entries[command.case].body):
        raise refuse("not_in_hand", stream=given.stream, case=command.case, body="cơ quan khác")
    stage = case.stage if case.unit == given.stream.code else "passed_on"
    return CaseCrossedOff(case=command.case, occasion=command.occasion, stage=stage)
