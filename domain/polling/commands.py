"""What may be asked at one polling area."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.fact import Code, Fact
from domain.terms import Ballot, Poll

Count = Annotated[int, Field(ge=0)]


class _Area(Fact):
    """What the commands at an area share; no command of its own."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"team"})


class Vote(_Area):
    """What the commands of one poll share; `contest` only for an additional ballot or a re-run."""

    poll: Poll
    contest: Code | Literal[""] = ""

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.poll}:{self.contest}"


class EstablishTeam(_Area, Command):
    """Set up the polling team of an area (Article 25.1)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    unit: Code
    size: int = Field(gt=0)
    decision: str


class PostCandidateLists(_Area, Command):
    """Post the official lists of these constituencies (Article 59)."""

    contests: tuple[Code, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{','.join(sorted(self.contests))}"


class OpenPolling(Vote, Command):
    """Open the polling room (Article 71.1)."""


class ReportTurnout(Vote, Command):
    """Report how many have voted by a slot, such as 11h."""

    slot: Code
    voted: Count

    @property
    def step(self) -> str:
        return f"{super().step}:{self.slot}"


class ClosePolling(Vote, Command):
    """Close the polling room (Article 71.1)."""


class SealUnusedBallots(Vote, Command):
    """Count, minute and seal the unused ballots, before the box is opened (Article 73)."""

    received: Count
    issued: Count
    spoiled: Count = 0
    unused: Count


class RecordCountingMinutes(_Area, Command):
    """Enter the counting minutes of one kind of ballot, exactly as on paper (Article 76)."""

    poll: Poll
    ballot: Ballot
    contest: Code
    registered: Count
    voted: Count
    issued: Count
    collected: Count
    valid: Count
    invalid: Count
    votes: dict[Code, Count]

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.poll}:{self.contest}"


class CorrectCountingMinutes(RecordCountingMinutes):
    """Replace counting minutes by a new version; the old one stays on record."""

    edition: int = Field(ge=2)
    why: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"{super().step}:{self.edition}"


class SendCountingMinutes(Vote, Command):
    """Send the minutes of all kinds of ballot of a poll (Article 76.3)."""
