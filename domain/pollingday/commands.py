"""What may be asked about a polling day other than election day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.call.events import Count
from domain.command import Command
from domain.fact import Code
from domain.pollingday.ground import Ground


class AskPollingDay(Command):
    """Put it to the National Election Council that areas of a commune vote earlier or later (Article 72)."""

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"committee"})
    request: Code
    commune: Code
    areas: tuple[Code, ...] = Field(min_length=1)
    day: date
    why: Ground

    @property
    def step(self) -> str:
        return f"AskPollingDay:{self.request}"


class DecidePollingDay(Command):
    """Grant a request, perhaps with another day, or refuse it (Article 72).

    `day` only where the one that was asked for is not granted; `count` says whether the areas count at their
    own close or with everybody else, which the law leaves open.
    """

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    request: Code
    outcome: Literal["granted", "refused"]
    decision: str = Field(min_length=1)
    day: date | None = None
    count: Count = "at_close"

    @property
    def step(self) -> str:
        return f"DecidePollingDay:{self.request}"
