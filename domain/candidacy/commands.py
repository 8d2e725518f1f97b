"""What may be asked about one candidacy."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.candidacy.events import Method, Origin
from domain.candidacy.ground import Entry, Erasure, Flaw, Replacement, Withdrawal
from domain.command import Command
from domain.fact import Code, Fact
from domain.terms import Ballot


class _Nominator(Fact):
    """What the commands of who puts somebody forward share."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nominator", "front"})


class _Office(Fact):
    """What the commands of the office that keeps the dossier share."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})


class ProposeNominee(_Nominator, Command):
    """Record that a leadership proposes this person; `unit` is where the dossier is to be handed in."""

    ballot: Ballot
    unit: Code


class HoldNomineeConference(_Nominator, Command):
    """Record the conference of voters at work about a person proposed, before he is put forward."""

    sitting: int = Field(default=1, ge=1)
    summoned: int = Field(ge=0)
    present: int = Field(ge=0)
    confident: int = Field(ge=0)
    method: Method
    counters: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"HoldNomineeConference:{self.sitting}"


class ReplaceNominee(_Nominator, Command):
    """Put somebody else in the place of a person proposed; it begins again with `successor`."""

    successor: Code
    ground: Replacement


class Nominate(Command):
    """Put a candidate forward for one ballot; `unit` is where the dossier is to be handed in.

    With the code of the person it is held against his other candidacies; without it nobody can.
    """

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"nominator", "candidate", "front"})
    ballot: Ballot
    unit: Code
    origin: Origin
    person: Code | Literal[""] = ""
    village: Code | Literal[""] = ""


class SendNomineeMinutes(_Nominator, Command):
    """Send the minutes of the nomination to the Front that consults (Articles 41.5, 42.5, 52.6)."""


class FileDossier(_Office, Command):
    """Receive the dossier; after one was returned, the next attempt."""

    sets: int = Field(gt=0)
    attempt: int = Field(default=1, ge=1)
    receipt: Code | Literal[""] = ""
    """Number of the receipt."""

    @property
    def step(self) -> str:
        return f"FileDossier:{self.attempt}"


class TickChecklist(_Office, Command):
    """Go through a dossier point by point; what is not named as missing is met."""

    attempt: int = Field(default=1, ge=1)
    missing: tuple[Flaw, ...] = ()
    photos: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"TickChecklist:{self.attempt}"


class NotePortalEntry(_Office, Command):
    """Hold the entry in the national system against the paper."""

    dossier: Code | Literal[""] = ""
    entry: Entry
    occasion: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"NotePortalEntry:{self.occasion}"


class FreezeName(_Office, Command):
    """Fix the legal name for list and ballot, by its salted hash if one was made."""

    fingerprint: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class CheckDossier(_Office, Command):
    """Find the dossier valid, or return it with reasons."""

    valid: bool
    reasons: tuple[Flaw, ...] = ()
    attempt: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"CheckDossier:{self.attempt}"


class MoveDossier(_Office, Command):
    """Send the dossier after a candidate who moved to another post when the term was over (version B)."""

    to_unit: Code
    guidance: str = Field(min_length=1, max_length=64)

    @property
    def step(self) -> str:
        return f"MoveDossier:{self.to_unit}"


class AllocateCandidacy(_Office, Command):
    """Assign the candidate to a constituency; another one only before the first has published its list."""

    contest: Code
    occasion: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"AllocateCandidacy:{self.occasion}"


class LodgeProgramme(Command):
    """Record that the programme of action was handed in; the paper itself stays with the Front."""

    kind: ClassVar[str] = "candidacy"
    by: ClassVar[frozenset[str]] = frozenset({"candidate", "front"})
    edition: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"LodgeProgramme:{self.edition}"


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
