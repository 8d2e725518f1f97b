"""What may be asked of a supplementary election as a whole."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.fact import Code
from domain.vacancy import Body


class CallSupplementary(Command):
    """Establish that one may be held and fix its day; an election of its own, under its own id.

    By the Assembly, by its Standing Committee for a province's council, by the standing board of the
    province's council for the councils below.
    """

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"assembly", "standing_committee", "council"})
    name: str = Field(min_length=1)
    day: date
    parent: Code
    """Id of the election whose seats are vacant; it has a record of its own, which is not read here."""
    unit: Code
    province: Code | Literal[""] = ""
    """The province in which a district or commune lies, whose standing board decides."""
    vacancy: Body
    settled: str = Field(default="", max_length=64)
    """Number of the decision that settles which of two bases counts, where they disagree (O-15)."""


class BeginMandate(Command):
    """Record that the next session has opened and who began to serve."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"assembly", "standing_committee", "council"})
    deputies: tuple[Code, ...]
