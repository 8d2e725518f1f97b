"""From nomination to a constituency, or out: who may say what, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from domain.bodies.unit import again
from domain.candidacy import dossier, nominee
from domain.candidacy.commands import (
    AllocateCandidacy,
    CheckDossier,
    EraseSubject,
    FileDossier,
    FreezeName,
    HoldNomineeConference,
    LodgeProgramme,
    MoveDossier,
    Nominate,
    NotePortalEntry,
    ProposeNominee,
    ReplaceNominee,
    SendNomineeMinutes,
    TickChecklist,
    WithdrawCandidacy,
)
from domain.candidacy.erasure import erase
from domain.candidacy.events import CandidacyWithdrawn
from domain.candidacy.evolve import State
from domain.candidacy.ground import WITHDRAWALS
from domain.command import Command
from domain.contest.evolve import contest
from domain.event import Event
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import Finding


def reads(state: State, command: Command, stream: Stream) -> Iterator[Stream]:
    """The unit where the candidate stands; his other candidacies, and the constituency, where they decide."""
    unit = command.unit if isinstance(command, Nominate | ProposeNominee) else state.unit
    if unit:
        yield stream.beside("unit", unit)
    match command:
        case Nominate() if command.person:
            yield stream.beside("person", command.person)
        case MoveDossier():
            yield stream.beside("unit", command.to_unit)
        case AllocateCandidacy():
            yield stream.beside("contest", command.contest)
    if state.contest and isinstance(command, AllocateCandidacy | WithdrawCandidacy):
        yield stream.beside("contest", state.contest)


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit where the candidate stands. As long as nobody was nominated `decide` refuses, and says why."""
    unit = command.unit if isinstance(command, Nominate | ProposeNominee) else state.unit
    if isinstance(command, AllocateCandidacy) and unit:
        return frozenset({unit, dossier.home(state, given)})
    return frozenset({unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    return [DECISIONS[type(command)](state, command, given)]


def withdraw(state: State, command: WithdrawCandidacy, given: Given) -> CandidacyWithdrawn:
    """At any time, even in the third round; who is on the published list leaves a gap in it."""
    if state.withdrawn:
        raise again(given.stream, "rút ứng cử")
    dossier.standing(state, command, "rút ứng cử", given)
    findings: tuple[Finding, ...] = ()
    if state.contest and contest(given, given.stream.beside("contest", state.contest)).listed:
        findings = (
            Finding(
                code="withdrawn_from_list",
                sentence=f"Người ứng cử rút khi danh sách chính thức của {state.contest} đã công bố.",
                remedy="Ghi cách xử lý khuyết người ứng cử; chưa rõ xin rút có được coi là khuyết không.",
                article="Điều 57.6; Điều 58.3 (O-1)",
            ),
        )
    return CandidacyWithdrawn(reason=WITHDRAWALS[command.ground], findings=findings)


DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    ProposeNominee: nominee.propose,
    HoldNomineeConference: nominee.confer,
    ReplaceNominee: nominee.replace,
    Nominate: nominee.nominate,
    SendNomineeMinutes: nominee.send,
    FileDossier: dossier.file,
    TickChecklist: dossier.tick,
    NotePortalEntry: dossier.note_portal,
    FreezeName: dossier.freeze,
    CheckDossier: dossier.check,
    MoveDossier: dossier.move,
    AllocateCandidacy: dossier.allocate,
    LodgeProgramme: dossier.lodge,
    WithdrawCandidacy: withdraw,
    EraseSubject: erase,
}
