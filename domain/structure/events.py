"""How many shall stand, from where: the structure a consultation works towards."""

from __future__ import annotations

from typing import ClassVar, Literal

from domain.consultation.events import Addressee
from domain.event import Event
from domain.terms import Ballot, Finding


class StructureEstimated(Event):
    """The number, composition and structure of those to be put forward were estimated."""

    title: ClassVar[str] = "Dự kiến cơ cấu, thành phần, số lượng người được giới thiệu ứng cử"
    article: ClassVar[str] = "Điều 8; Điều 9"
    ballot: Ballot
    number: int
    women: int
    minorities: int
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        grounds = {"na": "Điều 8.1", "commune": "Điều 9.2"}
        return grounds.get(self.ballot, "Điều 9.1")


class StructureAdjusted(Event):
    """The estimate was adjusted after a consultation: twice for the Assembly, once for a council."""

    title: ClassVar[str] = "Điều chỉnh cơ cấu, thành phần, số lượng"
    article: ClassVar[str] = "Điều 40; Điều 47; Điều 51"
    ballot: Ballot
    occasion: Literal[1, 2]
    number: int

    @property
    def ground(self) -> str:
        if self.ballot != "na":
            return "Điều 51"
        return "Điều 40" if self.occasion == 1 else "Điều 47"


class StructureSent(Event):
    """The estimate went to the bodies that work with it: the committees and the Fronts."""

    title: ClassVar[str] = "Gửi dự kiến cơ cấu, thành phần, số lượng"
    article: ClassVar[str] = "Điều 8.4; Điều 9.3"
    ballot: Ballot
    recipients: tuple[Addressee, ...]
    """The bodies that got the estimate."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return "Điều 8.4" if self.ballot == "na" else "Điều 9.3"
