"""From the register to a decision, and what may still be done after the stop (Articles 33, 61, 75, 87)."""

from __future__ import annotations

from domain.bodies.unit import again, must_be
from domain.call.election import election
from domain.cases import way
from domain.cases.commands import (
    AppealCase,
    ConsiderCase,
    DecideCase,
    NoteConsequence,
    NoteTermPassed,
    OrderVerification,
    PassOnCase,
    RegisterCase,
    ReportVerification,
    StopCase,
    TransferCase,
    WithdrawCase,
)
from domain.cases.ending import decided, note, transfer
from domain.cases.events import (
    CaseAppealed,
    CaseConsidered,
    CasePassedOn,
    CaseStopped,
    CaseTermPassed,
    CaseWithdrawn,
    VerificationOrdered,
    VerificationReported,
)
from domain.cases.evolve import State
from domain.cases.intake import receive
from domain.cases.standing import held, level, off_route, open_case, still_examined
from domain.command import Command
from domain.event import Event
from domain.law.power import name
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream, parse
from domain.terms import BODY_NAMES, NATION
from domain.zone import local


def reads(state: State, command: Command, stream: Stream) -> list[Stream]:
    """The units that hold it or are to get it, the nation, its constituency, and what the case is about."""
    units = {state.unit, getattr(command, "unit", ""), getattr(command, "to_unit", ""), NATION} - {""}
    found = [stream.beside("unit", unit) for unit in sorted(units)]
    if state.contest:
        found.append(stream.beside("contest", state.contest))
    if isinstance(command, RegisterCase):
        for kind in ("contest", "area", "candidacy"):
            if code := getattr(command, kind):
                found.append(stream.beside(kind, code))
    if isinstance(command, NoteConsequence):
        other = parse(command.stream)
        beside = other.election == stream.election and other.kind != stream.kind
        found += [other] if beside and other not in found else []
    return found


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """Whoever holds the case; who receives it registers it. As long as it is not there `decide` says so."""
    match command:
        case RegisterCase():
            return frozenset({command.unit})
        case AppealCase():
            return frozenset({command.to_unit})
        case ReportVerification() if state.verifying:
            return frozenset({state.unit, state.verifying[1]})
        case TransferCase() if state.ballot == "na":
            return frozenset({state.unit, NATION})
        case _:
            return frozenset({state.unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    if isinstance(command, TransferCase):
        return [transfer(state, command, given)]
    if isinstance(command, NoteConsequence):
        return [note(state, command, given)]
    election(given)
    match command:
        case RegisterCase():
            return list(receive(state, command, given))
        case ConsiderCase():
            return [_consider(state, command, given)]
        case PassOnCase():
            return [_pass_on(state, command, given)]
        case OrderVerification():
            return [_order(state, command, given)]
        case ReportVerification():
            return [_report(state, command, given)]
        case DecideCase():
            return [decided(state, command, given)]
        case AppealCase():
            return [_appeal(state, command, given)]
        case WithdrawCase():
            open_case(state, "việc rút đơn", given)
            held(state, command, given)
            return [CaseWithdrawn(why=command.why)]
        case StopCase():
            return [_stop(state, given)]
        case NoteTermPassed():
            return [_term_passed(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _consider(state: State, command: ConsiderCase, given: Given) -> CaseConsidered:
    found = open_case(state, "việc xem xét", given)
    held(state, command, given)
    if state.stage == "considered":
        raise again(given.stream, "việc xem xét")
    still_examined(state, given)
    return CaseConsidered(ruled=found.article if found else "", body=state.body, unit=state.unit)


def _pass_on(state: State, command: PassOnCase, given: Given) -> CasePassedOn:
    found = open_case(state, "việc chuyển đơn", given)
    held(state, command, given)
    own = level(given, command.to_unit)
    if (command.to_body, command.to_unit) == (state.body, state.unit):
        wanted = "một cơ quan khác với nơi đang giữ"
        raise refuse("wrong_receiver", stream=given.stream, wanted=wanted, body=command.to_body, unit=own)
    due = way.answer_due(given, found, state.known, command.to_body, own)
    return CasePassedOn(
        ruled=found.article if found else "",
        to_body=command.to_body,
        to_unit=command.to_unit,
        why=command.why,
        received=given.act.legal_at,
        deadline=found.settle if found and due else "",
        due=due,
        findings=off_route(found, command.to_body, own),
    )


def _order(state: State, command: OrderVerification, given: Given) -> VerificationOrdered:
    open_case(state, "yêu cầu xác minh", given)
    held(state, command, given)
    still_examined(state, given)
    level(given, command.to_unit)
    if state.verifying:
        raise again(given.stream, "yêu cầu xác minh chưa có trả lời")
    return VerificationOrdered(to_body=command.to_body, to_unit=command.to_unit, due=command.due)


def _report(state: State, command: ReportVerification, given: Given) -> VerificationReported:
    open_case(state, "kết quả xác minh", given)
    if state.verifying is None:
        before = "yêu cầu xác minh"
        raise refuse("too_early", stream=given.stream, what="kết quả xác minh", before=before)
    if (given.act.body, given.act.unit) not in ((state.body, state.unit), state.verifying):
        must_be(given, command, state.verifying[0])
    still_examined(state, given)
    return VerificationReported(found=command.found)


def _appeal(state: State, command: AppealCase, given: Given) -> CaseAppealed:
    """From a decision that is not final, or once the term has passed, to the body the law names next."""
    must_be(given, command, command.to_body)
    if state.stage == "" or not (state.stage == "decided" or (state.pending and state.overdue)):
        before = "quyết định giải quyết hoặc việc hết hạn mà không giải quyết"
        raise refuse("too_early", stream=given.stream, what="khiếu nại tiếp", before=before)
    found = way.way(state.matter, state.known, way.called(given).law)
    article = found.article if found else "không có điều nào"
    who = BODY_NAMES[state.body]
    if state.final:
        raise refuse("decision_final", stream=given.stream, body=who, article=article)
    if found is None or not found.then:
        raise refuse("no_next_body", stream=given.stream, body=who, article=article)
    if not way.is_post(found.then, command.to_body, level(given, command.to_unit)):
        wanted = name(found.then)
        raise refuse(
            "wrong_receiver",
            stream=given.stream,
            wanted=wanted,
            body=BODY_NAMES[command.to_body],
            unit=command.to_unit,
        )
    return CaseAppealed(
        ruled=found.article,
        to_body=command.to_body,
        to_unit=command.to_unit,
        received=given.act.legal_at,
    )


def _stop(state: State, given: Given) -> CaseStopped:
    open_case(state, "việc ngừng xem xét", given)
    since = way.stop(given, state.known) if state.about == "candidate" else None
    if state.stopped:
        raise again(given.stream, "việc ngừng xem xét")
    if since is None or given.act.legal_at < since:
        before = f"thời điểm {local(since):%H:%M %d/%m/%Y}" if since else "khiếu nại về người ứng cử"
        raise refuse("too_early", stream=given.stream, what="việc ngừng xem xét", before=before)
    return CaseStopped(since=since)


def _term_passed(state: State, command: NoteTermPassed, given: Given) -> CaseTermPassed:
    open_case(state, "việc hết hạn", given)
    if state.overdue:
        raise again(given.stream, "việc hết hạn")
    if state.due is None or state.due != command.due or given.act.legal_at <= state.due:
        before = f"hạn {local(state.due):%d/%m/%Y}" if state.due else "hạn giải quyết nào"
        raise refuse("too_early", stream=given.stream, what="việc hết hạn", before=before)
    return CaseTermPassed(deadline=state.deadline, due=state.due)
