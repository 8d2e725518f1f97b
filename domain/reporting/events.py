"""What is set about reports of turnout."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact


class Slot(Fact):
    """An hour of the day for which teams report how many have voted."""

    hour: int = Field(ge=0, le=23)
    """Hour of the day."""
    minute: int = Field(default=0, ge=0, le=59)
    """Minute of the hour."""

    @property
    def code(self) -> str:
        """As reports name it, such as 11h or 14h15."""
        return f"{self.hour}h{self.minute:02}" if self.minute else f"{self.hour}h"


class ReportScheduleSet(Event):
    """A letter said for which hours polling teams report turnout; it holds in the unit and all below it."""

    title: ClassVar[str] = "Ấn định các mốc báo cáo cử tri đi bầu"
    unit: Code
    """Where it holds, unless a unit below has a letter of its own."""
    edition: int
    """1 is the first letter; a later one replaces it."""
    letter: str
    """Number of the letter."""
    slots: tuple[Slot, ...]
    """The hours, in their order."""
    within: int
    """Minutes after the hour in which the report has to be there."""

    @property
    def ground(self) -> str:
        return self.letter
