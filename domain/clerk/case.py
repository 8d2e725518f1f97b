"""The desk of one case: the registers it stands in, its term, the stop before election day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from domain import call, cases, docket
from domain.cases import way
from domain.cases.commands import NoteTermPassed, StopCase
from domain.cases.events import CaseRegistered
from domain.cases.evolve import State
from domain.cases.ground import EFFECTS, OUTCOMES
from domain.clerk.desk import Desk, Look, Order, View
from domain.command import Act
from domain.docket.commands import CrossOffCase, EnterCase
from domain.docket.decide import in_hand
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import BODY_NAMES, CLERK
from domain.zone import local


def reads(view: View) -> Iterable[Stream]:
    """The call, the case, and every unit that has held it."""
    own = view.stream("case", view.code)
    yield from (view.home, own)
    for unit in _units(view):
        yield view.stream("unit", unit)


def _units(view: View) -> list[str]:
    """Units whose bodies have held the case, in the order in which it came to them."""
    found: dict[str, None] = {}
    for event in view.events(view.stream("case", view.code)):
        unit = event.unit if isinstance(event, CaseRegistered) else getattr(event, "to_unit", "")
        if unit and type(event).__name__ != "VerificationOrdered":
            found[unit] = None
    return list(found)


def look(view: View, moment: datetime) -> Look:
    """Keeps the registers in step with the case; notes the stop and a term that passed."""
    stream = view.stream("case", view.code)
    state = view.state(cases.PROCEDURE, stream)
    if state.ballot is None:
        return Look(stage="chưa ghi sổ")
    closed = view.state(call.PROCEDURE, view.home).closed
    since = _stop(view, state, moment) if state.pending and not state.stopped else None
    due = state.due if state.pending and not state.overdue else None
    orders = list(_registers(view, state))
    ahead: list[datetime] = []
    for instant, command in (
        (since, StopCase()),
        (due + timedelta(seconds=1) if due else None, NoteTermPassed(due=due) if due else None),
    ):
        if instant is None or command is None or closed:
            continue
        if instant <= moment:
            orders.append(Order(stream, command, state.unit))
        else:
            ahead.append(instant)
    return Look(
        orders=tuple(orders),
        next_at=min(ahead, default=None),
        stage=_stage(state),
        details="\n".join(_details(view)),
        overdue=int(state.pending and state.overdue),
        next_due=due,
        done=state.over and not orders,
    )


def _stop(view: View, state: State, moment: datetime) -> datetime | None:
    if state.about != "candidate":
        return None
    act = Act(actor=CLERK, body=CLERK, unit=state.unit, legal_at=moment)
    given = Given(view.stream("case", view.code), act, view.told, view.records)
    return way.stop(given, state.known)


def _registers(view: View, state: State) -> Iterator[Order]:
    """Crossed off where it lies no longer, entered where it lies."""
    for unit in _units(view):
        stream = view.stream("unit", unit)
        held = view.state(docket.PROCEDURE, stream)
        times = held.occasions(view.code)
        if held.holds(view.code):
            if not in_hand(state, unit, held.entries[view.code].body):
                yield Order(stream, CrossOffCase(case=view.code, occasion=times), unit)
        elif in_hand(state, unit):
            yield Order(stream, EnterCase(case=view.code, occasion=times + 1), unit)


def _stage(state: State) -> str:
    match state.stage:
        case "withdrawn":
            return "đã rút"
        case "set_aside":
            return "không xem xét (Điều 61.3)"
        case "transferred":
            return "đã bàn giao"
        case "decided" if state.outcome:
            words = f"đã giải quyết: {OUTCOMES[state.outcome]}"
            return f"{words}; chờ {EFFECTS[state.effect].vi}" if state.owes_consequence else words
    who = BODY_NAMES[state.body]
    if state.stopped:
        return f"ngừng xem xét (Điều 61.2), {who} giữ; chờ bàn giao"
    if state.overdue:
        return f"quá hạn, {who} chưa giải quyết"
    return f"{who} {'đang xem xét' if state.stage == 'considered' else 'đã nhận'}"


def _details(view: View) -> Iterator[str]:
    for row in view.rows(view.stream("case", view.code)):
        if isinstance(row.event, CaseRegistered):
            yield row.event.route + "\n"
        ground = f" ({row.event.ground})" if row.event.ground else ""
        yield f"- {local(row.legal_at):%d/%m/%Y %H:%M} {row.event.title}{ground}"


DESK: Final = Desk(kind="case", reads=reads, look=look)
