"""Wake-ups a second: communes that all wake at one instant against a minimal workflow of the SDK, in one run.

    python -m benchmarks.wakeups [COMMUNES]

Each of COMMUNES (default 200) has its duties open and its earlier reminders on record, and waits for the
instant at which its first deadlines have passed: one timer, one activity that reads the record and notes what
was missed; no mail is due. The peer has one timer and one empty activity. Both spans come from the server's
histories: from the first timer that fired to the last activity completed. Servers of our own, fsync on.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import Worker

from activities.contract import TASK_QUEUE, WORKFLOWS, Errand, workflow_id
from benchmarks._communes import Communes
from benchmarks._timer import Nothing, TimerWorkflow
from domain.agenda.events import DutyMissed, DutyOpened
from domain.clock import Clock
from ledger.execute import Ledger
from ledger.migration import claim, migrate
from workers import log, worker
from workers.plugin import plugin
from workers.settings import Settings
from workers.stack import Addresses, Stack

ROUNDS: Final = 3
AT_ONCE: Final = 16
"""Requests to the server under way at the same time, as the relay has them."""
STARTS: Final = 12
"""Workflows a second that are surely started, and their timers set, before the instant."""
SPARE: Final = timedelta(seconds=5)
PATIENCE: Final = timedelta(minutes=5)
GLANCE: Final = 0.25
"""Seconds between two looks at how far a round is."""
NANOSECONDS: Final = 1_000_000_000

_SET: Final = EventType.EVENT_TYPE_TIMER_STARTED
_FIRED: Final = EventType.EVENT_TYPE_TIMER_FIRED
_DONE: Final = EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED

Handle = WorkflowHandle[Any, Any]
Item = TypeVar("Item")
Result = TypeVar("Result")


class Round(NamedTuple):
    """One measurement: how many a second, and the median seconds from a timer to its activity's end."""

    rate: float
    wait: float


class Work(NamedTuple):
    """What one wake-up of a commune dealt with, on average."""

    duties: float
    missed: float
    others: float
    """Events of any other kind, which there should be none of."""


