"""What happens in one constituency."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact
from domain.minutes import Figures
from domain.missing import Way
from domain.outcome import Next, RerunCause, Result
from domain.terms import Ballot, Finding, Poll, Reason

Further = Literal["additional", "rerun"]

Breach = Literal["serious_breach"]
"""The one ground on which a result is annulled: a serious breach of the law (Article 81.1)."""

Proposer = Literal["", "standing_committee", "government", "front", "committee"]
"""On whose proposal a result is annulled; empty: of the Council's own motion."""

Preparation = Literal["voter_list", "cards", "ballots", "boxes", "notices"]
"""What a further vote needs anew: the list of the first ballot (Article 82), and everything handed out."""

Office = Literal["chair", "deputy"]
"""Who signs minutes: the chair and every deputy."""


class Listed(Fact):
    """A candidate on the official list: place on the ballot, and age rank (1 the oldest, the same birth date
    the same rank).

    Names and birth dates stay outside the record; the ranks are what the law needs of them.
    """

    candidacy: Code
    order: int
    seniority: int


class TeamMinutes(Fact):
    """The counting minutes of one area that went into a total, in the edition that stood then."""

    area: Code
    edition: int
    poll: Poll | Literal[""] = Field(default="", json_schema_extra={"since": 2})
    """The vote they count, where it is another than that of the total; empty where it is the same."""
    event: str = Field(default="", json_schema_extra={"since": 2})
    """Id of the event that holds these minutes; empty in minutes made before ids were kept."""


class ConstituencyFixed(Event):
    """The constituency exists: its seats as published, and the unit whose bodies organise it."""

    title: ClassVar[str] = "Ấn định đơn vị bầu cử"
    article: ClassVar[str] = "Điều 10"
    ballot: Ballot
    seats: int
    unit: Code
    publisher: Code


class AreasAssigned(Event):
    """A commune's polling areas belong to this constituency."""

    title: ClassVar[str] = "Gắn khu vực bỏ phiếu vào đơn vị bầu cử"
    article: ClassVar[str] = "Điều 11"
    unit: Code
    areas: tuple[Code, ...]


class AreasWithdrawn(Event):
    """Polling areas of a commune no longer belong to this constituency: the province has changed them."""

    title: ClassVar[str] = "Bỏ khu vực bỏ phiếu khỏi đơn vị bầu cử"
    article: ClassVar[str] = "Điều 11.4"
    unit: Code
    areas: tuple[Code, ...]


class BoardEstablished(Event):
    """The constituency board (Ban bầu cử) was set up."""

    title: ClassVar[str] = "Thành lập Ban bầu cử"
    article: ClassVar[str] = "Điều 24"
    size: int
    decision: str
    findings: tuple[Finding, ...] = ()


class OfficialListPublished(Event):
    """The official list of candidates was published."""

    title: ClassVar[str] = "Công bố danh sách chính thức những người ứng cử"
    article: ClassVar[str] = "Điều 57, 58"
    candidates: tuple[Listed, ...]
    decision: str
    surplus_decision: str = ""


class CandidateStruckOff(Event):
    """A candidate was struck off the list, before the opening."""

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Xóa tên người ứng cử"
    article: ClassVar[str] = "Điều 60"
    candidacy: Code
    why: str
    decision: str
    findings: tuple[Finding, ...] = ()
    consent: str = Field(default="", json_schema_extra={"since": 2})
    """Document by which the Front of the level agrees, where a council's candidate is struck off."""


class MissingCandidateSettled(Event):
    """What becomes of a published list that has lost somebody: kept, added to, or fewer seats."""

    title: ClassVar[str] = "Xử lý khuyết người ứng cử"
    article: ClassVar[str] = "Điều 57.6; Điều 58.3"
    missing: tuple[Code, ...]
    """Candidacies that cannot go on and were not settled before."""
    way: Way
    """Keep the list, add somebody to it, or reduce the seats."""
    seats: int
    added: tuple[Listed, ...]
    """Who comes onto the list."""
    posted: bool
    """Whether the list hung in an area already; what then holds was not read (O-1)."""
    decision: str
    consent: str
    """Document by which the Front of the level agrees, where the law asks for it."""
    reasons: tuple[Reason, ...]

    @property
    def ground(self) -> str:
        return self.reasons[0].article


