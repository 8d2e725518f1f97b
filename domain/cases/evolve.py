"""The state of one case: who holds it, how far it has come."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.cases.events import (
    CaseAppealed,
    CaseConsidered,
    CaseDecided,
    CasePassedOn,
    CaseRegistered,
    CaseSetAside,
    CaseStopped,
    CaseTermPassed,
    CaseTransferred,
    CaseWithdrawn,
    ConsequenceNoted,
    VerificationOrdered,
    VerificationReported,
)
from domain.cases.ground import Effect, Form, Matter, Outcome
from domain.event import Event
from domain.fact import Fact
from domain.terms import Ballot

Stage = Literal["", "received", "considered", "decided", "withdrawn", "set_aside", "transferred"]


class State(Fact):
    """One case; `stage` is empty until it was registered. `body` and `unit` are who holds it now."""

    stage: Stage = ""
    form: Form | None = None
    about: Matter | None = None
    ballot: Ballot | None = None
    body: str = ""
    unit: str = ""
    contest: str = ""
    area: str = ""
    candidacy: str = ""
    received: datetime | None = None
    """When it came to who holds it."""
    deadline: str = ""
    due: datetime | None = None
    """Until when who holds it has to answer; nothing where the law sets no term."""
    overdue: bool = False
    stopped: bool = False
    verifying: tuple[str, str] | None = None
    """Body and unit that are asked to find out."""
    outcome: Outcome | None = None
    effect: Effect = "none"
    final: bool = False
    noted: bool = False
    """Whether what the decision asked for is on the other procedure's record."""

    @property
    def matter(self) -> Matter:
        """What a registered case is about."""
        if self.about is None:
            raise ValueError("the case is not registered")
        return self.about

    @property
    def known(self) -> Ballot:
        """The ballot of a registered case."""
        if self.ballot is None:
            raise ValueError("the case is not registered")
        return self.ballot

    @property
    def pending(self) -> bool:
        """Not decided, nor ended in any other way."""
        return self.stage in ("received", "considered")

    @property
    def owes_consequence(self) -> bool:
        """Decided with an effect that no other procedure has recorded yet."""
        return self.stage == "decided" and self.effect != "none" and not self.noted

    @property
    def over(self) -> bool:
        """Nothing more is awaited of anybody, as far as the record knows."""
        return bool(self.stage) and not self.pending and not self.owes_consequence


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the case's stream."""
    match event:
        case CaseRegistered():
            shared = set(State.model_fields) & set(CaseRegistered.model_fields)
            return State(stage="received", **event.model_dump(include=shared))
        case CaseSetAside():
            return _with(state, stage="set_aside", due=None)
        case CaseConsidered():
            return _with(state, stage="considered")
        case CasePassedOn():
            return _with(
                _to(state, event),
                deadline=event.deadline,
                due=event.due,
                overdue=False,
            )
        case CaseAppealed():
            cleared = _to(state, event)
            return _with(
                cleared, deadline="", due=None, overdue=False, outcome=None, effect="none", noted=False
            )
        case VerificationOrdered():
            return _with(state, verifying=(event.to_body, event.to_unit))
        case VerificationReported():
            return _with(state, verifying=None)
        case CaseDecided():
            return _with(
                state,
                stage="decided",
                outcome=event.outcome,
                effect=event.effect,
                final=event.final,
                noted=False,
                verifying=None,
            )
        case CaseStopped():
            return _with(state, stopped=True)
        case CaseTermPassed():
            return _with(state, overdue=True)
        case CaseWithdrawn():
            return _with(state, stage="withdrawn", verifying=None)
        case CaseTransferred():
            return _with(state, stage="transferred", body=event.to_body, unit=event.to_unit)
        case ConsequenceNoted():
            return _with(state, noted=True)
        case _:
            return state


def _with(state: State, **fields: object) -> State:
    return state.model_copy(update=fields)


def _to(state: State, event: CasePassedOn | CaseAppealed) -> State:
    """In the hands of another body, which begins anew."""
    return _with(
        state,
        stage="received",
        body=event.to_body,
        unit=event.to_unit,
        received=event.received,
        verifying=None,
    )
