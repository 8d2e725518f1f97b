"""The one write path: load, authorise, decide, append. People, scripts and workflows all use it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self
from uuid import UUID
from weakref import WeakValueDictionary

import orjson

from domain.authority import authorise
from domain.command import Act, Command
from domain.event import Event, Meta, Order, Recorded
from domain.keys.commands import DeclareRestore
from domain.procedure import Given, Procedure
from domain.refusal import Refusal, refuse
from domain.register import procedure_of
from domain.screen import screen
from domain.stream import Stream, parse
from ledger import canonical
from ledger.appender import TICK, Appender, Verdict
from ledger.connection import open_pool
from ledger.fence import Fence
from ledger.memory import Memory
from ledger.store import Store, record

ATTEMPTS: Final = 20
"""How often a command decides again because others were faster."""
PAUSE: Final = 0.002
"""Seconds by which the wait before each grows. Who wins need not read before his next command, and would win
again and again: a burst of his is given time to pass."""


History = dict[str, tuple[Recorded, ...]]
"""Streams by name, with all their events."""


class Contended(RuntimeError):
    """Others kept changing what the decision rests on; nothing was written, and asking again may succeed."""


@dataclass(frozen=True)
class Outcome:
    """What a command led to; `already` when the record held it before."""

    events: list[Recorded]
    already: bool = False


@dataclass(frozen=True)
class _Order:
    """A command on its way into the record."""

    stream: Stream
    command: Command
    act: Act
    data: str
    """The command's fields in canonical form."""
    digest: str


@dataclass(frozen=True)
class _Draft:
    """An event ready to be appended."""

    version: int
    id: UUID
    event: Event
    meta: Meta
    body: str