class BallotProofed(Event):
    """A second person held the text of the ballot against the official list before it was printed."""

    title: ClassVar[str] = "Soát phiếu bầu trước khi in"
    article: ClassVar[str] = "Điều 57.5; Điều 58.2"
    edition: int
    """Which proof, from 1."""
    names: tuple[Code, ...]
    """Candidacies in the order of the proof."""
    agrees: bool
    """Whether the proof has the same people in the same order as the list."""
    findings: tuple[Finding, ...] = ()


class ConstituencyMinutesMade(Event):
    """The board's minutes: the sums of the named minutes of its teams."""

    title: ClassVar[str] = "Biên bản xác định kết quả bầu cử ở đơn vị bầu cử"
    schema_version: ClassVar[int] = 2
    article: ClassVar[str] = "Điều 77"
    poll: Poll
    figures: Figures
    teams: tuple[TeamMinutes, ...]
    findings: tuple[Finding, ...] = ()


class ResultDetermined(Event):
    """What the law says of the figures: who is elected, on what ground, and what follows.

    `seats` are those this poll had to fill. `open` are those among whom an open point leaves the choice.
    """

    title: ClassVar[str] = "Xác định kết quả"
    schema_version: ClassVar[int] = 2
    article: ClassVar[str] = "Điều 78"
    poll: Poll
    outcome: Result
    seats: int
    elected: tuple[Code, ...]
    percent: dict[Code, str]
    reasons: tuple[Reason, ...]
    next: Next
    open: tuple[Code, ...] = ()
    conclusion: str = Field(default="", json_schema_extra={"since": 2})
    """The conclusion of the minutes, worded by rule."""

    @property
    def ground(self) -> str:
        return self.reasons[-1].article


class ShortfallReported(Event):
    """Too few were elected; the board reported it at once."""

    title: ClassVar[str] = "Báo cáo ngay việc thiếu đại biểu"
    article: ClassVar[str] = "Điều 79"
    seats: int
    elected: int


class LowTurnoutReported(Event):
    """Not more than half of the voters voted; the board reported it at once."""

    title: ClassVar[str] = "Báo cáo ngay việc chưa quá nửa cử tri đi bỏ phiếu"
    article: ClassVar[str] = "Điều 80.1"
    registered: int
    voted: int


class AdditionalBallotDecided(Event):
    """An additional ballot will be held, for these seats, between those who stood and were not elected."""

    title: ClassVar[str] = "Quyết định bầu cử thêm"
    article: ClassVar[str] = "Điều 79"
    day: date
    seats: int
    candidates: tuple[Code, ...]
    decision: str
    findings: tuple[Finding, ...] = ()


class AdditionalBallotDeclined(Event):
    """The National Election Council decided to leave a missing seat of the Assembly unfilled."""

    title: ClassVar[str] = "Quyết định không bầu cử thêm"
    article: ClassVar[str] = "Điều 79.1"
    decision: str
    why: str


class RerunDecided(Event):
    """The constituency votes again: turnout was not over half, or the result was annulled."""

    title: ClassVar[str] = "Quyết định bầu cử lại"
    schema_version: ClassVar[int] = 2
    article: ClassVar[str] = "Điều 80, 81"
    day: date
    cause: RerunCause
    decision: str
    consent: str = ""
    findings: tuple[Finding, ...] = ()
    areas: tuple[Code, ...] = Field(default=(), json_schema_extra={"since": 2})
    """The areas that vote again; empty: the whole constituency."""
    candidates: tuple[Code, ...] = Field(default=(), json_schema_extra={"since": 2})
    """Those of the first ballot who still stand (Articles 80, 81)."""

    @property
    def ground(self) -> str:
        return "Điều 80" if self.cause == "low_turnout" else "Điều 81"


class AdditionalBallotHeld(Event):
    """The first area of the constituency opened for the additional ballot."""

    title: ClassVar[str] = "Tiến hành bầu cử thêm"
    article: ClassVar[str] = "Điều 79.3"
    day: date


