"""What may be asked about one case."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from domain.cases.ground import Effect, Form, Matter, Outcome, PassedOn, Verified, Withdrawal
from domain.command import Command
from domain.fact import Code, Fact, LegalTime
from domain.terms import CLERK, Ballot

Holder = Literal[
    "nec",
    "committee",
    "board",
    "team",
    "people_committee",
    "commander",
    "court",
    "front",
    "council",
    "standing_committee",
]
"""Bodies that may hold a case."""

HOLDERS = frozenset(Holder.__args__)  # type: ignore[attr-defined]


class _Case(Fact):
    """What the commands of a case share; no command of its own."""

    kind: ClassVar[str] = "case"
    by: ClassVar[frozenset[str]] = HOLDERS


class RegisterCase(_Case, Command):
    """Enter a paper or a report in the register of the body that received it, at the hour of receipt.

    The code of the stream is the number in the register: `BK.committee.7` is number 7 of the committee of
    BK, `NA-BK-1.board.3` number 3 of that constituency's board, `BK-NS-01-A1.team.1` number 1 of that
    area's team.
    """

    form: Form
    about: Matter
    ballot: Ballot
    unit: Code
    """The unit whose body received it."""
    contest: Code | Literal[""] = ""
    area: Code | Literal[""] = ""
    candidacy: Code | Literal[""] = ""
    anonymous: bool = False
    """Without a name, or under a false one."""


class ConsiderCase(_Case, Command):
    """Begin to examine it."""

    occasion: int = Field(default=1, ge=1)
    """1 at the body that received it first, one more for each body it came to."""

    @property
    def step(self) -> str:
        return f"ConsiderCase:{self.occasion}"


class PassOnCase(_Case, Command):
    """Hand it to the body that it belongs to."""

    to_body: Holder
    to_unit: Code
    why: PassedOn
    occasion: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"PassOnCase:{self.occasion}"


class OrderVerification(_Case, Command):
    """Ask a body to find out what is true, until a day if one is named."""

    to_body: Literal["nominator", "people_committee", "committee", "front", "board", "team"]
    to_unit: Code
    due: LegalTime | None = None
    occasion: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"OrderVerification:{self.occasion}"


class ReportVerification(_Case, Command):
    """Record what the verification found."""

    by: ClassVar[frozenset[str]] = HOLDERS | {"nominator"}
    found: Verified
    occasion: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"ReportVerification:{self.occasion}"


class DecideCase(_Case, Command):
    """Decide it, and name what follows for another procedure."""

    outcome: Outcome
    effect: Effect = "none"
    decision: str = Field(min_length=1, max_length=64)
    """Number of the paper."""
    clear: bool = False
    """A clear and founded case (Article 61.2), which alone may still be decided after the stop."""

    @property
    def step(self) -> str:
        return f"DecideCase:{self.decision}"


class AppealCase(_Case, Command):
    """Record that it was taken to the next body; that body records it on receipt."""

    to_body: Holder
    to_unit: Code


class WithdrawCase(_Case, Command):
    """Record that it was taken back."""

    why: Withdrawal


class TransferCase(_Case, Command):
    """Hand the unresolved file to the body that comes after (Article 61.4)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    to_unit: Code


class StopCase(_Case, Command):
    """Note that the ten days before election day have begun."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK})


class NoteTermPassed(_Case, Command):
    """Note that the term of the body that holds it has passed."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    due: LegalTime

    @property
    def step(self) -> str:
        return f"NoteTermPassed:{self.due.isoformat()}"


class NoteConsequence(_Case, Command):
    """Name the event by which another procedure did what the decision asked for."""

    by: ClassVar[frozenset[str]] = HOLDERS | {CLERK}
    stream: str = Field(pattern=r"^[a-z]+(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,2}$")
    event: UUID
