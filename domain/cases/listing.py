"""The register as an inspector reads it: each case by its number, received, stopped, settled, handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.cases.events import CaseDecided, CaseRegistered, CaseStopped, CaseTermPassed, CaseTransferred
from domain.cases.evolve import Stage, State, evolve
from domain.cases.ground import Form, Matter, Outcome
from domain.event import Event, Recorded
from domain.fact import Fact
from domain.stream import parse
from domain.terms import Ballot


class Line(Fact):
    """One case; a time is nothing where that has not happened."""

    case: str
    book: str
    """Whose register the number is of: place and body."""
    number: int
    form: Form
    about: Matter
    ballot: Ballot
    received: datetime
    stopped: datetime | None
    term_passed: datetime | None
    decided: datetime | None
    transferred: datetime | None
    outcome: Outcome | None
    stage: Stage
    body: str
    unit: str


def lines(records: Mapping[str, Sequence[Recorded]]) -> list[Line]:
    """All cases among these streams, register by register, by number."""
    found = [_line(name, rows) for name, rows in records.items() if rows and parse(name).kind == "case"]
    return sorted((line for line in found if line), key=lambda line: (line.book, line.number))


def _line(name: str, rows: Sequence[Recorded]) -> Line | None:
    first = rows[0]
    if not isinstance(first.event, CaseRegistered):
        return None
    state = State()
    for row in rows:
        state = evolve(state, row.event)
    code = parse(name).code
    return Line(
        case=code,
        book=code.rpartition(".")[0],
        number=first.event.number,
        form=first.event.form,
        about=first.event.about,
        ballot=first.event.ballot,
        received=first.legal_at,
        stopped=_last(rows, CaseStopped),
        term_passed=_last(rows, CaseTermPassed),
        decided=_last(rows, CaseDecided),
        transferred=_last(rows, CaseTransferred),
        outcome=state.outcome,
        stage=state.stage,
        body=state.body,
        unit=state.unit,
    )


def _last(rows: Sequence[Recorded], kind: type[Event]) -> datetime | None:
    return next((row.legal_at for row in reversed(rows) if isinstance(row.event, kind)), None)