class RerunHeld(Event):
    """The first area of the constituency opened for the re-run."""

    title: ClassVar[str] = "Tiến hành bầu cử lại"
    article: ClassVar[str] = "Điều 80, 81"
    day: date


class OpenPointSettled(Event):
    """The competent body decided what the law leaves open; `elected` come on top of those certain.

    With nobody elected and a `poll` that was not held, or whose result was annulled: that vote is not held
    any more (O-29, O-30).
    """

    title: ClassVar[str] = "Quyết định về điểm luật chưa quy định"
    article: ClassVar[str] = "Điều 78"
    poll: Poll
    elected: tuple[Code, ...]
    decision: str
    why: str


class AnnulmentProposed(Event):
    """A body that may do so asked the National Election Council to annul a result."""

    title: ClassVar[str] = "Đề nghị hủy kết quả bầu cử"
    article: ClassVar[str] = "Điều 81.1"
    proposed_by: Proposer
    """Body that proposed it; empty where the Council acted of its own motion."""
    unit: Code
    areas: tuple[Code, ...]
    """Empty: the whole constituency."""
    why: Breach
    decision: str
    """Number of the paper."""


class ResultAnnulled(Event):
    """The National Election Council annulled what was voted in these areas, or in the whole constituency."""

    title: ClassVar[str] = "Hủy kết quả bầu cử"
    article: ClassVar[str] = "Điều 81"
    areas: tuple[Code, ...]
    """Empty: the whole constituency."""
    why: Breach
    proposed_by: Proposer
    """Body that proposed it; empty where the Council acted of its own motion."""
    decision: str
    findings: tuple[Finding, ...] = ()


class RepollProposed(Event):
    """The committee reported and asked the National Election Council for its decision or its consent."""

    title: ClassVar[str] = "Báo cáo, đề nghị về bầu cử thêm, bầu cử lại"
    article: ClassVar[str] = "Điều 79.1, 80.2, 80.3"
    poll: Further
    decision: str
    """Number of the paper."""


class RerunConsented(Event):
    """The National Election Council agreed that a council's constituency votes again."""

    title: ClassVar[str] = "Đồng ý bầu cử lại"
    article: ClassVar[str] = "Điều 80.3"
    decision: str


class RepollPrepared(Event):
    """Something that a further vote needs anew is there; what is still missing is noted."""

    title: ClassVar[str] = "Chuẩn bị bầu cử thêm, bầu cử lại"
    article: ClassVar[str] = "Điều 82"
    poll: Further
    done: tuple[Preparation, ...]
    """What was made ready; the voter list is that of the first ballot."""
    findings: tuple[Finding, ...] = ()


class ConstituencyMinutesSigned(Event):
    """The chair or one of the deputies of the board signed the minutes."""

    title: ClassVar[str] = "Ký biên bản xác định kết quả bầu cử"
    article: ClassVar[str] = "Điều 77.2"
    poll: Poll
    office: Office
    """Chair, or one of the deputies."""
    number: int
    """Which of the deputies; 1 for the chair."""


class ConstituencyMinutesIssued(Event):
    """The minutes, signed by all who have to, went to those the law names."""

    title: ClassVar[str] = "Gửi biên bản xác định kết quả bầu cử"
    article: ClassVar[str] = "Điều 77.3, 77.4"
    poll: Poll
    deputies: int
    """How many deputies the board has; each of them signed."""
    copies: int
    """Copies the law asks for."""
    recipients: tuple[str, ...]
    """Bodies the law names, as role@level."""


class BoardEnded(Event):
    """The board, and the teams as far as they worked for this ballot, have done their work.

    A further vote that is ordered later calls them back.
    """

    title: ClassVar[str] = "Ban bầu cử, Tổ bầu cử hết nhiệm vụ"
    article: ClassVar[str] = "Điều 28"
    ballot: Ballot
    occasion: int
    """1, and one more each time a further vote called them back."""

    @property
    def ground(self) -> str:
        return "Điều 28.1" if self.ballot == "na" else "Điều 28.3"
