"""The desk of one constituency: from its publication to a settled result, with any further vote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from domain import call, contest, summary
from domain.clerk.desk import Desk, Look, Order, View
from domain.contest import lapse
from domain.contest.events import (
    AdditionalBallotDecided,
    BoardEstablished,
    ConstituencyMinutesMade,
    OfficialListPublished,
    OpenPointSettled,
    RerunDecided,
    ResultAnnulled,
    ResultDetermined,
)
from domain.contest.evolve import Pending, State
from domain.contest.repoll import NAMES
from domain.event import Event
from domain.law.book import book
from domain.law.itinerary import heading
from domain.stream import Stream
from domain.summary.commands import ReopenSummary
from domain.summary.gather import overtaken
from domain.terms import NATION, OUTCOMES
from domain.zone import local, start_of_day


def reads(view: View) -> Iterable[Stream]:
    yield view.home
    stream = view.stream("contest", view.code)
    yield stream
    state = view.state(contest.PROCEDURE, stream)
    if state.results:
        # Whoever has summed it up has to hear when it is no longer as it was.
        yield from (view.stream("unit", code) for code in _summing(state))


def look(view: View, moment: datetime) -> Look:
    """Follows board, list, minutes and outcome; names the further vote that has been decided."""
    stream = view.stream("contest", view.code)
    state = view.state(contest.PROCEDURE, stream)
    events = view.events(stream)
    form = view.state(call.PROCEDURE, view.home).form
    steps = [(kind, f"{heading(kind.__name__, form)} ({kind.article})") for kind in _STEPS]
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
            case ResultAnnulled():
                where = ", ".join(event.areas) or "toàn đơn vị"
                lines.append(f"- **{event.title}** ({event.article}): {where}, {event.decision}")
            case OpenPointSettled():
                lines.append(f"- **{event.title}**: {', '.join(event.elected) or 'không ai trúng cử'}")
    if state.results or state.annulled:
        stage = OUTCOMES[_final(state)]
        if state.awaiting:
            next_ = heading(_AWAITED[state.pending], form, ballot=str(state.ballot))
            stage = f"{next_}: chờ {state.awaiting}"
    over, next_at = _last_day(view, state, moment)
    if over:
        stage = over
        lines.append(f"- **{over}**")
    repolls = []
    for event in events:
        match event:
            case AdditionalBallotDecided():
                repolls.append("additional")
            case RerunDecided():
                repolls.append("rerun")
    reopened = _reopen(view, state)
    return Look(
        orders=tuple(reopened),
        next_at=next_at,
        stage=stage,
        details="\n".join(lines),
        repolls=tuple(repolls),
        done=state.settled,
    )


_STEPS: Final[tuple[type[Event], ...]] = (BoardEstablished, OfficialListPublished, ConstituencyMinutesMade)
"""What completes each step on the way to a result."""
_AWAITED: Final[dict[Pending, str]] = {
    "first": "ConstituencyMinutesMade",
    "additional": "AdditionalBallotHeld",
    "rerun": "RerunHeld",
    "decide_additional": "AdditionalBallotDecided",
    "ask_nec": "AdditionalBallotDecided",
    "decide_rerun": "RerunDecided",
    "open_point": "OpenPointSettled",
}
"""The event that ends each state of waiting."""


def _last_day(view: View, state: State, moment: datetime) -> tuple[str, datetime | None]:
    """That no lawful day is left for the further vote, and who can help; or when that would be so."""
    called = view.state(call.PROCEDURE, view.home)
    poll = lapse.waiting(state)
    if poll is None or called.day is None:
        return "", None
    row = lapse.deadline(state, poll)
    last = lapse.last_day(row, state, called, view.code)
    if local(moment).date() <= last:
        return "", start_of_day(last + timedelta(days=1))
    way = (
        "chờ Hội đồng bầu cử quốc gia dời ngày (Điều 98.3)"
        if lapse.may_move(called.law)
        else f"chờ quyết định về điểm mở {lapse.POINT}: {book().open_points[lapse.POINT].vi}"
    )
    return f"hết ngày hợp pháp để {NAMES[poll]} ({last:%d/%m/%Y}): {way}", None


def _summing(state: State) -> tuple[str, ...]:
    """The units whose minutes this result goes into."""
    return (state.unit, NATION) if state.ballot == "na" else (state.unit,)


def _reopen(view: View, state: State) -> Iterator[Order]:
    """Summaries that say of this constituency what no longer holds (Article 81)."""
    if state.ballot is None or not state.results:
        return
    for code in _summing(state):
        stream = view.stream("unit", code)
        held = view.state(summary.PROCEDURE, stream)
        rows = {row.contest: row for row in held.results(state.ballot)}
        if view.code in rows and overtaken(rows[view.code], state):
            edition = held.edition(state.ballot)
            yield Order(stream, ReopenSummary(ballot=state.ballot, contest=view.code, edition=edition), code)


def _final(state: State) -> str:
    """How a settled constituency ended, whatever polls and decisions it took."""
    return "complete" if len(state.elected) == state.seats else "closed_short"


DESK: Final = Desk(kind="contest", reads=reads, look=look)
