"""The desk of one election: fixes the calendar at the call, tells the units, closes it at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from domain import call, supplementary
from domain.bodies.events import UnitEnrolled
from domain.call.commands import CloseElection, FixCalendar
from domain.call.events import CalendarFixed, DeadlineMoved, ElectionClosed, PollingDaySet
from domain.clerk.desk import Desk, Look, Order, View
from domain.law.itinerary import heading
from domain.reporting.events import ReportScheduleSet
from domain.stream import Stream
from domain.summary.events import FirstSessionHeld
from domain.supplementary.events import MandateBegun
from domain.terms import NATION


def reads(view: View) -> Iterable[Stream]:
    yield view.home


def look(view: View, moment: datetime) -> Look:
    """Every council that is elected, and the Assembly, must have met before the election is closed; in a
    supplementary election the next session must have opened, at which the elected begin."""
    state = view.state(call.PROCEDURE, view.home)
    told = (CalendarFixed, DeadlineMoved, PollingDaySet, ReportScheduleSet, ElectionClosed)
    fixed = [event for event in view.events(view.home) if isinstance(event, told)]
    filling = view.state(supplementary.PROCEDURE, view.home)
    expected = {(filling.unit, str(filling.ballot))} if filling.unit else _to_meet(view)
    waiting = sorted(expected - set(_met(view)))
    step = heading("MandateBegun" if filling.unit else "FirstSessionHeld", state.form)
    session = "kỳ họp tiếp theo" if filling.unit else "kỳ họp thứ nhất"
    orders = []
    if not any(isinstance(event, CalendarFixed) for event in fixed):
        orders.append(Order(view.home, FixCalendar(), NATION))
    elif expected and not waiting and not state.closed:
        orders.append(Order(view.home, CloseElection(), NATION))
    return Look(
        orders=tuple(orders),
        stage="đã kết thúc" if state.closed else f"{step}: chờ {len(waiting)} {session}",
        details="\n".join(f"- {unit}: {session} ({ballot})" for unit, ballot in waiting[:40]),
        calendar=len(fixed),
        done=state.closed,
    )


def _to_meet(view: View) -> set[tuple[str, str]]:
    """The Assembly and the councils that are elected, as the units were enrolled."""
    found: set[tuple[str, str]] = set()
    for rows in view.records.values():
        for row in rows:
            if isinstance(row.event, UnitEnrolled):
                code = Stream(*row.stream.split("/")).code
                event = row.event
                own = "na" if event.level == "nation" else event.level
                if own in event.ballots:
                    found.add((code, own))
    return found


def _met(view: View) -> Iterator[tuple[str, str]]:
    for rows in view.records.values():
        for row in rows:
            if isinstance(row.event, FirstSessionHeld):
                yield Stream(*row.stream.split("/")).code, row.event.ballot
            elif isinstance(row.event, MandateBegun):
                yield row.event.unit, row.event.ballot


DESK: Final = Desk(
    kind="election", reads=reads, look=look, everywhere=(UnitEnrolled.__name__, FirstSessionHeld.__name__)
)
