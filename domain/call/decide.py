"""Calling an election, fixing its dates, moving one, closing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.calendar import calendar
from domain.call.commands import CallElection, CloseElection, FixCalendar, MoveDeadline
from domain.call.day import law_of
from domain.call.election import day as election_day
from domain.call.election import election
from domain.call.events import CalendarFixed, DeadlineMoved, DueRow, ElectionCalled, ElectionClosed, Span
from domain.call.evolve import State
from domain.command import Command
from domain.decision import Published
from domain.due import Election
from domain.event import Event
from domain.law.book import book
from domain.law.deadline import Deadline
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION, Finding
from domain.zone import local

POWER_TO_MOVE: Final = "nec_time_override"
"""The row by which the National Election Council may move a step of the election law; version A lacks it."""


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The place for which a date is moved."""
    if isinstance(command, MoveDeadline) and command.place:
        kind = "unit" if command.unit else "contest" if command.contest else "area"
        return (stream.beside(kind, command.place),)
    return ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The nation; a committee moves dates in its own unit only."""
    if isinstance(command, MoveDeadline) and given.act.body == "committee":
        return frozenset({command.unit} - {"", NATION})
    return frozenset({NATION})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case CallElection():
            return [_call(state, command, given)]
        case FixCalendar():
            return [_fix(state, command, given)]
        case MoveDeadline():
            return [_move(state, command, given)]
        case CloseElection():
            return [_close(state, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _call(state: State, command: CallElection, given: Given) -> ElectionCalled:
    if command.form == "supplementary":
        # Whether one may be held hangs on figures that this command does not have.
        raise refuse("needs_vacancy", stream=given.stream)
    law = law_of(state, command, command.day, command.levels, given)
    return ElectionCalled(
        name=command.name, day=command.day, form=command.form, levels=command.levels, law=law
    )


def _fix(state: State, command: FixCalendar, given: Given) -> CalendarFixed:
    election(given)
    if command.occasion in state.occasions:
        raise refuse(
            "already_done",
            stream=given.stream,
            what=f"lịch «{command.occasion}»",
            when="trước trong luồng này",
        )
    return CalendarFixed(occasion=command.occasion, law=state.law, rows=tuple(_rows(state, given)))


def _rows(state: State, given: Given) -> Iterator[DueRow]:
    """Every date the law gives today; guidance is no law and stays out.

    A decision for one unit stays beside the rows, which hold for all units.
    """
    called = Election(kind=state.form, day=election_day(given), levels=state.levels)
    decisions = tuple(
        # Also where nobody had the power to move it: what is on record is a date that was given.
        Published(
            deadline=move.deadline,
            level=None if move.level == "all" else move.level,
            unit=None,
            due=move.due,
            source=move.decision,
            reason=move.reason,
        )
        for move in state.moved
        if not move.place
    )
    for due in calendar(called, state.law, decisions):
        # What counts from an act that is not recorded yet is due, at the latest, where the law leaves off.
        latest = due.due or due.planned
        if latest is not None and due.kind == "law":
            yield DueRow(
                deadline=due.id,
                level=due.level,
                owed_by=due.owed_by,
                at=due.at,
                per=due.per,
                article=due.article,
                opens=due.opens,
                due=latest,
                computed=due.computed or due.planned,
            )


def _move(state: State, command: MoveDeadline, given: Given) -> DeadlineMoved:
    rows = {row.id: row for row in book().rows_for(state.law, state.form, election_day(given))}
    row = rows.get(command.deadline)
    ballots = [ballot for ballot in row.ballots if ballot in state.levels] if row else []
    if row is None or not ballots or command.level not in ("all", *ballots):
        raise refuse("unknown_deadline", law=state.law, deadline=command.deadline, level=command.level)
    for place in reads(state, command, given.stream):
        if place.kind not in ("unit", row.per) or not given.events.get(str(place)):
            raise refuse("unknown_unit", unit=command.place, election=given.stream.election)
    level: Span = "all" if row.joint else command.level
    return DeadlineMoved(
        deadline=command.deadline,
        level=level,
        unit=command.unit,
        contest=command.contest,
        area=command.area,
        old=state.due(command.deadline, ballots[0] if level == "all" else level, command.place),
        due=command.due,
        decision=command.decision,
        reason=command.reason,
        findings=_power_to_move(state, row, given),
    )


def _power_to_move(state: State, row: Deadline, given: Given) -> tuple[Finding, ...]:
    """Only the National Election Council may move a step of its law, since version B; others are noted."""
    power = book().deadline(POWER_TO_MOVE).law.get(state.law)
    if power and row.law[state.law].statute == power.statute and given.act.body == "nec":
        return ()
    return (
        Finding(
            code="moved_without_power",
            sentence="Chỉ Hội đồng bầu cử quốc gia được điều chỉnh các bước của Luật Bầu cử, từ phiên bản B.",
            remedy="Giữ cả ngày theo luật và ngày đã công bố; báo Hội đồng bầu cử quốc gia.",
            article="Điều 98.3",
        ),
    )


def _close(state: State, given: Given) -> ElectionClosed:
    day = election_day(given)
    if local(given.act.legal_at).date() <= day:
        raise refuse(
            "too_early", stream=given.stream, what="kết thúc cuộc bầu cử", before=f"ngày bầu cử {day}"
        )
    return ElectionClosed()
