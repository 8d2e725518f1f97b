"""What happens to one complaint, denunciation, petition, incident or verification."""

from __future__ import annotations

from typing import ClassVar

from domain.cases.ground import Effect, Form, Matter, Outcome, PassedOn, Verified, Withdrawal
from domain.event import Event
from domain.fact import Code, LegalTime
from domain.terms import Ballot, Finding


class Ruled(Event):
    """What happened under an article that depends on the matter; `ruled` names it."""

    title: ClassVar[str] = "Việc trong vụ việc"
    ruled: str
    """The article of the route; empty where the law has none for this matter."""

    @property
    def ground(self) -> str:
        return self.ruled or self.article


class CaseRegistered(Ruled):
    """A paper or a report was entered in the register of the body that received it.

    `deadline` and `due` are empty where the law sets no term for the answer (R44).
    """

    title: ClassVar[str] = "Ghi sổ, tiếp nhận đơn, vụ việc"
    article: ClassVar[str] = "Điều 33; Điều 61; Điều 75; Điều 87"
    form: Form
    about: Matter
    """What it is about, which decides its route."""
    ballot: Ballot
    body: str
    unit: Code
    number: int
    """Number in the register of the receiving body."""
    contest: str = ""
    area: str = ""
    candidacy: str = ""
    anonymous: bool = False
    """Without a name, or under a false one."""
    received: LegalTime
    route: str
    """The way of such a case in one sentence, as the law has it."""
    deadline: str
    """The row of the law by which it has to be answered."""
    due: LegalTime | None
    findings: tuple[Finding, ...] = ()


class CaseSetAside(Event):
    """An anonymous denunciation of a candidate, or one under a false name, is not considered."""

    title: ClassVar[str] = "Không xem xét đơn giấu tên, mạo tên"
    article: ClassVar[str] = "Điều 61.3"


class CaseConsidered(Ruled):
    """The body that holds the case began to examine it."""

    title: ClassVar[str] = "Xem xét vụ việc"
    article: ClassVar[str] = "Điều 61.1; Điều 87"
    body: str
    unit: Code


class CasePassedOn(Ruled):
    """The case went to another body; the term, where there is one, counts from its receipt there."""

    title: ClassVar[str] = "Chuyển đơn, vụ việc"
    article: ClassVar[str] = "Điều 61; Điều 75"
    to_body: str
    to_unit: Code
    why: PassedOn
    received: LegalTime
    """When it came to the other body."""
    deadline: str
    due: LegalTime | None
    findings: tuple[Finding, ...] = ()


class VerificationOrdered(Event):
    """The body that holds the case asked another to find out what is true; `due` is the day it named."""

    title: ClassVar[str] = "Yêu cầu xác minh"
    article: ClassVar[str] = "Điều 61.1"
    to_body: str
    to_unit: Code
    due: LegalTime | None


class VerificationReported(Event):
    """What the verification found, as a code; the report itself is the paper whose hash is kept."""

    title: ClassVar[str] = "Báo cáo kết quả xác minh"
    article: ClassVar[str] = "Điều 61.1"
    found: Verified
    """What turned out to be true."""


class CaseDecided(Ruled):
    """The case was decided; `effect` is what another procedure now records, naming this as its cause.

    `clear` marks the decision on a clear case after the stop, `final` one against which the law has no way.
    """

    title: ClassVar[str] = "Giải quyết khiếu nại, tố cáo, vụ việc"
    article: ClassVar[str] = "Điều 33; Điều 61; Điều 75; Điều 87"
    body: str
    unit: Code
    outcome: Outcome
    effect: Effect
    """What another procedure now has to record."""
    decision: str
    clear: bool
    """A clear and founded case, decided after the stop."""
    final: bool
    """Whether the law has no way against it."""
    findings: tuple[Finding, ...] = ()


class CaseAppealed(Ruled):
    """Who complained did not accept the decision, or the term had passed, and went to the next body."""

    title: ClassVar[str] = "Khiếu nại tiếp, khởi kiện"
    article: ClassVar[str] = "Điều 33; Điều 61.1"
    to_body: str
    to_unit: Code
    received: LegalTime


class CaseWithdrawn(Event):
    """Who had lodged the case took it back. The law as read has no article on it, so none is named."""

    title: ClassVar[str] = "Rút đơn"
    why: Withdrawal


class CaseStopped(Event):
    """From ten days before election day nothing more is examined; papers are still received and passed on."""

    title: ClassVar[str] = "Ngừng xem xét, giải quyết"
    article: ClassVar[str] = "Điều 61.2"
    since: LegalTime
    """From when nothing more is examined."""


class CaseTermPassed(Event):
    """The term for the answer passed without a decision; where the law has a next body, its way is open."""

    title: ClassVar[str] = "Hết hạn giải quyết mà chưa có quyết định"
    article: ClassVar[str] = "Điều 33; Điều 87.2"
    deadline: str
    due: LegalTime


class CaseTransferred(Event):
    """An unresolved file was handed to the Standing Committee, or to the new council's standing board."""

    title: ClassVar[str] = "Bàn giao hồ sơ chưa giải quyết xong"
    article: ClassVar[str] = "Điều 61.4"
    to_body: str
    to_unit: Code
    findings: tuple[Finding, ...] = ()


class ConsequenceNoted(Event):
    """What the decision asked for is on the record of the other procedure, with the decision as its cause."""

    title: ClassVar[str] = "Hệ quả của quyết định đã được ghi"
    article: ClassVar[str] = "Điều 61; Điều 87"
    stream: str
    """The stream of the other procedure."""
    event: str
    """Id of the event that names the decision as its cause."""
