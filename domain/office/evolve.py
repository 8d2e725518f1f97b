"""The state of a unit's desk: tasks it set, documents it issued, scenarios it keeps."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.office.events import (
    ContactNoted,
    DocumentAcknowledged,
    DocumentIssued,
    DocumentKind,
    PaperFormNamed,
    ScenarioActivated,
    ScenarioAdopted,
    ScenarioStoodDown,
    TaskClosed,
    TaskMoved,
    TaskRecorded,
    TaskReopened,
    TaskSet,
)
from domain.office.kind import TaskKind
from domain.terms import Ballot


class Holding(Fact):
    """What one owner has done of a task."""

    planned: int
    due: datetime
    entries: int = 0
    done: dict[str, int] = Field(default_factory=dict)
    """What was counted, by step."""
    occasion: int = 1
    closed: Literal["", "done", "dropped"] = ""


class Task(Fact):
    """A task with all who owe it."""

    kind: TaskKind
    set_by: str
    plan: str
    parent: str
    moves: int = 0
    holdings: dict[str, Holding]
    """By the owner's key."""

    @property
    def open(self) -> tuple[str, ...]:
        """Who still owes it."""
        return tuple(key for key, held in self.holdings.items() if not held.closed)


class Edition(Fact):
    """One version of a document; recipients by key."""

    content: str
    number: str
    recipients: tuple[str, ...]
    papers: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    acknowledged: frozenset[str] = frozenset()


class Document(Fact):
    """A document with its versions, the first of them first."""

    kind: DocumentKind
    editions: tuple[Edition, ...]

    def known_to(self, key: str) -> bool:
        """Whether any version went to this owner."""
        return any(key in edition.recipients for edition in self.editions)


class Scenario(Fact):
    """What is to be done in an incident."""

    version: int
    occasion: int = 0
    active: bool = False


class State(Fact):
    """Everything by its code."""

    tasks: dict[str, Task] = Field(default_factory=dict)
    documents: dict[str, Document] = Field(default_factory=dict)
    scenarios: dict[str, Scenario] = Field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    """Events whose form is named."""
    contacts: dict[str, int] = Field(default_factory=dict)


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case TaskSet() | TaskMoved() | TaskRecorded() | TaskClosed() | TaskReopened():
            return state.model_copy(update={"tasks": {**state.tasks, event.code: _task(state, event)}})
        case DocumentIssued() | DocumentAcknowledged():
            changed = {**state.documents, event.code: _document(state, event)}
            return state.model_copy(update={"documents": changed})
        case ScenarioAdopted() | ScenarioActivated() | ScenarioStoodDown():
            scenarios = {**state.scenarios, event.code: _scenario(state, event)}
            return state.model_copy(update={"scenarios": scenarios})
        case PaperFormNamed():
            return state.model_copy(update={"forms": state.forms | {event.event}})
        case ContactNoted():
            contacts = {**state.contacts, event.owner.key: event.number}
            return state.model_copy(update={"contacts": contacts})
        case _:
            return state


def _task(state: State, event: TaskSet | TaskMoved | TaskRecorded | TaskClosed | TaskReopened) -> Task:
    if isinstance(event, TaskSet):
        held = {share.key: Holding(planned=share.planned, due=event.due) for share in event.owners}
        return Task(kind=event.kind, set_by=event.set_by, plan=event.plan, parent=event.parent, holdings=held)
    task = state.tasks[event.code]
    if isinstance(event, TaskMoved):
        moved = {
            key: held if held.closed else held.model_copy(update={"due": event.due})
            for key, held in task.holdings.items()
        }
        return task.model_copy(update={"moves": event.number, "holdings": moved})
    changed = {**task.holdings, event.owner.key: _holding(task.holdings[event.owner.key], event)}
    return task.model_copy(update={"holdings": changed})


def _holding(held: Holding, event: TaskRecorded | TaskClosed | TaskReopened) -> Holding:
    match event:
        case TaskRecorded(stage=stage):
            done = {**held.done, stage: held.done.get(stage, 0) + event.quantity}
            return held.model_copy(update={"entries": event.number, "done": done})
        case TaskClosed():
            return held.model_copy(update={"closed": event.outcome})
        case TaskReopened():
            return held.model_copy(update={"closed": "", "occasion": event.occasion, "due": event.due})


def _document(state: State, event: DocumentIssued | DocumentAcknowledged) -> Document:
    if isinstance(event, DocumentIssued):
        edition = Edition(
            content=event.content,
            number=event.number,
            recipients=tuple(each.key for each in event.recipients),
            papers=event.papers,
            ballots=event.ballots,
        )
        known = state.documents.get(event.code)
        return Document(kind=event.kind, editions=(*(known.editions if known else ()), edition))
    document = state.documents[event.code]
    editions = list(document.editions)
    edition = editions[event.version - 1]
    seen = edition.acknowledged | {event.owner.key}
    editions[event.version - 1] = edition.model_copy(update={"acknowledged": seen})
    return document.model_copy(update={"editions": tuple(editions)})


def _scenario(state: State, event: ScenarioAdopted | ScenarioActivated | ScenarioStoodDown) -> Scenario:
    known = state.scenarios.get(event.code, Scenario(version=0))
    match event:
        case ScenarioAdopted():
            return known.model_copy(update={"version": event.version})
        case ScenarioActivated():
            return known.model_copy(update={"occasion": event.occasion, "active": True})
        case ScenarioStoodDown():
            return known.model_copy(update={"active": False})
