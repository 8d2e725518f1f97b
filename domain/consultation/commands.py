"""What may be asked about a consultation."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.consultation.events import Addressee, Conference, Plan, Round, Special
from domain.consultation.terms import Answer, Form, Method
from domain.fact import Code, Fact
from domain.law.rules import Place
from domain.terms import Ballot


class _Front(Fact):
    """What the Front's own commands share."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})


class _Office(Fact):
    """What the commands of the office that receives dossiers share."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})


class CloseDossiers(Command):
    """Close the receipt of dossiers and hand the valid ones to the Front."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    ballot: Ballot
    received: int = Field(ge=0)
    handed_over: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"CloseDossiers:{self.ballot}"


class HoldConsultation(Command):
    """Record a consultation conference: who came, and from the second round on who was agreed."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    ballot: Ballot
    round: Round
    invited: int = Field(ge=0)
    present: int = Field(ge=0)
    agreed: tuple[Code, ...] = ()
    special: tuple[Special, ...] = ()

    @property
    def step(self) -> str:
        return f"HoldConsultation:{self.ballot}:{self.round}"


class HoldVoterConferences(Command):
    """Record voter conferences about candidates of the second round; a later one about the same person
    at the same place takes the place of the earlier."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    ballot: Ballot
    sitting: int = Field(default=1, ge=1)
    """Which record of conferences this is, counted from 1."""
    conferences: tuple[Conference, ...]
    form: Form = "meeting"

    @property
    def step(self) -> str:
        return f"HoldVoterConferences:{self.ballot}:{self.sitting}"


class VerifyVoterMatters(Command):
    """Record how many matters voters raised and how many were answered."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front", "committee", "people_committee"})
    ballot: Ballot
    raised: int = Field(ge=0)
    answered: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"VerifyVoterMatters:{self.ballot}"


class SendQualifiedList(Command):
    """Send the list of the third round to the body that makes the official list."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    ballot: Ballot

    @property
    def step(self) -> str:
        return f"SendQualifiedList:{self.ballot}"


class HandOverDossiers(_Office, Command):
    """Hand valid dossiers over in one minuted act: list, biographies and declarations of the same people."""

    ballot: Ballot
    to_body: Literal["front", "nec"]
    number: int = Field(default=1, ge=1)
    candidacies: tuple[Code, ...] = Field(min_length=1)
    biographies: int = Field(ge=0)
    declarations: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"HandOverDossiers:{self.ballot}:{self.number}"


class ReceiveDossiers(Command):
    """Confirm a hand-over by what was counted on arrival."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front", "nec"})
    ballot: Ballot
    number: int = Field(default=1, ge=1)
    listed: int = Field(ge=0)
    biographies: int = Field(ge=0)
    declarations: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"ReceiveDossiers:{self.ballot}:{self.number}"


class TakeConsultationVote(_Front, Command):
    """Record a vote of a consultation conference: only members present vote, in the way the meeting chose."""

    ballot: Ballot
    round: Round
    item: int = Field(default=1, ge=1)
    method: Method
    members: int = Field(ge=0)
    agree: int = Field(ge=0)
    oppose: int = Field(default=0, ge=0)
    counters: int = Field(ge=0)

    @property
    def step(self) -> str:
        return f"TakeConsultationVote:{self.ballot}:{self.round}:{self.item}"


class AgreeStructure(_Front, Command):
    """Record what a conference agreed on structure and numbers, and whether it asks for an adjustment."""

    ballot: Ballot
    round: Literal[1, 2]
    number: int = Field(gt=0)
    women: int = Field(ge=0)
    minorities: int = Field(ge=0)
    asks: bool = False

    @property
    def step(self) -> str:
        return f"AgreeStructure:{self.ballot}:{self.round}"


class SendConsultationMinutes(_Front, Command):
    """Send the minutes of a conference to the bodies the article names, at once."""

    ballot: Ballot
    round: Round
    recipients: tuple[Addressee, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"SendConsultationMinutes:{self.ballot}:{self.round}"


class ConfirmConsultationMinutes(Command):
    """Confirm, for one addressee, that the minutes have come."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset(
        {"nec", "standing_committee", "government", "committee", "front", "council", "people_committee"}
    )
    ballot: Ballot
    round: Round
    recipient: Addressee

    @property
    def step(self) -> str:
        where = f"{self.recipient.body}@{self.recipient.unit}"
        return f"ConfirmConsultationMinutes:{self.ballot}:{self.round}:{where}"


