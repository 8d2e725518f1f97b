"""An election in memory: real deciders, the real desks of the clerk, no database and no server."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from domain.authority import authorise
from domain.clerk import DESKS
from domain.clerk.desk import Kind, Look, Notice, View
from domain.command import Act, Command
from domain.event import Event, Meta, Recorded
from domain.procedure import Given, Procedure, fold
from domain.refusal import Refusal, refuse
from domain.register import procedure_of
from domain.stream import Stream, parse
from domain.terms import CLERK
from ledger.canonical import event_id
from workers.play.example import Example, opening
from workers.play.order import Denied, Order, OutOfScript, Scene


class Stage:
    """Streams by name; every command goes the way it goes in the ledger, up to the database."""

    def __init__(self, example: Example) -> None:
        self.example = example
        self.streams: dict[str, list[Recorded]] = {}
        self.denied: list[Denied] = []
        self.notices: dict[str, Notice] = {}
        self._positions = count(1)
        self._quiet: dict[tuple[str, str], tuple[dict[str, int], datetime | None]] = {}

    def play(
        self, scenes: Sequence[Scene], done: Callable[[int, Scene], None] = lambda number, scene: None
    ) -> None:
        """The opening, then every scene; the clerk looks before and after each.

        `done` hears of each scene with its number, and may end the play by raising.
        """
        for order in opening(self.example):
            self._ask(order)
        self.attend(opening(self.example)[0].act.legal_at)
        for number, scene in enumerate(scenes, start=1):
            self.attend(scene.legal_at)
            for order in scene.orders:
                self._ask(order)
            self.attend(scene.legal_at)
            done(number, scene)

    def _ask(self, order: Order) -> None:
        """What the story wants refused must be refused, and with that code; OutOfScript otherwise."""
        try:
            self.give(order)
        except Refusal as refusal:
            if refusal.code != order.refused:
                raise OutOfScript(order, refusal) from None
            self.denied.append(Denied(order, str(refusal)))
        else:
            if order.refused:
                raise OutOfScript(order, None)

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
        if any(row.meta.command == command.step for row in rows):
            raise refuse("key_reused", step=command.step, stream=name, event_id=command.step)
        for number, event in enumerate(procedure.decide(state, command, given)):
            at = next(self._positions)
            rows.append(_recorded(stream, command, act, event, number, len(rows) + 1, at))

    def attend(self, moment: datetime) -> None:
        """Every desk that has news, or an instant to look at, looks until it has nothing more to record."""
        for kind, code in self._desks():
            while self._wakes(kind, code, moment):
                records, look = self._look(kind, code, moment)
                self.notices |= {each.message_id: each for each in look.notices}
                for stream, command, unit in look.orders:
                    act = Act(actor=CLERK, body=CLERK, unit=unit, legal_at=moment)
                    self.give(Order(str(stream), command, act))
                if not look.orders:
                    self._quiet[kind, code] = records, look.next_at

    def state(self, procedure: Procedure[Any], kind: str, code: str) -> Any:
        return fold(procedure, self._events(str(Stream(kind, self.example.log, code))))

    def events(self, kind: str, code: str = "") -> list[Event]:
        return self._events(str(Stream(kind, self.example.log, code)))

    def _events(self, name: str) -> list[Event]:
        return [row.event for row in self.streams.get(name, [])]

    def _desks(self) -> Iterable[tuple[Kind, str]]:
        """The election's own desk last: it must not close while a unit still has something to note."""
        for unit in self.example.units:
            yield "unit", unit.code
        for contest in self.example.contest:
            yield "contest", contest
        for each in self.example.script.additional_ballots:
            yield "repoll", f"{each.contest}.additional"
        for each in self.example.script.reruns:
            yield "repoll", f"{each.contest}.rerun"
        for name in self.streams:
            kind, _, rest = name.partition("/")
            if kind == "case":
                yield "case", rest.partition("/")[2]
        yield "election", ""

    def _wakes(self, kind: Kind, code: str, moment: datetime) -> bool:
        if (kind, code) not in self._quiet:
            return True
        seen, next_at = self._quiet[kind, code]
        news = any(len(self.streams.get(name, ())) != length for name, length in seen.items())
        return news or (next_at is not None and moment >= next_at)

    def _look(self, kind: Kind, code: str, moment: datetime) -> tuple[dict[str, int], Look]:
        """What the desk sees, and the length of each stream it saw."""
        desk = DESKS[kind]
        records: dict[str, Sequence[Recorded]] = {}
        if desk.everywhere:
            for name, rows in self.streams.items():
                if found := [row for row in rows if row.type in desk.everywhere]:
                    records[name] = found
        while True:
            view = View(self.example.log, code, records)
            missing = {str(stream) for stream in desk.reads(view)} - set(records)
            if not missing:
                break
            records |= {name: list(self.streams.get(name, ())) for name in missing}
        seen = {name: len(self.streams.get(name, ())) for name in records}
        return seen, desk.look(view, moment)


def _recorded(
    stream: Stream, command: Command, act: Act, event: Event, number: int, version: int, position: int
) -> Recorded:
    """What deciders and desks look at; hashes and positions are the ledger's business."""
    return Recorded(
        log=stream.election,
        position=position,
        stream=str(stream),
        version=version,
        event_id=event_id(str(stream), event.occurrence or f"{command.step}:{number}"),
        type=type(event).__name__,
        schema_version=event.schema_version,
        event=event,
        meta=Meta(
            actor=act.actor,
            body=act.body,
            unit=act.unit,
            reason=act.reason,
            command=command.step,
            digest="",
            causation=act.causation,
        ),
        legal_at=act.legal_at,
        recorded_at=act.legal_at,
        prev_hash="",
        hash="",
    )
