"""The state of one polling area."""

from __future__ import annotations

from pydantic import Field

from domain.event import Event
from domain.fact import Fact
from domain.law.deadline import BALLOTS
from domain.minutes import Figures
from domain.polling.events import (
    BallotsHandedOver,
    BallotsSorted,
    BallotsTaken,
    BoxChecked,
    BoxOpened,
    CandidateListsPosted,
    CollectedChecked,
    ComplaintsNoted,
    CountEntered,
    CountingMinutesCorrected,
    CountingMinutesRecorded,
    CountingMinutesSent,
    CountsDiffered,
    DoubtfulJudged,
    InterruptionReported,
    MinutesReceived,
    PollingClosed,
    PollingInterrupted,
    PollingOpened,
    PollingResumed,
    SupplyTaken,
    SurplusReported,
    TeamEstablished,
    TurnoutReported,
    UnusedBallotsSealed,
)
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import Ballot, Poll
from domain.voterlist.events import VoterListPosted, VotersAdded, VotersStruckOff

_OfKind = (
    CollectedChecked
    | SurplusReported
    | DoubtfulJudged
    | BallotsSorted
    | CountEntered
    | CountsDiffered
    | MinutesReceived
)
"""Events about one kind of ballot of one vote."""


def session(poll: Poll, contest: str) -> str:
    """What tells the votes at one area apart: the first ballot is one, a further vote its contest's own."""
    return poll if poll == "first" else f"{poll}:{contest}"


class Counted(Fact):
    """Counting minutes as they stand, and how often they were written."""

    ballot: Ballot
    figures: Figures
    edition: int = 1


class Stop(Fact):
    """The last interruption of a vote; `number` is 0 while there was none."""

    number: int = 0
    open: bool = False
    reported: bool = False


class Check(Fact):
    """How often ballots were held against voters, and what came of it last."""

    check: int = 0
    voted: int = 0
    collected: int = 0
    reported: bool = False

    @property
    def surplus(self) -> bool:
        """Whether there were more ballots than voters."""
        return self.collected > self.voted


class Sorted(Fact):
    """Valid ballots by how many names they leave, and the invalid ones."""

    names: tuple[int, ...]
    invalid: int


class Entry(Fact):
    """Figures entered once; `second` where somebody else entered others."""

    figures: Figures
    second: Figures | None = None


class State(Fact):
    """The area; `unit` is empty until its team is set up."""

    unit: str = ""
    members: int = 0
    """Members of the team."""
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
    supplies: dict[str, int] = Field(default_factory=dict)
    """Ballots the team counted on receipt, by poll, contest and batch."""
    checked: frozenset[str] = frozenset()
    stops: dict[str, Stop] = Field(default_factory=dict)
    emptied: frozenset[str] = frozenset()
    """Votes whose boxes were opened."""
    checks: dict[str, Check] = Field(default_factory=dict)
    lots: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Doubtful ballots that were decided, by poll and contest."""
    sorted: dict[str, Sorted] = Field(default_factory=dict)
    entries: dict[str, Entry] = Field(default_factory=dict)
    """Figures that were entered and are no minutes yet, by poll and contest."""
    heard: frozenset[str] = frozenset()
    """Votes whose complaints were noted."""
    packets: dict[str, int] = Field(default_factory=dict)
    """Sealed packets handed to the people's committee."""
    kept: frozenset[str] = frozenset()
    receipts: frozenset[str] = frozenset()
    """Who has confirmed which minutes."""

    def kinds(self, contest: str) -> tuple[str, ...]:
        """The constituencies of a vote: all of the area's, or the one that is named."""
        return tuple(code for code in self.contests.values() if contest in ("", code))

    def took(self, poll: Poll, contest: str) -> int | None:
        """Ballots of one kind the team has received for a vote; nothing where no receipt is on record."""
        lots = [n for name, n in self.supplies.items() if name.startswith(f"{poll}:{contest}:")]
        return sum(lots) if lots else None

    def registered(self, contest: str) -> int:
        """Voters on the list as it stands for a constituency; the most of any ballot where none is named."""
        ballots = [ballot for ballot, code in self.contests.items() if contest in ("", code)]
        return max((self.voters.get(ballot, 0) for ballot in ballots), default=0)

    def counted(self, poll: Poll, contest: str) -> Counted | None:
        """The minutes of one kind of ballot as they stand; nothing while there are none."""
        return self.minutes.get(f"{poll}:{contest}")

    def began(self, poll: Poll, contest: str = "") -> bool:
        """Whether this vote has begun, closed or not."""
        return session(poll, contest) in self.opened

    def interrupted(self, poll: Poll, contest: str = "") -> bool:
        """Whether this vote has stopped and not gone on."""
        return self.stops.get(session(poll, contest), Stop()).open

    def has_sent(self, poll: Poll, contest: str) -> bool:
        """Whether the minutes of this vote have gone to the board."""
        return session(poll, contest) in self.sent


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the area's stream."""
    match event:
        case TeamEstablished():
            # A mapping comes back from the record in the order of its keys: no decision may hang on that.
            contests = {ballot: event.contests[ballot] for ballot in BALLOTS if ballot in event.contests}
            known = {"unit": event.unit, "members": event.size, "contests": contests}
            return state.model_copy(update=known)
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
            return _hands(_ballots(_stopped(state, event), event), event)


