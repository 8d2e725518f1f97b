"""A unit as other procedures look it up: is it there, what does it organise, who acts for it."""

from __future__ import annotations

from collections.abc import Iterable

from domain.bodies.evolve import State, evolve
from domain.call.election import election
from domain.command import Command
from domain.law.power import Matter, power
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BALLOT_NAMES, NATION, Ballot, Level


def unit(given: Given, code: str = "") -> State:
    """State of a unit, by default the one this stream is about; refuses when it was not enrolled.

    Another unit than the stream's own must be named in the procedure's `reads`.
    """
    election(given)
    where = given.stream.beside("unit", code) if code else given.stream
    state = State()
    for event in given.events.get(str(where), ()):
        state = evolve(state, event)
    if state.level is None:
        raise refuse("unknown_unit", unit=where.code, election=given.stream.election)
    return state


def level(given: Given, code: str = "") -> Level:
    """Level of a unit; refuses as `unit` does."""
    found = unit(given, code).level
    if found is None:
        raise refuse("unknown_unit", unit=code or given.stream.code, election=given.stream.election)
    return found


def organiser(given: Given, ballot: Ballot, code: str = "") -> Level:
    """Level of a unit whose bodies organise this ballot: the Assembly's by nation and provinces, a council's
    by its own level. Refuses any other unit, and a ballot the election does not hold."""
    if ballot not in election(given).levels:
        raise refuse(
            "ballot_not_called",
            stream=given.stream,
            election=given.stream.election,
            ballot=BALLOT_NAMES[ballot],
            command="này",
        )
    found = level(given, code)
    wanted = ("nation", "province") if ballot == "na" else (ballot,)
    if found not in wanted:
        raise refuse(
            "wrong_level",
            stream=given.stream,
            what=f"bầu {BALLOT_NAMES[ballot]}",
            level=found,
            wanted=" hoặc ".join(wanted),
        )
    return found


def committee(given: Given, what: str, code: str = "") -> None:
    """Refuse `what` as too early while the unit has no election committee."""
    if not unit(given, code).committee:
        body = "Hội đồng bầu cử quốc gia" if (code or given.stream.code) == NATION else "Ủy ban bầu cử"
        raise refuse("too_early", stream=given.stream, what=what, before=body)


def decider(given: Given, matter: Matter, ballot: Ballot) -> str:
    """The body that decides a matter of this ballot, under the law of the election."""
    return power(matter, ballot, election(given).law).decides.partition("@")[0]


def homes(command: Command, stream: Stream, unit: str) -> tuple[Stream, ...]:
    """Where the end stands of this unit's committee, and of the Council, if they may give the command."""
    seats = {"committee": unit, "nec": NATION}
    codes = {code for body, code in seats.items() if code and body in command.by}
    return tuple(stream.beside("unit", code) for code in sorted(codes))


def must_be(given: Given, command: Command, body: str) -> None:
    """Refuse when another body acts than the one the law names for this very unit or ballot."""
    if given.act.body != body:
        raise refuse(
            "not_authorised",
            body=given.act.body,
            unit=given.act.unit,
            command=type(command).__name__,
            stream=given.stream,
            wanted=f"{body} của {given.act.unit}",
        )


def again(stream: Stream, what: str) -> Exception:
    """The refusal of a step that stands on this stream already."""
    return refuse("already_done", stream=stream, what=what, when="trước trong luồng này")


def once(given: Given, where: str, codes: Iterable[str]) -> None:
    """Refuse a list with the same entry twice."""
    listed = list(codes)
    for code in listed:
        if listed.count(code) > 1:
            raise refuse("listed_twice", stream=given.stream, where=where, item=code)


def following(given: Given, what: str, wanted: int, number: int) -> None:
    """Refuse a number that does not follow the last one."""
    if number != wanted:
        raise refuse("wrong_number", stream=given.stream, what=what, wanted=wanted, number=number)
