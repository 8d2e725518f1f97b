"""What may be asked about the members, meetings and end of a unit's bodies."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from domain.command import Command
from domain.consultation.events import Addressee
from domain.fact import Code, Fact
from domain.membership.events import Consent, Form, Kind, Leaving, Member, Subject
from domain.terms import CLERK, Ballot

FOUNDERS = frozenset({"people_committee", "assembly"})
SITTING = frozenset({"nec", "committee", "board", "team"})


class _Body(Fact):
    """What the commands about one body share; no command of its own."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = FOUNDERS
    body: Kind
    place: Code | Literal[""] = ""
    """The constituency of a board, the polling area of a team; empty for the unit's own body."""

    @property
    def key(self) -> str:
        """The body among those of the unit."""
        return f"{self.body}:{self.place}"

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if (self.body in ("board", "team")) != bool(self.place):
            raise ValueError("place: mã đơn vị bầu cử của Ban, mã khu vực của Tổ; bỏ trống với cơ quan khác")
        return self


class _Seat(_Body):
    """What the commands about one member share; no command of its own."""

    member: Code

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.key}:{self.member}"


class _Departure(Fact):
    """Which departure of a member it is: somebody who comes back may leave again; no command of its own."""

    occasion: int = Field(default=1, ge=1)
    """1 the first time this person leaves the body, one more each time after coming back."""

    @property
    def _again(self) -> str:
        """What tells a later departure apart; the first is recorded without a number."""
        return f":{self.occasion}" if self.occasion > 1 else ""


class AppointMembers(_Body, Command):
    """Name all members of a body that has been set up."""

    form: Form = ""
    members: tuple[Member, ...] = Field(min_length=1)
    agreed: tuple[Consent, ...] = ()
    decision: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"AppointMembers:{self.key}"


class FindMemberStanding(_Seat, Command):
    """Note that a member of a board or team stands in the constituency it serves (Article 27)."""

    by: ClassVar[frozenset[str]] = frozenset(
        {CLERK, "people_committee", "committee", "board", "team", "front", "candidate"}
    )
    candidacy: Code
    contest: Code

    @property
    def step(self) -> str:
        return f"{super().step}:{self.candidacy}"


class LeaveBody(_Seat, _Departure, Command):
    """Accept a member's resignation, or note that the seat has fallen vacant."""

    why: Leaving

    @property
    def step(self) -> str:
        return super().step + self._again


class StrikeOffMember(_Seat, _Departure, Command):
    """Strike off a member who stands there and has not left by the day of the list (Article 27)."""

    decision: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return super().step + self._again


class ClearMember(_Seat, Command):
    """Note that a member who stood there no longer does."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK, "people_committee"})
    candidacy: Code

    @property
    def step(self) -> str:
        return f"{super().step}:{self.candidacy}"


class ReplaceMember(_Body, _Departure, Command):
    """Give the seat of somebody who has left to somebody else, with the consent the law asks for."""

    replaces: Code
    member: Member
    agreed: tuple[Consent, ...] = ()
    decision: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"ReplaceMember:{self.key}:{self.replaces}{self._again}"


class SendMemberList(_Body, Command):
    """Send the list of members, in its next edition, to the bodies the article names."""

    edition: int = Field(default=1, ge=1)
    recipients: tuple[Addressee, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"SendMemberList:{self.key}:{self.edition}"


class DecideInBody(_Body, Command):
    """Record a vote in a meeting of the body, whatever came of it."""

    by: ClassVar[frozenset[str]] = SITTING
    number: Code
    subject: Subject
    about: Code | Literal[""] = ""
    present: int = Field(ge=0)
    in_favour: int = Field(ge=0)
    against: int = Field(default=0, ge=0)

    @property
    def step(self) -> str:
        return f"DecideInBody:{self.key}:{self.number}"


class SetUpSubcommittee(Command):
    """Set up one of the sub-committees of the National Election Council (Article 12.3)."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    task: Literal["personnel", "documents", "security", "complaints", "information", "other"]
    size: int = Field(gt=0)
    decision: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"SetUpSubcommittee:{self.task}"


class EndCommittee(Command):
    """Note that the Council, or the unit's committee for one ballot, has done its work."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    ballot: Ballot

    @property
    def step(self) -> str:
        return f"EndCommittee:{self.ballot}"
