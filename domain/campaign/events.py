"""What happens in the campaign of one constituency."""

from __future__ import annotations

from typing import ClassVar

from domain.campaign.ground import Breach, Cancelled, Form, Measure, Medium, Told
from domain.event import Event
from domain.fact import Code, LegalTime
from domain.terms import Finding


class MeetingPlanned(Event):
    """The Front planned a meeting of the candidates with voters."""

    title: ClassVar[str] = "Lên lịch hội nghị tiếp xúc cử tri"
    article: ClassVar[str] = "Điều 66.1"
    meeting: Code
    """Code of the meeting."""
    at: LegalTime
    """When it is to be."""
    form: Form
    """In person, online or both."""
    commune: str
    """The commune where it takes place; empty for one of the whole constituency."""
    findings: tuple[Finding, ...] = ()


class MeetingNotified(Event):
    """Candidates, or the voters of the place, were told of a meeting."""

    title: ClassVar[str] = "Thông báo hội nghị tiếp xúc cử tri"
    article: ClassVar[str] = "Điều 66.1"
    meeting: Code
    """Code of the meeting."""
    to: Told
    """The candidates, or the voters of the place."""
    findings: tuple[Finding, ...] = ()


class MeetingHeld(Event):
    """A meeting with voters was held; each candidate who came presented a programme of action."""

    title: ClassVar[str] = "Tổ chức hội nghị tiếp xúc cử tri"
    article: ClassVar[str] = "Điều 66.2"
    meeting: Code
    """Code of the meeting."""
    voters: int
    """Voters who came."""
    present: tuple[Code, ...]
    """Candidacies that took part."""
    findings: tuple[Finding, ...] = ()


class MeetingCancelled(Event):
    """A planned meeting was not held."""

    title: ClassVar[str] = "Hủy hội nghị tiếp xúc cử tri"
    article: ClassVar[str] = "Điều 66.1"
    meeting: Code
    """Code of the meeting."""
    why: Cancelled
    """The ground, a code of `domain/campaign/ground.py`."""


class MeetingsReported(Event):
    """The Front reported on meetings that were held, and what voters said of the candidates."""

    title: ClassVar[str] = "Báo cáo kết quả hội nghị tiếp xúc cử tri"
    article: ClassVar[str] = "Điều 66.3"
    report: Code
    """Code of the report."""
    meetings: tuple[Code, ...]
    """Meetings it is about."""
    addressees: tuple[str, ...]
    """Body at level, by the row of the law."""
    tally: dict[str, int]
    """Meetings each standing candidate has had so far."""
    findings: tuple[Finding, ...] = ()


class MediaUsed(Event):
    """A candidate presented the programme of action through the media."""

    title: ClassVar[str] = "Vận động qua phương tiện thông tin đại chúng"
    article: ClassVar[str] = "Điều 67"
    item: Code
    """Code of the broadcast, article or page."""
    candidacy: Code
    medium: Medium
    """Press, radio, television, or the page of an election body."""
    findings: tuple[Finding, ...] = ()


class CampaignBreachFound(Event):
    """An act of the campaign that breaks a rule is before the election committee."""

    title: ClassVar[str] = "Vi phạm trong vận động bầu cử"
    article: ClassVar[str] = "Điều 62.1"
    breach: Code
    """Code of the breach; of an act outside its time the act's own."""
    what: Breach
    """The rule that was broken, a code of `domain/campaign/ground.py`."""
    ruled: str
    """The article that was broken."""
    candidacy: str = ""
    act: str = ""
    """Code of the meeting or media item, where it was one."""
    to_unit: Code
    """The unit whose committee has to deal with it."""

    @property
    def ground(self) -> str:
        return f"{self.article}; {self.ruled}"


class CampaignBreachSettled(Event):
    """The election committee dealt with a breach."""

    title: ClassVar[str] = "Xử lý vi phạm trong vận động bầu cử"
    article: ClassVar[str] = "Điều 62.1"
    breach: Code
    """Code of the breach; of an act outside its time the act's own."""
    measure: Measure
    """What was done about it."""
    decision: str
