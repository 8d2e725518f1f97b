"""Consultation: three rounds, the voters' confidence, the list that goes up."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.conference import Step
from domain.consultation.terms import Answer, Form, Method, Verifier
from domain.event import Event
from domain.fact import Code, Fact, LegalTime
from domain.law.rules import Place
from domain.terms import Ballot, Finding

Round = Literal[1, 2, 3]


class Special(Fact):
    """A candidate without enough confidence, put to the third round all the same, and the report on why."""

    candidacy: Code
    report: str = Field(min_length=1)


class Conference(Fact):
    """Voters met about one candidate: how many were summoned, came, and declared their confidence."""

    candidacy: Code
    place: Place
    summoned: int = Field(ge=0)
    present: int = Field(ge=0)
    confident: int = Field(ge=0)


class DossiersClosed(Event):
    """The receipt of dossiers was closed, and those found valid were handed to the Front."""

    title: ClassVar[str] = "Khóa sổ nhận hồ sơ ứng cử"
    article: ClassVar[str] = "Điều 35.1; Điều 36"
    ballot: Ballot
    received: int
    handed_over: int
    findings: tuple[Finding, ...] = ()


class ConsultationHeld(Event):
    """A consultation conference was held; from the second round on it agreed on a list of candidates."""

    title: ClassVar[str] = "Hội nghị hiệp thương"
    article: ClassVar[str] = "Điều 38 đến 56"
    ballot: Ballot
    round: Round
    invited: int
    present: int
    agreed: tuple[Code, ...]
    special: tuple[Special, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        council = {1: "Điều 50", 2: "Điều 53", 3: "Điều 56"}
        assembly = {1: "Điều 38; Điều 39", 2: "Điều 43; Điều 44", 3: "Điều 48; Điều 49"}
        return (assembly if self.ballot == "na" else council)[self.round]


class VoterConferencesHeld(Event):
    """Voters at home and at work said whether they have confidence in the candidates of the second round."""

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Hội nghị cử tri nơi cư trú, nơi công tác"
    article: ClassVar[str] = "Điều 45; Điều 54"
    ballot: Ballot
    sitting: int
    conferences: tuple[Conference, ...]
    findings: tuple[Finding, ...] = ()
    form: Form = Field(default="meeting", json_schema_extra={"since": 2})
    """In a room, online, or on paper."""

    @property
    def ground(self) -> str:
        return "Điều 45" if self.ballot == "na" else "Điều 54"


class VoterMattersVerified(Event):
    """The matters voters raised about candidates were verified and answered in writing."""

    title: ClassVar[str] = "Xác minh, trả lời vụ việc cử tri nêu"
    article: ClassVar[str] = "Điều 46; Điều 55"
    ballot: Ballot
    raised: int
    answered: int
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return "Điều 46.4" if self.ballot == "na" else "Điều 55.4"


class QualifiedListSent(Event):
    """The minutes of the third round and the list of qualified candidates went to the body that publishes."""

    title: ClassVar[str] = "Gửi danh sách người đủ tiêu chuẩn ứng cử"
    article: ClassVar[str] = "Điều 57; Điều 58"
    ballot: Ballot
    candidacies: tuple[Code, ...]

    @property
    def ground(self) -> str:
        return "Điều 57.1; Điều 57.2" if self.ballot == "na" else "Điều 58.1"


class Addressee(Fact):
    """A body that gets a paper."""

    body: Code
    unit: Code


class Village(Fact):
    """What a village or street group has done about its nominees."""

    proposed: tuple[Code, ...] = ()
    """Put forward by the meeting of the Front's work committee."""
    nominated: tuple[Code, ...] = ()
    step: Step | None = None
    """What its conference came to; nothing while none was held."""
    sittings: int = 0


class DossiersHandedOver(Event):
    """One minuted hand-over of valid dossiers; list, biographies and declarations are of the same people."""

    title: ClassVar[str] = "Bàn giao hồ sơ ứng cử"
    article: ClassVar[str] = "Điều 36"
    ballot: Ballot
    to_body: Code
    to_unit: Code
    number: int
    """Which hand-over of this ballot, from 1."""
    candidacies: tuple[Code, ...]
    """On the extract list."""
    biographies: int
    """Short biographies."""
    declarations: int
    """Declarations of assets and income."""

    @property
    def ground(self) -> str:
        return "Điều 36.1.c" if self.ballot == "na" else "Điều 36.2"


