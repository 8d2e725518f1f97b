"""Streams already read: only what is new is fetched and decoded, since nothing recorded ever changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from domain.event import Recorded
from ledger.store import Store

STREAMS: Final = 4_096
"""Streams kept; those not used for longest go first."""


class Memory:
    """What a process knows of the streams. It is never trusted alone: every load asks for what came after."""

    def __init__(self, store: Store, size: int = STREAMS) -> None:
        self._store = store
        self._size = size
        self._known: OrderedDict[str, list[Recorded]] = OrderedDict()

    async def load(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The streams as they are now."""
        after = {stream: len(self._known.get(stream, ())) for stream in streams}
        fresh = await self._store.read(streams, after=after)
        loaded = {}
        for stream, events in fresh.items():
            known = self._add(stream, events)
            if len(known) < after[stream]:
                # It was dropped to make room while the answer was on its way.
                (known,) = (await self._store.read([stream])).values()
                known = self._add(stream, known)
            loaded[stream] = tuple(known)
        return loaded

    def learn(self, stream: str, events: Sequence[Recorded]) -> None:
        """Remember events just appended."""
        self._add(stream, events)

    def forget(self, stream: str) -> None:
        """Read the stream from its beginning next time: a restored database may know less than we do."""
        self._known.pop(stream, None)

    def _add(self, stream: str, events: Sequence[Recorded]) -> list[Recorded]:
        known = self._known.setdefault(stream, [])
        self._known.move_to_end(stream)
        for event in events:
            # Answers may overtake each other; only the next version continues what is known.
            if event.version == len(known) + 1:
                known.append(event)
        while len(self._known) > self._size:
            self._known.popitem(last=False)
        return known
