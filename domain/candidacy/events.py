"""One person's way to the list. A person is a code here; who it is stays outside the record."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from domain.event import Event
from domain.fact import Code
from domain.terms import Ballot, Finding

Origin = Literal["agency", "village", "self"]
"""Put forward by an agency, organisation or unit; by a village or street group; by oneself."""


class CandidateNominated(Event):
    """Somebody was put forward, or put himself forward, for one ballot; `unit` is where the dossier goes."""

    title: ClassVar[str] = "Giới thiệu người ứng cử, tự ứng cử"
    article: ClassVar[str] = "Điều 35; Điều 41; Điều 42; Điều 52"
    ballot: Ballot
    unit: Code
    origin: Origin
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        if self.origin == "self":
            return "Điều 35"
        return "Điều 41; Điều 42" if self.ballot == "na" else "Điều 52"


class DossierReceived(Event):
    """The dossier came in within its time."""

    title: ClassVar[str] = "Nhận hồ sơ ứng cử"
    article: ClassVar[str] = "Điều 35; Điều 36"
    attempt: int
    sets: int
    findings: tuple[Finding, ...] = ()


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

    title: ClassVar[str] = "Rút ứng cử"
    reason: str
