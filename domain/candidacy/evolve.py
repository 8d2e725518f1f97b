"""The state of one candidacy: how far it has come."""

from __future__ import annotations

from typing import Literal

from domain.candidacy.events import (
    CandidacyWithdrawn,
    CandidateNominated,
    DossierAccepted,
    DossierReceived,
    DossierReturned,
    Origin,
    SubjectErased,
)
from domain.event import Event
from domain.fact import Fact
from domain.terms import Ballot

Stage = Literal["", "nominated", "filed", "accepted", "returned"]


class State(Fact):
    """One candidacy; `stage` is empty until somebody was put forward."""

    ballot: Ballot | None = None
    unit: str = ""
    origin: Origin | None = None
    stage: Stage = ""
    attempts: int = 0
    """Dossiers received so far."""
    withdrawn: bool = False
    erased: bool = False
    """Whether the person's data beside the record were destroyed."""

    @property
    def accepted(self) -> bool:
        """Whether the dossier was found valid and the candidate still stands."""
        return self.stage == "accepted" and not self.withdrawn


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the candidacy's stream."""
    match event:
        case CandidateNominated():
            return State(ballot=event.ballot, unit=event.unit, origin=event.origin, stage="nominated")
        case DossierReceived():
            return state.model_copy(update={"stage": "filed", "attempts": event.attempt})
        case DossierAccepted():
            return state.model_copy(update={"stage": "accepted"})
        case DossierReturned():
            return state.model_copy(update={"stage": "returned"})
        case CandidacyWithdrawn():
            return state.model_copy(update={"withdrawn": True})
        case SubjectErased():
            return state.model_copy(update={"erased": True})
        case _:
            return state
