"""The state of one candidacy: how far it has come."""

from __future__ import annotations

from typing import Literal

from domain.candidacy.events import (
    CandidacyAllocated,
    CandidacyWithdrawn,
    CandidateNominated,
    ChecklistTicked,
    DossierAccepted,
    DossierMoved,
    DossierReceived,
    DossierReturned,
    NameFrozen,
    NomineeConferenceHeld,
    NomineeMinutesSent,
    NomineeProposed,
    NomineeReplaced,
    Origin,
    PortalEntryNoted,
    ProgrammeLodged,
    SubjectErased,
)
from domain.conference import Standing
from domain.event import Event
from domain.fact import Fact
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import Ballot

Stage = Literal["", "proposed", "nominated", "filed", "accepted", "returned"]


class State(Fact):
    """One candidacy; `stage` is empty until somebody was proposed or put forward."""

    ballot: Ballot | None = None
    unit: str = ""
    origin: Origin | None = None
    stage: Stage = ""
    attempts: int = 0
    """Dossiers received so far."""
    withdrawn: bool = False
    erased: bool = False
    """Whether the person's data beside the record were destroyed."""
    person: str = ""
    sittings: int = 0
    """Conferences at work held before the nomination."""
    standing: Standing | None = None
    """What the last of them said."""
    replaced: bool = False
    minutes_sent: bool = False
    ticked: int = 0
    """The attempt whose checklist was ticked last."""
    missing: tuple[str, ...] = ()
    """Points of that checklist which are not met."""
    portal: int = 0
    name_frozen: bool = False
    moved: tuple[str, ...] = ()
    """Units the dossier was sent on to."""
    programmes: int = 0
    contest: str = ""
    """The constituency assigned."""
    allocations: int = 0

    @property
    def accepted(self) -> bool:
        """Whether the dossier was found valid and the candidate still stands."""
        return self.stage == "accepted" and not self.withdrawn

    @property
    def gone(self) -> bool:
        """Whether nobody stands here any more: withdrawn, or replaced before the nomination."""
        return self.withdrawn or self.replaced


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the candidacy's stream."""
    match event:
        case NomineeProposed():
            return State(ballot=event.ballot, unit=event.unit, origin="agency", stage="proposed")
        case NomineeConferenceHeld():
            return state.model_copy(update={"sittings": event.sitting, "standing": event.standing})
        case NomineeReplaced():
            return state.model_copy(update={"replaced": True})
        case CandidateNominated():
            told = {"ballot": event.ballot, "unit": event.unit, "origin": event.origin}
            return state.model_copy(update={**told, "stage": "nominated", "person": event.person})
        case NomineeMinutesSent():
            return state.model_copy(update={"minutes_sent": True})
        case DossierReceived():
            return state.model_copy(update={"stage": "filed", "attempts": event.attempt})
        case ChecklistTicked():
            return state.model_copy(update={"ticked": event.attempt, "missing": event.missing})
        case PortalEntryNoted():
            return state.model_copy(update={"portal": state.portal + 1})
        case NameFrozen():
            return state.model_copy(update={"name_frozen": True})
        case DossierAccepted():
            return state.model_copy(update={"stage": "accepted"})
        case DossierReturned():
            return state.model_copy(update={"stage": "returned"})
        case DossierMoved():
            return state.model_copy(update={"unit": event.to_unit, "moved": (*state.moved, event.to_unit)})
        case ProgrammeLodged():
            return state.model_copy(update={"programmes": event.edition})
        case CandidacyAllocated():
            return state.model_copy(update={"contest": event.contest, "allocations": event.occasion})
        case CandidacyWithdrawn():
            return state.model_copy(update={"withdrawn": True})
        case SubjectErased():
            return state.model_copy(update={"erased": True})
        case _:
            return state


def candidacy(given: Given, stream: Stream) -> State:
    """The state of a candidacy another procedure has named in its `reads`."""
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state
