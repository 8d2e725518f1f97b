"""When the campaign of a constituency may be held (Article 64)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from domain.call.election import election
from domain.campaign.evolve import State
from domain.campaign.ground import Breach
from domain.contest.events import OfficialListPublished
from domain.law.book import book
from domain.procedure import Given
from domain.voterlist.hour import opening
from domain.zone import local, start_of_day

END = "campaign_end"


class Window(NamedTuple):
    """From the day the list was published, to 24 hours before the earliest opening in the constituency.

    `opens` is nothing while no list is published, `closes` while no calendar is fixed.
    """

    opens: datetime | None
    closes: datetime | None

    def broken(self, moment: datetime) -> Breach | None:
        """How a moment lies outside it, if it does."""
        if self.closes is not None and moment > self.closes:
            return "after_end"
        if self.opens is None or moment < self.opens:
            return "before_list"
        return None


def window(state: State, given: Given) -> Window:
    """The campaign of this constituency, as far as the record knows list and openings.

    A recorded decision on the end of the campaign counts; so does the earliest opening, where an area votes
    before the others.
    """
    called = election(given)
    published = [
        at for event, at, _ in given.history(given.stream) if isinstance(event, OfficialListPublished)
    ]
    ends = [called.due(END, state.ballot or "", state.unit)]
    begins = opening(called, sorted({state.unit, *state.communes}), sorted(state.areas))
    point = book().deadline(END).law[called.law].due
    if begins is not None and point is not None:
        ends.append(begins + timedelta(hours=point.offset))
    known = [end for end in ends if end is not None]
    return Window(
        opens=start_of_day(local(published[0]).date()) if published else None,
        closes=min(known, default=None),
    )
