"""What may be asked of a unit once its constituencies have voted."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.command import Command
from domain.contest.events import Office
from domain.fact import Code, Fact
from domain.law.retention import Kind
from domain.summary.events import RefusedStatus
from domain.terms import CLERK, Ballot


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


class _Edition(_Summary):
    """What is done anew when a summary was opened again."""

    edition: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        """Of the first edition the name alone, as it always was."""
        return type(self).__name__ if self.edition == 1 else f"{type(self).__name__}:{self.edition}"


class _BallotEdition(_Ballot):
    """The same, once for each ballot."""

    edition: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return super().step if self.edition == 1 else f"{super().step}:{self.edition}"


class PublishProvinceList(_Summary, Command):
    """Publish the province's part of the Assembly list (Article 57.7)."""


class MakeProvinceMinutes(_Edition, Command):
    """Make the provincial minutes of the Assembly election (Article 83)."""

    contests: tuple[Code, ...] = Field(min_length=1)


class MakeNationalSummary(_Edition, Command):
    """Make the summary minutes of the Assembly election (Article 84)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    provinces: tuple[Code, ...] = Field(min_length=1)


class PublishNationalResult(_Edition, Command):
    """Publish the result of the Assembly election (Article 86.1)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})


class MakeCouncilSummary(_BallotEdition, Command):
    """Make the summary minutes of a council's election (Article 85)."""

    contests: tuple[Code, ...] = Field(min_length=1)


class PublishCouncilResult(_BallotEdition, Command):
    """Publish the result of a council's election (Article 86.2)."""


class ConfirmStatus(_BallotEdition, Command):
    """Confirm the status of the elected, refusing it to some (Article 88)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    refused: tuple[RefusedStatus, ...] = ()


class HoldFirstSession(_Ballot, Command):
    """Record that the Assembly or the council has met."""

    by: ClassVar[frozenset[str]] = frozenset({"council", "standing_committee"})


class ReopenSummary(_BallotEdition, Command):
    """Open a summary again: one of its constituencies is no longer as it was. Names the old edition."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK, "committee", "nec"})
    contest: Code

    @property
    def step(self) -> str:
        return f"ReopenSummary:{self.ballot}:{self.edition}"


class SignSummary(_BallotEdition, Command):
    """Note the signature of the chair, or of one deputy, under the minutes."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    office: Office
    number: int = Field(default=1, ge=1, le=9)
    """Which of the deputies."""

    @property
    def step(self) -> str:
        return f"{super().step}:{self.office}:{self.number}"


class IssueSummary(_BallotEdition, Command):
    """Send the signed minutes to those the law names (Articles 83 to 85)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    deputies: int = Field(ge=1, le=9)
    """How many deputies the body has, by the decision that set it up."""


class IssueCertificates(_BallotEdition, Command):
    """Give those confirmed their certificates (Article 88)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})


class HandOverRecords(_Ballot, Command):
    """Hand summary minutes and files to the new Standing Committee or standing board (Articles 20, 23)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})


class ArchiveRecords(_Ballot, Command):
    """Put the papers into the archive, for the times of `retention.toml`."""

    by: ClassVar[frozenset[str]] = frozenset({"standing_committee", "council", "people_committee"})


class DestroyPapers(_Ballot, Command):
    """Destroy papers whose time in the archive is over."""

    by: ClassVar[frozenset[str]] = frozenset({"standing_committee", "council", "people_committee"})
    papers: Kind
    decision: str = Field(min_length=1, max_length=64)

    @property
    def step(self) -> str:
        return f"{super().step}:{self.papers}"
