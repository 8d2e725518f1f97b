"""Consultation: three rounds, the voters' confidence, the list that goes up."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact
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

    title: ClassVar[str] = "Hội nghị cử tri nơi cư trú, nơi công tác"
    article: ClassVar[str] = "Điều 45; Điều 54"
    ballot: Ballot
    sitting: int
    conferences: tuple[Conference, ...]
    findings: tuple[Finding, ...] = ()

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