class DossiersTakenOver(Event):
    """The body that got the dossiers counted them and found what was handed over."""

    title: ClassVar[str] = "Nhận bàn giao hồ sơ ứng cử"
    article: ClassVar[str] = "Điều 36"
    ballot: Ballot
    number: int
    """Which hand-over of this ballot, from 1."""
    listed: int
    """People on the extract list."""


class ConsultationVoteTaken(Event):
    """A consultation conference voted on a disputed point or on its list, in the way it chose."""

    title: ClassVar[str] = "Biểu quyết tại hội nghị hiệp thương"
    article: ClassVar[str] = "Nghị quyết liên tịch 102/2025, Điều 2.3, 18.3, 26.2"
    ballot: Ballot
    round: Round
    item: int
    """Which vote of the conference, from 1."""
    method: Method
    """By show of hands or by secret ballot."""
    members: int
    """Members present, who alone vote."""
    agree: int
    """Votes for it."""
    oppose: int
    """Votes against it."""
    counters: int
    """Members of the team that counted."""
    findings: tuple[Finding, ...] = ()


class StructureAgreed(Event):
    """A conference agreed on structure and numbers, and may have asked for them to be adjusted."""

    title: ClassVar[str] = "Thỏa thuận cơ cấu, thành phần, số lượng tại hội nghị hiệp thương"
    article: ClassVar[str] = "Điều 38.1; Điều 39.1; Điều 50.1"
    ballot: Ballot
    round: Round
    number: int
    women: int
    minorities: int
    asks: bool
    """Whether the conference asked for an adjustment."""
    findings: tuple[Finding, ...] = ()


class ConsultationMinutesSent(Event):
    """The minutes of a consultation went to the bodies the article names."""

    title: ClassVar[str] = "Gửi biên bản hội nghị hiệp thương"
    article: ClassVar[str] = "Điều 38.3; Điều 39.3; Điều 43.3; Điều 44.3; Điều 48.3; Điều 49.3; Điều 50.4"
    ballot: Ballot
    round: Round
    recipients: tuple[Addressee, ...]
    """Bodies it went to."""
    deadline: str
    """Id of the row of the law that names them."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        council = {1: "Điều 50.4", 2: "Điều 53.3", 3: "Điều 56.3"}
        assembly = {
            1: "Điều 38.3; Điều 39.3",
            2: "Điều 43.3; Điều 44.3",
            3: "Điều 48.3; Điều 49.3",
        }
        return (assembly if self.ballot == "na" else council)[self.round]


class ConsultationMinutesReceived(Event):
    """An addressee confirms that the minutes have come."""

    title: ClassVar[str] = "Nhận biên bản hội nghị hiệp thương"
    article: ClassVar[str] = "Điều 38 đến 56"
    ballot: Ballot
    round: Round
    recipient: Addressee
    """Body that has them now."""


class PreliminaryListSplit(Event):
    """The preliminary list was split by place of residence, each part for the Front that hears the voters."""

    title: ClassVar[str] = "Tách danh sách sơ bộ theo nơi cư trú"
    article: ClassVar[str] = "Điều 43.2; Điều 44.2; Điều 53.2"
    ballot: Ballot
    parts: dict[Code, tuple[Code, ...]]
    """Candidacies by the unit whose Front organises the conferences."""


class VillageProposed(Event):
    """The Front's work committee of a village met and proposed whom the village conference is to nominate."""

    title: ClassVar[str] = "Ban công tác Mặt trận dự kiến người giới thiệu ở thôn, tổ dân phố"
    article: ClassVar[str] = "Điều 52; Nghị quyết 101/2025/UBTVQH15, Điều 5, Điều 6"
    village: Code
    """Code of the village or street group."""
    proposed: tuple[Code, ...]
    """Candidacies proposed."""
    places: int
    """How many the Front of the commune asks the village for."""
    findings: tuple[Finding, ...] = ()


