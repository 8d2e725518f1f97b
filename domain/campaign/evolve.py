"""The state of the campaign in one constituency."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.campaign.events import (
    CampaignBreachFound,
    CampaignBreachSettled,
    MediaUsed,
    MeetingCancelled,
    MeetingHeld,
    MeetingNotified,
    MeetingPlanned,
    MeetingsReported,
)
from domain.campaign.ground import Told
from domain.contest.events import AreasAssigned, CandidateStruckOff, ConstituencyFixed, OfficialListPublished
from domain.event import Event
from domain.fact import Fact
from domain.terms import Ballot


class Meeting(Fact):
    """A meeting with voters and how far it has come."""

    at: datetime
    commune: str
    stage: Literal["planned", "held", "cancelled"] = "planned"
    told: frozenset[Told] = frozenset()
    present: tuple[str, ...] = ()
    reported: bool = False


class State(Fact):
    """The constituency as the campaign sees it; `ballot` is nothing until it was fixed."""

    ballot: Ballot | None = None
    unit: str = ""
    communes: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    standing: tuple[str, ...] = ()
    """Candidacies on the official list that were not struck off; empty before its publication."""
    meetings: dict[str, Meeting] = Field(default_factory=dict)
    items: frozenset[str] = frozenset()
    breaches: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """Codes in use: a meeting or a media item lends its own to the breach it may be."""
        return frozenset(self.meetings) | self.items | self.breaches

    def tally(self) -> dict[str, int]:
        """Meetings each standing candidate has taken part in."""
        held = [each.present for each in self.meetings.values() if each.stage == "held"]
        return {code: sum(code in present for present in held) for code in self.standing}


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the constituency's stream."""
    match event:
        case ConstituencyFixed():
            return State(ballot=event.ballot, unit=event.unit)
        case AreasAssigned():
            communes, areas = state.communes | {event.unit}, state.areas | {*event.areas}
            return _with(state, communes=communes, areas=areas)
        case OfficialListPublished():
            return _with(state, standing=tuple(one.candidacy for one in event.candidates))
        case CandidateStruckOff():
            left = tuple(code for code in state.standing if code != event.candidacy)
            return _with(state, standing=left)
        case MeetingPlanned():
            return _meet(state, event.meeting, Meeting(at=event.at, commune=event.commune))
        case MeetingNotified():
            meeting = state.meetings[event.meeting]
            return _change(state, event.meeting, told=meeting.told | {event.to})
        case MeetingHeld():
            return _change(state, event.meeting, stage="held", present=event.present)
        case MeetingCancelled():
            return _change(state, event.meeting, stage="cancelled")
        case MeetingsReported():
            for code in event.meetings:
                state = _change(state, code, reported=True)
            return state
        case MediaUsed():
            return _with(state, items=state.items | {event.item})
        case CampaignBreachFound():
            return _with(state, breaches=state.breaches | {event.breach})
        case CampaignBreachSettled():
            return _with(state, settled=state.settled | {event.breach})
        case _:
            return state


def _with(state: State, **fields: object) -> State:
    return state.model_copy(update=fields)


def _meet(state: State, code: str, meeting: Meeting) -> State:
    return _with(state, meetings={**state.meetings, code: meeting})


def _change(state: State, code: str, **fields: object) -> State:
    return _meet(state, code, state.meetings[code].model_copy(update=fields))
