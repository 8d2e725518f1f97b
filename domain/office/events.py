"""What is recorded about desk work. The ground is the plan or letter that asks for it, never the law."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from domain.event import Event
from domain.fact import Code, LegalTime
from domain.office.kind import Stage, TaskKind
from domain.office.owner import OfficeBody, Owner, Share
from domain.terms import Ballot, Finding

DocumentKind = Literal["plan", "guidance", "list", "form", "other"]
Incident = Literal[
    "storm",
    "heavy_rain",
    "whirlwind",
    "heat",
    "forest_fire",
    "earthquake",
    "power_cut",
    "line_down",
    "epidemic",
    "disorder",
]
Lead = Literal[
    "committee",
    "people_committee",
    "army",
    "police",
    "border_guard",
    "health",
    "youth",
    "power_company",
    "telecom",
]
PaperStream = Literal["unit", "contest", "candidacy", "area", "case"]
"""Kinds of stream on which papers are recorded."""


class TaskSet(Event):
    """A plan or a letter asks bodies for work by a day; each of them owes it for itself."""

    title: ClassVar[str] = "Giao việc theo kế hoạch"
    code: Code
    kind: TaskKind
    owners: tuple[Share, ...]
    """Bodies that owe it, each for itself."""
    due: LegalTime
    plan: str
    """Number of the plan or letter."""
    set_by: OfficeBody
    """Body that asks for it."""
    parent: str = ""
    """The inspection that a finding comes from."""

    @property
    def ground(self) -> str:
        return f"theo {self.plan}"


class TaskMoved(Event):
    """Whoever set the task gave it another day; it holds for all who still owe it."""

    title: ClassVar[str] = "Dời hạn việc theo kế hoạch"
    code: Code
    number: int
    """How many times the task has been moved."""
    due: LegalTime
    decision: str

    @property
    def ground(self) -> str:
        return f"theo {self.decision}"


class TaskRecorded(Event):
    """Work on a task: one step of it, so many persons, seals or dong; `area` where it is about one team."""

    title: ClassVar[str] = "Ghi nhận việc đã làm theo kế hoạch"
    code: Code
    owner: Owner
    """Body that owes it."""
    number: int
    """Number of this entry of the owner, from 1."""
    stage: Stage
    """Step of the kind of task."""
    quantity: int
    """What the kind of task counts: people, seals, dong, …"""
    area: str = ""
    newcomers: int = 0
    """Those who serve on a polling team for the first time, among those trained."""
    paper: str = ""
    """Number of the minutes, receipt or voucher."""
    findings: tuple[Finding, ...] = ()


class TaskClosed(Event):
    """An owner owes the task no longer: it is done, or whoever set it gave it up."""

    title: ClassVar[str] = "Kết thúc việc theo kế hoạch"
    code: Code
    owner: Owner
    """Body that owed it."""
    occasion: int
    """The first time, or after which reopening."""
    outcome: Literal["done", "dropped"]
    findings: tuple[Finding, ...] = ()


class TaskReopened(Event):
    """What was closed is owed again, until a new day; the earlier closure stays on record."""

    title: ClassVar[str] = "Giao lại việc theo kế hoạch"
    code: Code
    owner: Owner
    """Body that owes it."""
    occasion: int
    due: LegalTime
    decision: str

    @property
    def ground(self) -> str:
        return f"theo {self.decision}"


class DocumentIssued(Event):
    """A document went out in a version; `replaces` are those who have an older one and must replace it."""

    title: ClassVar[str] = "Ban hành văn bản"
    code: Code
    version: int
    """1 is the first."""
    kind: DocumentKind
    issuer: OfficeBody
    """Body that made the document."""
    number: str
    """Number and sign of the document; of a form, of the resolution it is annexed to."""
    annex: str = ""
    """Number of the form."""
    day: date
    content: str
    """SHA-256 of the text."""
    difference: str = ""
    """SHA-256 of the sheet that says what is different from the version before."""
    recipients: tuple[Owner, ...]
    """Bodies it goes to."""
    replaces: tuple[Owner, ...] = ()
    """Recipients who have an older version."""
    due: LegalTime | None = None
    """Until when everybody is to acknowledge it."""
    papers: tuple[str, ...] = ()
    """Event types that are written on this form."""
    ballots: tuple[Ballot, ...] = ()
    """The ballots whose papers are; none is all of them."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return f"theo {self.number}"


class DocumentAcknowledged(Event):
    """A recipient has the version; `replaced` if an older one that it had was put away."""

    title: ClassVar[str] = "Xác nhận đã nhận văn bản"
    code: Code
    version: int
    """The version confirmed."""
    owner: Owner
    """The recipient."""
    replaced: bool
    """Whether an older version was put away."""
    findings: tuple[Finding, ...] = ()


class PaperFormNamed(Event):
    """The form that a recorded paper bears: issuer, resolution and date are those of the form's version."""

    title: ClassVar[str] = "Ghi nhận mẫu văn bản đã dùng"
    kind: PaperStream
    stream: Code
    """Code of the stream on which the paper is recorded."""
    event: Code
    """Id of the event that recorded it."""
    type: str
    """Type of that event."""
    kept_by: Code
    """The unit whose office keeps the form."""
    form: Code
    version: int
    """Version of the form."""
    findings: tuple[Finding, ...] = ()


class ScenarioAdopted(Event):
    """What to do if this happens, and under whose lead; the text stays in the office."""

    title: ClassVar[str] = "Phê duyệt phương án ứng phó"
    code: Code
    version: int
    """1 is the first."""
    incident: Incident
    """What may happen."""
    lead: Lead
    """Who leads then."""
    plan: str
    """Number of the paper that approves it."""
    content: str
    """SHA-256 of the text."""

    @property
    def ground(self) -> str:
        return f"theo {self.plan}"


class ScenarioActivated(Event):
    """The scenario is in force from now on."""

    title: ClassVar[str] = "Áp dụng phương án ứng phó"
    code: Code
    occasion: int
    version: int
    """The version in force."""
    areas: tuple[Code, ...]
    """Polling areas concerned; none is the whole unit."""
    case: str = ""
    """The incident in the register of cases."""


class ScenarioStoodDown(Event):
    """The scenario is in force no longer."""

    title: ClassVar[str] = "Thôi áp dụng phương án ứng phó"
    code: Code
    occasion: int


class ContactNoted(Event):
    """A body was reminded otherwise than by the engine's letter, or says that a reminder has reached it."""

    title: ClassVar[str] = "Ghi nhận đã đôn đốc, đã nhận lời nhắc"
    owner: Owner
    """Body that was reminded."""
    number: int
    means: Literal["call", "letter", "visit", "acknowledged"]
    """How."""
    duties: tuple[str, ...]
    """Keys of the duties it was about, of the law or of a plan."""
    paper: str = ""
    """Number of the letter, where there is one."""
