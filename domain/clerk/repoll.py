"""The desk of one additional ballot or re-run: its day, its areas, its minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain import contest
from domain.clerk.desk import Desk, Look, Order, View
from domain.contest.commands import OpenRepoll
from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotHeld,
    ConstituencyMinutesMade,
    Further,
    RerunDecided,
    RerunHeld,
)
from domain.contest.repoll import NAMES, PREPARATIONS
from domain.event import Event
from domain.law.itinerary import heading
from domain.polling.events import CountingMinutesSent, PollingOpened
from domain.stream import Stream
from domain.terms import NATION


def split(code: str) -> tuple[str, Further]:
    """The contest and the poll of a repoll's code."""
    contest_code, _, poll = code.rpartition(".")
    return contest_code, "rerun" if poll == "rerun" else "additional"


def reads(view: View) -> Iterable[Stream]:
    home = view.stream("contest", split(view.code)[0])
    yield view.home
    yield home
    for area in view.state(contest.PROCEDURE, home).areas:
        yield view.stream("area", area)


def look(view: View, moment: datetime) -> Look:
    """Notes that the further vote is held once its first area opens; over when its minutes are made."""
    code, poll = split(view.code)
    stream = view.stream("contest", code)
    events = view.events(stream)
    # Where only some areas were annulled the others do not vote again.
    areas = view.state(contest.PROCEDURE, stream).areas_of(poll)
    days = [
        event.day
        for event in events
        if isinstance(event, AdditionalBallotDecided if poll == "additional" else RerunDecided)
    ]
    opened = [area for area in areas if _has(view, area, PollingOpened, poll, code)]
    sent = [area for area in areas if _has(view, area, CountingMinutesSent, poll, code)]
    held = any(isinstance(event, _HELD[poll]) for event in events)
    over = any(isinstance(event, ConstituencyMinutesMade) and event.poll == poll for event in events)
    orders = (Order(stream, OpenRepoll(poll=poll), NATION),) if opened and not held else ()
    day = f"{days[-1]:%d/%m/%Y}" if days else "chưa ấn định"
    lines = [
        f"- ngày {NAMES[poll]}: {day}",
        f"- khu vực đã mở: {len(opened)}/{len(areas)}",
        f"- biên bản kiểm phiếu đã gửi: {len(sent)}/{len(areas)}",
    ]
    ready = view.state(contest.PROCEDURE, stream).prepared.get(poll, ())
    lines += [f"- [{'x' if one in ready else ' '}] {words}" for one, words in PREPARATIONS.items()]
    step = heading(_HELD[poll].__name__, poll=poll)
    stage = "xong" if over else f"{step}: {NAMES[poll]} ngày {day}"
    return Look(orders=orders, stage=stage, details="\n".join(lines), done=over)


_HELD: Final[dict[str, type[Event]]] = {"additional": AdditionalBallotHeld, "rerun": RerunHeld}


def _has(view: View, area: str, kind: type[Event], poll: str, contest_code: str) -> bool:
    return any(
        isinstance(event, kind)
        and getattr(event, "poll", "") == poll
        and getattr(event, "contest", contest_code) in ("", contest_code)
        for event in view.events(view.stream("area", area))
    )


DESK: Final = Desk(kind="repoll", reads=reads, look=look)
