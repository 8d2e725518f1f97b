"""One election in memory that remembers its states step by step, so that folding again can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from domain.authority import authorise
from domain.command import Act, Command
from domain.event import EVENTS, Event, Meta, Recorded
from domain.procedure import Given, Procedure, fold
from domain.refusal import refuse
from domain.register import PROCEDURES, procedure_of
from domain.stream import Stream, parse

OF_KIND: Mapping[str, tuple[Procedure[Any], ...]] = {
    kind: tuple(each for each in PROCEDURES if each.kind == kind)
    for kind in {each.kind for each in PROCEDURES}
}
"""Procedures that live on one kind of stream, and so see one another's events."""


class World:
    """Streams with their rows, and the state each procedure came to, one event after the other."""

    def __init__(self, election: str) -> None:
        self.election = election
        self.rows: dict[str, list[Recorded]] = {}
        self.events: dict[str, list[Event]] = {}
        self.steps: dict[str, set[str]] = {}
        self.states: dict[tuple[str, str], Any] = {}

    def copy(self) -> World:
        """Another world with the same past."""
        other = World(self.election)
        other.rows = {name: [*rows] for name, rows in self.rows.items()}
        other.events = {name: [*events] for name, events in self.events.items()}
        other.steps = {name: {*steps} for name, steps in self.steps.items()}
        other.states = dict(self.states)
        return other

    def stream(self, kind: str, code: str = "") -> Stream:
        return Stream(kind, self.election, code)

    def of(self, kind: str) -> list[str]:
        """Names of the streams of a kind that have begun."""
        return [name for name in self.events if name.partition("/")[0] == kind]

    def state(self, procedure: Procedure[Any], stream: Stream) -> Any:
        """The state one procedure has come to on a stream."""
        known = self.states.get((procedure.name, str(stream)))
        return procedure.initial() if known is None else known

    def given(self, stream: Stream, command: Command, act: Act) -> Given:
        """What the decision on this command is shown, and nothing else."""
        procedure = procedure_of(command)
        wanted = {str(stream), str(stream.beside("election"))}
        wanted |= {str(each) for each in procedure.reads(self.state(procedure, stream), command, stream)}
        return Given(
            stream,
            act,
            {name: self.events.get(name, ()) for name in wanted},
            {name: self.rows.get(name, ()) for name in wanted},
        )

    def give(self, stream: Stream, command: Command, act: Act) -> Sequence[Recorded]:
        """Record a command as the ledger does: checked name, one command to a step, authority, decision.

        Its refusal goes to the caller.
        """
        name, procedure = str(stream), procedure_of(command)
        parse(name)
        if command.step in self.steps.get(name, ()):
            raise refuse("key_reused", step=command.step, stream=name, event_id="")
        given, state = self.given(stream, command, act), self.state(procedure, stream)
        authorise(procedure, state, command, given)
        made = list(procedure.decide(state, command, given))
        self.steps.setdefault(name, set()).add(command.step)
        return [self._record(stream, event, command, act) for event in made]

    def refold(self) -> list[str]:
        """Procedures and streams whose events, written down and read again, come to another state."""
        wrong = []
        for name, events in self.events.items():
            again = [_reread(event) for event in events]
            for procedure in OF_KIND[name.partition("/")[0]]:
                kept = self.states.get((procedure.name, name))
                if fold(procedure, again) != (procedure.initial() if kept is None else kept):
                    wrong.append(f"{procedure.name} on {name}")
        return wrong

    def _record(self, stream: Stream, event: Event, command: Command, act: Act) -> Recorded:
        name = str(stream)
        rows = self.rows.setdefault(name, [])
        row = _row(stream, event, command, act, len(rows) + 1)
        rows.append(row)
        self.events.setdefault(name, []).append(event)
        for procedure in OF_KIND[stream.kind]:
            self.states[procedure.name, name] = procedure.evolve(self.state(procedure, stream), event)
        return row


def _reread(event: Event) -> Event:
    """The event as it comes back from the record: through text, keys in their order."""
    text = json.dumps(event.model_dump(mode="json"), sort_keys=True)
    return EVENTS[type(event).__name__].model_validate_json(text)


def _row(stream: Stream, event: Event, command: Command, act: Act, version: int) -> Recorded:
    at: datetime = act.legal_at
    meta = Meta.model_construct(
        actor=act.actor,
        body=act.body,
        unit=act.unit,
        article=event.ground,
        command=command.step,
        digest="",
        causation=act.causation,
        source=act.source,
        reads={},
        order=None,
    )
    # Not validated: a run makes some ten thousand of them.
    return Recorded.model_construct(
        log=stream.election,
        position=version,
        stream=str(stream),
        version=version,
        event_id=uuid5(NAMESPACE_URL, f"{stream}/{version}"),
        type=type(event).__name__,
        schema_version=type(event).schema_version,
        event=event,
        meta=meta,
        legal_at=at,
        recorded_at=at,
        prev_hash="",
        hash="",
    )
