"""Who sits on the bodies of a unit, what these decide, and when they end. Persons are codes."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from domain.consultation.events import Addressee
from domain.event import Event
from domain.fact import Code, Fact, LegalTime
from domain.terms import Ballot, Finding, Reason

Kind = Literal["nec", "committee", "board", "team"]
"""The bodies that run an election."""

Office = Literal["chair", "deputy", "secretary", "member"]

Represents = Literal[
    "",
    "standing_committee",
    "government",
    "front",
    "council",
    "people_committee",
    "delegation",
    "agency",
    "organisation",
    "voter",
    "commander",
    "soldier",
]
"""For whom a member sits there, where the law asks for such a seat; empty: for none of them."""

Form = Literal["", "armed_forces", "shared"]
"""A team of an armed unit, or one it shares with the place where it lies (Article 25.1)."""

Consent = Literal["council", "front", "commander"]
"""Who agreed before the people's committee decided."""

Leaving = Literal["stands", "own_request", "moved", "died"]
"""Why a member no longer sits: stands for election there (Article 27), asks to go, has another office."""

LEAVINGS: Final[dict[Leaving, str]] = {
    "stands": "Ứng cử ở chính đơn vị bầu cử đó (Điều 27)",
    "own_request": "Theo đơn xin thôi",
    "moved": "Chuyển công tác",
    "died": "Đã chết",
}

REPLACEMENT: Final = "Thông tư 02/2016/TT-BNV, Điều 3.3"
"""Who goes for another reason than a candidacy is replaced under this circular; the law is silent on it."""

Subject = Literal[
    "constituencies",
    "official_list",
    "strike_off",
    "doubtful_ballot",
    "result",
    "repoll",
    "annulment",
    "complaint",
    "status",
    "report",
    "organisation",
]
"""What a body votes on."""

SUBJECTS: Final[dict[Subject, str]] = {
    "constituencies": "đơn vị bầu cử",
    "official_list": "danh sách chính thức những người ứng cử",
    "strike_off": "xóa tên người ứng cử",
    "doubtful_ballot": "phiếu bầu có nghi vấn",
    "result": "kết quả bầu cử",
    "repoll": "bầu cử thêm, bầu cử lại",
    "annulment": "hủy kết quả bầu cử",
    "complaint": "khiếu nại, tố cáo",
    "status": "tư cách người trúng cử",
    "report": "báo cáo",
    "organisation": "phân công, tổ chức",
}

Outcome = Literal["carried", "not_carried", "no_quorum"]


class Member(Fact):
    """One seat: the person as a code, the office, and for whom."""

    person: Code
    """The person as a code, the same as in a candidacy."""
    office: Office = "member"
    """Chair, deputy, secretary, or a plain member."""
    represents: Represents = ""
    """The body or the people for whom the member sits there; empty for none of those the law names."""


class _Body(Fact):
    """What the events about one body share; no event of its own."""

    body: Kind
    place: str = ""
    """The constituency of a board, the polling area of a team; empty for the unit's own body."""

    @property
    def key(self) -> str:
        """The body among those of the unit."""
        return f"{self.body}:{self.place}"


class _Seat(_Body):
    """What the events about one member share; no event of its own."""

    member: Code
    """The person as a code."""

    @property
    def seat(self) -> str:
        """The member's seat among all those of the unit."""
        return f"{self.place}.{self.member}"


class MembersAppointed(_Body, Event):
    """The members of a body were named, after the consent of the standing board and the Front."""

    title: ClassVar[str] = "Quyết định danh sách thành viên tổ chức phụ trách bầu cử"
    article: ClassVar[str] = "Điều 12; Điều 22; Điều 24; Điều 25"
    form: Form = ""
    members: tuple[Member, ...]
    """All members, each once."""
    agreed: tuple[Consent, ...]
    """Who agreed before the decision."""
    decision: str
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        grounds = {"nec": "Điều 12", "committee": "Điều 22", "board": "Điều 24", "team": "Điều 25"}
        return grounds[self.body]


class MemberFoundStanding(_Seat, Event):
    """A member of a board or a team stands for election in the very constituency it serves.

    He has to leave by the day on which the official list is published.
    """

    title: ClassVar[str] = "Thành viên Ban, Tổ bầu cử là người ứng cử ở chính nơi đó"
    article: ClassVar[str] = "Điều 27"
    candidacy: Code
    contest: Code
    ballot: Ballot
    due: LegalTime | None
    """The end of the day by which he leaves; null while no calendar is fixed."""


