"""The state of a unit's consultations, one for each ballot."""

from __future__ import annotations

from pydantic import Field

from domain.consultation.events import (
    Conference,
    ConsultationHeld,
    DossiersClosed,
    QualifiedListSent,
    VoterConferencesHeld,
    VoterMattersVerified,
)
from domain.event import Event
from domain.fact import Code, Fact
from domain.terms import Ballot


class Talks(Fact):
    """One consultation: what has been done, and the list of each round held."""

    closed: bool = False
    rounds: dict[int, tuple[Code, ...]] = Field(default_factory=dict)
    sittings: int = 0
    conferences: tuple[Conference, ...] = ()
    """The last conference for each candidate and place."""
    verified: bool = False
    sent: bool = False


class State(Fact):
    """The consultations of one unit by ballot."""

    by_ballot: dict[Ballot, Talks] = Field(default_factory=dict)

    def talks(self, ballot: Ballot) -> Talks:
        """The consultation about one ballot, untouched as long as nothing was recorded."""
        return self.by_ballot.get(ballot, Talks())


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case DossiersClosed():
            return _with(state, event.ballot, closed=True)
        case ConsultationHeld():
            held = state.talks(event.ballot).rounds
            return _with(state, event.ballot, rounds={**held, event.round: event.agreed})
        case VoterConferencesHeld():
            return _with(
                state,
                event.ballot,
                sittings=event.sitting,
                conferences=_latest(state.talks(event.ballot).conferences, event.conferences),
            )
        case VoterMattersVerified():
            return _with(state, event.ballot, verified=True)
        case QualifiedListSent():
            return _with(state, event.ballot, sent=True)
        case _:
            return state


def _with(state: State, ballot: Ballot, **changes: object) -> State:
    talks = state.talks(ballot).model_copy(update=changes)
    return state.model_copy(update={"by_ballot": {**state.by_ballot, ballot: talks}})


def _latest(known: tuple[Conference, ...], new: tuple[Conference, ...]) -> tuple[Conference, ...]:
    merged = {(each.candidacy, each.place): each for each in (*known, *new)}
    return tuple(merged.values())
