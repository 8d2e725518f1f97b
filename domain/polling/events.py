"""What happens at one polling area."""

from __future__ import annotations

from typing import ClassVar

from domain.comparison import Unlike
from domain.event import Event
from domain.fact import Code
from domain.minutes import Figures
from domain.polling.ground import Interruption, Invalidity, Settlement
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


class SupplyTaken(Event):
    """The team received ballots and papers from its board and counted for itself."""

    title: ClassVar[str] = "Tổ bầu cử nhận tài liệu, phiếu bầu"
    article: ClassVar[str] = "Điều 24.3.d"
    poll: Poll
    contest: Code
    batch: Code
    """Which lot."""
    handed: int
    """Ballots the board wrote down."""
    ballots: int
    """Ballots the team counted."""
    findings: tuple[Finding, ...] = ()


class BoxChecked(Event):
    """The boxes were checked before the voters."""

    title: ClassVar[str] = "Kiểm tra hòm phiếu trước cử tri"
    article: ClassVar[str] = "Điều 71.2"
    poll: Poll
    contest: str = ""
    boxes: int
    """Boxes of the area, the one that is carried round included."""
    voters: int
    """Voters who watched."""
    findings: tuple[Finding, ...] = ()


class PollingInterrupted(Event):
    """The vote stopped; boxes and papers were sealed at once."""

    title: ClassVar[str] = "Gián đoạn bỏ phiếu, niêm phong hòm phiếu"
    article: ClassVar[str] = "Điều 71.3"
    poll: Poll
    contest: str = ""
    number: int
    """Interruptions of one vote are numbered from 1."""
    cause: Interruption
    """Why the vote stopped."""
    boxes: int
    """Boxes that were sealed."""
    papers: bool
    """Whether the papers were sealed with the boxes."""
    findings: tuple[Finding, ...] = ()


class InterruptionReported(Event):
    """The board was told of the interruption."""

    title: ClassVar[str] = "Báo cáo Ban bầu cử về việc gián đoạn bỏ phiếu"
    article: ClassVar[str] = "Điều 71.3"
    poll: Poll
    contest: str = ""
    number: int
    """Which interruption of this vote."""


class PollingResumed(Event):
    """The vote went on after an interruption."""

    title: ClassVar[str] = "Tiếp tục bỏ phiếu"
    article: ClassVar[str] = "Điều 71.3"
    poll: Poll
    contest: str = ""
    number: int
    """Which interruption of this vote has ended."""
    seals: str
    """Whether the seals were whole or broken when they were taken off."""
    room: str
    """The same room or another."""
    findings: tuple[Finding, ...] = ()


class BoxOpened(Event):
    """The boxes were opened before voters who do not stand."""

    title: ClassVar[str] = "Mở hòm phiếu"
    article: ClassVar[str] = "Điều 73"
    poll: Poll
    contest: str = ""
    witnesses: tuple[Code, ...]
    """Codes of the voters who watched."""
    findings: tuple[Finding, ...] = ()


class CollectedChecked(Event):
    """The ballots in the box were held against the voters who had voted."""

    title: ClassVar[str] = "Đối chiếu phiếu thu vào với số cử tri đã bỏ phiếu"
    article: ClassVar[str] = "Điều 76.2"
    poll: Poll
    ballot: Ballot
    contest: Code
    check: int
    """First check, second, …"""
    voted: int
    collected: int
    findings: tuple[Finding, ...] = ()


class SurplusReported(Event):
    """There were more ballots than voters after a second check: sealed, and the board told at once."""

    title: ClassVar[str] = "Niêm phong, báo cáo Ban bầu cử số phiếu nhiều hơn số cử tri"
    article: ClassVar[str] = "Thông tư 02/2016/TT-BNV, Điều 11.5"
    poll: Poll
    ballot: Ballot
    contest: Code
    voted: int
    collected: int


