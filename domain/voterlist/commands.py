"""What may be asked about the voter list of one polling area."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from domain.command import Command
from domain.fact import Code, Fact
from domain.terms import Ballot
from domain.voterlist.ground import Addition, Means, Purpose, Removal

Count = Annotated[int, Field(ge=0)]
Status = Literal[
    "resident",
    "temporary",
    "soldier",
    "soldier_at_home",
    "returned_permanent",
    "returned_temporary",
    "detained",
    "released_permanent",
    "released_temporary",
    "moved_permanent",
    "moved_temporary",
    "elsewhere",
]
"""Kinds of voters, the rows of `domain/law/franchise.toml`."""


class _List(Fact):
    """What the commands about a list share: the people's committee makes it, in the forces the commander."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"people_committee", "commander"})


class PostVoterList(_List, Command):
    """Post the voter list, with the voters for each ballot (Article 32)."""

    voters: dict[Ballot, Count]


class _Entry(_List):
    """A numbered change of the list; `subject` only where it is about one voter."""

    entry: Code
    """Its number in the commune's register."""
    number: int = Field(default=1, ge=1)
    subject: Code | Literal[""] = ""

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.entry}"

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if self.subject and self.number != 1:
            raise ValueError(
                f"subject là một người, number lại là {self.number}; bỏ subject hoặc ghi number 1"
            )
        return self


class AddVoters(_Entry, Command):
    """Add voters to the posted list (Articles 29 to 34)."""

    why: Addition
    status: Status
    case: Code | Literal[""] = ""
    """The case whose decision or judgment is carried out."""


class StrikeOffVoters(_Entry, Command):
    """Strike voters off the posted list (Article 30)."""

    why: Removal
    status: Status
    case: Code | Literal[""] = ""
    cards_taken: Count = 0
    certificates: Count = 0
    """How many of them held a certificate to vote elsewhere, which is void now."""


class CertifyElsewhere(_Entry, Command):
    """Certify that voters of this list vote in another place (Article 34; soldiers at home, Article 31.2)."""

    purpose: Purpose = "elsewhere"


class NotifyVoters(Command):
    """Record that the team told the voters day, place and hours of polling (Article 70)."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"team"})
    notice: Code
    """What tells the occasions apart, such as the day."""
    means: Means

    @property
    def step(self) -> str:
        return f"NotifyVoters:{self.notice}"


class HandOutCards(Command):
    """Record that the team handed out voter cards (Article 25.2.c)."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"team"})
    batch: Code
    number: int = Field(ge=1)

    @property
    def step(self) -> str:
        return f"HandOutCards:{self.batch}"