class Ledger:
    """The record of one database, for one process."""

    def __init__(
        self,
        store: Store,
        appender: Appender,
        mode: str,
        procedures: Callable[[Command], Procedure[Any]] = procedure_of,
        feed: Path | None = None,
    ) -> None:
        self.store = store
        self._appender = appender
        self._fence = Fence(store, feed) if feed else None
        self._memory = Memory(store)
        self.mode = mode
        self._procedures = procedures
        # Two commands on one stream would only conflict in the database; inside a process they queue here.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        dsn: str,
        procedures: Callable[[Command], Procedure[Any]] = procedure_of,
        feed: Path | None = None,
    ) -> AsyncIterator[Self]:
        """Open the record as the application role; one for a whole process is enough.

        `feed` is the folder of published checkpoints: a record that lacks any of them is not written to.
        """
        pool = await open_pool(dsn)
        appender = Appender(dsn)
        try:
            store = Store(pool)
            yield cls(store, appender, await store.mode(), procedures, feed)
        finally:
            await appender.close()
            await pool.close()

    async def history(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The streams as they are now; what this process has read before is not read again."""
        return await self._memory.load(streams)

    async def execute(
        self, stream: str | Stream, command: Command, act: Act, expected_version: int | None = None
    ) -> Outcome:
        """Record a command, or return what it led to before; the events are on disk when it returns.

        `expected_version` is the version of the stream that the caller looked at: Refusal `stale` when it has
        moved on. Refusal for whatever may not be recorded, Contended when others are always faster,
        RecordBehind when the record has forgotten what was published of it.
        """
        target = stream if isinstance(stream, Stream) else parse(stream)
        if command.kind != target.kind:
            name = type(command).__name__
            raise refuse("wrong_stream", command=name, wanted=command.kind, stream=target)
        screen(command, act)
        data = canonical.encode(command, "$.data")
        order = _Order(target, command, act, data, _digest(command, data, act))
        async with self._turns.setdefault(str(target), asyncio.Lock()):
            for attempt in range(ATTEMPTS):
                await asyncio.sleep(attempt * PAUSE)
                outcome = await self._attempt(order, expected_version)
                if outcome is not None:
                    return outcome
        raise Contended(
            f"{target}: {ATTEMPTS} lần bị việc khác chen trước {command.step}; chưa ghi gì, hãy thử lại."
        )

    async def execute_many(
        self, orders: Sequence[tuple[str | Stream, Command, Act]]
    ) -> list[Outcome | Refusal]:
        """Record many commands at once; each has its outcome or its refusal, in the order given."""

        async def one(stream: str | Stream, command: Command, act: Act) -> Outcome | Refusal:
            try:
                return await self.execute(stream, command, act)
            except Refusal as refusal:
                return refusal

        return list(await asyncio.gather(*(one(*order) for order in orders)))

    async def _attempt(self, order: _Order, expected_version: int | None) -> Outcome | None:
        """One try; None when others changed what it rests on."""
        stream, step = str(order.stream), order.command.step
        history = await self._load(order)
        own = history[stream]
        if done := [it for it in own if it.meta.command == step]:
            if done[0].meta.digest != order.digest:
                raise refuse("key_reused", step=step, stream=stream, event_id=done[0].event_id)
            return Outcome(done, already=True)
        if expected_version is not None and expected_version != len(own):
            raise refuse("stale", stream=stream, actual=len(own), expected=expected_version)

        events = self._decide(order, history)
        if not events:
            return Outcome([])
        if self._fence and not isinstance(order.command, DeclareRestore):
            await self._fence.check(order.stream.election)
        drafts = [
            self._draft(order, history, event, number, len(own) + 1 + number)
            for number, event in enumerate(events)
        ]
        verdict = await self._appender.append(order.stream.election, [it.body for it in drafts])
        if verdict.outcome == "key_reused":
            (clash,) = await self.store.rows(order.stream.election, (verdict.position or 1) - 1, 1)
            raise refuse("key_reused", step=step, stream=stream, event_id=clash.event_id)
        if verdict.outcome != "appended":
            if verdict.version < len(history.get(verdict.stream, ())):
                self._memory.forget(verdict.stream)
            return None
        recorded = _recorded(order, verdict, drafts)
        self._memory.learn(stream, recorded)
        return Outcome(recorded)

    async def _load(self, order: _Order) -> History:
        election = Stream("election", order.stream.election)
        history = await self._memory.load([str(order.stream), str(election)])
        if not history[str(election)] and order.stream != election:
            raise refuse("unknown_election", election=order.stream.election)
        procedure = self._procedures(order.command)
        state = _given(order, history).state(procedure)
        others = [str(other) for other in procedure.reads(state, order.command, order.stream)]
        missing = [other for other in others if other not in history]
        if missing:
            history |= await self._memory.load(missing)
        return history

    def _decide(self, order: _Order, history: History) -> Sequence[Event]:
        procedure = self._procedures(order.command)
        given = _given(order, history)
        state = given.state(procedure)
        authorise(procedure, state, order.command, given)
        return procedure.decide(state, order.command, given)

    def _draft(self, order: _Order, history: History, event: Event, number: int, version: int) -> _Draft:
        act, stream, step = order.act, str(order.stream), order.command.step
        called = history[str(Stream("election", order.stream.election))]
        law = next((str(it.event.law) for it in called if hasattr(it.event, "law")), "")
        meta = Meta(
            actor=act.actor,
            body=act.body,
            unit=act.unit,
            reason=act.reason,
            article=event.ground,
            law=law or str(getattr(event, "law", "")),
            mode=self.mode,
            command=step,
            digest=order.digest,
            causation=act.causation,
            source=act.source,
            reads={name: len(events) for name, events in history.items() if name != stream},
            # Once for a command: its other events are told to belong together by step and digest.
            order=_kept(order) if number == 0 else None,
        )
        id = canonical.event_id(stream, event.occurrence or f"{step}:{number}")
        body = canonical.body(stream, version, id, event, meta, act.legal_at)
        return _Draft(version, id, event, meta, body)


def _digest(command: Command, data: str, act: Act) -> str:
    """SHA-256 of what a command says and for whom it speaks; the same for every retry, whoever types it."""
    return canonical.digest(type(command).__name__, data, act.body, act.unit, act.legal_at)


def _kept(order: _Order) -> Order:
    """The command as the record keeps it."""
    return Order(type=type(order.command).__name__, data=orjson.loads(order.data))


def _given(order: _Order, history: History) -> Given:
    events = {stream: [it.event for it in recorded] for stream, recorded in history.items()}
    return Given(order.stream, order.act, events, history)


def _recorded(order: _Order, verdict: Verdict, drafts: Sequence[_Draft]) -> list[Recorded]:
    """The events as they now stand in the record, without asking: everything follows from the first."""
    if verdict.position is None or verdict.recorded_at is None or verdict.prev_hash is None:
        raise RuntimeError(f"{order.stream}: the database accepted a command without saying where")
    found: list[Recorded] = []
    previous = verdict.prev_hash
    for number, draft in enumerate(drafts):
        position = verdict.position + number
        recorded_at = verdict.recorded_at + number * TICK
        body_hash = canonical.body_hash(draft.body)
        leaf = canonical.leaf_hash(position, recorded_at, body_hash)
        row = canonical.Row(
            log=order.stream.election,
            position=position,
            stream=str(order.stream),
            version=draft.version,
            event_id=draft.id,
            type=type(draft.event).__name__,
            schema=draft.event.schema_version,
            body=draft.body,
            legal_at=order.act.legal_at,
            recorded_at=recorded_at,
            body_hash=body_hash,
            leaf_hash=leaf,
            prev_hash=previous,
            hash=canonical.chain_hash(previous, leaf),
        )
        found.append(record(row, draft.event, draft.meta))
        previous = row.hash
    return found
