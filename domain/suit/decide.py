"""The court's steps, each in its order and measured against its term; a late court is noted, not refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from domain.bodies.unit import again
from domain.calendar import reckon
from domain.call.election import election
from domain.cases.events import CaseAppealed
from domain.command import Command
from domain.due import Election
from domain.event import Event
from domain.law.book import book
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.suit.commands import AcceptSuit, OpenHearing, OrderTrial
from domain.suit.events import HearingOpened, SuitAccepted, SuitDropped, TrialOrdered
from domain.suit.evolve import Stage, State
from domain.terms import Finding
from domain.zone import local

FILE: Final = "voter_list_suit"
TRY: Final = "voter_list_suit_decision_to_try"
HEAR: Final = "voter_list_suit_hearing"
_ORDER: Final[tuple[Stage, ...]] = ("filed", "accepted", "ordered", "heard")


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """Nothing but the case itself."""
    return ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """Where the court sits. As long as nobody has sued `decide` refuses, and says why."""
    return frozenset({state.unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    called = election(given)
    if not state.stage:
        raise refuse("no_suit", stream=given.stream)
    match command:
        case AcceptSuit():
            _next(state, "filed", "việc thụ lý", "việc khởi kiện", given)
            due = _term(given, TRY, {"suit_accepted": local(given.act.legal_at).date()})
            found = (*_late(called.due(FILE, "all"), given), *_at_once(given))
            return [SuitAccepted(due=due, findings=found)]
        case OrderTrial(outcome=outcome, decision=decision):
            _next(state, "accepted", "quyết định đưa vụ án ra xét xử", "việc thụ lý", given)
            found = _over(
                given, SuitAccepted, "F.513", "quyết định đưa ra xét xử hoặc đình chỉ", "Điều 199.1"
            )
            if outcome == "dropped":
                return [SuitDropped(decision=decision, findings=found)]
            due = _term(given, HEAR, {"order_to_try": local(given.act.legal_at).date()})
            return [TrialOrdered(decision=decision, due=due, findings=found)]
        case OpenHearing():
            _next(state, "ordered", "việc mở phiên tòa", "quyết định đưa vụ án ra xét xử", given)
            return [HearingOpened(findings=_over(given, TrialOrdered, "F.514", "mở phiên tòa", "Điều 199.3"))]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _next(state: State, wanted: Stage, what: str, before: str, given: Given) -> None:
    if state.stage == wanted:
        return
    if state.stage in _ORDER and _ORDER.index(state.stage) < _ORDER.index(wanted):
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    raise again(given.stream, what)


def _term(given: Given, row: str, anchors: dict[str, date | datetime]) -> datetime | None:
    """The term of a row counted from this act; nothing where that law was not yet in force (O-27)."""
    called = election(given)
    read, deadline = book(), book().deadline(row)
    if called.day is None or not read.in_force(deadline, called.law, called.day):
        return None
    asked = Election(kind=called.form, day=called.day, levels=called.levels)
    return reckon(asked, called.law, (), anchors).term(deadline, "all").latest


def _late(due: datetime | None, given: Given) -> tuple[Finding, ...]:
    filed = _filed(given)
    late = due is not None and filed is not None and filed > due
    return noted(
        "F.511",
        f"khởi kiện ngày {local(filed):%d/%m/%Y}, hạn cuối là {local(due):%d/%m/%Y}"
        if late and filed and due
        else "",
        "Tòa án xem xét còn thời hiệu hay không",
        "Điều 33; Luật Tố tụng hành chính, Điều 116.2.c",
    )


def _at_once(given: Given) -> tuple[Finding, ...]:
    filed = _filed(given)
    waited = filed is not None and local(filed).date() < local(given.act.legal_at).date()
    return noted(
        "F.512",
        f"thụ lý sau ngày nộp đơn khởi kiện ({local(filed):%d/%m/%Y})" if waited and filed else "",
        "ghi lý do; luật đòi thụ lý ngay",
        "Luật Tố tụng hành chính Điều 198",
    )


def _filed(given: Given) -> datetime | None:
    acts = [at for event, at, _ in given.history(given.stream) if isinstance(event, CaseAppealed)]
    return acts[-1] if acts else None


def _over(
    given: Given, before: type[SuitAccepted | TrialOrdered], code: str, what: str, article: str
) -> tuple[Finding, ...]:
    """What is odd where the term that the step before has set is over."""
    terms = [event.due for event in given.events[str(given.stream)] if isinstance(event, before)]
    due = terms[-1] if terms else None
    late = due is not None and given.act.legal_at > due
    return noted(
        code,
        f"{what} sau hạn {local(due):%d/%m/%Y}" if late and due else "",
        "ghi nhận; báo Tòa án ngày bầu cử để bản án kịp thi hành",
        f"Luật Tố tụng hành chính {article}",
    )
