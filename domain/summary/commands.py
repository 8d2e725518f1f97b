"""What may be asked of a unit once its constituencies have voted."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.command import Command
from domain.fact import Code, Fact
from domain.summary.events import RefusedStatus
from domain.terms import Ballot


class _Summary(Fact):
    """What the commands of this procedure share; no command of its own."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"committee"})


class _Ballot(_Summary):
    """What is done once for each ballot."""

    ballot: Ballot

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.ballot}"


class PublishProvinceList(_Summary, Command):
    """Publish the province's part of the Assembly list (Article 57.7)."""


class MakeProvinceMinutes(_Summary, Command):
    """Make the provincial minutes of the Assembly election (Article 83)."""

    contests: tuple[Code, ...] = Field(min_length=1)


class MakeNationalSummary(_Summary, Command):
    """Make the summary minutes of the Assembly election (Article 84)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    provinces: tuple[Code, ...] = Field(min_length=1)


class PublishNationalResult(_Summary, Command):
    """Publish the result of the Assembly election (Article 86.1)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})


class MakeCouncilSummary(_Ballot, Command):
    """Make the summary minutes of a council's election (Article 85)."""

    contests: tuple[Code, ...] = Field(min_length=1)


class PublishCouncilResult(_Ballot, Command):
    """Publish the result of a council's election (Article 86.2)."""


class ConfirmStatus(_Ballot, Command):
    """Confirm the status of the elected, refusing it to some (Article 88)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    refused: tuple[RefusedStatus, ...] = ()


class HoldFirstSession(_Ballot, Command):
    """Record that the Assembly or the council has met."""

    by: ClassVar[frozenset[str]] = frozenset({"council", "standing_committee"})
