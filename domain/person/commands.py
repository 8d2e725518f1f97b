"""What may be asked about one person."""

from __future__ import annotations

from typing import ClassVar

from domain.command import Command
from domain.fact import Code
from domain.terms import Ballot


class TakePlace(Command):
    """Note one candidacy of this person, before it is nominated; `unit` is where the dossier goes."""

    kind: ClassVar[str] = "person"
    by: ClassVar[frozenset[str]] = frozenset({"nominator", "candidate", "front", "committee", "nec"})
    candidacy: Code
    ballot: Ballot
    unit: Code

    @property
    def step(self) -> str:
        return f"TakePlace:{self.candidacy}"
