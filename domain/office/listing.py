"""The desk as a coordinator reads it: each share of a task, each version of a document, each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from domain.constituencies.events import PollingAreasFixed
from domain.event import Recorded
from domain.fact import Fact
from domain.office.events import (
    ContactNoted,
    DocumentAcknowledged,
    DocumentIssued,
    ScenarioActivated,
    ScenarioAdopted,
    ScenarioStoodDown,
    TaskClosed,
    TaskMoved,
    TaskRecorded,
    TaskReopened,
    TaskSet,
)
from domain.office.evolve import State, evolve
from domain.office.kind import TaskKind, kind
from domain.office.owner import owner
from domain.stream import parse

TYPES: Final = tuple(
    each.__name__
    for each in (
        TaskSet,
        TaskMoved,
        TaskRecorded,
        TaskClosed,
        TaskReopened,
        DocumentIssued,
        DocumentAcknowledged,
        ScenarioAdopted,
        ScenarioActivated,
        ScenarioStoodDown,
        ContactNoted,
        PollingAreasFixed,
    )
)
"""What the lists are made from."""


class TaskLine(Fact):
    """What one owner has done of one task; `done` counts by step, dong where it is money."""

    office: str
    """The unit that set it."""
    code: str
    kind: TaskKind
    plan: str
    parent: str
    body: str
    unit: str
    planned: int
    done: dict[str, int]
    due: datetime
    closed: str
    """Empty, done or dropped."""
    closed_at: datetime | None
    papers: tuple[str, ...]
    newcomers: dict[str, int]
    """People who serve for the first time, by team; under an empty name where no team was named."""
    untrained: tuple[str, ...]
    """Of a training: polling areas of the unit of which nobody was recorded."""
    contacts: int
    """Calls, letters and visits noted to this owner by the unit that set the task."""

    @property
    def left(self) -> int:
        """What is still to come of what was planned, by the last step."""
        return max(0, self.planned - self.done.get(kind(self.kind).order[-1], 0))

    def late(self, now: datetime) -> bool:
        """Whether its day has passed, or had when it was closed."""
        return (self.closed_at or now) > self.due and self.closed != "dropped"


class DocumentLine(Fact):
    """One version of one document."""

    office: str
    code: str
    version: int
    latest: bool
    kind: str
    issuer: str
    number: str
    annex: str
    day: date
    issued: datetime
    content: str
    difference: str
    acknowledged: tuple[str, ...]
    """Recipients who confirmed, body@unit."""
    waiting: tuple[str, ...]
    """Recipients who did not."""
    replace: tuple[str, ...]
    """Those with an older version who have not said that they put it away."""
    left_out: tuple[str, ...]
    """Those with an older version to whom this one did not go."""


class ScenarioLine(Fact):
    """One scenario in its newest version."""

    office: str
    code: str
    version: int
    incident: str
    lead: str
    plan: str
    active: bool
    occasions: int
    since: datetime | None
    """When it was last put into force."""


class Desk(Fact):
    """All there is on the desks of an election's units."""

    tasks: tuple[TaskLine, ...]
    documents: tuple[DocumentLine, ...]
    scenarios: tuple[ScenarioLine, ...]

    def about(self, unit: str) -> Desk:
        """What this unit set, issued or keeps, and what it owes or got."""
        return Desk(
            tasks=tuple(line for line in self.tasks if unit in (line.office, line.unit)),
            documents=tuple(
                line
                for line in self.documents
                if line.office == unit
                or unit in {owner(key).unit for key in (*line.acknowledged, *line.waiting, *line.left_out)}
            ),
            scenarios=tuple(line for line in self.scenarios if line.office == unit),
        )


