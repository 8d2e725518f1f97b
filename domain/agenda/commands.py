"""What the clerk of one unit asks to have recorded."""

from __future__ import annotations

from typing import ClassVar, Literal

from domain.agenda.duty import Rung
from domain.command import Command
from domain.terms import CLERK


class Attend(Command):
    """Look at the unit's duties as they stand at the act's legal time and record what changed."""

    kind: ClassVar[str] = "agenda"
    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    level: str
    """Level of the unit, which tells which rows of the calendar concern it."""
    ballots: tuple[str, ...]
    version: int
    """Version of the agenda stream this look started from: each look is an occasion of its own."""

    @property
    def step(self) -> str:
        return f"Attend:{self.version}"


class RecordReminder(Command):
    """A reminder was handed to the mail server, or could not be."""

    kind: ClassVar[str] = "agenda"
    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    rung: Rung
    to_body: str
    to_unit: str
    duties: tuple[str, ...]
    message_id: str
    outcome: Literal["sent", "failed"]
    addressees: int = 0
    error: str = ""

    @property
    def step(self) -> str:
        return f"RecordReminder:{self.message_id}"
