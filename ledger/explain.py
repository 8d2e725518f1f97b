"""Why an event was lawful: the rule, what was asked, what was seen, and the same decision taken once more.

The record holds everything a decision rests on: the command (`meta.order`), who gave it, and the version of
every stream that was looked at. `explain` takes the decision again from exactly that, and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import ValidationError

from domain.agenda.events import DutyEvent, Opening
from domain.authority import authorise
from domain.command import COMMANDS, Act, Command
from domain.event import Event, Order, Recorded
from domain.law.book import book
from domain.procedure import Given, Procedure
from domain.refusal import Refusal
from domain.register import procedure_of
from domain.stream import Stream, parse
from ledger import canonical
from ledger.amended import amended
from ledger.canonical import Row
from ledger.connection import persist
from ledger.memory import Memory
from ledger.store import Store, decode

History = Mapping[str, Sequence[Recorded]]
Procedures = Callable[[Command], Procedure[Any]]
Verdict = Literal["same", "different", "not_kept", "unreadable"]
"""`not_kept`: recorded before commands were; `unreadable`: this program has no such command any more."""

_POSITION: Final = "SELECT position FROM ledger.event WHERE log = $1 AND event_id = $2"

STATEMENTS: Final = (_POSITION,)

NOT_KEPT: Final = "lệnh gốc không còn trong sổ (ghi từ trước khi sổ giữ lệnh), không tính lại được"
LACKING: Final = "sự kiện không kèm lệnh, dù lúc đó sổ đã giữ lệnh: nó không qua đường ghi của chương trình"
UNREADABLE: Final = "chương trình này không còn lệnh ấy, không tính lại được; dùng phiên bản đã ghi sổ"


@dataclass(frozen=True)
class Rule:
    """A row of the law that an event fulfils or rests on."""

    id: str
    article: str
    law: str
    title: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Ruling:
    """One command of the record with its events, and what deciding it again came to."""

    stream: str
    step: str
    act: Act
    order: Order | None
    events: tuple[Recorded, ...]
    seen: Mapping[str, int]
    """Every stream the decision looked at, its own among them, with the version it saw."""
    verdict: Verdict
    differences: tuple[str, ...]
    """What is not as it was decided then, one sentence each."""
    rules: Mapping[int, tuple[Rule, ...]]
    """The rows of the law behind each event, by its position."""


async def find(store: Store, event: UUID | tuple[str, int]) -> Recorded | None:
    """The event of this id, in whichever log it is, or at this position of a log."""
    row = await stored(store, event)
    return decode(row) if row else None


async def stored(store: Store, event: UUID | tuple[str, int]) -> Row | None:
    """As `find`, but as it is stored."""
    if isinstance(event, UUID):
        for log in await store.logs():
            position = await persist(partial(store.pool.fetchval, _POSITION, log, event))
            if position is not None:
                return await stored(store, (log, position))
        return None
    log, position = event
    rows = await store.rows(log, position - 1, 1) if position > 0 else []
    return rows[0] if rows and rows[0].position == position else None


async def explain(
    store: Store, stream: str, procedures: Procedures = procedure_of, memory: Memory | None = None
) -> list[Ruling]:
    """Every command of a stream, decided again; none for a stream without events."""
    known = memory or Memory(store)
    own = (await known.load([stream]))[stream]
    others = sorted({name for row in own for name in row.meta.reads})
    history = {**await known.load(others), stream: own} if others else {stream: own}
    return [judge(group, history, procedures) for group in commands(own)]


def commands(rows: Sequence[Recorded]) -> Iterator[tuple[Recorded, ...]]:
    """The events of one stream, those of one command together."""
    group: list[Recorded] = []
    for row in rows:
        if group and (row.meta.command, row.meta.digest) != (group[0].meta.command, group[0].meta.digest):
            yield tuple(group)
            group = []
        group.append(row)
    if group:
        yield tuple(group)


def judge(events: tuple[Recorded, ...], history: History, procedures: Procedures = procedure_of) -> Ruling:
    """Decide the command of these events again, on the streams as they were then."""
    first = events[0]
    meta = first.meta
    act = Act(
        actor=meta.actor,
        body=meta.body,
        unit=meta.unit,
        legal_at=first.legal_at,
        reason=meta.reason,
        source=meta.source,
        causation=meta.causation,
    )
    seen = {**meta.reads, first.stream: first.version - 1}
    command = _command(meta.order) if meta.order else None
    differences: tuple[str, ...] = ()
    if meta.order is not None:
        differences = tuple(_again(meta.order, command, act, events, seen, history, procedures))
    elif _commands_were_kept(first, history):
        differences = (LACKING,)
    verdict: Verdict = "same"
    if differences:
        verdict = "different"
    elif meta.order is None:
        verdict = "not_kept"
    elif command is None:
        verdict = "unreadable"
    return Ruling(
        stream=first.stream,
        step=meta.command,
        act=act,
        order=meta.order,
        events=events,
        seen=seen,
        verdict=verdict,
        differences=differences,
        rules={row.position: tuple(_rules(row, _ballot(history[first.stream]))) for row in events},
    )


def _commands_were_kept(row: Recorded, history: History) -> bool:
    """Whether commands were in the record by then: bodies from before lack the very field."""
    earlier = (it for rows in history.values() for it in rows if it.position <= row.position)
    return any("order" in it.meta.model_fields_set for it in earlier)


def _rules(row: Recorded, ballot: str) -> Iterator[Rule]:
    """The deadline that an event is about, or those that it fulfils."""
    law = row.meta.law
    for deadline in book().rows.values():
        terms = deadline.law.get(law)
        if terms is not None and _concerns(deadline.id, row.event, ballot):
            yield Rule(deadline.id, terms.article, law, deadline.duty.vi, deadline.sources)


def _ballot(rows: Sequence[Recorded]) -> str:
    """The ballot of a constituency or a candidacy, which its first event names; empty for anything else."""
    found = (
        getattr(rows[0].event, "ballot", "") if rows[0].stream.startswith(("contest/", "candidacy/")) else ""
    )
    return str(found)


def _concerns(deadline: str, event: Event, ballot: str) -> bool:
    match event:
        case Opening():
            return event.duty.deadline == deadline
        case DutyEvent():
            return event.key.split(":")[0] == deadline
    row = book().rows[deadline]
    occasion = getattr(event, "round", getattr(event, "occasion", None))
    return (
        row.fulfilled_by == type(event).__name__
        and row.kind == "law"
        and getattr(event, "ballot", ballot or row.ballots[0]) in row.ballots
        and (not row.qualifier or row.qualifier == str(occasion))
        and (bool(row.only_if) or getattr(event, "poll", "first") == "first")
    )


def _again(
    order: Order,
    command: Command | None,
    act: Act,
    events: Sequence[Recorded],
    seen: Mapping[str, int],
    history: History,
    procedures: Procedures,
) -> Iterator[str]:
    """What differs, in sentences; nothing when the same is decided from the same."""
    first = events[0]
    data = canonical.encode(order.data)
    if canonical.digest(order.type, data, act.body, act.unit, act.legal_at) != first.meta.digest:
        yield "lệnh lưu trong sổ không khớp mã băm của lệnh (meta.digest)"
    short = [name for name, version in seen.items() if len(history.get(name, ())) < version]
    if short:
        yield f"sổ không còn đủ luồng đã đọc: {', '.join(short)}"
        return
    if command is None:
        return
    if command.step != first.meta.command:
        yield f"bước của lệnh nay là {command.step}, trong sổ là {first.meta.command}"
    then = {name: tuple(history.get(name, ())[:version]) for name, version in seen.items()}
    different = False
    try:
        for difference in _compared(command, act, events, then, procedures):
            different = True
            yield difference
    except Refusal as refusal:
        different = True
        yield f"nay bị từ chối: {refusal}"
    if different:
        yield from amended(then.get(str(parse(first.stream).beside("election")), ()))


def _compared(
    command: Command, act: Act, events: Sequence[Recorded], then: History, procedures: Procedures
) -> Iterator[str]:
    stream = parse(events[0].stream)
    procedure = procedures(command)
    given = Given(stream, act, {name: [row.event for row in rows] for name, rows in then.items()}, then)
    state = given.state(procedure)
    wanted = {str(stream), str(Stream("election", stream.election))}
    wanted |= {str(other) for other in procedure.reads(state, command, stream)}
    if wanted != set(then):
        yield f"nay quyết định đọc luồng khác: {', '.join(sorted(wanted ^ set(then)))}"
    authorise(procedure, state, command, given)
    decided = procedure.decide(state, command, given)
    if [type(event).__name__ for event in decided] != [row.type for row in events]:
        names = ", ".join(type(event).__name__ for event in decided) or "không sự kiện nào"
        yield f"nay quyết định ra {names}; trong sổ là {', '.join(row.type for row in events)}"
        return
    for number, (event, row) in enumerate(zip(decided, events, strict=True)):
        yield from _unlike(event, row)
        if canonical.event_id(row.stream, event.occurrence or f"{command.step}:{number}") != row.event_id:
            yield f"{row.type}, vị trí {row.position}: mã sự kiện (event_id) nay khác"


def _unlike(event: Event, row: Recorded) -> Iterator[str]:
    for name in type(event).model_fields:
        now, then = getattr(event, name), getattr(row.event, name)
        if canonical.encode(now) != canonical.encode(then):
            yield (
                f"{row.type}, vị trí {row.position}, trường {name}: nay là {canonical.encode(now)}, "
                f"trong sổ là {canonical.encode(then)}"
            )
    if event.ground != row.meta.article:
        yield f"{row.type}, vị trí {row.position}: nay theo {event.ground}, trong sổ theo {row.meta.article}"


def _command(order: Order) -> Command | None:
    """The command of today's program; None when it has no such command or not with these fields."""
    kind = COMMANDS.get(order.type)
    if kind is None:
        return None
    try:
        return kind.model_validate(order.data)
    except ValidationError:
        return None
