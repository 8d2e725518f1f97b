"""What may be asked of a court about a suit on a voter list."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.fact import Fact


class _Suit(Fact):
    """What the commands of a suit share; no command of its own."""

    kind: ClassVar[str] = "case"
    by: ClassVar[frozenset[str]] = frozenset({"court"})


class AcceptSuit(_Suit, Command):
    """Assign a judge and accept the case at once (Administrative Procedure, Article 198)."""


class OrderTrial(_Suit, Command):
    """Order the case to trial, or drop it (Article 199.1)."""

    outcome: Literal["trial", "dropped"] = "trial"
    decision: str = Field(min_length=1, max_length=64)
    """Number of the paper."""


class OpenHearing(_Suit, Command):
    """Open the hearing (Article 199.3)."""
