"""What a court does with a suit about a voter list, between the filing and the judgment.

The filing is the case's `CaseAppealed` to the court, the judgment its `CaseDecided` by the court.
"""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import LegalTime
from domain.terms import Finding


class SuitAccepted(Event):
    """A judge was assigned and the case accepted, which has to be done at once."""

    title: ClassVar[str] = "Thụ lý vụ án về danh sách cử tri"
    article: ClassVar[str] = "Luật Tố tụng hành chính Điều 198"
    due: LegalTime | None
    """Until when the court has to order the trial or drop the case."""
    findings: tuple[Finding, ...] = ()


class TrialOrdered(Event):
    """The court ordered the case to trial."""

    title: ClassVar[str] = "Quyết định đưa vụ án ra xét xử"
    article: ClassVar[str] = "Luật Tố tụng hành chính Điều 199.1"
    decision: str
    due: LegalTime | None
    """Until when the hearing has to be opened."""
    findings: tuple[Finding, ...] = ()


class SuitDropped(Event):
    """The court dropped the case without a trial; it then closes the case as not considered."""

    title: ClassVar[str] = "Đình chỉ vụ án về danh sách cử tri"
    article: ClassVar[str] = "Luật Tố tụng hành chính Điều 199.1"
    decision: str
    findings: tuple[Finding, ...] = ()


class HearingOpened(Event):
    """The court opened the hearing; its judgment is in force at once, without appeal (Article 202.1)."""

    title: ClassVar[str] = "Mở phiên tòa xét xử vụ án về danh sách cử tri"
    article: ClassVar[str] = "Luật Tố tụng hành chính Điều 199.3"
    findings: tuple[Finding, ...] = ()
