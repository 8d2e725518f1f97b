"""Which rows of the law are not what they were when a calendar was fixed.

The record keeps the dates that the rows gave then, and the command that asked for them. Asked again, rows
that were changed since without a new version of the law give other dates: a decision that rests on them comes
out otherwise, and whoever wonders why is told the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pydantic import ValidationError

from domain.call.events import CalendarFixed, DueRow
from domain.command import COMMANDS, Act
from domain.event import Recorded
from domain.procedure import Given
from domain.refusal import Refusal
from domain.register import procedure_of
from domain.stream import parse
from domain.zone import local


def amended(election: Sequence[Recorded]) -> Iterator[str]:
    """One sentence for each row of the last calendar of an election's stream that is another today."""
    place = next(
        (n for n, row in reversed([*enumerate(election)]) if row.type == CalendarFixed.__name__), None
    )
    if place is None:
        return
    then, now = election[place].event, _asked_again(election[:place], election[place])
    if not isinstance(then, CalendarFixed) or now is None:
        return
    before = {_name(row): row for row in then.rows}
    after = {_name(row): row for row in now.rows}
    for name in sorted({*before, *after}):
        if _terms(before.get(name)) != _terms(after.get(name)):
            yield (
                f"quy định {name[0]} đã khác lúc ấn định lịch: trong sổ {_words(before.get(name))}, "
                f"nay {_words(after.get(name))}"
            )


def _asked_again(before: Sequence[Recorded], fixed: Recorded) -> CalendarFixed | None:
    """The calendar as today's rows give it; None where the command is not kept or nothing is decided."""
    order = fixed.meta.order
    kind = COMMANDS.get(order.type) if order else None
    if order is None or kind is None:
        return None
    act = Act(actor=fixed.meta.actor, body=fixed.meta.body, unit=fixed.meta.unit, legal_at=fixed.legal_at)
    stream = parse(fixed.stream)
    given = Given(stream, act, {fixed.stream: [row.event for row in before]}, {fixed.stream: before})
    try:
        command = kind.model_validate(order.data)
        procedure = procedure_of(command)
        decided = procedure.decide(given.state(procedure), command, given)
    except (Refusal, ValidationError):
        return None
    return next((event for event in decided if isinstance(event, CalendarFixed)), None)


def _name(row: DueRow) -> tuple[str, str, str]:
    return row.deadline, row.level, row.owed_by


def _terms(row: DueRow | None) -> tuple[str, datetime | None, datetime | None] | None:
    return (row.article, row.opens, row.computed) if row else None


def _words(row: DueRow | None) -> str:
    if row is None:
        return "không có"
    day = f"{local(row.computed):%H:%M %d/%m/%Y}" if row.computed else "không tính được ngày"
    return f"{day} ({row.article})"
