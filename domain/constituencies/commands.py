"""What may be asked about constituencies and polling areas."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.constituencies.events import AreaPlan, ContestPlan
from domain.fact import Code
from domain.terms import Ballot


class PublishConstituencies(Command):
    """Fix and publish all constituencies of one ballot with their seats."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    ballot: Ballot
    contests: tuple[ContestPlan, ...] = Field(min_length=1)
    total: int | None = Field(default=None, gt=0)
    """Deputies of the council, or of all provinces for the Assembly: what the seats should add up to."""
    meeting: Code | Literal[""] = ""
    """The number of the vote it rests on (`DecideInBody`), which was about all the constituencies."""

    @property
    def step(self) -> str:
        return f"PublishConstituencies:{self.ballot}"


class FixPollingAreas(Command):
    """Fix all polling areas of a commune."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    areas: tuple[AreaPlan, ...] = Field(min_length=1)


class ApprovePollingAreas(Command):
    """Approve a commune's polling areas: the people's committee of its district (version A, Article 11.4)."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    decision: str = Field(min_length=1)


class ReportPollingAreas(Command):
    """Report the polling areas to the people's committee of the province (version B, Article 11.4)."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})


class AdjustPollingAreas(Command):
    """Change a commune's polling areas: the people's committee of its province (version B, Article 11.4).

    `areas` are all areas as they shall be.
    """

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    areas: tuple[AreaPlan, ...] = Field(min_length=1)
    decision: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"AdjustPollingAreas:{self.decision}"
