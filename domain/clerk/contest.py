"""The desk of one constituency: from its publication to a settled result, with any further vote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain import contest
from domain.clerk.desk import Desk, Look, View
from domain.contest.events import (
    AdditionalBallotDecided,
    BoardEstablished,
    ConstituencyMinutesMade,
    OfficialListPublished,
    OpenPointSettled,
    RerunDecided,
    ResultDetermined,
)
from domain.contest.evolve import State
from domain.stream import Stream
from domain.terms import OUTCOMES


def reads(view: View) -> Iterable[Stream]:
    yield view.home
    yield view.stream("contest", view.code)


def look(view: View, moment: datetime) -> Look:
    """Follows board, list, minutes and outcome; names the further vote that has been decided."""
    stream = view.stream("contest", view.code)
    state = view.state(contest.PROCEDURE, stream)
    events = view.events(stream)
    steps = (
        (BoardEstablished, "thành lập Ban bầu cử (Điều 24)"),
        (OfficialListPublished, "công bố danh sách chính thức (Điều 57, 58)"),
        (ConstituencyMinutesMade, "biên bản xác định kết quả (Điều 77)"),
    )
    lines: list[str] = []
    stage = "chờ kết quả"
    for kind, title in reversed(steps):
        happened = any(isinstance(event, kind) for event in events)
        lines.insert(0, f"- [{'x' if happened else ' '}] {title}")
        if not happened:
            stage = f"chờ {title}"
    for event in events:
        match event:
            case ResultDetermined():
                lines.append(f"- **{OUTCOMES[event.outcome]}**")
                lines += [f"  - {reason.article}: {reason.text}" for reason in event.reasons]
            case OpenPointSettled():
                lines.append(f"- **{event.title}**: {', '.join(event.elected) or 'không ai trúng cử'}")
    if state.results:
        stage = f"chờ {state.awaiting}" if state.awaiting else OUTCOMES[_final(state)]
    repolls = []
    for event in events:
        match event:
            case AdditionalBallotDecided():
                repolls.append("additional")
            case RerunDecided():
                repolls.append("rerun")
    return Look(stage=stage, details="\n".join(lines), repolls=tuple(repolls), done=state.settled)


def _final(state: State) -> str:
    """How a settled constituency ended, whatever polls and decisions it took."""
    return "complete" if len(state.elected) == state.seats else "closed_short"


DESK: Final = Desk(kind="contest", reads=reads, look=look)
