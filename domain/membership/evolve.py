"""The state of a unit's bodies: who sits where, what was carried, what has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from domain.bodies.events import CommitteeEstablished
from domain.constituencies.events import PollingAreasFixed
from domain.event import Event
from domain.fact import Fact
from domain.membership.events import (
    BodyDecided,
    CommitteeEnded,
    Form,
    Member,
    MemberCleared,
    MemberFoundStanding,
    MemberLeft,
    MemberListSent,
    MemberReplaced,
    MembersAppointed,
    MemberStruckOff,
    Outcome,
    SubcommitteeSetUp,
)
from domain.summary.events import FirstSessionHeld, RecordsHandedOver
from domain.terms import Ballot

Milestone = Literal["first_session", "hand_over"]


class Roster(Fact):
    """One body: its members, who has left a seat that is still empty, and who stands where it serves."""

    form: Form = ""
    members: tuple[Member, ...] = ()
    vacant: tuple[str, ...] = ()
    standing: dict[str, MemberFoundStanding] = Field(default_factory=dict)
    """Members found to stand there, by person; also after they have left, until they come back."""
    departures: dict[str, int] = Field(default_factory=dict)
    """How often each person has left the body, or was struck off."""
    edition: int = 1
    """Of the list of members: one more with each replacement."""
    sent: int = 0

    def sits(self, person: str) -> bool:
        return any(one.person == person for one in self.members)

    def without(self, person: str) -> Roster:
        """After somebody's seat has fallen vacant."""
        left = tuple(one for one in self.members if one.person != person)
        departures = {**self.departures, person: self.departures.get(person, 0) + 1}
        vacant = (*self.vacant, person)
        return self.model_copy(update={"members": left, "vacant": vacant, "departures": departures})

    def replaced(self, event: MemberReplaced) -> Roster:
        """After somebody has taken a vacant seat; who comes back stands there no longer."""
        return self.model_copy(
            update={
                "members": (*self.members, event.member),
                "vacant": tuple(one for one in self.vacant if one != event.replaces),
                "standing": {who: it for who, it in self.standing.items() if who != event.member.person},
                "edition": self.edition + 1,
            }
        )


class State(Fact):
    """All bodies of one unit."""

    size: int = 0
    """Members of the unit's own committee as it was set up."""
    rosters: dict[str, Roster] = Field(default_factory=dict)
    """By body and place, such as `team:A1`."""
    serves: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """The constituencies that vote in each of the unit's polling areas."""
    decided: dict[str, Outcome] = Field(default_factory=dict)
    """Outcome of each vote, by body, place and number."""
    subcommittees: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    """Milestones after which a committee ends, as milestone:ballot."""
    ended: frozenset[Ballot] = frozenset()
    """Ballots for which the unit's own committee has ended."""

    def roster(self, key: str) -> Roster:
        """One body; without members where nobody was named."""
        return self.rosters.get(key, Roster())


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case CommitteeEstablished():
            return state.model_copy(update={"size": event.size})
        case PollingAreasFixed():
            serves = {area.code: tuple(sorted(area.contests.values())) for area in event.areas}
            return state.model_copy(update={"serves": serves})
        case MembersAppointed():
            named = Roster(form=event.form, members=event.members)
            return state.model_copy(update={"rosters": {**state.rosters, event.key: named}})
        case MemberFoundStanding() | MemberCleared() | MemberLeft() | MemberStruckOff():
            return _on(state, event.key, lambda roster: _seat(roster, event))
        case MemberReplaced():
            return _on(state, event.key, lambda roster: roster.replaced(event))
        case MemberListSent():
            return _on(state, event.key, lambda roster: roster.model_copy(update={"sent": event.edition}))
        case BodyDecided():
            voted = {**state.decided, f"{event.key}:{event.number}": event.outcome}
            return state.model_copy(update={"decided": voted})
        case SubcommitteeSetUp():
            return state.model_copy(update={"subcommittees": state.subcommittees | {event.task}})
        case FirstSessionHeld():
            return _reach(state, "first_session", event.ballot)
        case RecordsHandedOver():
            return _reach(state, "hand_over", event.ballot)
        case CommitteeEnded():
            return state.model_copy(update={"ended": state.ended | {event.ballot}})
        case _:
            return state


def _on(state: State, key: str, change: Callable[[Roster], Roster]) -> State:
    return state.model_copy(update={"rosters": {**state.rosters, key: change(state.roster(key))}})


def _seat(
    roster: Roster, event: MemberFoundStanding | MemberCleared | MemberLeft | MemberStruckOff
) -> Roster:
    match event:
        case MemberFoundStanding():
            return roster.model_copy(update={"standing": {**roster.standing, event.member: event}})
        case MemberCleared():
            others = {one: found for one, found in roster.standing.items() if one != event.member}
            return roster.model_copy(update={"standing": others})
        case _:
            return roster.without(event.member)


def _reach(state: State, milestone: Milestone, ballot: str) -> State:
    return state.model_copy(update={"reached": state.reached | {f"{milestone}:{ballot}"}})