class VillageConferenceHeld(Event):
    """The voters of a village nominated, or have still to vote on those who are equal at the last place."""

    title: ClassVar[str] = "Hội nghị cử tri thôn, tổ dân phố giới thiệu người ứng cử"
    article: ClassVar[str] = "Điều 52; Nghị quyết 101/2025/UBTVQH15, Điều 6"
    village: Code
    """Code of the village or street group."""
    sitting: int
    summoned: int
    present: int
    method: Method
    """By show of hands or by secret ballot."""
    form: Form
    """In a room, online, or on paper."""
    counters: int
    """Members of the team that counted."""
    places: int
    """How many the village may nominate."""
    votes: dict[Code, int]
    second: dict[Code, int]
    """Votes of the second vote among those who were equal; empty where there was none."""
    step: Step
    """Done, or a second vote or a decision of the conference is due, or the rule of the year was not read."""
    nominated: tuple[Code, ...]
    """In order of votes."""
    tied: tuple[Code, ...]
    """Equal at the last place."""
    findings: tuple[Finding, ...] = ()


class Plan(Fact):
    """One conference at home: about whom, where, when."""

    candidacy: Code
    unit: Code
    """Commune whose Front convenes it."""
    day: date
    group: Literal["village", "block"]
    """The village or street group of residence, or the block of flats."""


class ResidenceConferencesPlanned(Event):
    """The conferences at home were planned: one for each candidate of the preliminary list."""

    title: ClassVar[str] = "Lập kế hoạch hội nghị cử tri nơi cư trú"
    article: ClassVar[str] = "Điều 45; Điều 54"
    ballot: Ballot
    edition: int
    """Which plan of this ballot, from 1; a later one takes the place of the earlier."""
    plans: tuple[Plan, ...]
    """The conferences, one for each candidate."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return "Điều 45" if self.ballot == "na" else "Điều 54"


class ConferenceMinutesSent(Event):
    """The minutes of voter conferences went to the Front that consults."""

    title: ClassVar[str] = "Gửi biên bản hội nghị cử tri"
    article: ClassVar[str] = "Điều 45.4; Điều 54.5"
    ballot: Ballot
    sitting: int

    @property
    def ground(self) -> str:
        return "Điều 45.4" if self.ballot == "na" else "Điều 54.5"


class OnlineConferencesAllowed(Event):
    """Because of an epidemic or a disaster voters may be asked online or on paper instead of in a meeting."""

    title: ClassVar[str] = "Cho phép lấy ý kiến cử tri trực tuyến hoặc bằng phiếu"
    article: ClassVar[str] = "Nghị quyết 101/2025/UBTVQH15, Điều 1.5, Điều 2.4, Điều 6.3"
    cause: Literal["epidemic", "disaster"]
    decision: str
    findings: tuple[Finding, ...] = ()


class MatterRaised(Event):
    """Voters raised a matter about a candidate; it has a verifier from now on. What it is lies on paper."""

    title: ClassVar[str] = "Cử tri nêu vụ việc về người ứng cử"
    article: ClassVar[str] = "Điều 46; Điều 55"
    ballot: Ballot
    matter: int
    """Number of the matter in this consultation, from 1."""
    candidacy: Code
    place: Place
    verifier: Verifier
    """Kind of body that verifies, by where it was raised and by who nominated."""
    due: LegalTime | None
    """Last moment for the answer, where the calendar names one."""


class MatterAnswered(Event):
    """The verifier answered a matter in writing to the Front."""

    title: ClassVar[str] = "Trả lời vụ việc cử tri nêu"
    article: ClassVar[str] = "Điều 46; Điều 55"
    ballot: Ballot
    matter: int
    """Number of the matter."""
    answer: Answer
    """What was found."""
    findings: tuple[Finding, ...] = ()


class CentralNomineesSent(Event):
    """The National Election Council sent a province those of the central list who stand there."""

    title: ClassVar[str] = "Gửi địa phương danh sách, hồ sơ người trung ương giới thiệu"
    article: ClassVar[str] = "Điều 57.3"
    province: Code
    """Unit it went to."""
    candidacies: tuple[Code, ...]


class MonitoringNoted(Event):
    """The Front watched another body at work; what it found and asked for stands in its report."""

    title: ClassVar[str] = "Mặt trận giám sát công tác bầu cử"
    article: ClassVar[str] = "Điều 4; Thông tri 04/TT-MTTW-BTT"
    number: int
    """Number in the Front's log, from 1."""
    watched: Addressee
    """Body that was watched."""
    proposals: int
    """Proposals the Front made."""
    report: str
