"""How events change the state of one polling area."""

from __future__ import annotations

from domain.event import Event
from domain.law.deadline import BALLOTS
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
from domain.polling.state import Check, Counted, Entry, Sorted, State, Stop, session
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import Poll
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
