"""What may be asked at one polling area."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from domain.command import Command
from domain.fact import Code
from domain.terms import Ballot, Poll

Count = Annotated[int, Field(ge=0)]


class _AreaCommand(Command):
    """Base of the commands at an area."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"team"})


class _PollCommand(_AreaCommand):
    """Base of the commands of one poll; `contest` only for an additional ballot or a re-run."""

    poll: Poll
    contest: str = ""

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.poll}:{self.contest}"


class EstablishTeam(_AreaCommand):
    """Set up the polling team of an area (Article 25.1)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    unit: Code
    size: int = Field(gt=0)
    decision: str


class PostVoterList(_AreaCommand):
    """Post the voter list, with the voters for each ballot (Article 32)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    voters: dict[Ballot, Count]


class PostCandidateLists(_AreaCommand):
    """Post the official lists of these constituencies (Article 59)."""

    contests: tuple[Code, ...] = Field(min_length=1)


class OpenPolling(_PollCommand):
    """Open the polling room (Article 71.1)."""


class ReportTurnout(_PollCommand):
    """Report how many have voted by a slot, such as 11h."""

    slot: Code
    voted: Count

    @property
    def step(self) -> str:
        return f"{super().step}:{self.slot}"


class ClosePolling(_PollCommand):
    """Close the polling room (Article 71.1)."""


class SealUnusedBallots(_PollCommand):
    """Count, minute and seal the unused ballots, before the box is opened (Article 73)."""

    received: Count
    issued: Count
    spoiled: Count = 0
    unused: Count


class RecordCountingMinutes(_AreaCommand):
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


class SendCountingMinutes(_PollCommand):
    """Send the minutes of all kinds of ballot of a poll (Article 76.3)."""