class DoubtfulJudged(Event):
    """The whole team decided which doubtful ballots are valid."""

    title: ClassVar[str] = "Quyết định về phiếu bầu có nghi vấn"
    article: ClassVar[str] = "Điều 74.2"
    poll: Poll
    ballot: Ballot
    contest: Code
    lot: Code
    """Which doubtful ballots, by their place in the minutes."""
    members: int
    """Members of the team."""
    agreed: int
    """Members who agreed."""
    valid: int
    invalid: dict[Invalidity, int]
    """Ballots found invalid, by the ground of Điều 74.1."""
    findings: tuple[Finding, ...] = ()


class BallotsSorted(Event):
    """The valid ballots were counted by how many names they leave."""

    title: ClassVar[str] = "Phân loại phiếu theo số người được bầu"
    article: ClassVar[str] = "Điều 73"
    poll: Poll
    ballot: Ballot
    contest: Code
    names: tuple[int, ...]
    """Ballots with one name, with two, …"""
    invalid: int
    findings: tuple[Finding, ...] = ()


class CountEntered(Event):
    """Somebody entered the figures of one kind of ballot for the first time; they are no minutes yet."""

    title: ClassVar[str] = "Nhập kết quả kiểm phiếu lần thứ nhất"
    article: ClassVar[str] = "Điều 76"
    poll: Poll
    ballot: Ballot
    contest: Code
    figures: Figures
    findings: tuple[Finding, ...] = ()


class CountConfirmed(Event):
    """Somebody else entered the same figures again: the minutes follow."""

    title: ClassVar[str] = "Nhập lần thứ hai khớp với lần thứ nhất"
    article: ClassVar[str] = "Điều 76"
    poll: Poll
    ballot: Ballot
    contest: Code


class CountsDiffered(Event):
    """The second entry is not the first: the team has to say what holds."""

    title: ClassVar[str] = "Hai lần nhập kết quả kiểm phiếu khác nhau"
    article: ClassVar[str] = "Điều 76"
    poll: Poll
    ballot: Ballot
    contest: Code
    figures: Figures
    differences: tuple[Unlike, ...]
    """Every figure that differs, in the order of the form."""


class CountSettled(Event):
    """The team decided which figures hold where two entries differed: the minutes follow."""

    title: ClassVar[str] = "Tổ bầu cử thống nhất số liệu kiểm phiếu"
    article: ClassVar[str] = "Điều 76; Điều 26.1"
    poll: Poll
    ballot: Ballot
    contest: Code
    members: int
    """Members of the team."""
    agreed: int
    """Members who agreed."""
    why: Settlement
    findings: tuple[Finding, ...] = ()


class ComplaintsNoted(Event):
    """The complaints of the count, for the minutes: settled on the spot, or passed to the board."""

    title: ClassVar[str] = "Ghi nhận khiếu nại tại phòng bỏ phiếu"
    article: ClassVar[str] = "Điều 75"
    poll: Poll
    contest: str = ""
    settled: int
    """Complaints settled on the spot."""
    cases: tuple[Code, ...]
    """Cases passed on to the board."""
    findings: tuple[Finding, ...] = ()


class BallotsHandedOver(Event):
    """Minutes and all ballots went to the people's committee of the commune."""

    title: ClassVar[str] = "Chuyển biên bản và phiếu bầu đến Ủy ban nhân dân xã"
    article: ClassVar[str] = "Điều 25.2.h"
    poll: Poll
    contest: str = ""
    packets: int
    """Sealed packets of ballots."""


class BallotsTaken(Event):
    """The people's committee received the sealed ballots for keeping."""

    title: ClassVar[str] = "Ủy ban nhân dân xã nhận phiếu bầu để lưu giữ"
    article: ClassVar[str] = "Điều 25.2.h"
    poll: Poll
    contest: str = ""
    handed: int
    """Sealed packets the team wrote down."""
    packets: int
    """Sealed packets that were counted on receipt."""
    findings: tuple[Finding, ...] = ()


class MinutesReceived(Event):
    """An addressee confirmed that it has the counting minutes of one kind of ballot."""

    title: ClassVar[str] = "Xác nhận đã nhận biên bản kiểm phiếu"
    article: ClassVar[str] = "Điều 76.3"
    poll: Poll
    ballot: Ballot
    contest: Code
    to: str
    """The body that has it."""
    copies: int
    """Copies it has."""
