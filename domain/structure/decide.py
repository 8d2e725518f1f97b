"""Estimating a structure and adjusting it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.bodies.unit import again, level, must_be, once, organiser
from domain.call.election import election
from domain.command import Command
from domain.consultation.evolve import State as Consultation
from domain.consultation.evolve import evolve as consult
from domain.consultation.papers import addressees, odd_recipients
from domain.event import Event
from domain.law.book import book
from domain.law.rules import quota
from domain.procedure import Given
from domain.refusal import refuse
from domain.structure.commands import AdjustStructure, EstimateStructure, SendStructure
from domain.structure.events import StructureAdjusted, StructureEstimated, StructureSent
from domain.structure.evolve import State
from domain.structure.number import check_parts
from domain.terms import NATION, Ballot, Finding

SENDING: Final = {"na": "na_structure_estimate_send", "council": "hdnd_structure_estimate_send"}
"""The rows that name who gets an estimate."""


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit itself: the nation for the Assembly, a council's own unit for the council."""
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case EstimateStructure():
            return [_estimate(state, command, given)]
        case SendStructure():
            return [_send(state, command, given)]
        case AdjustStructure():
            return [_adjust(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _owner(command: Command, ballot: Ballot, given: Given) -> None:
    level = organiser(given, ballot)
    if ballot == "na" and level != "nation":
        what = "cơ cấu đại biểu Quốc hội"
        raise refuse("wrong_level", stream=given.stream, what=what, level=level, wanted=NATION)
    must_be(given, command, "standing_committee" if ballot == "na" else "council")


def _estimate(state: State, command: EstimateStructure, given: Given) -> StructureEstimated:
    _owner(command, command.ballot, given)
    if command.ballot in state.number:
        raise again(given.stream, f"dự kiến cơ cấu {command.ballot}")
    check_parts(given.stream, command.number, command.women, command.minorities)
    return StructureEstimated(
        ballot=command.ballot,
        number=command.number,
        women=command.women,
        minorities=command.minorities,
        findings=tuple(_shares(command, election(given).law)),
    )


def _shares(command: EstimateStructure, law: str) -> Iterator[Finding]:
    """Shares the law asks of the candidates. It attaches nothing to a miss, so it is noted and no more."""
    women = quota("women", command.ballot, command.number, law)
    if women is not None and command.women < women.number:
        yield Finding(
            code="few_women",
            sentence=f"Dự kiến {command.women} nữ trên {command.number} người; luật cần {women.number}.",
            remedy="Nâng số nữ khi điều chỉnh cơ cấu.",
            article=women.article,
        )
    minorities = quota("minorities", command.ballot, command.number, law)
    if minorities is not None and command.minorities < minorities.number:
        yield Finding(
            code="few_minorities",
            sentence=(
                f"Dự kiến {command.minorities} người dân tộc thiểu số trên {command.number} người; "
                f"luật cần {minorities.number}."
            ),
            remedy="Nâng số người dân tộc thiểu số khi điều chỉnh cơ cấu.",
            article=minorities.article,
        )


def _send(state: State, command: SendStructure, given: Given) -> StructureSent:
    """To the bodies the row names; the Assembly's goes to every province too: none of them is too many."""
    _owner(command, command.ballot, given)
    what = f"gửi dự kiến cơ cấu {command.ballot}"
    if command.ballot not in state.number:
        raise refuse("too_early", stream=given.stream, what=what, before="dự kiến cơ cấu")
    if command.ballot in state.sent:
        raise again(given.stream, what)
    once(given, "recipients", [f"{each.body}@{each.unit}" for each in command.recipients])
    row = book().rows[SENDING["na" if command.ballot == "na" else "council"]]
    terms = row.law[election(given).law]
    wanted = addressees(row.id, command.ballot, level(given), given)
    below = {party.body for party in terms.owed_to[command.ballot] if party.at == "province"}
    provinces = [
        each
        for each in command.recipients
        if command.ballot == "na" and each.unit != NATION and each.body in below
    ]
    findings = odd_recipients("Dự kiến cơ cấu", command.recipients, [*wanted, *provinces], terms.article)
    return StructureSent(ballot=command.ballot, recipients=command.recipients, findings=findings)


def _adjust(state: State, command: AdjustStructure, given: Given) -> StructureAdjusted:
    _owner(command, command.ballot, given)
    what = f"điều chỉnh cơ cấu {command.ballot} lần {command.occasion}"
    if command.ballot != "na" and command.occasion != 1:
        raise refuse("adjusted_once", stream=given.stream, occasion=command.occasion)
    if command.ballot not in state.number:
        raise refuse("too_early", stream=given.stream, what=what, before="dự kiến cơ cấu")
    if command.occasion in state.adjusted.get(command.ballot, ()):
        raise again(given.stream, what)
    if command.occasion not in _rounds(given, command.ballot):
        before = f"hội nghị hiệp thương lần {command.occasion}"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    return StructureAdjusted(ballot=command.ballot, occasion=command.occasion, number=command.number)


def _rounds(given: Given, ballot: Ballot) -> tuple[int, ...]:
    """The rounds held by this unit's Front: each adjustment follows the round of its number."""
    state = Consultation()
    for event in given.events.get(str(given.stream), ()):
        state = consult(state, event)
    return tuple(state.talks(ballot).rounds)
