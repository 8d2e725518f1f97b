"""The state of the voter list of one polling area."""

from __future__ import annotations

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.law.deadline import BALLOTS
from domain.polling.events import PollingClosed, TeamEstablished
from domain.terms import Ballot
from domain.voterlist.events import (
    ElsewhereCertified,
    VoterCardsHandedOut,
    VoterListPosted,
    VotersAdded,
    VotersNotified,
    VotersStruckOff,
)


class State(Fact):
    """The list as it stands; `unit` is empty until the area has its team, `voters` until the posting."""

    unit: str = ""
    ballots: tuple[Ballot, ...] = ()
    """What the area votes on."""
    posted: bool = False
    voters: dict[Ballot, int] = Field(default_factory=dict)
    away: dict[Ballot, int] = Field(default_factory=dict)
    """Those of them who hold a certificate to vote elsewhere."""
    entries: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    """Subjects that were added here and not struck off since."""
    certified: frozenset[str] = frozenset()
    notices: frozenset[str] = frozenset()
    batches: frozenset[str] = frozenset()
    cards: int = 0
    closed: bool = False
    """Whether the first ballot is over here."""

    @property
    def most(self) -> int:
        """Voters of the ballot that has the most: everybody on the list, as far as numbers tell."""
        return max(self.voters.values(), default=0)


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the area's stream."""
    match event:
        case TeamEstablished():
            ballots = tuple(ballot for ballot in BALLOTS if ballot in event.contests)
            return _with(state, unit=event.unit, ballots=ballots)
        case VoterListPosted():
            return _with(state, posted=True, voters=event.voters)
        case VotersAdded():
            listed = state.listed | {event.subject} - {""}
            return _with(state, voters=event.voters, listed=listed, entries=state.entries | {event.entry})
        case VotersStruckOff():
            left = {ballot: number - event.void.get(ballot, 0) for ballot, number in state.away.items()}
            return _with(
                state,
                voters=event.voters,
                away=left,
                listed=state.listed - {event.subject},
                certified=state.certified - {event.subject},
                entries=state.entries | {event.entry},
            )
        case ElsewhereCertified():
            certified = state.certified | {event.subject} - {""}
            entries = state.entries | {event.entry}
            return _with(state, away=event.away, certified=certified, entries=entries)
        case VotersNotified():
            return _with(state, notices=state.notices | {event.notice})
        case VoterCardsHandedOut():
            return _with(state, cards=event.total, batches=state.batches | {event.batch})
        case PollingClosed(poll="first"):
            return _with(state, closed=True)
        case _:
            return state


def _with(state: State, **fields: object) -> State:
    return state.model_copy(update=fields)