class Bench:
    """A database, a Temporal server, and both kinds of workflow on them."""

    def __init__(self, client: Client, ledger: Ledger, where: Addresses, settings: Settings) -> None:
        self._client = client
        self._ledger = ledger
        self._where = where
        self._settings = settings
        self.work: list[Work] = []

    async def communes(self, name: str, count: int) -> Round:
        """UnitWorkflows in the very worker that `./baucu worker` runs, which has read none of it before."""
        communes = Communes(self._ledger, name, count)
        await communes.prepare()
        before = await communes.recorded()
        instant = _instant(count)
        clock = Clock(real_epoch=instant, legal_epoch=communes.instant, mode="rehearsal")

        async def start(code: str) -> Handle:
            return await self._client.start_workflow(
                WORKFLOWS["unit"],
                Errand(kind="unit", election=name, code=code, clock=clock, next_at=communes.instant),
                id=workflow_id("unit", name, code),
                task_queue=TASK_QUEUE,
            )

        async with self._own_worker():
            handles = await _each(start, communes.codes)
            await _until(communes.seen, count)
            found = await self._round(handles)
        after = await communes.recorded()
        missed = (after - before)[DutyMissed.__name__]
        others = (after - before).total() - missed
        self.work.append(Work(after[DutyOpened.__name__] / count, missed / count, others / count))
        return found

    async def minimal(self, name: str, count: int) -> Round:
        """Minimal workflows, in a worker with the options of ours."""
        nothing = Nothing()
        instant = _instant(count)

        async def start(number: str) -> Handle:
            id = f"{name}/{number}"
            return await self._client.start_workflow(TimerWorkflow.run, instant, id=id, task_queue="minimal")

        async def done() -> int:
            return nothing.done

        async with Worker(
            self._client,
            task_queue="minimal",
            workflows=[TimerWorkflow],
            activities=[nothing.nothing],
            max_cached_workflows=worker.CACHED,
            max_concurrent_activities=worker.ACTIVITIES,
            max_concurrent_workflow_tasks=worker.WORKFLOW_TASKS,
        ):
            handles = await _each(start, [f"{number:05}" for number in range(count)])
            await _until(done, count)
            return await self._round(handles)

    @asynccontextmanager
    async def _own_worker(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        running = asyncio.create_task(worker.run(self._where, self._settings, stop))
        try:
            yield
        finally:
            stop.set()
            await running

    async def _round(self, handles: Sequence[Handle]) -> Round:
        histories = await _each(_history, handles)
        set_ = [_time(events, _SET) for events in histories]
        fired = [_time(events, _FIRED) for events in histories]
        done = [_time(events, _DONE) for events in histories]
        # A workflow that comes to its timer after the instant sets none: its work would be no wake-up.
        if 0 in fired or max(set_) > min(fired):
            raise RuntimeError(
                f"not all of {len(handles)} timers were set in time: take fewer or a quiet machine"
            )
        rate = len(handles) * NANOSECONDS / (max(done) - min(fired))
        waits = [end - start for start, end in zip(fired, done, strict=True)]
        return Round(rate, statistics.median(waits) / NANOSECONDS)


def _instant(count: int) -> datetime:
    """When all the timers are to fire, to the whole second."""
    ahead = datetime.now(UTC) + SPARE + timedelta(seconds=count / STARTS)
    return ahead.replace(microsecond=0)


async def _each(do: Callable[[Item], Awaitable[Result]], items: Sequence[Item]) -> list[Result]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(item: Item) -> Result:
        async with turns:
            return await do(item)

    return await asyncio.gather(*(one(item) for item in items))


async def _until(done: Callable[[], Awaitable[int]], count: int) -> None:
    async with asyncio.timeout(PATIENCE.total_seconds()):
        # What is counted happens in the worker or the database: there is no event to wait on.
        while await done() < count:  # noqa: ASYNC110
            await asyncio.sleep(GLANCE)


async def _history(handle: Handle) -> list[HistoryEvent]:
    """The history up to its activity's end, which the server hears of a moment after us."""
    while True:
        events = list((await handle.fetch_history()).events)
        if any(event.event_type == _DONE for event in events):
            return events
        await asyncio.sleep(GLANCE)


def _time(events: Sequence[HistoryEvent], kind: EventType.ValueType) -> int:
    """When the first event of this type happened, in nanoseconds; 0 when none did."""
    return next((event.event_time.ToNanoseconds() for event in events if event.event_type == kind), 0)


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    """Everything started in a temporary folder; the servers of the surroundings are left alone."""
    with tempfile.TemporaryDirectory(prefix="baucu-bench-") as folder:
        Path(folder).chmod(0o711)
        ours = {"database_url": None, "temporal_address": None, "temporal_namespace": None}
        settings = Settings().model_copy(update={"mode": "rehearsal", "state_dir": Path(folder), **ours})
        log.configure(settings.model_copy(update={"log_level": "warning"}))
        async with Stack(settings, name="bench") as stack:
            where = stack.addresses
            owner = (where.owner_dsn or where.app_dsn).get_secret_value()
            await migrate(owner)
            await claim(owner, "rehearsal")
            client = await Client.connect(
                where.temporal_address, namespace=where.namespace, plugins=[plugin()]
            )
            async with Ledger.open(where.app_dsn.get_secret_value()) as ledger:
                yield Bench(client, ledger, where, settings)


async def run(count: int) -> None:
    """Three rounds in shuffled order; prints the medians and their ratio."""
    async with bench() as it:
        measures = {"communes": it.communes, "minimal workflow": it.minimal}
        found: dict[str, list[Round]] = {name: [] for name in measures}
        for number in range(ROUNDS):
            for name in random.sample(list(measures), len(measures)):
                place = f"{name.replace(' ', '-')}-{number}"
                found[name].append(await measures[name](place, count))
        if len(set(it.work)) != 1:
            raise RuntimeError(f"the rounds did not do the same work: {it.work}")
        work = it.work[0]

    print(f"{f'{count:,} at one instant, medians of {ROUNDS}':36}{'a second':>10}{'median wait':>14}")
    for name, rounds in found.items():
        wait = statistics.median(each.wait for each in rounds)
        print(f"{name:36}{_rate(rounds):>10,.1f}{wait:>12,.2f} s")
    print(f"{'ratio':36}{_rate(found['communes']) / _rate(found['minimal workflow']):>10.2f}")
    print(f"each commune: {work.duties:g} duties looked at, {work.missed:g} recorded as missed, ", end="")
    print(f"{work.others:g} other events in its agenda")


def _rate(rounds: Sequence[Round]) -> float:
    return statistics.median(each.rate for each in rounds)


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
