"""The voter total as a series in time: what it was at any hour, and why it changed (Articles 29 to 34)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.event import Event
from domain.fact import Fact
from domain.law.deadline import BALLOTS
from domain.terms import Ballot
from domain.voterlist.events import (
    ElsewhereCertified,
    VoterListPosted,
    VotersAdded,
    VotersStruckOff,
)
from domain.voterlist.ground import ADDITIONS, REMOVALS


class Total(Fact):
    """The list from one instant on: voters of each ballot, how many of them vote elsewhere, and why.

    Who has a certificate stays in `voters`; whether he still counts there is an open point (O-9).
    """

    at: datetime
    area: str
    voters: dict[Ballot, int]
    away: dict[Ballot, int]
    why: str
    article: str
    event: str
    """Id of the event, where actor, command and paper stand."""


class Sum(Fact):
    """The lists of several areas added up; `areas` is how many had posted theirs."""

    areas: int
    voters: dict[Ballot, int]
    away: dict[Ballot, int]


def series(area: str, history: Iterable[tuple[Event, datetime, str]]) -> tuple[Total, ...]:
    """The totals of one area in the order of legal time.

    `history` is the area's stream as (event, legal time, event id). What was recorded late takes its place by
    its legal time, so the numbers are summed anew and not read from the events.
    """
    found: list[Total] = []
    voters: dict[Ballot, int] = {}
    away: dict[Ballot, int] = {}
    known: dict[Ballot, int] = {}
    changes: list[tuple[datetime, Event, str, dict[Ballot, int], dict[Ballot, int], str]] = []
    for event, at, event_id in history:
        match event:
            case VoterListPosted():
                changes.append((at, event, event_id, event.voters, {}, event.title))
            case VotersAdded():
                changes.append((at, event, event_id, event.change, {}, _why(event)))
            case VotersStruckOff():
                void = {ballot: -number for ballot, number in event.void.items()}
                known = _plus(known, void)
                changes.append((at, event, event_id, event.change, void, _why(event)))
            case ElsewhereCertified():
                more = {ballot: n - known.get(ballot, 0) for ballot, n in event.away.items()}
                known = event.away
                changes.append((at, event, event_id, {}, more, event.title))
    for at, event, event_id, change, more, why in sorted(changes, key=lambda one: one[0]):
        voters, away = _plus(voters, change), _plus(away, more)
        found.append(
            Total(at=at, area=area, voters=voters, away=away, why=why, article=event.ground, event=event_id)
        )
    return tuple(found)


def standing(totals: Sequence[Total], moment: datetime) -> Total | None:
    """The total of an area as it stood at a moment; nothing before the list was posted."""
    return next((one for one in reversed(totals) if one.at <= moment), None)


def together(lists: Iterable[Sequence[Total]], moment: datetime) -> Sum:
    """Several areas at a moment: a constituency, a commune, a province."""
    found = [one for totals in lists if (one := standing(totals, moment))]
    voters: dict[Ballot, int] = {}
    away: dict[Ballot, int] = {}
    for one in found:
        voters, away = _plus(voters, one.voters), _plus(away, one.away)
    return Sum(areas=len(found), voters=voters, away=away)


def _plus(one: dict[Ballot, int], other: dict[Ballot, int]) -> dict[Ballot, int]:
    return {
        ballot: one.get(ballot, 0) + other.get(ballot, 0)
        for ballot in BALLOTS
        if ballot in one or ballot in other
    }


def _why(event: VotersAdded | VotersStruckOff) -> str:
    if isinstance(event, VotersAdded):
        return f"bổ sung {event.number}: {ADDITIONS[event.why].vi}"
    return f"xóa tên {event.number}: {REMOVALS[event.why].vi}"
