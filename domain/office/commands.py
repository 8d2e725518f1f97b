"""What offices ask to have recorded about their work."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Final, Literal, get_args
from uuid import UUID

from pydantic import Field, StringConstraints

from domain.command import Command
from domain.fact import Code, Fact, LegalTime
from domain.office.events import DocumentKind, Incident, Lead, PaperStream
from domain.office.kind import Stage, TaskKind
from domain.office.owner import OfficeBody, Owner, Share
from domain.terms import Ballot

Number = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""Number and sign of a paper."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
DutyKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9:@._-]{1,200}$")]
BODIES: Final = frozenset[str](get_args(OfficeBody))


class _Office(Fact):
    """What all have in common; no command of its own."""

    kind: ClassVar[str] = "unit"
    by: ClassVar[frozenset[str]] = BODIES


class SetTask(_Office, Command):
    """Ask bodies of this unit and of those below for work by a day that a plan or letter sets."""

    code: Code
    task: TaskKind
    owners: tuple[Share, ...] = Field(min_length=1)
    due: LegalTime
    plan: Number
    parent: Code | Literal[""] = ""
    """The inspection that a finding comes from."""

    @property
    def step(self) -> str:
        return f"SetTask:{self.code}"


class MoveTask(_Office, Command):
    """Give a task another day, for all who still owe it."""

    code: Code
    number: int = Field(ge=1)
    due: LegalTime
    decision: Number

    @property
    def step(self) -> str:
        return f"MoveTask:{self.code}:{self.number}"


class RecordTask(_Office, Command):
    """Record a step of a task, by who owes it, or by who set it on a report."""

    code: Code
    owner: Owner
    number: int = Field(ge=1)
    stage: Stage
    quantity: int = Field(default=0, ge=0)
    area: Code | Literal[""] = ""
    newcomers: int = Field(default=0, ge=0)
    paper: str = Field(default="", max_length=64)

    @property
    def step(self) -> str:
        return f"RecordTask:{self.code}:{self.owner.key}:{self.number}"


class CloseTask(_Office, Command):
    """Say that an owner owes a task no longer."""

    code: Code
    owner: Owner
    occasion: int = Field(default=1, ge=1)
    outcome: Literal["done", "dropped"] = "done"

    @property
    def step(self) -> str:
        return f"CloseTask:{self.code}:{self.owner.key}:{self.occasion}"


class ReopenTask(_Office, Command):
    """Ask an owner again for what was closed."""

    code: Code
    owner: Owner
    occasion: int = Field(ge=2)
    due: LegalTime
    decision: Number

    @property
    def step(self) -> str:
        return f"ReopenTask:{self.code}:{self.owner.key}:{self.occasion}"


class IssueDocument(_Office, Command):
    """Issue a document, or enter one that came from above, in its next version to all who must have it."""

    code: Code
    version: int = Field(ge=1)
    document: DocumentKind
    issuer: OfficeBody
    number: Number
    annex: str = Field(default="", max_length=64)
    day: date
    content: Digest
    difference: Digest | Literal[""] = ""
    recipients: tuple[Owner, ...] = ()
    due: LegalTime | None = None
    papers: tuple[str, ...] = ()
    ballots: tuple[Ballot, ...] = ()

    @property
    def step(self) -> str:
        return f"IssueDocument:{self.code}:{self.version}"


class AcknowledgeDocument(_Office, Command):
    """Confirm a version, by who got it, or by who issued it on word from there."""

    code: Code
    version: int = Field(ge=1)
    owner: Owner
    replaced: bool = False

    @property
    def step(self) -> str:
        return f"AcknowledgeDocument:{self.code}:{self.version}:{self.owner.key}"


class NamePaperForm(_Office, Command):
    """Name the form that a paper bears which this unit has recorded."""

    paper: PaperStream
    stream: Code
    event: UUID
    kept_by: Code
    form: Code
    version: int = Field(ge=1)

    @property
    def step(self) -> str:
        return f"NamePaperForm:{self.event}"


class AdoptScenario(_Office, Command):
    """Approve what is to be done in an incident, or its next version."""

    code: Code
    version: int = Field(ge=1)
    incident: Incident
    lead: Lead
    plan: Number
    content: Digest

    @property
    def step(self) -> str:
        return f"AdoptScenario:{self.code}:{self.version}"


class ActivateScenario(_Office, Command):
    """Put a scenario into force."""

    code: Code
    occasion: int = Field(ge=1)
    areas: tuple[Code, ...] = ()
    case: Code | Literal[""] = ""

    @property
    def step(self) -> str:
        return f"ActivateScenario:{self.code}:{self.occasion}"


class StandDownScenario(_Office, Command):
    """Put a scenario out of force."""

    code: Code
    occasion: int = Field(ge=1)

    @property
    def step(self) -> str:
        return f"StandDownScenario:{self.code}:{self.occasion}"


class NoteContact(_Office, Command):
    """Note a call, a letter or a visit about duties, or that a reminder has arrived."""

    owner: Owner
    number: int = Field(ge=1)
    means: Literal["call", "letter", "visit", "acknowledged"]
    duties: tuple[DutyKey, ...] = Field(min_length=1)
    paper: str = Field(default="", max_length=64)

    @property
    def step(self) -> str:
        return f"NoteContact:{self.owner.key}:{self.number}"
