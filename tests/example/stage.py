"""An election in memory: real deciders, the real desks of the clerk, no database and no server."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from domain.authority import authorise
from domain.clerk import DESKS
from domain.clerk.desk import Kind, View
from domain.command import Act, Command
from domain.event import Event, Recorded
from domain.procedure import Given, Procedure, fold
from domain.refusal import refuse
from domain.register import procedure_of
from domain.stream import Stream, parse
from domain.terms import CLERK
from workers.example import Example, opening
from workers.order import Order, Scene


class Stage:
    """Streams by name; every command goes the way it goes in the ledger, up to the database."""

    def __init__(self, example: Example) -> None:
        self.example = example
        self.streams: dict[str, list[Recorded]] = {}

    def play(self, scenes: Sequence[Scene]) -> None:
        """The opening, then every scene; the clerk looks before and after each."""
        for order in opening(self.example):
            self.give(order)
        self.attend(opening(self.example)[0].act.legal_at)
        for scene in scenes:
            self.attend(scene.legal_at)
            for order in scene.orders:
                self.give(order)
            self.attend(scene.legal_at)

    def give(self, order: Order) -> None:
        """Record one command; a Refusal goes to the caller."""
        stream, command, act = parse(order.stream), order.command, order.act
        procedure = procedure_of(command)
        name = str(stream)
        state = fold(procedure, self._events(name))
        wanted = [name, str(stream.beside("election"))]
        wanted += [str(other) for other in procedure.reads(state, command, stream)]
        given = Given(
            stream,
            act,
            {each: self._events(each) for each in wanted},
            {each: self.streams.get(each, []) for each in wanted},
        )
        authorise(procedure, state, command, given)
        rows = self.streams.setdefault(name, [])
        if any(row.meta == command.step for row in rows):
            raise refuse("key_reused", step=command.step, stream=name, event_id=command.step)
        for number, event in enumerate(procedure.decide(state, command, given)):
            rows.append(_recorded(name, command, act, event, number))

    def attend(self, moment: datetime) -> None:
        """Every desk looks until it has nothing more to record."""
        for kind, code in self._desks():
            while orders := list(self._look(kind, code, moment)):
                for order in orders:
                    self.give(order)

    def state(self, procedure: Procedure[Any], kind: str, code: str) -> Any:
        return fold(procedure, self._events(str(Stream(kind, self.example.log, code))))

    def events(self, kind: str, code: str = "") -> list[Event]:
        return self._events(str(Stream(kind, self.example.log, code)))

    def _events(self, name: str) -> list[Event]:
        return [row.event for row in self.streams.get(name, [])]

    def _desks(self) -> Iterable[tuple[Kind, str]]:
        yield "election", ""
        for unit in self.example.units:
            yield "unit", unit.code
        for each in self.example.script.additional_ballots:
            yield "repoll", f"{each.contest}.additional"

    def _look(self, kind: Kind, code: str, moment: datetime) -> Iterable[Order]:
        desk = DESKS[kind]
        records: dict[str, Sequence[Recorded]] = {}
        for name, rows in self.streams.items():
            if any(row.type in desk.everywhere for row in rows):
                records[name] = [row for row in rows if row.type in desk.everywhere]
        while True:
            view = View(self.example.log, code, records)
            missing = {str(stream) for stream in desk.reads(view)} - set(records)
            if not missing:
                break
            records |= {name: self.streams.get(name, []) for name in missing}
        for stream, command, unit in desk.look(view, moment).orders:
            act = Act(actor=CLERK, body=CLERK, unit=unit, legal_at=moment)
            yield Order(str(stream), command, act)


def _recorded(stream: str, command: Command, act: Act, event: Event, number: int) -> Recorded:
    """What deciders and desks look at; hashes and positions are the ledger's business."""
    name = f"{stream}:{command.step}:{number}"
    return Recorded.model_construct(
        stream=stream,
        event=event,
        type=type(event).__name__,
        event_id=uuid5(NAMESPACE_URL, name),
        legal_at=act.legal_at,
        meta=command.step,
    )
