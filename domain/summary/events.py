"""Lists published by a province, summaries, publication, status and first sessions."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code, Fact
from domain.terms import Ballot


class ContestResult(Fact):
    """The elected of one constituency, in the order in which they were elected."""

    contest: Code
    seats: int
    elected: tuple[Code, ...]


class RefusedStatus(Fact):
    """An elected person whose status was not confirmed, and why."""

    candidacy: Code
    ground: str


class ProvinceListPublished(Event):
    """The province published its part of the Assembly's official list."""

    title: ClassVar[str] = "Công bố danh sách người ứng cử đại biểu Quốc hội ở địa phương"
    article: ClassVar[str] = "Điều 57.7"
    contests: tuple[Code, ...]


class ProvinceMinutesMade(Event):
    """The provincial minutes of the Assembly election: every constituency of the province, settled."""

    title: ClassVar[str] = "Biên bản xác định kết quả bầu cử đại biểu Quốc hội ở địa phương"
    article: ClassVar[str] = "Điều 83"
    results: tuple[ContestResult, ...]


class NationalSummaryMade(Event):
    """The Council's summary minutes of the Assembly election."""

    title: ClassVar[str] = "Biên bản tổng kết cuộc bầu cử đại biểu Quốc hội"
    article: ClassVar[str] = "Điều 84"
    provinces: tuple[Code, ...]
    results: tuple[ContestResult, ...]


class NationalResultPublished(Event):
    """The result of the Assembly election was published."""

    title: ClassVar[str] = "Công bố kết quả bầu cử đại biểu Quốc hội"
    article: ClassVar[str] = "Điều 86.1"
    elected: tuple[Code, ...]


class CouncilSummaryMade(Event):
    """The committee's summary minutes of a council's election: every constituency, settled."""

    title: ClassVar[str] = "Biên bản tổng kết cuộc bầu cử đại biểu Hội đồng nhân dân"
    article: ClassVar[str] = "Điều 85"
    ballot: Ballot
    results: tuple[ContestResult, ...]


class CouncilResultPublished(Event):
    """The result of a council's election was published."""

    title: ClassVar[str] = "Công bố kết quả bầu cử đại biểu Hội đồng nhân dân"
    article: ClassVar[str] = "Điều 86.2"
    ballot: Ballot
    elected: tuple[Code, ...]


class StatusConfirmed(Event):
    """The status of the elected was confirmed, or refused to some; certificates follow."""

    title: ClassVar[str] = "Xác nhận tư cách đại biểu"
    article: ClassVar[str] = "Điều 88"
    ballot: Ballot
    confirmed: tuple[Code, ...]
    refused: tuple[RefusedStatus, ...] = ()


class FirstSessionHeld(Event):
    """The Assembly or a council met for the first time."""

    title: ClassVar[str] = "Kỳ họp thứ nhất"
    article: ClassVar[str] = "Luật Tổ chức Quốc hội; Luật Tổ chức chính quyền địa phương"
    ballot: Ballot
