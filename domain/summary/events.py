"""Lists published by a province, summaries, publication, status and first sessions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from domain.contest.events import Further, Office
from domain.event import Event
from domain.fact import Code, Fact
from domain.law.retention import Kind
from domain.minutes import Figures
from domain.terms import Ballot, Finding


class ContestResult(Fact):
    """The elected of one constituency, in the order in which they were elected."""

    contest: Code
    seats: int
    elected: tuple[Code, ...]
    figures: Figures | None = Field(default=None, json_schema_extra={"since": 2})
    """The sums of the constituency's minutes that stand; nothing in summaries from before they were kept."""


class FurtherResult(Fact):
    """The section of a summary for an additional ballot or a re-run of one constituency."""

    contest: Code
    poll: Further
    day: date
    seats: int
    """Seats this vote had to fill."""
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
    schema_version: ClassVar[int] = 2
    results: tuple[ContestResult, ...]
    edition: int = Field(default=1, json_schema_extra={"since": 2})
    """1 is the first; a summary that was opened again is 2 or more."""
    further: tuple[FurtherResult, ...] = Field(default=(), json_schema_extra={"since": 2})
    """Its sections for re-runs and additional ballots."""


class NationalSummaryMade(Event):
    """The Council's summary minutes of the Assembly election."""

    title: ClassVar[str] = "Biên bản tổng kết cuộc bầu cử đại biểu Quốc hội"
    article: ClassVar[str] = "Điều 84"
    schema_version: ClassVar[int] = 2
    provinces: tuple[Code, ...]
    results: tuple[ContestResult, ...]
    edition: int = Field(default=1, json_schema_extra={"since": 2})
    """1 is the first; a summary that was opened again is 2 or more."""
    further: tuple[FurtherResult, ...] = Field(default=(), json_schema_extra={"since": 2})
    """Its sections for re-runs and additional ballots."""


class NationalResultPublished(Event):
    """The result of the Assembly election was published."""

    title: ClassVar[str] = "Công bố kết quả bầu cử đại biểu Quốc hội"
    article: ClassVar[str] = "Điều 86.1"
    schema_version: ClassVar[int] = 2
    elected: tuple[Code, ...]
    edition: int = Field(default=1, json_schema_extra={"since": 2})
    """The edition of the summary that was published."""


class CouncilSummaryMade(Event):
    """The committee's summary minutes of a council's election: every constituency, settled."""

    title: ClassVar[str] = "Biên bản tổng kết cuộc bầu cử đại biểu Hội đồng nhân dân"
    article: ClassVar[str] = "Điều 85"
    schema_version: ClassVar[int] = 2
    ballot: Ballot
    results: tuple[ContestResult, ...]
    edition: int = Field(default=1, json_schema_extra={"since": 2})
    """1 is the first; a summary that was opened again is 2 or more."""
    further: tuple[FurtherResult, ...] = Field(default=(), json_schema_extra={"since": 2})
    """Its sections for re-runs and additional ballots."""


class CouncilResultPublished(Event):
    """The result of a council's election was published."""

    title: ClassVar[str] = "Công bố kết quả bầu cử đại biểu Hội đồng nhân dân"
    article: ClassVar[str] = "Điều 86.2"
    schema_version: ClassVar[int] = 2
    ballot: Ballot
    elected: tuple[Code, ...]
    edition: int = Field(default=1, json_schema_extra={"since": 2})
    """The edition of the summary that was published."""


class StatusConfirmed(Event):
    """The status of the elected was confirmed, or refused to some; certificates follow."""

    title: ClassVar[str] = "Xác nhận tư cách đại biểu"
    article: ClassVar[str] = "Điều 88"
    schema_version: ClassVar[int] = 2
    ballot: Ballot
    confirmed: tuple[Code, ...]
    refused: tuple[RefusedStatus, ...] = ()
    edition: int = Field(default=1, json_schema_extra={"since": 2})
    """The edition of the summary it rests on."""
    findings: tuple[Finding, ...] = Field(default=(), json_schema_extra={"since": 2})


class FirstSessionHeld(Event):
    """The Assembly or a council met for the first time."""

    title: ClassVar[str] = "Kỳ họp thứ nhất"
    article: ClassVar[str] = "Luật Tổ chức Quốc hội; Luật Tổ chức chính quyền địa phương"
    ballot: Ballot


class SummaryReopened(Event):
    """A constituency that was summed up is no longer settled, or elected others: a new edition is owed."""

    title: ClassVar[str] = "Mở lại biên bản tổng kết"
    article: ClassVar[str] = "Điều 81, 83, 84, 85"
    ballot: Ballot
    contest: Code
    edition: int
    """The edition that is to come."""


class SummarySigned(Event):
    """The chair or one of the deputies signed the provincial or the summary minutes."""

    title: ClassVar[str] = "Ký biên bản tổng kết"
    article: ClassVar[str] = "Điều 83, 84, 85"
    ballot: Ballot
    edition: int
    """The edition that was signed."""
    office: Office
    """Chair, or one of the deputies."""
    number: int
    """Which of the deputies; 1 for the chair."""


class SummaryIssued(Event):
    """The minutes, signed by all who have to, went to those the law names."""

    title: ClassVar[str] = "Gửi biên bản tổng kết"
    article: ClassVar[str] = "Điều 83.3, 84, 85"
    ballot: Ballot
    edition: int
    """The edition that was sent."""
    deputies: int
    """How many deputies the body has; each of them signed."""
    copies: int
    """Copies the law asks for."""


class CertificatesIssued(Event):
    """Those whose status was confirmed got their certificates."""

    title: ClassVar[str] = "Cấp giấy chứng nhận đại biểu"
    article: ClassVar[str] = "Điều 88"
    ballot: Ballot
    holders: tuple[Code, ...]
    """Candidacies of those who got one."""


class RecordsHandedOver(Event):
    """Summary minutes and files went to the new Standing Committee or the new council's standing board."""

    title: ClassVar[str] = "Bàn giao biên bản tổng kết, hồ sơ bầu cử"
    article: ClassVar[str] = "Điều 20; Điều 23.2.o"
    ballot: Ballot
    to_body: str
    """Code of the body that received them."""


class RecordsArchived(Event):
    """The papers were put into the archive, to be kept at least until these days."""

    title: ClassVar[str] = "Lưu trữ tài liệu bầu cử"
    article: ClassVar[str] = "Hướng dẫn lưu trữ sau bầu cử năm 2021"
    ballot: Ballot
    ballots_until: date
    """Last day on which the ballot papers must still be there."""
    documents_until: date
    """Last day on which dossiers, lists, minutes and other documents must still be there."""


class PapersDestroyed(Event):
    """Papers whose time in the archive was over were destroyed."""

    title: ClassVar[str] = "Tiêu hủy tài liệu bầu cử hết hạn lưu trữ"
    article: ClassVar[str] = "Hướng dẫn lưu trữ sau bầu cử năm 2021"
    ballot: Ballot
    papers: Kind
    """Ballot papers, or all other documents."""
    decision: str
    kept_until: date
    """Last day on which they had to be there."""
