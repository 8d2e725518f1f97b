"""What may be asked on the stream of the election itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field, model_validator

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

    For everybody, or for one place: a unit, or the constituency or polling area if the step is owed for each.
    """

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    deadline: str
    level: Span
    unit: Code | Literal[""] = ""
    contest: Code | Literal[""] = ""
    area: Code | Literal[""] = ""
    due: LegalTime
    decision: str = Field(min_length=1)
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_place(self) -> MoveDeadline:
        if sum(map(bool, (self.unit, self.contest, self.area))) > 1:
            raise ValueError("chỉ nêu một nơi: unit, contest hoặc area")
        return self

    @property
    def place(self) -> str:
        """Code of the place; empty for everybody."""
        return self.unit or self.contest or self.area

    @property
    def step(self) -> str:
        return f"MoveDeadline:{self.deadline}:{self.level}:{self.place}:{self.decision}"


class CloseElection(Command):
    """Close the election once nothing more is owed."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({CLERK})
