"""The ledger beside Temporal's histories: where they disagree, the ledger has lost something or a clerk has.

The ledger is the truth and the histories only say how it came about, so nothing is mended here: whoever reads
the sentences decides whether to `recover`, to restore, or to look for a lost tail.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, Final, TypeVar

from temporalio.api.common.v1 import Payloads
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client, WorkflowExecution, WorkflowExecutionStatus
from temporalio.converter import DataConverter

from activities.attend import view_of
from activities.contract import (
    ATTEND,
    NOTICED,
    NOTIFY,
    WORKFLOWS,
    Attended,
    AttendRequest,
    Errand,
    NotifyRequest,
    workflow_id,
)
from activities.signal import Messenger
from domain.agenda.events import ReminderFailed, ReminderSent
from domain.clerk import DESKS
from domain.clerk.desk import Kind
from domain.clerk.route import Target
from domain.contest.events import AdditionalBallotHeld, AreasAssigned, ConstituencyFixed, RerunHeld
from domain.docket.events import CaseCrossedOff, CaseEntered
from domain.event import Recorded
from domain.stream import parse
from domain.terms import CLERK
from domain.zone import local
from ledger.execute import Ledger
from workers.relay import Relay

T = TypeVar("T")

_FAILED: Final = {
    WorkflowExecutionStatus.FAILED: "đã hỏng",
    WorkflowExecutionStatus.CANCELED: "đã bị hủy",
    WorkflowExecutionStatus.TERMINATED: "đã bị dừng",
    WorkflowExecutionStatus.TIMED_OUT: "đã quá giờ",
}


@dataclass(frozen=True)
class Disagreement:
    """One place where ledger and history do not say the same."""

    workflow: str
    what: str


@dataclass
class Told:
    """What the histories of one workflow, over all its runs, say."""

    status: WorkflowExecutionStatus | None = None
    noticed: int = 0
    """Newest position it was told of."""
    seen: int = 0
    """Newest position it has dealt with."""
    looks: int = 0
    recorded: Counter[datetime] = field(default_factory=Counter)
    """Events it recorded, by the legal time of the look."""
    letters: list[str] = field(default_factory=list)
    """Message-IDs of the reminders it took care of."""


@dataclass(frozen=True)
class Comparison:
    """How much was compared, and every disagreement."""

    log: str
    head: int
    workflows: int
    looks: int
    acts: int
    letters: int
    disagreements: tuple[Disagreement, ...]


async def compare(ledger: Ledger, client: Client, log: str) -> Comparison:
    """Read every history of an election and hold it against the record as it was when we began."""
    rows = [row async for row in _record(ledger, log)]
    relay = Relay(ledger.store, Messenger(client), ledger.mode)
    expected = {
        workflow_id(target.kind, log, target.code): (target, position)
        for target, position in (await relay.concerned(rows)).items()
    }
    histories = await _histories(client, log)
    held, letters = _acts(rows), _letters(rows)
    found: list[Disagreement] = []
    for name, (target, position) in expected.items():
        told = histories.get(name)
        if told is None:
            found.append(Disagreement(name, f"Temporal không có; sổ có việc của nó đến vị trí {position}"))
            continue
        done = await _done(ledger, log, target, rows[-1].legal_at)
        judged = chain(
            _positions(told, position, rows[-1].position),
            _ending(told, done),
            _lost(told, held[target], letters),
        )
        found += [Disagreement(name, what) for what in judged]
    for name in sorted(set(histories) - set(expected)):
        found.append(
            Disagreement(name, f"sổ không có việc nào của nó; nó biết đến vị trí {histories[name].noticed}")
        )
    return Comparison(
        log=log,
        head=rows[-1].position,
        workflows=len(histories),
        looks=sum(told.looks for told in histories.values()),
        acts=sum(told.recorded.total() for told in histories.values()),
        letters=sum(len(told.letters) for told in histories.values()),
        disagreements=tuple(found),
    )


def _positions(told: Told, position: int, head: int) -> Iterator[str]:
    """What it knows of the record, against what there is."""
    if told.noticed > head:
        yield f"được báo đến vị trí {told.noticed}, sổ chỉ đến {head}: sổ mất phần cuối"
    if told.seen < position:
        yield f"mới xem đến vị trí {told.seen}, sổ có việc của nó đến {position}"


def _ending(told: Told, done: bool) -> Iterator[str]:
    """Whether it should still be there, by what its desk sees in the record now."""
    if told.status in _FAILED:
        yield f"{_FAILED[told.status]} trong Temporal"
    elif told.status == WorkflowExecutionStatus.COMPLETED and not done:
        yield "đã kết thúc trong Temporal, sổ thấy còn việc"
    elif told.status == WorkflowExecutionStatus.RUNNING and done and told.seen >= told.noticed:
        yield "xong việc theo sổ, vẫn chạy trong Temporal"


def _lost(told: Told, held: Mapping[datetime, int], letters: set[str]) -> Iterator[str]:
    """Acts that its history completed and the ledger does not hold.

    The ledger may hold more: an attempt that recorded and then died is repeated, and the repetition finds all
    of it recorded.
    """
    for moment, number in sorted(told.recorded.items()):
        if number > held.get(moment, 0):
            yield (
                f"đã ghi {number} sự kiện lúc {local(moment):%d/%m/%Y %H:%M:%S}, sổ có {held.get(moment, 0)}"
            )
    for letter in told.letters:
        if letter not in letters:
            yield f"đã lo thư nhắc {letter}, sổ không có"


async def _record(ledger: Ledger, log: str) -> AsyncIterator[Recorded]:
    after = 0
    while rows := await ledger.store.tail(log, after):
        for row in rows:
            yield row
        after = rows[-1].position


def _acts(rows: Sequence[Recorded]) -> dict[Target, Counter[datetime]]:
    """How many events each clerk recorded at each legal time."""
    found: dict[Target, Counter[datetime]] = defaultdict(Counter)
    for row in rows:
        if row.meta.actor == CLERK and (target := _author(row)):
            found[target][row.legal_at] += 1
    return found


def _author(row: Recorded) -> Target | None:
    """The clerk at whose look this was recorded; None for reminders, which have their own evidence."""
    stream = parse(row.stream)
    match row.event:
        case ReminderSent() | ReminderFailed():
            return None
        case ConstituencyFixed(publisher=unit) | AreasAssigned(unit=unit):
            return Target("unit", unit)
        case AdditionalBallotHeld():
            return Target("repoll", f"{stream.code}.additional")
        case RerunHeld():
            return Target("repoll", f"{stream.code}.rerun")
        case CaseEntered(case=case) | CaseCrossedOff(case=case):
            return Target("case", case)
    kinds: dict[str, Kind] = {"agenda": "unit", "election": "election", "case": "case"}
    return Target(kinds[stream.kind], stream.code) if stream.kind in kinds else None


def _letters(rows: Sequence[Recorded]) -> set[str]:
    return {row.event.message_id for row in rows if isinstance(row.event, ReminderSent | ReminderFailed)}


async def _done(ledger: Ledger, log: str, target: Target, moment: datetime) -> bool:
    """Whether the desk sees nothing more to do in the record as it is."""
    desk = DESKS[target.kind]
    return desk.look(await view_of(ledger, desk, log, target.code), moment).done


async def _histories(client: Client, log: str) -> dict[str, Told]:
    """What every workflow of the election says, by its id; its newest run tells how it stands."""
    found: dict[str, Told] = {}
    newest: dict[str, datetime] = {}
    async for run in client.list_workflows(f"Election = '{log}'"):
        if run.workflow_type not in WORKFLOWS.values():
            continue
        told = found.setdefault(run.id, Told())
        if run.id not in newest or run.start_time > newest[run.id]:
            newest[run.id], told.status = run.start_time, run.status
        await _hear(client, run, told)
    return found


async def _hear(client: Client, run: WorkflowExecution, told: Told) -> None:
    """Add one run's history to what its workflow has told."""
    converter = client.data_converter
    asked: dict[int, AttendRequest | NotifyRequest] = {}
    handle = client.get_workflow_handle(run.id, run_id=run.run_id)
    async for event in handle.fetch_history_events():
        if event.HasField("workflow_execution_started_event_attributes"):
            errand = await _one(converter, event.workflow_execution_started_event_attributes.input, Errand)
            told.noticed, told.seen = max(told.noticed, errand.news), max(told.seen, errand.seen)
        elif event.HasField("workflow_execution_signaled_event_attributes"):
            signal = event.workflow_execution_signaled_event_attributes
            if signal.signal_name == NOTICED:
                told.noticed = max(told.noticed, await _one(converter, signal.input, int))
        elif event.HasField("activity_task_scheduled_event_attributes"):
            request = await _request(converter, event)
            if request is not None:
                asked[event.event_id] = request
        elif event.HasField("activity_task_completed_event_attributes"):
            done = event.activity_task_completed_event_attributes
            match asked.get(done.scheduled_event_id):
                case AttendRequest() as look:
                    result = await _one(converter, done.result, Attended)
                    told.looks += 1
                    told.seen = max(told.seen, look.news)
                    if result.recorded:
                        told.recorded[result.moment] += result.recorded
                case NotifyRequest() as letters:
                    told.letters += [notice.message_id for notice in letters.notices]


async def _request(converter: DataConverter, event: HistoryEvent) -> AttendRequest | NotifyRequest | None:
    scheduled = event.activity_task_scheduled_event_attributes
    match scheduled.activity_type.name:
        case name if name == ATTEND:
            return await _one(converter, scheduled.input, AttendRequest)
        case name if name == NOTIFY:
            return await _one(converter, scheduled.input, NotifyRequest)
    return None


async def _one(converter: DataConverter, payloads: Payloads, kind: type[T]) -> T:
    values: list[Any] = await converter.decode(payloads.payloads, [kind])
    found: T = values[0]
    return found
