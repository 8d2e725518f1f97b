"""The bodies of one unit: which decision answers which command, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.command import Command
from domain.event import Event
from domain.membership import meeting, roster
from domain.membership.body import home
from domain.membership.commands import (
    AppointMembers,
    ClearMember,
    DecideInBody,
    EndCommittee,
    FindMemberStanding,
    LeaveBody,
    ReplaceMember,
    SendMemberList,
    SetUpSubcommittee,
    StrikeOffMember,
)
from domain.membership.evolve import State
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import NATION

DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    AppointMembers: roster.appoint,
    FindMemberStanding: roster.find,
    LeaveBody: roster.leave,
    StrikeOffMember: roster.strike_off,
    ClearMember: roster.clear,
    ReplaceMember: roster.replace,
    SendMemberList: meeting.send,
    DecideInBody: meeting.vote,
    SetUpSubcommittee: meeting.set_up,
    EndCommittee: meeting.end,
}


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """Where a board or a team was set up; the candidacy and the constituency where a member stands."""
    match command:
        case FindMemberStanding():
            return (stream.beside("candidacy", command.candidacy), stream.beside("contest", command.contest))
        case ClearMember():
            return _stood(state, command.key, command.member, stream)
        case ReplaceMember():
            newcomer = _stood(state, command.key, command.member.person, stream)
            return tuple(dict.fromkeys((*home(stream, command.body, command.place), *newcomer)))
        case StrikeOffMember():
            found = state.roster(command.key).standing.get(command.member)
            listed = (stream.beside("contest", found.contest),) if found else ()
            return tuple(dict.fromkeys((*home(stream, command.body, command.place), *listed)))
        case EndCommittee() if stream.code != NATION:
            return (stream.beside("unit", NATION),)
        case EndCommittee() | SetUpSubcommittee():
            return ()
        case AppointMembers() | LeaveBody() | SendMemberList() | DecideInBody():
            return home(stream, command.body, command.place)
        case _:
            return ()


def _stood(state: State, key: str, person: str, stream: Stream) -> tuple[Stream, ...]:
    """The candidacy and the constituency of somebody found to stand where the body serves."""
    found = state.roster(key).standing.get(person)
    if found is None:
        return ()
    return (stream.beside("candidacy", found.candidacy), stream.beside("contest", found.contest))


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit whose bodies they are."""
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    return [DECISIONS[type(command)](state, command, given)]
