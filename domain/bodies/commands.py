"""What may be asked about a unit and its bodies."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.fact import Code
from domain.terms import CLERK, Ballot, Level


class EnrolUnit(Command):
    """Enter a unit below one that is entered already; the nation has no parent."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"assembly", CLERK})
    name: str = Field(min_length=1)
    level: Level
    parent: Code | Literal[""] = ""
    ballots: tuple[Ballot, ...] = ()
    """The elections its own bodies organise; none where a unit only takes part in those of others."""


class EstablishCommittee(Command):
    """Set up the unit's election committee, or the National Election Council for the nation."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee", "assembly"})
    size: int = Field(gt=0)
    """Number of members."""
    decision: str = Field(min_length=1)
