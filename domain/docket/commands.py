"""What the clerk of a case asks to have written in the register of a unit."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.command import Command
from domain.fact import Code, Fact
from domain.terms import CLERK


class _Docket(Fact):
    """What both have in common; no command of its own."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    case: Code
    occasion: int = Field(ge=1)
    """How many times the case has come to this unit: each time is an entry of its own."""

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.case}:{self.occasion}"


class EnterCase(_Docket, Command):
    """Enter a case that a body of this unit holds."""


class CrossOffCase(_Docket, Command):
    """Cross off a case that no body of this unit holds any longer, or that has ended."""
