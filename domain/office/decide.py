"""Desk work: each command to the noun it is about."""

from __future__ import annotations

from domain.bodies.unit import following
from domain.command import Command
from domain.event import Event
from domain.office import document, scenario, task
from domain.office.commands import (
    AcknowledgeDocument,
    ActivateScenario,
    AdoptScenario,
    CloseTask,
    IssueDocument,
    MoveTask,
    NamePaperForm,
    NoteContact,
    RecordTask,
    ReopenTask,
    SetTask,
    StandDownScenario,
)
from domain.office.events import ContactNoted
from domain.office.evolve import State
from domain.office.place import below, home
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The units that are asked or written to, the unit of a team, a paper and the register of its form."""
    match command:
        case SetTask(owners=owners) | IssueDocument(recipients=owners):
            return tuple(stream.beside("unit", code) for code in dict.fromkeys(each.unit for each in owners))
        case RecordTask(owner=owner) | NoteContact(owner=owner):
            return (stream.beside("unit", owner.unit),)
        case NamePaperForm():
            return (stream.beside(command.paper, command.stream), stream.beside("unit", command.kept_by))
        case _:
            return ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit's own; what an owner did or got, that owner says as well."""
    own = frozenset({given.stream.code})
    match command:
        case RecordTask(owner=owner) | CloseTask(owner=owner) | AcknowledgeDocument(owner=owner):
            return own | {owner.unit}
        case NoteContact(owner=owner):
            return own | {owner.unit}
        case _:
            return own


def decide(state: State, command: Command, given: Given) -> list[Event]:
    home(given)
    match command:
        case SetTask():
            return [task.set_task(state, command, given)]
        case MoveTask():
            return [task.move_task(state, command, given)]
        case RecordTask():
            return [task.record_task(state, command, given)]
        case CloseTask():
            return [task.close_task(state, command, given)]
        case ReopenTask():
            return [task.reopen_task(state, command, given)]
        case IssueDocument():
            return [document.issue(state, command, given)]
        case AcknowledgeDocument():
            return [document.acknowledge(state, command, given)]
        case NamePaperForm():
            return [document.name_form(state, command, given)]
        case AdoptScenario():
            return [scenario.adopt(state, command, given)]
        case ActivateScenario():
            return [scenario.activate(state, command, given)]
        case StandDownScenario():
            return [scenario.stand_down(state, command, given)]
        case NoteContact():
            return [_contact(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _contact(state: State, command: NoteContact, given: Given) -> ContactNoted:
    """That a reminder has arrived is said by who got it; a call, letter or visit is noted by who made it."""
    below(given, [command.owner])
    key = command.owner.key
    following(given, f"lần đôn đốc {key}", state.contacts.get(key, 0) + 1, command.number)
    told = (given.act.body, given.act.unit) == (command.owner.body, command.owner.unit)
    if (command.means == "acknowledged") != told:
        raise refuse("wrong_contact", stream=given.stream, owner=key, means=command.means)
    return ContactNoted(**command.model_dump())