def _stopped(state: State, event: Event) -> State:
    """Interruptions and the boxes."""
    match event:
        case PollingInterrupted():
            return _stop(state, event, Stop(number=event.number, open=True))
        case InterruptionReported():
            stop = state.stops[session(event.poll, event.contest)]
            return _stop(state, event, stop.model_copy(update={"reported": True}))
        case PollingResumed():
            stop = state.stops[session(event.poll, event.contest)]
            return _stop(state, event, stop.model_copy(update={"open": False}))
        case BoxChecked():
            return state.model_copy(update={"checked": state.checked | {session(event.poll, event.contest)}})
        case BoxOpened():
            return state.model_copy(update={"emptied": state.emptied | {session(event.poll, event.contest)}})
        case _:
            return state


def _stop(
    state: State, event: PollingInterrupted | InterruptionReported | PollingResumed, stop: Stop
) -> State:
    return state.model_copy(update={"stops": {**state.stops, session(event.poll, event.contest): stop}})


def _ballots(state: State, event: Event) -> State:
    """What is known of the ballots before there are minutes."""
    match event:
        case CollectedChecked():
            known = Check(check=event.check, voted=event.voted, collected=event.collected)
            return state.model_copy(update={"checks": {**state.checks, _key(event): known}})
        case SurplusReported():
            known = state.checks[_key(event)].model_copy(update={"reported": True})
            return state.model_copy(update={"checks": {**state.checks, _key(event): known}})
        case DoubtfulJudged():
            lots = (*state.lots.get(_key(event), ()), event.lot)
            return state.model_copy(update={"lots": {**state.lots, _key(event): lots}})
        case BallotsSorted():
            sorted_ = Sorted(names=event.names, invalid=event.invalid)
            return state.model_copy(update={"sorted": {**state.sorted, _key(event): sorted_}})
        case CountEntered():
            entry = Entry(figures=event.figures)
            return state.model_copy(update={"entries": {**state.entries, _key(event): entry}})
        case CountsDiffered():
            entry = state.entries[_key(event)].model_copy(update={"second": event.figures})
            return state.model_copy(update={"entries": {**state.entries, _key(event): entry}})
        case _:
            return state


def _hands(state: State, event: Event) -> State:
    """Who has the papers."""
    match event:
        case SupplyTaken():
            lot = f"{event.poll}:{event.contest}:{event.batch}"
            return state.model_copy(update={"supplies": {**state.supplies, lot: event.ballots}})
        case ComplaintsNoted():
            return state.model_copy(update={"heard": state.heard | {session(event.poll, event.contest)}})
        case BallotsHandedOver():
            packets = {**state.packets, session(event.poll, event.contest): event.packets}
            return state.model_copy(update={"packets": packets})
        case BallotsTaken():
            return state.model_copy(update={"kept": state.kept | {session(event.poll, event.contest)}})
        case MinutesReceived():
            name = f"ConfirmMinutes:{_key(event)}:{event.to}"
            return state.model_copy(update={"receipts": state.receipts | {name}})
        case _:
            return state


def _key(event: _OfKind) -> str:
    return f"{event.poll}:{event.contest}"


def _count(state: State, poll: Poll, contest: str, counted: Counted) -> State:
    key = f"{poll}:{contest}"
    entries = {name: entry for name, entry in state.entries.items() if name != key}
    return state.model_copy(update={"minutes": {**state.minutes, key: counted}, "entries": entries})


def area(given: Given, stream: Stream) -> State:
    """The state of an area another procedure has named in its `reads`."""
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state
