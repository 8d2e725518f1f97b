"""Opening a constituency in the record: its seats, its areas, its board."""

from __future__ import annotations

from domain import constituencies
from domain.bodies.unit import again, level, unit
from domain.call.election import election
from domain.contest.commands import AssignAreas, EstablishBoard, FixConstituency, WithdrawAreas
from domain.contest.events import AreasAssigned, AreasWithdrawn, BoardEstablished, ConstituencyFixed
from domain.contest.evolve import State
from domain.event import Event
from domain.law.rules import Variant, body_size
from domain.procedure import Given
from domain.refusal import refuse


def fix(state: State, command: FixConstituency, given: Given) -> list[Event]:
    """As it was published, or not at all (Article 10)."""
    if state.ballot is not None:
        raise again(given.stream, "đơn vị bầu cử")
    unit(given, command.unit)
    published = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.publisher))
    plans = {plan.code: plan for plan in published.contests.get(command.ballot, ())}
    plan = plans.get(given.stream.code)
    if plan is None or (plan.seats, plan.unit) != (command.seats, command.unit):
        raise refuse("not_published", stream=given.stream, publisher=command.publisher)
    return [
        ConstituencyFixed(
            ballot=command.ballot, seats=command.seats, unit=command.unit, publisher=command.publisher
        )
    ]


def assign(state: State, command: AssignAreas, given: Given) -> list[Event]:
    """Areas of a commune that vote here, each once (Article 11)."""
    unit(given, command.unit)
    fixed = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.unit)).areas
    mine = {plan.code for plan in fixed if given.stream.code in plan.contests.values()}
    if strange := sorted(set(command.areas) - mine):
        raise refuse("unknown_area", area=", ".join(strange), unit=command.unit)
    for code in command.areas:
        if code in state.areas or command.areas.count(code) > 1:
            raise again(given.stream, f"khu vực bỏ phiếu {code}")
    return [AreasAssigned(unit=command.unit, areas=command.areas)]


def withdraw(state: State, command: WithdrawAreas, given: Given) -> list[Event]:
    """Areas that the commune no longer has, as its own stream says (Article 11.4)."""
    unit(given, command.unit)
    fixed = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.unit)).areas
    there = {plan.code for plan in fixed if given.stream.code in plan.contests.values()}
    for code in command.areas:
        if code in there or code not in state.areas:
            raise refuse("unknown_area", area=code, unit=command.unit)
    return [AreasWithdrawn(unit=command.unit, areas=command.areas)]


def establish(state: State, command: EstablishBoard, given: Given) -> list[Event]:
    """The board, once; a size outside the law is noted (Article 24)."""
    if state.board:
        raise again(given.stream, "Ban bầu cử")
    called = election(given)
    variant: Variant = "supplementary" if called.form == "supplementary" else ""
    size = body_size("board", level(given, state.unit), state.ballot, called.law, variant)
    return [
        BoardEstablished(size=command.size, decision=command.decision, findings=size.findings(command.size))
    ]