class SplitPreliminaryList(_Front, Command):
    """Split the list of the second round by place of residence, each part for the Front concerned."""

    ballot: Ballot
    parts: dict[Code, tuple[Code, ...]] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"SplitPreliminaryList:{self.ballot}"


class ProposeInVillage(_Front, Command):
    """Record the meeting of the Front's work committee in a village that proposes nominees."""

    by: ClassVar[frozenset[str]] = frozenset({"front", "nominator"})
    village: Code
    proposed: tuple[Code, ...] = Field(min_length=1)
    places: int = Field(ge=1)

    @property
    def step(self) -> str:
        return f"ProposeInVillage:{self.village}"


class HoldVillageConference(_Front, Command):
    """Record a village conference that nominates for the commune's council, with a second vote if held."""

    by: ClassVar[frozenset[str]] = frozenset({"front", "nominator"})
    village: Code
    sitting: int = Field(default=1, ge=1)
    summoned: int = Field(ge=0)
    present: int = Field(ge=0)
    method: Method
    form: Form = "meeting"
    counters: int = Field(ge=0)
    places: int = Field(ge=1)
    votes: dict[Code, int] = Field(min_length=1)
    second: dict[Code, int] = Field(default_factory=dict)

    @property
    def step(self) -> str:
        return f"HoldVillageConference:{self.village}:{self.sitting}"


class AllowOnlineConferences(Command):
    """Let voters be asked online or on paper (R18): the National Election Council, or a province for itself
    and its communes."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})
    cause: Literal["epidemic", "disaster"]
    decision: str = Field(min_length=1, max_length=64)


class PlanResidenceConferences(_Front, Command):
    """Plan the conferences at home, one for each candidate of the second round."""

    ballot: Ballot
    edition: int = Field(default=1, ge=1)
    plans: tuple[Plan, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"PlanResidenceConferences:{self.ballot}:{self.edition}"


class SendConferenceMinutes(_Front, Command):
    """Send the minutes of one gathering of voter conferences to the Front that consults, at once."""

    ballot: Ballot
    sitting: int = Field(default=1, ge=1)

    @property
    def step(self) -> str:
        return f"SendConferenceMinutes:{self.ballot}:{self.sitting}"


class RaiseMatter(Command):
    """Enter a matter that voters raised about a candidate; its verifier follows from place and nomination."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"front", "committee"})
    ballot: Ballot
    matter: int = Field(ge=1)
    candidacy: Code
    place: Place
    head: Literal["no", "head", "top"] = "no"
    """Whether the candidate heads the place of work, and whether no body stands above it."""

    @property
    def step(self) -> str:
        return f"RaiseMatter:{self.ballot}:{self.matter}"


class AnswerMatter(Command):
    """Record the written answer to a matter."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nominator", "front", "committee", "people_committee"})
    ballot: Ballot
    matter: int = Field(ge=1)
    answer: Answer

    @property
    def step(self) -> str:
        return f"AnswerMatter:{self.ballot}:{self.matter}"


class SendCentralNominees(Command):
    """Send a province the list and dossiers of central nominees who stand there (Article 57.3)."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    province: Code
    candidacies: tuple[Code, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"SendCentralNominees:{self.province}"


class NoteMonitoring(_Front, Command):
    """Enter in the Front's log that it watched another body at work."""

    number: int = Field(ge=1)
    watched: Addressee
    proposals: int = Field(default=0, ge=0)
    report: str = Field(min_length=1, max_length=64)

    @property
    def step(self) -> str:
        return f"NoteMonitoring:{self.number}"
