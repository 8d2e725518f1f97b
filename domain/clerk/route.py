"""Which desks have to hear of an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from domain.clerk.desk import Kind
from domain.constituencies.events import ConstituenciesPublished, PollingAreasFixed
from domain.consultation.events import DossiersClosed, QualifiedListSent
from domain.event import Event
from domain.stream import Stream
from domain.summary.events import FirstSessionHeld
from domain.terms import NATION

CONSULTING = (
    "StructureEstimated",
    "StructureAdjusted",
    "ConsultationHeld",
    "VoterConferencesHeld",
    "VoterMattersVerified",
    DossiersClosed.__name__,
    QualifiedListSent.__name__,
)


class Target(NamedTuple):
    """A desk of one election: its kind and what it is about."""

    kind: Kind
    code: str


Host = Callable[[Stream], tuple[str, str]]
"""The unit that looks after a contest or an area, and the ballot of a contest."""


def targets(stream: Stream, event: Event, host: Host) -> Iterator[Target]:
    """The desks concerned, the nearest first; the agenda's own events wake nobody."""
    match stream.kind:
        case "election":
            yield Target("election", "")
        case "unit":
            yield from _unit(stream, event)
        case "contest":
            unit, ballot = host(stream)
            yield Target("contest", stream.code)
            yield Target("unit", unit)
            if ballot == "na":
                yield Target("unit", NATION)
            yield from _further(event, stream.code)
        case "area":
            unit, _ = host(stream)
            yield Target("unit", unit)
            if getattr(event, "poll", "first") == "first":
                yield Target("polling", unit)
            yield from _further(event, getattr(event, "contest", ""))
        case "case":
            yield Target("case", stream.code)


def _unit(stream: Stream, event: Event) -> Iterator[Target]:
    yield Target("unit", stream.code)
    ballot = getattr(event, "ballot", "")
    if ballot and type(event).__name__ in CONSULTING:
        yield Target("consultation", f"{stream.code}.{ballot}")
    match event:
        case ConstituenciesPublished():
            for unit in sorted({plan.unit for plan in event.contests} - {stream.code}):
                yield Target("unit", unit)
        case PollingAreasFixed():
            yield Target("polling", stream.code)
        case FirstSessionHeld():
            yield Target("election", "")


def _further(event: Event, contest: str) -> Iterator[Target]:
    poll = getattr(event, "poll", "first")
    if poll != "first" and contest:
        yield Target("repoll", f"{contest}.{poll}")
