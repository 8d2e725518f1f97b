"""Looking at a desk: read what is in view, record what follows, and say when to look again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.contract import ATTEND, Attended, AttendRequest
from activities.heartbeat import beating
from domain.clerk import DESKS
from domain.clerk.desk import Desk, Order, View
from domain.clerk.route import Target
from domain.command import Act
from domain.event import Recorded
from domain.refusal import Refusal
from domain.terms import CLERK
from ledger.execute import Ledger
from ledger.progress import Progress

ROUNDS: Final = 50
"""Looks in a row before something must be wrong: each look records what the one before made possible."""


class AttendActivity:
    """The activity behind every wake-up of every workflow."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @activity.defn(name=ATTEND)
    async def attend(self, request: AttendRequest) -> Attended:
        """Record what follows at this desk; safe to repeat: nothing is recorded twice."""
        async with beating():
            return await self._attend(request)

    async def _attend(self, request: AttendRequest) -> Attended:
        progress = Progress(self._ledger.store.pool, request.election)
        desk = DESKS[request.kind]
        horizon = await progress.horizon()
        view = View(request.election, request.code)
        recorded = 0
        for _ in range(ROUNDS):
            view = await view_of(self._ledger, desk, request.election, request.code)
            moment = _moment(request, view, held=horizon is not None)
            look = desk.look(view, moment)
            if not look.orders:
                break
            recorded += await self._record(look.orders, moment)
        else:
            raise ApplicationError(
                f"{request.kind} {request.code}: {ROUNDS} lượt xem liền vẫn còn việc phải ghi; cần kiểm tra.",
                type="Restless",
            )
        if not look.notices and look.calendar <= request.announced:
            await progress.seen(Target(request.kind, request.code), request.news, look.next_at)
        return Attended(
            next_at=look.next_at,
            horizon=horizon,
            stage=look.stage,
            details=look.details,
            overdue=look.overdue,
            next_due=look.next_due,
            recorded=recorded,
            notices=look.notices,
            moment=moment,
            repolls=look.repolls,
            calendar=look.calendar,
            done=look.done,
        )

    async def _record(self, orders: Sequence[Order], moment: datetime) -> int:
        outcomes = await self._ledger.execute_many(
            [
                (stream, command, Act(actor=CLERK, body=CLERK, unit=unit, legal_at=moment))
                for stream, command, unit in orders
            ]
        )
        refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
        # A look that was overtaken is taken again: the next round sees what changed.
        for refusal in refusals:
            if refusal.code not in ("stale", "key_reused", "already_done"):
                raise ApplicationError(str(refusal), type=refusal.code, non_retryable=True)
        return sum(len(outcome.events) for outcome in outcomes if not isinstance(outcome, Refusal))


async def view_of(ledger: Ledger, desk: Desk, election: str, code: str) -> View:
    """Read until the desk names nothing new: what it looks after may be known from what it read."""
    records: dict[str, Sequence[Recorded]] = {}
    if desk.everywhere:
        for row in await ledger.store.of_types(election, desk.everywhere):
            records[row.stream] = [*records.get(row.stream, ()), row]
    while True:
        view = View(election, code, records)
        wanted = {str(stream) for stream in desk.reads(view)} - set(records)
        if not wanted:
            return view
        records |= await ledger.history(sorted(wanted))


def _moment(request: AttendRequest, view: View, held: bool) -> datetime:
    """The legal time of this look.

    A look taken for an instant stands at that instant while a rehearsal's script holds the clock, and at the
    time of waking otherwise: after an outage nobody is sent yesterday's reminders. A look taken for news
    stands at the newest thing on record, which is the same however late the news arrived; but never ahead of
    the clock, or one act with a mistaken year would make every duty look missed.
    """
    if request.instant is not None:
        return request.instant if held else max(request.instant, request.now)
    return min(view.latest() or request.now, request.now)
