"""What may be asked about the schedule of reports."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.command import Command
from domain.fact import Code
from domain.reporting.events import Slot


class SetReportSchedule(Command):
    """Set when teams report turnout, as a letter of a committee says: these hours, or every so often.

    With `every` (minutes) `slots` are the first and the last hour. A later edition replaces the one before.
    """

    kind: ClassVar[str] = "election"
    by: ClassVar[frozenset[str]] = frozenset({"committee", "nec"})
    unit: Code
    edition: int = Field(gt=0)
    letter: str = Field(min_length=1)
    slots: tuple[Slot, ...] = Field(min_length=1)
    every: int = Field(default=0, ge=0, le=1440)
    within: int = Field(default=30, ge=0, le=1440)
    """Minutes after the hour in which the report has to be there."""

    @property
    def step(self) -> str:
        return f"SetReportSchedule:{self.unit}:{self.edition}"