class MemberLeft(_Seat, Event):
    """A member no longer sits on the body: the resignation was accepted, or the seat fell vacant."""

    title: ClassVar[str] = "Thành viên thôi tham gia tổ chức phụ trách bầu cử"
    article: ClassVar[str] = f"Điều 27; {REPLACEMENT}"
    why: Leaving
    """Coded ground."""

    @property
    def ground(self) -> str:
        return "Điều 27" if self.why == "stands" else REPLACEMENT


class MemberStruckOff(_Seat, Event):
    """The body that had named him struck off a member who stood there and had not left in time."""

    title: ClassVar[str] = "Xóa tên người ứng cử khỏi danh sách thành viên"
    article: ClassVar[str] = "Điều 27"
    decision: str


class MemberCleared(_Seat, Event):
    """A member who stood there stands no longer: the candidacy was withdrawn or struck off."""

    title: ClassVar[str] = "Thành viên không còn ứng cử ở chính nơi đó"
    article: ClassVar[str] = "Điều 27"
    candidacy: Code


class MemberReplaced(_Body, Event):
    """Somebody else took the seat of a member who has left."""

    title: ClassVar[str] = "Thay thế, bổ sung thành viên tổ chức phụ trách bầu cử"
    article: ClassVar[str] = f"Điều 27; {REPLACEMENT}"
    replaces: Code
    """Who sat there before, as a code."""
    member: Member
    """Who sits there from now on."""
    agreed: tuple[Consent, ...]
    """Who agreed before the decision."""
    decision: str
    findings: tuple[Finding, ...] = ()


class MemberListSent(_Body, Event):
    """The list of members went to the bodies the article names."""

    title: ClassVar[str] = "Gửi danh sách thành viên tổ chức phụ trách bầu cử"
    article: ClassVar[str] = "Điều 22; Điều 24; Điều 25"
    edition: int
    """1 for the first list, one more after each replacement."""
    recipients: tuple[Addressee, ...]
    """The bodies that got the list."""
    findings: tuple[Finding, ...] = ()


class BodyDecided(_Body, Event):
    """A body met and voted: two thirds of its members must be there, more than half of all must agree."""

    title: ClassVar[str] = "Tổ chức phụ trách bầu cử họp và biểu quyết"
    article: ClassVar[str] = "Điều 13; Điều 26.1"
    number: Code
    """Number of the minutes or the resolution."""
    subject: Subject
    """The kind of matter it was about."""
    about: str
    """Code of what it was about: a constituency, an area, a case; empty where it is all of it."""
    members: int
    """All members of the body at that moment."""
    present: int
    """Members who were there."""
    in_favour: int
    """Members who voted for it."""
    against: int
    """Members who voted against it; who abstained is in neither number."""
    outcome: Outcome
    """Carried, not carried, or void because too few were there."""
    reasons: tuple[Reason, ...]
    """The two thresholds with the figures."""

    @property
    def ground(self) -> str:
        return "Điều 13" if self.body == "nec" else "Điều 26.1"


class SubcommitteeSetUp(Event):
    """The National Election Council set up one of its sub-committees."""

    title: ClassVar[str] = "Thành lập tiểu ban của Hội đồng bầu cử quốc gia"
    article: ClassVar[str] = "Điều 12.3"
    task: Literal["personnel", "documents", "security", "complaints", "information", "other"]
    """What the sub-committee looks after."""
    size: int
    decision: str


class CommitteeEnded(Event):
    """The National Election Council, or an election committee for one ballot, has done its work."""

    title: ClassVar[str] = "Ủy ban bầu cử, Hội đồng bầu cử quốc gia kết thúc nhiệm vụ"
    article: ClassVar[str] = "Điều 20; Điều 28"
    body: Literal["nec", "committee"]
    ballot: Ballot
    after: Literal["result_published", "first_session", "hand_over"]
    """The act after which it ends."""

    @property
    def ground(self) -> str:
        if self.body == "nec":
            return "Điều 20"
        return "Điều 28.1" if self.ballot == "na" else "Điều 28.2"
