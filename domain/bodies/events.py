"""Units and their election committees."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code
from domain.terms import Ballot, Finding, Level


class UnitEnrolled(Event):
    """A unit takes part in the election.

    `ballots` are the elections its own bodies organise; `path` are the units above it, nearest first.
    """

    title: ClassVar[str] = "Ghi nhận đơn vị hành chính tham gia bầu cử"
    article: ClassVar[str] = "Điều 4"
    name: str
    level: Level
    parent: str
    path: tuple[Code, ...]
    ballots: tuple[Ballot, ...]


class CommitteeEstablished(Event):
    """The election committee of a unit was set up; for the nation, the National Election Council."""

    title: ClassVar[str] = "Thành lập Ủy ban bầu cử"
    article: ClassVar[str] = "Điều 22"
    level: Level
    size: int
    decision: str
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return {"nation": "Điều 12.1", "province": "Điều 22.1"}.get(self.level, "Điều 22.2")
