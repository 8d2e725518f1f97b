"""What changed in the record between two points: events, states, figures.

There are two times. *Legal* time is when an act counts; *recorded* time is when it was learnt. A position is
a point of recording too: what was known when the record was so long.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import BaseModel

from domain.event import Recorded
from domain.procedure import fold
from domain.register import PROCEDURES
from domain.stream import Stream, parse
from ledger.store import Store


@dataclass(frozen=True)
class Point:
    """What is seen of a log: acts up to a legal time, known by a recorded time, within a length."""

    legal: datetime | None = None
    known: datetime | None = None
    position: int | None = None

    def sees(self, row: Recorded) -> bool:
        """Whether an event is in sight."""
        return (
            (self.legal is None or row.legal_at <= self.legal)
            and (self.known is None or row.recorded_at <= self.known)
            and (self.position is None or row.position <= self.position)
        )


class Change(NamedTuple):
    """One value of a state: its path, and what it was before and is after; None where there is none."""

    path: tuple[str, ...]
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """One stream that is not the same at both points."""

    stream: str
    added: tuple[Recorded, ...]
    gone: tuple[Recorded, ...]
    """Seen at the first point and not at the second: only when the second is the earlier one."""
    changes: tuple[tuple[str, Change], ...]
    """Name of the procedure, and what of its state differs."""

    @property
    def events(self) -> int:
        """How many events the two points do not share."""
        return len(self.added) + len(self.gone)


async def streams(store: Store, log: str) -> AsyncIterator[tuple[str, list[Recorded]]]:
    """Every stream of a log with all its events, in order of name."""
    names = await store.streams(log)
    for start in range(0, len(names), 500):
        for name, rows in (await store.read(names[start : start + 500])).items():
            yield name, rows


async def difference(store: Store, log: str, first: Point, second: Point) -> list[Difference]:
    """The streams in which the two points differ, in order of name."""
    found = [compare(name, rows, first, second) async for name, rows in streams(store, log)]
    return [each for each in found if each.events]


def compare(stream: str, rows: Sequence[Recorded], first: Point, second: Point) -> Difference:
    """One stream at both points."""
    before = [row for row in rows if first.sees(row)]
    after = [row for row in rows if second.sees(row)]
    old, new = ({row.position for row in side} for side in (before, after))
    changes: list[tuple[str, Change]] = []
    if old != new:
        was = states(parse(stream), before)
        changes = [
            (name, change)
            for name, state in states(parse(stream), after).items()
            for change in changed(was[name].model_dump(), state.model_dump())
        ]
    return Difference(
        stream=stream,
        added=tuple(row for row in after if row.position not in old),
        gone=tuple(row for row in before if row.position not in new),
        changes=tuple(changes),
    )


def states(stream: Stream, rows: Iterable[Recorded]) -> dict[str, BaseModel]:
    """What every procedure on this kind of stream makes of these events, by name of the procedure."""
    events = [row.event for row in rows]
    return {each.name: fold(each, events) for each in PROCEDURES if each.kind == stream.kind}


def changed(before: Any, after: Any, path: tuple[str, ...] = ()) -> Iterator[Change]:
    """The innermost values that differ; lists and sets are taken whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from changed(before.get(key), after.get(key), (*path, str(key)))
    elif before != after:
        yield Change(path, before, after)
