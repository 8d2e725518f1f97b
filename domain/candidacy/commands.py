"""What may be asked about one candidacy."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.candidacy.events import Origin
from domain.candidacy.ground import Erasure, Flaw, Withdrawal
from domain.command import Command
from domain.fact import Code
from domain.terms import Ballot


class Nominate(Command):
    """Put a candidate forward for one ballot; `unit` is where the dossier is to be handed in."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nominator", "candidate", "front"})
    ballot: Ballot
    unit: Code
    origin: Origin


class FileDossier(Command):
    """Receive the dossier; after one was returned, the next attempt."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    sets: int = Field(gt=0)
    attempt: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"FileDossier:{self.attempt}"


class CheckDossier(Command):
    """Find the dossier valid, or return it with reasons."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    valid: bool
    reasons: tuple[Flaw, ...] = ()
    attempt: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"CheckDossier:{self.attempt}"


class WithdrawCandidacy(Command):
    """Record that the candidate no longer stands."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"candidate", "committee", "nec"})
    ground: Withdrawal


class EraseSubject(Command):
    """Record that this person's data are destroyed; the key is destroyed next, and there is no way back.

    As long as papers of the election must still be kept it needs the decision that allows it. After the
    election committees are gone and the papers are with the People's Committee.
    """

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee", "standing_committee", "people_committee"})
    ground: Erasure
    decision: str = ""
