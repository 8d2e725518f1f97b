"""What may be asked about the structure of candidates."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.consultation.events import Addressee
from domain.terms import Ballot

_BY = frozenset({"standing_committee", "council"})


class EstimateStructure(Command):
    """Estimate how many are to be put forward, and among them how many women and minorities."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = _BY
    ballot: Ballot
    number: int = Field(gt=0)
    women: int = Field(ge=0)
    minorities: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"EstimateStructure:{self.ballot}"


class AdjustStructure(Command):
    """Adjust the estimate after the first consultation or, for the Assembly, also after the second."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = _BY
    ballot: Ballot
    occasion: Literal[1, 2]
    number: int = Field(gt=0)

    @property
    def step(self) -> str:
        return f"AdjustStructure:{self.ballot}:{self.occasion}"


class SendStructure(Command):
    """Send the estimate to the bodies the article names (Articles 8.4 and 9.3)."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = _BY
    ballot: Ballot
    recipients: tuple[Addressee, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"SendStructure:{self.ballot}"
