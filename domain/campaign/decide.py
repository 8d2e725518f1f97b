"""The campaign: what was done is recorded whenever it was done; what breaks a rule goes to the committee."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.bodies.unit import again, homes
from domain.call.election import election
from domain.campaign import meeting
from domain.campaign.commands import (
    CancelMeeting,
    HoldMeeting,
    NotifyMeeting,
    PlanMeeting,
    ReportBreach,
    ReportMeetings,
    SettleBreach,
    UseMedia,
)
from domain.campaign.events import CampaignBreachFound, CampaignBreachSettled, MediaUsed
from domain.campaign.evolve import State
from domain.campaign.ground import rule
from domain.campaign.standing import breaches, outside, stands
from domain.campaign.window import window
from domain.command import Command
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The constituency itself, and where the end of its committee stands."""
    return homes(command, stream, state.unit)


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit that organises the constituency and its communes, whose Fronts hold meetings too.

    The committee that deals with breaches is the organising unit's. As long as the constituency was not
    fixed `decide` refuses, and says why.
    """
    own = state.unit or given.act.unit
    if isinstance(command, SettleBreach) or given.act.body in ("committee", "candidate", "board"):
        return frozenset({own})
    return frozenset({own, *state.communes})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if state.ballot is None:
        raise refuse("unknown_contest_stream", stream=given.stream)
    return DECISIONS[type(command)](state, command, given)


def _media(state: State, command: UseMedia, given: Given) -> list[Event]:
    if command.item in state.codes:
        raise again(given.stream, f"việc vận động {command.item}")
    stands(state, command.candidacy, given)
    moment = given.act.legal_at
    broken = window(state, given).broken(moment)
    used = MediaUsed(findings=outside(broken, moment, given), **command.model_dump())
    return [used, *breaches(state, broken, command.item, command.candidacy, given)]


def _found(state: State, command: ReportBreach, given: Given) -> list[Event]:
    if command.breach in state.codes:
        raise again(given.stream, f"vi phạm {command.breach}")
    if command.candidacy:
        stands(state, command.candidacy, given)
    law = election(given).law
    return [
        CampaignBreachFound(ruled=rule(command.what, law).article, to_unit=state.unit, **command.model_dump())
    ]


def _settle(state: State, command: SettleBreach, given: Given) -> list[Event]:
    if command.breach not in state.breaches:
        raise refuse("no_breach", stream=given.stream, breach=command.breach)
    if command.breach in state.settled:
        raise again(given.stream, f"xử lý vi phạm {command.breach}")
    return [CampaignBreachSettled(**command.model_dump())]


DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], list[Event]]]] = {
    PlanMeeting: meeting.plan,
    NotifyMeeting: meeting.tell,
    HoldMeeting: meeting.hold,
    CancelMeeting: meeting.cancel,
    ReportMeetings: meeting.report,
    UseMedia: _media,
    ReportBreach: _found,
    SettleBreach: _settle,
}
