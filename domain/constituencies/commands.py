"""What may be asked about constituencies and polling areas."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.command import Command
from domain.constituencies.events import AreaPlan, ContestPlan
from domain.terms import Ballot


class PublishConstituencies(Command):
    """Fix and publish all constituencies of one ballot with their seats."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    ballot: Ballot
    contests: tuple[ContestPlan, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"PublishConstituencies:{self.ballot}"


class FixPollingAreas(Command):
    """Fix all polling areas of a commune."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    areas: tuple[AreaPlan, ...] = Field(min_length=1)
