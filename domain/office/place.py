"""Where an office stands: its own unit, those below, and who may act for whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from domain import bodies, call
from domain.bodies.unit import once
from domain.membership.ended import finished
from domain.office.owner import Owner
from domain.procedure import Given
from domain.refusal import refuse


def home(given: Given) -> None:
    """Refuse an election nobody called and a unit nobody enrolled; desk work outlasts the election."""
    if given.state(call.PROCEDURE, given.stream.beside("election")).day is None:
        raise refuse("unknown_election", election=given.stream.election)
    enrolled(given, given.stream.code)


def enrolled(given: Given, code: str) -> tuple[str, ...]:
    """The units above one that takes part; refuses any other."""
    unit = given.state(bodies.PROCEDURE, given.stream.beside("unit", code))
    if unit.level is None:
        raise refuse("unknown_unit", unit=code, election=given.stream.election)
    return unit.path


def below(given: Given, owners: Iterable[Owner]) -> None:
    """Refuse an owner listed twice, or one that is neither of this unit nor of one below it."""
    listed = list(owners)
    once(given, "owners", [each.key for each in listed])
    for each in listed:
        if given.stream.code not in (each.unit, *enrolled(given, each.unit)):
            raise refuse("not_below", stream=given.stream, unit=each.unit, own=given.stream.code)


def one_of(given: Given, command: str, *bodies: tuple[str, str]) -> None:
    """Refuse unless the act is of one of these bodies of these units."""
    if (given.act.body, given.act.unit) not in bodies:
        raise refuse(
            "not_authorised",
            body=given.act.body,
            unit=given.act.unit,
            command=command,
            stream=given.stream,
            wanted=" hoặc ".join(f"{body} của {unit}" for body, unit in dict.fromkeys(bodies)),
        )


SUCCEEDED: Final = {"committee": "people_committee", "nec": "standing_committee"}
"""Who goes on with what a body asked for, after the body has ended for all its ballots (Articles 20, 28)."""


def asking(given: Given, body: str) -> tuple[tuple[str, str], ...]:
    """Who speaks for the body of this unit that asked: itself, and once it has ended whoever succeeds it."""
    unit = given.stream.code
    over = body in SUCCEEDED and finished(given.events.get(str(given.stream), ()))
    return ((body, unit), *(((SUCCEEDED[body], unit),) if over else ()))


def missing(given: Given, what: str, item: str) -> Exception:
    """The refusal of a code that this unit does not have."""
    return refuse("no_such_thing", stream=given.stream, what=what, item=item)
