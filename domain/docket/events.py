"""What the register of a unit says of its cases; the case itself has a stream of its own."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code, LegalTime
from domain.terms import Ballot


class CaseEntered(Event):
    """A case came into the hands of a body of this unit, with the term for its answer if there is one."""

    title: ClassVar[str] = "Vào sổ vụ việc"
    article: ClassVar[str] = "Điều 33; Điều 61; Điều 75; Điều 87"
    case: Code
    """Code of the case, its number in the register that first received it."""
    occasion: int
    """How many times the case has come to this unit."""
    body: str
    ballot: Ballot
    received: LegalTime
    deadline: str
    due: LegalTime | None

    @property
    def occurrence(self) -> str:
        return f"entered:{self.case}:{self.occasion}"


class CaseCrossedOff(Event):
    """No body of this unit holds the case any longer, or nothing more is to be done about it."""

    title: ClassVar[str] = "Ra sổ vụ việc"
    article: ClassVar[str] = "Điều 33; Điều 61; Điều 75; Điều 87"
    case: Code
    """Code of the case."""
    occasion: int
    stage: str
    """How it stood: decided, withdrawn, set_aside, transferred, or passed_on."""

    @property
    def occurrence(self) -> str:
        return f"crossed:{self.case}:{self.occasion}"
