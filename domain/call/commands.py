"""What may be asked on the stream of the election itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.call.events import ElectionForm, Span
from domain.command import Command
from domain.fact import Code, LegalTime
from domain.terms import CLERK, Ballot


class CallElection(Command):
    """Fix election day: a Sunday, inside a version of the law, for these ballots."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"assembly"})
    name: str = Field(min_length=1)
    day: date
    form: ElectionForm = "general"
    levels: tuple[Ballot, ...] = Field(min_length=1)


class FixCalendar(Command):
    """Compute every date from the law and from the decisions recorded so far."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    occasion: Code = "start"

    @property
    def step(self) -> str:
        return f"FixCalendar:{self.occasion}"


class MoveDeadline(Command):
    """Record the decision that gives a step another date.

    An empty unit means everybody; where the step is owed for each constituency or polling area, it may also
    be the code of one.
    """

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    deadline: str
    level: Span
    unit: Code | Literal[""] = ""
    due: LegalTime
    decision: str = Field(min_length=1)
    reason: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"MoveDeadline:{self.deadline}:{self.level}:{self.unit}:{self.decision}"


class CloseElection(Command):
    """Close the election once nothing more is owed."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({CLERK})
