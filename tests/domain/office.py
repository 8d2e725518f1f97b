"""An office in memory: people's commands with their times, and the desks of the clerk, no database.

Unlike a scenario it keeps who did what when, so that terms, duties and causes can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from domain.authority import authorise
from domain.clerk import DESKS
from domain.clerk.desk import Kind, Look, View
from domain.command import Act, Command
from domain.event import Event, Meta, Recorded
from domain.procedure import Given, Procedure, fold
from domain.refusal import Refusal
from domain.register import procedure_of
from domain.stream import parse
from domain.terms import CLERK
from tests.domain.scenario import Scenario, act

S = TypeVar("S")


class Office:
    """One election's streams."""

    def __init__(self, election: str, story: Scenario | None = None, since: str = "2021-02-01") -> None:
        self.election = election
        self.streams: dict[str, list[Recorded]] = {}
        self.given: list[tuple[str, Command, Act]] = []
        """What people did, in order; what the clerk did follows from it."""
        begun = act("nec", "VN", since)
        for name, events in (story or Scenario()).history.items():
            for event in events:
                self._record(name, event, begun, f"story:{len(self.streams.get(name, ()))}")

    def give(self, name: str, command: Command, by: Act) -> list[Recorded]:
        """Record what somebody does; its refusal goes to the caller."""
        made = self._give(name, command, by)
        self.given.append((name, command, by))
        return made

    def _give(self, name: str, command: Command, by: Act) -> list[Recorded]:
        stream, procedure = parse(name), procedure_of(command)
        state = fold(procedure, self.events(name))
        wanted = {name, str(stream.beside("election"))}
        wanted |= {str(other) for other in procedure.reads(state, command, stream)}
        events = {each: self.events(each) for each in wanted}
        given = Given(stream, by, events, {each: self.streams.get(each, []) for each in wanted})
        authorise(procedure, state, command, given)
        known = [row for row in self.streams.get(name, ()) if row.meta.command == command.step]
        assert not known, f"{command.step} is on {name} already"
        made = list(procedure.decide(state, command, given))
        return [self._record(name, event, by, command.step, number) for number, event in enumerate(made)]

    def refused(self, name: str, command: Command, by: Act) -> str:
        """The code of the refusal."""
        try:
            made = self.give(name, command, by)
        except Refusal as refusal:
            return refusal.code
        raise AssertionError(f"recorded {[row.event for row in made]}")

    def attend(self, kind: Kind, code: str, at: str) -> Look:
        """The desk looks until it has nothing more to record."""
        moment = act("clerk", "VN", at).legal_at
        for _ in range(20):
            look = self._look(kind, code, moment)
            for stream, command, unit in look.orders:
                self._give(str(stream), command, Act(actor=CLERK, body=CLERK, unit=unit, legal_at=moment))
            if not look.orders:
                return look
        raise AssertionError(f"the desk {kind} {code} does not come to rest")

    def events(self, name: str) -> list[Event]:
        return [row.event for row in self.streams.get(name, ())]

    def types(self, name: str) -> list[str]:
        return [row.type for row in self.streams.get(name, ())]

    def state(self, name: str, procedure: Procedure[S]) -> S:
        return fold(procedure, self.events(name))

    def _look(self, kind: Kind, code: str, moment: datetime) -> Look:
        desk = DESKS[kind]
        records: dict[str, Sequence[Recorded]] = {}
        for name, rows in self.streams.items():
            if found := [row for row in rows if row.type in desk.everywhere]:
                records[name] = found
        while True:
            view = View(self.election, code, records)
            missing = _names(desk.reads(view)) - set(records)
            if not missing:
                return desk.look(view, moment)
            records |= {name: list(self.streams.get(name, ())) for name in missing}

    def _record(self, name: str, event: Event, by: Act, step: str, number: int = 0) -> Recorded:
        rows = self.streams.setdefault(name, [])
        row = Recorded(
            log=self.election,
            position=0,
            stream=name,
            version=len(rows) + 1,
            event_id=uuid5(NAMESPACE_URL, f"{name}:{step}:{number}"),
            type=type(event).__name__,
            schema_version=event.schema_version,
            event=event,
            meta=Meta(
                actor=by.actor, body=by.body, unit=by.unit, command=step, digest="", causation=by.causation
            ),
            legal_at=by.legal_at,
            recorded_at=by.legal_at,
            prev_hash="",
            hash="",
        )
        rows.append(row)
        return row


def _names(streams: Iterable[object]) -> set[str]:
    return {str(stream) for stream in streams}
