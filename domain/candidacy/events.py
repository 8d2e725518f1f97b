"""One person's way to the list. A person is a code here; who it is stays outside the record."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.candidacy.ground import Entry, Flaw
from domain.conference import Standing
from domain.event import Event
from domain.fact import Code
from domain.terms import Ballot, Finding

Origin = Literal["agency", "village", "self"]
"""Put forward by an agency, organisation or unit; by a village or street group; by oneself."""

Method = Literal["hands", "secret"]
"""How a conference votes, as it decides itself: by show of hands or by secret ballot."""


class NomineeProposed(Event):
    """The leadership of an agency proposes somebody; its voters have still to be heard."""

    title: ClassVar[str] = "Dự kiến người được giới thiệu ứng cử"
    article: ClassVar[str] = "Điều 41; Điều 42; Điều 52"
    ballot: Ballot
    unit: Code

    @property
    def ground(self) -> str:
        return "Điều 41; Điều 42" if self.ballot == "na" else "Điều 52"


class NomineeConferenceHeld(Event):
    """Voters at work said whether they have confidence in somebody who is to be put forward."""

    title: ClassVar[str] = "Hội nghị cử tri nơi công tác về người dự kiến giới thiệu"
    article: ClassVar[str] = "Điều 41; Điều 42; Điều 52"
    sitting: int
    summoned: int
    present: int
    confident: int
    method: Method
    """By show of hands or by secret ballot, as the conference decided."""
    counters: int
    """Members of the team that counted."""
    standing: Standing
    """Trusted by more than half of those present, not trusted, or the rule of the year was not read."""
    findings: tuple[Finding, ...] = ()


class NomineeReplaced(Event):
    """The nominee is not put forward; somebody else is proposed, from the first step on."""

    title: ClassVar[str] = "Giới thiệu người khác thay người dự kiến"
    article: ClassVar[str] = "Nghị quyết liên tịch 102/2025, Điều 9.3, Điều 14.3"
    successor: Code
    """Candidacy of the person proposed instead."""
    reason: str


class CandidateNominated(Event):
    """Somebody was put forward, or put himself forward, for one ballot; `unit` is where the dossier goes."""

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Giới thiệu người ứng cử, tự ứng cử"
    article: ClassVar[str] = "Điều 35; Điều 41; Điều 42; Điều 52"
    ballot: Ballot
    unit: Code
    origin: Origin
    findings: tuple[Finding, ...] = ()
    person: str = Field(default="", json_schema_extra={"since": 2})
    """Code of the person, the same in all his candidacies; empty where it was not given."""
    village: str = Field(default="", json_schema_extra={"since": 2})
    """Code of the village or street group that nominates."""

    @property
    def ground(self) -> str:
        if self.origin == "self":
            return "Điều 35"
        return "Điều 41; Điều 42" if self.ballot == "na" else "Điều 52"


class NomineeMinutesSent(Event):
    """The minutes of the conference at work and of the leadership went to the Front that consults."""

    title: ClassVar[str] = "Chuyển biên bản giới thiệu người ứng cử đến Mặt trận"
    article: ClassVar[str] = "Điều 41.5; Điều 42.5; Điều 52.6"
    ballot: Ballot
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return "Điều 41.5; Điều 42.5" if self.ballot == "na" else "Điều 52.6"


class DossierReceived(Event):
    """The dossier came in within its time."""

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Nhận hồ sơ ứng cử"
    article: ClassVar[str] = "Điều 35; Điều 36"
    attempt: int
    sets: int
    findings: tuple[Finding, ...] = ()
    receipt: str = Field(default="", json_schema_extra={"since": 2})
    """Number of the receipt given for it; the minute is the legal time of the event."""


class ChecklistTicked(Event):
    """The dossier was gone through point by point."""

    title: ClassVar[str] = "Đối chiếu danh mục hồ sơ"
    article: ClassVar[str] = "Điều 35.2; Điều 36"
    attempt: int
    missing: tuple[Flaw, ...]
    """Points that are not met."""
    photos: int
    """Portraits in each set, besides those glued on."""
    findings: tuple[Finding, ...] = ()


class PortalEntryNoted(Event):
    """The entry in the system of the National Election Council was held against the paper."""

    title: ClassVar[str] = "Đối chiếu hồ sơ với hệ thống của Hội đồng bầu cử quốc gia"
    article: ClassVar[str] = "Nghị quyết 40/NQ-HĐBCQG, Điều 3.1.d"
    dossier: str
    """Code of the dossier in that system; empty where it has none."""
    entry: Entry
    """Whether the entry says the same as the paper, something else, or is not there."""
    findings: tuple[Finding, ...] = ()


class NameFrozen(Event):
    """The legal name was compared letter by letter and holds from now on for list and ballot.

    The name itself lies with the person's own data.
    """

    title: ClassVar[str] = "Chốt họ tên pháp lý"
    article: ClassVar[str] = "Điều 35.2; Điều 57.5"
    fingerprint: str
    """SHA-256 of the name with a salt that lies beside it and is destroyed with it; empty where none was
    made."""


class DossierAccepted(Event):
    """The dossier was checked and found valid."""

    title: ClassVar[str] = "Hồ sơ ứng cử hợp lệ"
    article: ClassVar[str] = "Điều 36"
    attempt: int


class DossierReturned(Event):
    """The dossier was checked, found wanting, and given back with the reasons."""

    title: ClassVar[str] = "Trả hồ sơ ứng cử"
    article: ClassVar[str] = "Điều 35; Điều 36"
    attempt: int
    reasons: tuple[str, ...]


class DossierMoved(Event):
    """The candidate moved to another post after the last day for dossiers; the dossier goes there."""

    title: ClassVar[str] = "Chuyển hồ sơ do chuyển công tác"
    article: ClassVar[str] = "Điều 36.4"
    to_unit: Code
    guidance: str
    """Document of the National Election Council by which dossiers are moved."""


class CandidacyAllocated(Event):
    """The candidate was assigned to one constituency, and to no other."""

    title: ClassVar[str] = "Phân bổ người ứng cử về đơn vị bầu cử"
    article: ClassVar[str] = "Điều 23.1.đ; Điều 57.5"
    contest: Code
    occasion: int


class ProgrammeLodged(Event):
    """The candidate's programme of action was handed in; it hangs beside the biography."""

    title: ClassVar[str] = "Nộp chương trình hành động"
    article: ClassVar[str] = "Điều 66"
    edition: int
    """Which text, from 1; a later one takes the place of the earlier."""


class SubjectErased(Event):
    """The person's data beside the record are destroyed; the code remains, nobody can tell whose it was."""

    title: ClassVar[str] = "Xóa dữ liệu cá nhân"
    article: ClassVar[str] = "Nghị định 356/2025/NĐ-CP Điều 5"
    reason: str
    decision: str
    """Number of the decision; it must be there when `kept_until` has not passed."""
    kept_until: date
    """The last day on which papers of this election have to be kept."""
    findings: tuple[Finding, ...] = ()


class CandidacyWithdrawn(Event):
    """The candidate no longer stands. The law as read has no article on it, so none is named."""

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Rút ứng cử"
    reason: str
    findings: tuple[Finding, ...] = Field(default=(), json_schema_extra={"since": 2})
