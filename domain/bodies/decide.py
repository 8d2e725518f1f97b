"""Enrolling units, setting up their committees."""

from __future__ import annotations

from typing import Final, get_args

from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.bodies.events import CommitteeEstablished, UnitEnrolled
from domain.bodies.evolve import State
from domain.bodies.unit import again, level, must_be, unit
from domain.call.election import election
from domain.command import Command
from domain.event import Event
from domain.law.book import book
from domain.law.rules import Variant, body_size
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION, Level

LEVELS: Final[tuple[Level, ...]] = get_args(Level)


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The unit above the one to be enrolled."""
    if isinstance(command, EnrolUnit) and command.parent:
        return (stream.beside("unit", command.parent),)
    return ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The nation enrols; each unit sets up its own committee."""
    return frozenset({NATION if isinstance(command, EnrolUnit) else given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case EnrolUnit():
            return [_enrol(state, command, given)]
        case EstablishCommittee():
            return [_establish(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _enrol(state: State, command: EnrolUnit, given: Given) -> UnitEnrolled:
    called = election(given)
    if state.level is not None:
        raise again(given.stream, f"đơn vị {given.stream.code}")
    ladder = _ladder(called.law)
    if command.level not in ladder:
        raise refuse(
            "no_such_level", stream=given.stream, law=called.law, level=command.level, command="EnrolUnit"
        )
    for ballot in command.ballots:
        if ballot not in called.levels:
            raise refuse(
                "ballot_not_called",
                stream=given.stream,
                election=given.stream.election,
                ballot=ballot,
                command="EnrolUnit",
            )
        if command.ballots.count(ballot) > 1:
            raise refuse("listed_twice", stream=given.stream, where="ballots", item=ballot)
    path = _path(command, given, ladder)
    _fills_its_own(command, path, given)
    return UnitEnrolled(
        name=command.name,
        level=command.level,
        parent=command.parent,
        path=path,
        ballots=command.ballots,
    )


def _fills_its_own(command: EnrolUnit, path: tuple[str, ...], given: Given) -> None:
    """In a supplementary election of a council only that council's unit organises, below who decided it."""
    vacancy = election(given).vacancy
    if vacancy is None or vacancy.ballot == "na":
        return
    if command.ballots and given.stream.code != vacancy.unit:
        where, wanted = f"{command.name} tổ chức bầu cử bổ sung", vacancy.unit
        raise refuse("wrong_unit", stream=given.stream, where=where, unit=given.stream.code, wanted=wanted)
    if given.stream.code == vacancy.unit and vacancy.province and vacancy.province not in path:
        raise refuse(
            "wrong_parent",
            stream=given.stream,
            level=command.level,
            wanted=f"tỉnh {vacancy.province}, nơi đã quyết định",
            parent=command.parent,
        )


def _ladder(law: str) -> tuple[Level, ...]:
    """Levels of units in a version of the law, from the nation down: a level without councils is gone."""
    ballots = book().versions[law].ballots
    return tuple(each for each in LEVELS if each == "nation" or each in ballots)


def _path(command: EnrolUnit, given: Given, ladder: tuple[Level, ...]) -> tuple[str, ...]:
    place = ladder.index(command.level)
    above = ladder[place - 1] if place else ""
    is_nation = given.stream.code == NATION
    if not above and is_nation and not command.parent:
        return ()
    if not above or is_nation or not command.parent or level(given, command.parent) != above:
        wanted = f"một đơn vị {above}" if above else f"không đơn vị nào, và có mã {NATION}"
        raise refuse(
            "wrong_parent",
            stream=given.stream,
            level=command.level,
            wanted=wanted,
            parent=command.parent,
        )
    return (command.parent, *unit(given, command.parent).path)


def _establish(state: State, command: EstablishCommittee, given: Given) -> CommitteeEstablished:
    called, own = election(given), level(given)
    must_be(given, command, "assembly" if own == "nation" else "people_committee")
    if state.committee:
        raise again(given.stream, "thành lập Ủy ban bầu cử")
    variant: Variant = "supplementary" if called.form == "supplementary" else ""
    row = body_size("nec" if own == "nation" else "committee", own, None, called.law, variant)
    return CommitteeEstablished(
        level=own, size=command.size, decision=command.decision, findings=row.findings(command.size)
    )