def desk(rows: Iterable[Recorded]) -> Desk:
    """The lists, unit by unit, from rows of `TYPES` in the order of the log."""
    streams: dict[str, list[Recorded]] = {}
    areas: dict[str, tuple[str, ...]] = {}
    for row in rows:
        stream = parse(row.stream)
        if isinstance(row.event, PollingAreasFixed):
            areas[stream.code] = tuple(area.code for area in row.event.areas)
        elif stream.kind == "unit":
            streams.setdefault(stream.code, []).append(row)
    return Desk(
        tasks=tuple(line for code, own in sorted(streams.items()) for line in _tasks(code, own, areas)),
        documents=tuple(line for code, own in sorted(streams.items()) for line in _documents(code, own)),
        scenarios=tuple(line for code, own in sorted(streams.items()) for line in _scenarios(code, own)),
    )


def _tasks(office: str, rows: Sequence[Recorded], areas: dict[str, tuple[str, ...]]) -> Iterator[TaskLine]:
    state = _state(rows)
    for code, task in state.tasks.items():
        for key, held in task.holdings.items():
            entries = [
                row.event
                for row in rows
                if isinstance(row.event, TaskRecorded)
                and (row.event.code, row.event.owner.key) == (code, key)
            ]
            ends = [
                row.legal_at
                for row in rows
                if isinstance(row.event, TaskClosed) and (row.event.code, row.event.owner.key) == (code, key)
            ]
            newcomers: dict[str, int] = {}
            for each in entries:
                if each.newcomers:
                    newcomers[each.area] = newcomers.get(each.area, 0) + each.newcomers
            who = owner(key)
            trained = {each.area for each in entries}
            yield TaskLine(
                office=office,
                code=code,
                kind=task.kind,
                plan=task.plan,
                parent=task.parent,
                body=who.body,
                unit=who.unit,
                planned=held.planned,
                done=held.done,
                due=held.due,
                closed=held.closed,
                closed_at=ends[-1] if held.closed else None,
                papers=tuple(each.paper for each in entries if each.paper),
                newcomers=newcomers,
                untrained=tuple(
                    area
                    for area in areas.get(who.unit, ())
                    if task.kind == "training" and area not in trained
                ),
                contacts=state.contacts.get(key, 0),
            )


def _documents(office: str, rows: Sequence[Recorded]) -> Iterator[DocumentLine]:
    issued = [(row.event, row.legal_at) for row in rows if isinstance(row.event, DocumentIssued)]
    said = [row.event for row in rows if isinstance(row.event, DocumentAcknowledged)]
    for event, at in issued:
        same = [other for other, _ in issued if other.code == event.code]
        answers = [each for each in said if (each.code, each.version) == (event.code, event.version)]
        seen = {each.owner.key for each in answers}
        recipients = [each.key for each in event.recipients]
        older = {each.key for other in same if other.version < event.version for each in other.recipients}
        put_away = {each.owner.key for each in answers if each.replaced}
        yield DocumentLine(
            office=office,
            code=event.code,
            version=event.version,
            latest=event.version == len(same),
            kind=event.kind,
            issuer=event.issuer,
            number=event.number,
            annex=event.annex,
            day=event.day,
            issued=at,
            content=event.content,
            difference=event.difference,
            acknowledged=tuple(key for key in recipients if key in seen),
            waiting=tuple(key for key in recipients if key not in seen),
            replace=tuple(each.key for each in event.replaces if each.key not in put_away),
            left_out=tuple(sorted(older - set(recipients))),
        )


def _scenarios(office: str, rows: Sequence[Recorded]) -> Iterator[ScenarioLine]:
    for code, scenario in _state(rows).scenarios.items():
        adopted = [
            row.event for row in rows if isinstance(row.event, ScenarioAdopted) and row.event.code == code
        ]
        started = [
            row.legal_at
            for row in rows
            if isinstance(row.event, ScenarioActivated) and row.event.code == code
        ]
        yield ScenarioLine(
            office=office,
            code=code,
            version=scenario.version,
            incident=adopted[-1].incident,
            lead=adopted[-1].lead,
            plan=adopted[-1].plan,
            active=scenario.active,
            occasions=scenario.occasion,
            since=started[-1] if started else None,
        )


def _state(rows: Iterable[Recorded]) -> State:
    state = State()
    for row in rows:
        state = evolve(state, row.event)
    return state
