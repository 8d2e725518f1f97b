"""The desk of polling day in one commune: every area from its opening to its minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from domain import bodies, polling, reporting
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
from domain.procedure import fold
from domain.stream import Stream
from domain.terms import NATION

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
    """The areas of the last plan: the province may have had it changed (Article 11.4)."""
    home = view.events(view.stream("unit", view.code))
    plans = [event for event in home if isinstance(event, PollingAreasFixed)]
    return [area.code for area in plans[-1].areas] if plans else []


def look(view: View, moment: datetime) -> Look:
    """Polling day is over here when every area has sent the minutes of the first ballot."""
    areas = _areas(view)
    events = {area: view.events(view.stream("area", area)) for area in areas}
    reached = {area: _first_ballot(each) for area, each in events.items()}
    counts = [
        (heading(kind.__name__), title, sum(kind in kinds for kinds in reached.values()))
        for kind, title in MARKS
    ]
    rows = (f"| {step.partition(' ')[0]} | {title} | {n}/{len(areas)} |" for step, title, n in counts)
    lines = ["| bước | việc | số tổ |", "|---|---|---|", *rows]
    lines += [f"| p36 | báo cáo lúc {slot} | {n}/{len(areas)} |" for slot, n in _reports(view, events)]
    ahead = [f"{step}: chờ {title} {n}/{len(areas)}" for step, title, n in counts if n < len(areas)]
    done = bool(areas) and counts[-1][2] == len(areas)
    stopped = [area for area, each in events.items() if fold(polling.PROCEDURE, each).interrupted("first")]
    stage = "xong" if done else ahead[0] if ahead else ""
    if stopped:
        stage = f"gián đoạn bỏ phiếu {len(stopped)}/{len(areas)}"
        lines.append(f"\n**Đang gián đoạn** (Điều 71.3): {', '.join(stopped)}")
    return Look(stage=stage, details="\n".join(lines), done=done)


def _reports(view: View, events: Mapping[str, Sequence[Event]]) -> Iterator[tuple[str, int]]:
    """For each hour of the letter that holds here, how many areas have reported."""
    path = view.state(bodies.PROCEDURE, view.stream("unit", view.code)).path
    letter = view.state(reporting.PROCEDURE, view.home).holding((view.code, *path, NATION))
    for slot in letter.slots if letter else ():
        yield slot.code, sum(_has_reported(each, slot.code) for each in events.values())


def _has_reported(events: Sequence[Event], slot: str) -> bool:
    return any(
        isinstance(event, TurnoutReported) and (event.poll, event.slot) == ("first", slot) for event in events
    )


def _first_ballot(events: Sequence[Event]) -> set[type[Event]]:
    return {type(event) for event in events if getattr(event, "poll", "") == "first"}


DESK: Final = Desk(kind="polling", reads=reads, look=look)
