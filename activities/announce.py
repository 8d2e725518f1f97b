"""Starting the units: every one of them hears that the calendar was fixed or moved."""

from __future__ import annotations

from typing import Final

from temporalio import activity

from activities.contract import ANNOUNCE, AnnounceRequest
from activities.signal import Messenger
from domain.bodies.events import UnitEnrolled
from domain.clerk.route import Target
from domain.stream import parse
from ledger.execute import Ledger
from ledger.progress import Progress

PAGE: Final = 50


class AnnounceActivity:
    """Tells all units, in pages, going on from its cursor when it is interrupted."""

    def __init__(self, ledger: Ledger, messenger: Messenger) -> None:
        self._ledger = ledger
        self._messenger = messenger

    @activity.defn(name=ANNOUNCE)
    async def announce(self, request: AnnounceRequest) -> int:
        """Signal every enrolled unit, starting those that are not there; returns how many there are."""
        progress = Progress(self._ledger.store.pool, request.election)
        clock = await progress.clock(self._ledger.mode)
        if clock is None:
            raise RuntimeError(f"election {request.election} has no clock; start it with `election start`")
        rows = await self._ledger.store.of_types(request.election, (UnitEnrolled.__name__,))
        codes = [parse(row.stream).code for row in rows]
        # The head is past whatever is announced, and past all a unit has seen: none takes it for old news.
        head = await self._ledger.store.head(request.election)
        details = activity.info().heartbeat_details
        done = int(details[0]) if details else 0
        for start in range(done, len(codes), PAGE):
            page = codes[start : start + PAGE]
            positions = {Target("unit", code): head for code in page}
            await self._messenger.tell(progress, request.election, clock, positions)
            activity.heartbeat(start + len(page))
        await progress.seen(Target("election", ""), request.position, request.next_at)
        return len(codes)
