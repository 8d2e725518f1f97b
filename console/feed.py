"""The feed of events as they come: one line for each, and for each run of the same kind, by SSE.

The id of a message is the position of its last event, so a reader who was cut off says how far it got and is
given everything after that.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from fastapi.sse import ServerSentEvent

from console.reading import Reading
from console.vietnamese import RUNGS, body
from domain.agenda.events import DutyEvent, Opening, ReminderFailed, ReminderSent
from domain.agenda.plan import named
from domain.contest.events import ResultDetermined
from domain.event import Event, Recorded
from domain.law.book import book
from domain.stream import Stream, parse
from domain.terms import OUTCOMES
from ledger.notice import listen

SHOWN: Final = 40
"""Events on the page before the first one comes live."""
PAGE: Final = 500
"""Events in one message; whoever is further behind gets several."""
BEAT: Final = 1.0
"""Seconds between two nudges to read the parts of the page again."""
CALM: Final = 10.0
"""Seconds without a notice after which the ledger is looked at all the same."""

NUDGE: Final = "nudge"
"""Name of the message that tells the page its parts are out of date."""

TONES: Final = {
    "DutyMissed": "missed",
    "ReminderFailed": "missed",
    "DutyMet": "met",
    "PromptDutyMet": "met",
    "DutyCured": "cured",
    "ResultDetermined": "mark",
    "ElectionCalled": "mark",
    "ElectionClosed": "mark",
}


class Line(NamedTuple):
    """One line of the feed: so many `times` the same about one thing, the newest at `position`."""

    position: int
    at: datetime
    title: str
    detail: str
    who: str
    link: str
    tone: str
    times: int


class Pulse:
    """Wakes whoever waits for a log, by one listening connection for the whole process."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._beaten = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Pulse:
        self._task = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def next(self) -> asyncio.Event:
        """The coming notice. Take it before reading, wait for it after: nothing falls in between."""
        return self._beaten

    async def _listen(self) -> None:
        async for _ in listen(self._dsn):
            self._beaten.set()
            self._beaten = asyncio.Event()


async def messages(
    reading: Reading, pulse: Pulse, log: str, after: int, render: Callable[[Sequence[Line]], str]
) -> AsyncIterator[ServerSentEvent]:
    """Every event after a position, page by page, and between them nudges; never ends by itself."""
    names = await reading.unit_names(log)
    told, nudged = after, 0.0
    while True:
        notice = pulse.next()
        rows = await reading.store.tail(log, after, PAGE)
        if rows:
            if any(parse(row.stream).kind == "unit" and row.version == 1 for row in rows):
                names = await reading.unit_names(log)
            after = rows[-1].position
            yield ServerSentEvent(raw_data=render(lines(rows, log, names)), id=str(after))
        if told < after and time.monotonic() - nudged >= BEAT:
            position = await reading.cursor(log)
            if position > told:
                told, nudged = position, time.monotonic()
                yield ServerSentEvent(raw_data=str(position), event=NUDGE)
        if len(rows) < PAGE:
            with suppress(TimeoutError):
                await asyncio.wait_for(notice.wait(), CALM if told >= after else BEAT)


def lines(rows: Sequence[Recorded], log: str, names: Mapping[str, str]) -> list[Line]:
    """The newest first; a run of one kind of event about one thing by one body is one line."""
    runs = groupby(rows, key=lambda row: (row.type, row.stream, row.meta.body, row.legal_at))
    return [_line(list(run), log, names) for _, run in runs][::-1]


def _line(run: Sequence[Recorded], log: str, names: Mapping[str, str]) -> Line:
    row = run[-1]
    stream = parse(row.stream)
    unit = stream.code if stream.kind in ("unit", "agenda") else row.meta.unit
    thing = [stream.code] if stream.kind in ("contest", "area", "candidacy") else []
    who = " · ".join([body(row.meta.body), names.get(unit, unit), *thing])
    return Line(
        position=row.position,
        at=row.legal_at,
        title=row.event.title,
        detail=detail(row.event) if len(run) == 1 else "",
        who=who,
        link=_link(stream, unit, log, names),
        tone=TONES.get(row.type, ""),
        times=len(run),
    )


def detail(event: Event) -> str:
    """What tells this event from others of its kind, in a phrase."""
    match event:
        case Opening(duty=duty):
            return duty.title
        case DutyEvent(key=key):
            row = book().rows.get(key.split(":")[0])
            return row.duty.vi if row else named(key)
        case ReminderSent() | ReminderFailed():
            return f"{RUNGS[event.rung]}: {body(event.to_body)}, {len(event.duties)} nhiệm vụ"
        case ResultDetermined(outcome=outcome):
            return OUTCOMES.get(outcome, outcome)
        case _:
            return ""


def _link(stream: Stream, unit: str, log: str, names: Mapping[str, str]) -> str:
    if stream.kind == "contest":
        return f"/bau-cu/{log}/don-vi-bau-cu/{stream.code}"
    return f"/bau-cu/{log}/don-vi/{unit}" if unit in names else ""
