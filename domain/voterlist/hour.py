"""Until when a list may be changed: the hours of the law, reckoned from the opening of this very place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final, NamedTuple

from domain.calendar import reckon
from domain.call.evolve import State as Call
from domain.due import Election
from domain.law.book import book
from domain.polling.events import PollingOpened
from domain.procedure import Given
from domain.stream import Stream
from domain.voterlist.events import VoterListPosted

OPENING: Final = "polling_open"
"""The row of the law that says when polling begins."""


class Span(NamedTuple):
    """First and last instant of a term, both inside it; nothing where the law names none."""

    opens: datetime | None
    due: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether the moment is inside."""
        return (self.opens is None or self.opens <= moment) and (self.due is None or moment <= self.due)


def opening(called: Call, units: Iterable[str], areas: Collection[str] = ()) -> datetime | None:
    """The planned opening of polling: the earliest that holds in these units, or in these areas of theirs.

    Seven o'clock on election day, unless a recorded decision gave a unit another hour or an area another day
    (Article 72): where every area named has its own day, that of its unit is nobody's. Nothing while no
    calendar is fixed.
    """
    own = [called.due(OPENING, "all", area) for area in areas if called.own(OPENING, "all", area)]
    usual = [] if areas and len(own) == len(areas) else [called.due(OPENING, "all", code) for code in units]
    return min((each for each in (*own, *usual) if each is not None), default=None)


def span(called: Call, row: str, given: Given, unit: str) -> Span:
    """When a change under this row of the law may be made in this area (its own stream, or `given.stream`).

    Counts from the recorded opening where the area has opened, else from the planned one.
    """
    if called.day is None or not row:
        return Span(None, None)
    anchors = {}
    posted, opened = _acts(given, given.stream)
    if posted is not None:
        anchors["V"] = posted
    begins = opened or opening(called, (unit,), (given.stream.code,))
    if begins is not None:
        anchors["P"] = begins
    asked = Election(kind=called.form, day=called.day, levels=called.levels)
    term = reckon(asked, called.law, (), anchors).term(book().deadline(row), "all")
    return Span(term.opens.instant if term.opens else None, term.latest)


def _acts(given: Given, area: Stream) -> tuple[datetime | None, datetime | None]:
    posted = opened = None
    for event, at, _ in given.history(area):
        match event:
            case VoterListPosted():
                posted = at
            case PollingOpened(poll="first"):
                opened = at
    return posted, opened
