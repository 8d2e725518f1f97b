"""The state of one polling area."""

from __future__ import annotations

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.law.deadline import BALLOTS
from domain.minutes import Figures
from domain.polling.events import (
    CandidateListsPosted,
    CountingMinutesCorrected,
    CountingMinutesRecorded,
    CountingMinutesSent,
    PollingClosed,
    PollingOpened,
    TeamEstablished,
    TurnoutReported,
    UnusedBallotsSealed,
)
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import Ballot, Poll
from domain.voterlist.events import VoterListPosted, VotersAdded, VotersStruckOff


def session(poll: Poll, contest: str) -> str:
    """What tells the votes at one area apart: the first ballot is one, a further vote its contest's own."""
    return poll if poll == "first" else f"{poll}:{contest}"


class Counted(Fact):
    """Counting minutes as they stand, and how often they were written."""

    ballot: Ballot
    figures: Figures
    edition: int = 1


class State(Fact):
    """The area; `unit` is empty until its team is set up."""

    unit: str = ""
    contests: dict[Ballot, str] = Field(default_factory=dict)
    voters: dict[Ballot, int] = Field(default_factory=dict)
    """The voter list as it stands, with what was added and struck off since its posting."""
    posted: frozenset[str] = frozenset()
    """Constituencies whose official list hangs in the area."""
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    sent: frozenset[str] = frozenset()
    turnout: dict[str, int] = Field(default_factory=dict)
    issued: dict[str, int] = Field(default_factory=dict)
    """Ballots handed out, by the inventory of the unused ones."""
    minutes: dict[str, Counted] = Field(default_factory=dict)
    """By poll and contest, such as `first:NA-BK-1`."""

    def registered(self, contest: str) -> int:
        """Voters on the list as it stands for a constituency; the most of any ballot where none is named."""
        ballots = [ballot for ballot, code in self.contests.items() if contest in ("", code)]
        return max((self.voters.get(ballot, 0) for ballot in ballots), default=0)

    def counted(self, poll: Poll, contest: str) -> Counted | None:
        """The minutes of one kind of ballot as they stand; nothing while there are none."""
        return self.minutes.get(f"{poll}:{contest}")

    def voting(self, poll: Poll, contest: str = "") -> bool:
        """Whether this vote has begun, closed or not."""
        return session(poll, contest) in self.opened

    def has_sent(self, poll: Poll, contest: str) -> bool:
        """Whether the minutes of this vote have gone to the board."""
        return session(poll, contest) in self.sent


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the area's stream."""
    match event:
        case TeamEstablished():
            # A mapping comes back from the record in the order of its keys: no decision may hang on that.
            contests = {ballot: event.contests[ballot] for ballot in BALLOTS if ballot in event.contests}
            return state.model_copy(update={"unit": event.unit, "contests": contests})
        case VoterListPosted() | VotersAdded() | VotersStruckOff():
            return state.model_copy(update={"voters": event.voters})
        case CandidateListsPosted():
            return state.model_copy(update={"posted": state.posted | {*event.contests}})
        case PollingOpened():
            return state.model_copy(update={"opened": state.opened | {session(event.poll, event.contest)}})
        case TurnoutReported():
            turnout = {**state.turnout, session(event.poll, event.contest): event.voted}
            return state.model_copy(update={"turnout": turnout})
        case PollingClosed():
            return state.model_copy(update={"closed": state.closed | {session(event.poll, event.contest)}})
        case UnusedBallotsSealed():
            name = session(event.poll, event.contest)
            issued = {**state.issued, name: event.issued}
            return state.model_copy(update={"sealed": state.sealed | {name}, "issued": issued})
        case CountingMinutesRecorded():
            counted = Counted(ballot=event.ballot, figures=event.figures)
            return _count(state, event.poll, event.contest, counted)
        case CountingMinutesCorrected():
            counted = Counted(ballot=event.ballot, figures=event.figures, edition=event.edition)
            return _count(state, event.poll, event.contest, counted)
        case CountingMinutesSent():
            return state.model_copy(update={"sent": state.sent | {session(event.poll, event.contest)}})
        case _:
            return state


def _count(state: State, poll: Poll, contest: str, counted: Counted) -> State:
    return state.model_copy(update={"minutes": {**state.minutes, f"{poll}:{contest}": counted}})


def area(given: Given, stream: Stream) -> State:
    """The state of an area another procedure has named in its `reads`."""
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state
