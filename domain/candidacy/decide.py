"""From nomination to an accepted dossier, or out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.bodies.unit import again, level, must_be, organiser
from domain.call.election import dossiers_due, election
from domain.candidacy.commands import (
    CheckDossier,
    EraseSubject,
    FileDossier,
    Nominate,
    WithdrawCandidacy,
)
from domain.candidacy.erasure import erase
from domain.candidacy.events import (
    CandidacyWithdrawn,
    CandidateNominated,
    DossierAccepted,
    DossierReceived,
    DossierReturned,
    Origin,
)
from domain.candidacy.evolve import State
from domain.candidacy.ground import WITHDRAWALS, flaw
from domain.command import Command
from domain.consultation.events import ConsultationHeld
from domain.event import Event
from domain.law.rules import dossier_sets
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BALLOT_NAMES, Ballot, Finding
from domain.zone import local

NOMINATORS: Final[dict[Origin, tuple[str, ...]]] = {
    "agency": ("nominator", "front"),
    "village": ("nominator", "front"),
    "self": ("candidate",),
}
"""Bodies that record a candidacy of each origin."""


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The unit where the candidate stands."""
    unit = command.unit if isinstance(command, Nominate) else state.unit
    return (stream.beside("unit", unit),) if unit else ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit where the candidate stands. As long as nobody was nominated `decide` refuses, and says why."""
    unit = command.unit if isinstance(command, Nominate) else state.unit
    return frozenset({unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case Nominate():
            return [_nominate(state, command, given)]
        case FileDossier():
            return [_file(state, command, given)]
        case CheckDossier():
            return [_check(state, command, given)]
        case WithdrawCandidacy():
            return [_withdraw(state, command, given)]
        case EraseSubject():
            return [erase(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _nominate(state: State, command: Nominate, given: Given) -> CandidateNominated:
    organiser(given, command.ballot, command.unit)
    if state.stage:
        raise again(given.stream, "giới thiệu ứng cử")
    if given.act.body not in NOMINATORS[command.origin]:
        must_be(given, command, NOMINATORS[command.origin][0])
    if command.origin != "self" and not _first_round(command.ballot, command.unit, given):
        before = f"hội nghị hiệp thương lần thứ nhất của {command.unit}"
        raise refuse("too_early", stream=given.stream, what="giới thiệu người ứng cử", before=before)
    return CandidateNominated(
        ballot=command.ballot,
        unit=command.unit,
        origin=command.origin,
        findings=tuple(_odd_origin(command)),
    )


def _first_round(ballot: Ballot, unit: str, given: Given) -> bool:
    events = given.events.get(str(given.stream.beside("unit", unit)), ())
    return any(isinstance(event, ConsultationHeld) and event.ballot == ballot for event in events)


def _odd_origin(command: Nominate) -> Iterator[Finding]:
    if command.origin == "village" and command.ballot != "commune":
        yield Finding(
            code="village_beyond_commune",
            sentence=f"Thôn, tổ dân phố giới thiệu người ứng cử {BALLOT_NAMES[command.ballot]}.",
            remedy="Thôn, tổ dân phố chỉ giới thiệu người ứng cử Hội đồng nhân dân cấp xã; kiểm tra lại.",
            article="Điều 52",
        )


def _standing(state: State, command: Command, what: str, given: Given) -> Ballot:
    """The ballot of a candidacy that still stands, for the body that keeps its dossier; refuses otherwise."""
    election(given)
    if state.ballot is None:
        raise refuse("too_early", stream=given.stream, what=what, before="việc giới thiệu hoặc tự ứng cử")
    if state.withdrawn:
        raise refuse("withdrawn", stream=given.stream, what=what)
    if given.act.body != "candidate":
        nation = level(given, state.unit) == "nation"
        must_be(given, command, "nec" if nation else "committee")
    return state.ballot


def _file(state: State, command: FileDossier, given: Given) -> DossierReceived:
    ballot = _standing(state, command, "nhận hồ sơ", given)
    if state.stage in ("filed", "accepted") or command.attempt <= state.attempts:
        raise again(given.stream, "nhận hồ sơ")
    due = dossiers_due(given, ballot, state.unit)
    if due is None:
        raise refuse("too_early", stream=given.stream, what="nhận hồ sơ", before="lịch bầu cử")
    if given.act.legal_at > due:
        raise refuse(
            "dossier_late",
            stream=given.stream,
            due=local(due).isoformat(),
            at=local(given.act.legal_at).isoformat(),
            article="Điều 35.1",
        )
    wanted = dossier_sets(ballot, election(given).law)
    findings: tuple[Finding, ...] = ()
    if command.sets != wanted.number:
        findings = (
            Finding(
                code="wrong_number_of_sets",
                sentence=f"Nộp {command.sets} bộ hồ sơ; bầu {BALLOT_NAMES[ballot]} cần {wanted.number} bộ.",
                remedy="Yêu cầu nộp đủ số bộ trước khi hết hạn, hoặc trả lại bộ thừa.",
                article=wanted.article,
            ),
        )
    return DossierReceived(attempt=command.attempt, sets=command.sets, findings=findings)


def _check(state: State, command: CheckDossier, given: Given) -> DossierAccepted | DossierReturned:
    _standing(state, command, "kết quả kiểm tra hồ sơ", given)
    if state.stage in ("accepted", "returned"):
        raise again(given.stream, "kết quả kiểm tra hồ sơ")
    if state.stage != "filed" or command.attempt != state.attempts:
        before = f"hồ sơ nộp lần {command.attempt}"
        raise refuse("too_early", stream=given.stream, what="kết quả kiểm tra hồ sơ", before=before)
    if command.valid:
        return DossierAccepted(attempt=command.attempt)
    if not command.reasons:
        raise refuse("no_reason", stream=given.stream)
    law = election(given).law
    return DossierReturned(
        attempt=command.attempt, reasons=tuple(flaw(code, law) for code in command.reasons)
    )


def _withdraw(state: State, command: WithdrawCandidacy, given: Given) -> CandidacyWithdrawn:
    if state.withdrawn:
        raise again(given.stream, "rút ứng cử")
    _standing(state, command, "rút ứng cử", given)
    return CandidacyWithdrawn(reason=WITHDRAWALS[command.ground])
