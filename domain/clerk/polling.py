"""The desk of polling day in one commune: every area from its opening to its minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain.clerk.desk import Desk, Look, View
from domain.constituencies.events import PollingAreasFixed
from domain.event import Event
from domain.law.itinerary import heading
from domain.polling.events import (
    CountingMinutesRecorded,
    CountingMinutesSent,
    PollingClosed,
    PollingOpened,
    TurnoutReported,
    UnusedBallotsSealed,
)
from domain.stream import Stream

MARKS: Final = (
    (PollingOpened, "mở cửa"),
    (TurnoutReported, "báo cáo cử tri đi bầu"),
    (PollingClosed, "kết thúc bỏ phiếu"),
    (UnusedBallotsSealed, "niêm phong phiếu không dùng"),
    (CountingMinutesRecorded, "kiểm phiếu"),
    (CountingMinutesSent, "gửi biên bản"),
)


def reads(view: View) -> Iterable[Stream]:
    yield view.home
    yield view.stream("unit", view.code)
    for area in _areas(view):
        yield view.stream("area", area)


def _areas(view: View) -> list[str]:
    return [
        area.code
        for event in view.events(view.stream("unit", view.code))
        if isinstance(event, PollingAreasFixed)
        for area in event.areas
    ]


def look(view: View, moment: datetime) -> Look:
    """Polling day is over here when every area has sent the minutes of the first ballot."""
    areas = _areas(view)
    reached = {area: _first_ballot(view.events(view.stream("area", area))) for area in areas}
    counts = [
        (heading(kind.__name__), title, sum(kind in kinds for kinds in reached.values()))
        for kind, title in MARKS
    ]
    rows = (f"| {step.partition(' ')[0]} | {title} | {n}/{len(areas)} |" for step, title, n in counts)
    lines = ["| bước | việc | số tổ |", "|---|---|---|", *rows]
    ahead = [f"{step}: chờ {title} {n}/{len(areas)}" for step, title, n in counts if n < len(areas)]
    done = bool(areas) and counts[-1][2] == len(areas)
    return Look(stage="xong" if done else ahead[0] if ahead else "", details="\n".join(lines), done=done)


def _first_ballot(events: list[Event]) -> set[type[Event]]:
    return {type(event) for event in events if getattr(event, "poll", "") == "first"}


DESK: Final = Desk(kind="polling", reads=reads, look=look)
