"""What happens at one polling area."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code
from domain.minutes import Figures
from domain.terms import Ballot, Finding, Poll


class TeamEstablished(Event):
    """The polling team (Tổ bầu cử) of the area was set up; the area's constituencies are fixed with it."""

    title: ClassVar[str] = "Thành lập Tổ bầu cử"
    article: ClassVar[str] = "Điều 25.1"
    unit: Code
    contests: dict[Ballot, Code]
    size: int
    decision: str
    findings: tuple[Finding, ...] = ()


class CandidateListsPosted(Event):
    """The team posted the official lists of the candidates."""

    title: ClassVar[str] = "Niêm yết danh sách người ứng cử"
    article: ClassVar[str] = "Điều 59"
    contests: tuple[Code, ...]
    findings: tuple[Finding, ...] = ()


class PollingOpened(Event):
    """Polling began. `contest` is empty at the first ballot, where all ballots are cast together."""

    title: ClassVar[str] = "Bắt đầu bỏ phiếu"
    article: ClassVar[str] = "Điều 71.1"
    poll: Poll
    contest: str = ""
    findings: tuple[Finding, ...] = ()


class TurnoutReported(Event):
    """The team reported how many had voted by a slot of the reporting schedule."""

    title: ClassVar[str] = "Báo cáo số cử tri đã bỏ phiếu"
    article: ClassVar[str] = "Điều 25.2"
    poll: Poll
    contest: str = ""
    slot: Code
    voted: int
    findings: tuple[Finding, ...] = ()


class PollingClosed(Event):
    """Polling ended."""

    title: ClassVar[str] = "Kết thúc bỏ phiếu"
    article: ClassVar[str] = "Điều 71.1"
    poll: Poll
    contest: str = ""
    findings: tuple[Finding, ...] = ()


class UnusedBallotsSealed(Event):
    """Unused ballots were counted, minuted and sealed before the box was opened."""

    title: ClassVar[str] = "Kiểm kê, niêm phong phiếu không sử dụng"
    article: ClassVar[str] = "Điều 73"
    poll: Poll
    contest: str = ""
    received: int
    issued: int
    spoiled: int
    unused: int
    findings: tuple[Finding, ...] = ()


class CountingMinutesRecorded(Event):
    """The counting minutes of one kind of ballot, exactly as on paper; what does not fit is a finding."""

    title: ClassVar[str] = "Biên bản kết quả kiểm phiếu"
    article: ClassVar[str] = "Điều 76"
    poll: Poll
    ballot: Ballot
    contest: Code
    figures: Figures
    findings: tuple[Finding, ...] = ()


class CountingMinutesCorrected(Event):
    """A new version of counting minutes, with its ground; the one before stays on record."""

    title: ClassVar[str] = "Lập lại biên bản kiểm phiếu"
    article: ClassVar[str] = "Điều 76"
    poll: Poll
    ballot: Ballot
    contest: Code
    edition: int
    """1 is the first entry; a correction is 2 or more."""
    figures: Figures
    why: str
    findings: tuple[Finding, ...] = ()


class CountingMinutesSent(Event):
    """The minutes of all kinds of ballot of this poll went to boards, people's committee and Front."""

    title: ClassVar[str] = "Gửi biên bản kiểm phiếu"
    article: ClassVar[str] = "Điều 76.3"
    poll: Poll
    contest: str = ""
    ballots: tuple[Ballot, ...]
    findings: tuple[Finding, ...] = ()
