"""Due dates as an iCalendar (RFC 5545) that a calendar program subscribes to.

One event for a duty, on its last day, or at its hour where the law gives one. Its UID never changes, so that
a date moved by a decision moves in the reader's calendar; SEQUENCE counts how often it was moved. Nothing
comes from a clock: the same record gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from icalendar import Alarm, Calendar, Event

from console.almanac import GUIDANCE
from console.vietnamese import CASES, KINDS, day, due, holder, since
from domain.agenda.duty import Duty
from domain.agenda.events import (
    DutyCured,
    DutyEvent,
    DutyMet,
    DutyMissed,
    DutyMooted,
    DutyMoved,
    Opening,
    PromptDutyMet,
)
from domain.agenda.plan import PLAN
from domain.calendar import calendar
from domain.call.evolve import State
from domain.decision import Decision
from domain.due import Due, Election
from domain.event import Recorded
from domain.law.book import Version
from domain.stream import Stream, parse
from domain.zone import local, start_of_day

PLANNED: Final = "[kế hoạch] "
"""Stands before what a plan asks for, as `GUIDANCE` before what is no law."""
REFRESH: Final = timedelta(hours=1)
"""How often a program that subscribes may ask again."""
BEFORE: Final = {
    True: (timedelta(days=-3, hours=8), timedelta(hours=8)),
    False: (timedelta(days=-3), timedelta(hours=-2)),
}
"""When to remind: of a whole day at 08:00 three days before and on the day; of an hour, that long before."""

Why = Mapping[tuple[str, str, str], Sequence[str]]
"""The reasoning of the calendar by row, ballot and body."""


def reasons(called: State) -> Why:
    """How the law comes to each date of an election that has been called."""
    if called.day is None:
        return {}
    return _reasons(Election(kind=called.form, day=called.day, levels=called.levels), called.law)


@lru_cache(maxsize=8)
def _reasons(election: Election, law: str) -> Why:
    return {(one.id, one.level, one.owed_by): one.steps for one in calendar(election, law)}


class Entry(NamedTuple):
    """One duty as a calendar program keeps it; `stamp` is when what it says last changed."""

    uid: str
    sequence: int
    stamp: datetime
    summary: str
    description: str
    point: datetime
    whole_day: bool
    done: bool = False


def planned(
    election: Election,
    version: Version,
    decisions: Sequence[Decision],
    unit: str | None = None,
    body: str | None = None,
) -> bytes:
    """The calendar of a day, called or not, of one role or of all; what has no day is left out."""
    counts = range(len(decisions) + 1)
    editions = [calendar(election, None, decisions[:count], unit=unit) for count in counts]
    points = [{one.key: _point(one) for one in edition} for edition in editions]
    home = f"{election.kind}-{election.day}"
    entries = [
        Entry(
            uid=f"{unit or ''}/{one.owed_by}/{one.at or ''}/{one.id}/{one.level}@{home}.baucu",
            sequence=sum(before.get(one.key) != after.get(one.key) for before, after in pairwise(points)),
            stamp=start_of_day(version.since),
            summary=_summary(one),
            description=_description(one),
            point=point,
            whole_day=not one.hour_given if one.due else f"{local(point):%H:%M:%S}" == "00:00:00",
        )
        for one in editions[-1]
        if (point := _point(one)) and body in (None, one.owed_by)
    ]
    return _written(f"{KINDS[election.kind]} {day(election.day)}", entries)


def _point(one: Due) -> datetime | None:
    """What stands in the calendar: the last moment, or where there is none the first."""
    return one.due or one.opens


def _summary(one: Due) -> str:
    mark = "" if one.kind == "law" else GUIDANCE
    start = "" if one.due else "Bắt đầu: "
    return f"{mark}{start}{one.duty.vi} ({holder(one.owed_by, one.at)})"


def _description(one: Due) -> str:
    lines = [f"Chỉ khi {CASES[one.only_if]}."] if one.only_if else []
    if one.opens and one.due:
        lines.append(f"Từ {since(one.opens)}.")
    if one.safe and one.safe != one.due:
        lines.append(f"Có cách hiểu khác; an toàn là {due(one.safe)}.")
    return "\n".join([*lines, *_numbered(one.steps)])


_DONE: Final = "Đã xong: "
ENDS: Final[Mapping[type[object], str]] = {
    DutyMet: _DONE,
    PromptDutyMet: _DONE,
    DutyCured: _DONE,
    DutyMissed: "Quá hạn: ",
    DutyMooted: "Không còn đối tượng: ",
}
"""What becomes of a duty, and the mark it then carries."""


def owed(name: str, agenda: Stream, body: str, rows: Iterable[Recorded], why: Why) -> bytes:
    """What one body of a unit owes, from the unit's agenda as it is on record.

    `name` is what the calendar is called; `why` gives the reasoning of the law, to which every recorded move
    is added with its decision and its reason. Among the rows may be the agendas of the units above: of those
    only what their plans ask of this unit is told.
    """
    duties: dict[tuple[str, str], Duty] = {}
    events: dict[tuple[str, str], list[Recorded]] = {}
    for row in rows:
        if isinstance(row.event, Opening):
            duties[row.stream, row.event.duty.key] = row.event.duty
            events.setdefault((row.stream, row.event.duty.key), []).append(row)
        elif isinstance(row.event, DutyEvent):
            events.setdefault((row.stream, row.event.key), []).append(row)
    return _written(
        name,
        [
            _entry(parse(stream), duty, events[stream, key], why.get(_row(duty), ()))
            for (stream, key), duty in duties.items()
            if duty.body == body
            and (duty.subject == agenda.code if duty.kind == PLAN else stream == str(agenda))
        ],
    )


def _row(duty: Duty) -> tuple[str, str, str]:
    return duty.deadline, duty.level, duty.body


def _entry(agenda: Stream, duty: Duty, history: Sequence[Recorded], steps: Sequence[str]) -> Entry:
    moves = [row.event for row in history if isinstance(row.event, DutyMoved)]
    ends = [row.event for row in history if isinstance(row.event, tuple(ENDS))]
    point = moves[-1].new if moves else duty.due
    told = [
        *steps,
        *(f"{_decided(move)}: {due(move.old)} → {due(move.new)}. Lý do: {move.why}." for move in moves),
        *(f"Không còn đối tượng: {end.why}." for end in ends if isinstance(end, DutyMooted)),
    ]
    opens = next((move.opens for move in reversed(moves) if move.opens), duty.opens)
    start = [f"Từ {since(opens)}."] if opens else []
    about = f" ({duty.subject})" if duty.subject else ""
    mark = ENDS[type(ends[-1])] if ends else ""
    return Entry(
        uid=f"{agenda.code}/{duty.body}/{duty.key}@{agenda.election}.baucu",
        sequence=len(moves),
        stamp=history[-1].legal_at,
        summary=f"{PLANNED if duty.kind == PLAN else ''}{mark}{duty.title}{about}",
        description="\n".join([f"{duty.article}.", *start, *_numbered(told)]),
        point=point,
        whole_day=f"{local(point):%H:%M:%S}" == "23:59:59",
        done=bool(ends) and not isinstance(ends[-1], DutyMissed),
    )


def _decided(move: DutyMoved) -> str:
    """Who moved it: a decision, or the law, which counts from the last polling day."""
    return f"Quyết định {move.decision} dời hạn" if move.decision else "Dời hạn"


def _numbered(steps: Iterable[str]) -> Iterator[str]:
    return (f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _written(name: str, entries: Iterable[Entry]) -> bytes:
    told = Calendar()
    told.add("prodid", "-//Baucu//Lịch bầu cử//VI")
    told.add("version", "2.0")
    told.add("name", name)
    told.add("x-wr-calname", name)
    told.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in sorted(entries, key=lambda entry: (entry.point, entry.uid)):
        told.add_component(_event(entry))
    # Programs that do not know the name of the zone read its rules here.
    told.add_missing_timezones()
    written: bytes = told.to_ical()
    return written


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("last-modified", entry.stamp.astimezone(UTC))
    event.add("dtstart", local(entry.point).date() if entry.whole_day else local(entry.point))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT")
    for ahead in () if entry.done else BEFORE[entry.whole_day]:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", ahead)
        event.add_component(alarm)
    return event
