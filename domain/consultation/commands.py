"""What may be asked about a consultation."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.command import Command
from domain.consultation.events import Conference, Round, Special
from domain.fact import Code
from domain.terms import Ballot


class CloseDossiers(Command):
    """Close the receipt of dossiers and hand the valid ones to the Front."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    ballot: Ballot
    received: int = Field(ge=0)
    handed_over: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"CloseDossiers:{self.ballot}"


class HoldConsultation(Command):
    """Record a consultation conference: who came, and from the second round on who was agreed."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    ballot: Ballot
    round: Round
    invited: int = Field(ge=0)
    present: int = Field(ge=0)
    agreed: tuple[Code, ...] = ()
    special: tuple[Special, ...] = ()

    @property
    def step(self) -> str:
        return f"HoldConsultation:{self.ballot}:{self.round}"


class HoldVoterConferences(Command):
    """Record voter conferences about candidates of the second round; a later one about the same person
    at the same place takes the place of the earlier."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    ballot: Ballot
    sitting: int = Field(default=1, ge=1)
    """Which record of conferences this is, counted from 1."""
    conferences: tuple[Conference, ...]

    @property
    def step(self) -> str:
        return f"HoldVoterConferences:{self.ballot}:{self.sitting}"


class VerifyVoterMatters(Command):
    """Record how many matters voters raised and how many were answered."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front", "committee", "people_committee"})
    ballot: Ballot
    raised: int = Field(ge=0)
    answered: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"VerifyVoterMatters:{self.ballot}"


class SendQualifiedList(Command):
    """Send the list of the third round to the body that makes the official list."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    ballot: Ballot

    @property
    def step(self) -> str:
        return f"SendQualifiedList:{self.ballot}"
