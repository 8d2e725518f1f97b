"""Constituencies and polling areas."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact
from domain.terms import Ballot, Finding


class ContestPlan(Fact):
    """One constituency: its seats, and the unit whose bodies organise it (a province for the Assembly)."""

    code: Code
    seats: int = Field(gt=0)
    unit: Code


class AreaPlan(Fact):
    """One polling area and the constituency it votes in for each ballot.

    `gathered` marks an area that stands for several whose figures are only known together.
    """

    code: Code
    contests: dict[Ballot, Code] = Field(min_length=1)
    gathered: bool = False


class ConstituenciesPublished(Event):
    """The constituencies of one ballot and the seats of each were fixed and published."""

    title: ClassVar[str] = "Ấn định và công bố đơn vị bầu cử"
    article: ClassVar[str] = "Điều 10"
    ballot: Ballot
    contests: tuple[ContestPlan, ...]

    @property
    def ground(self) -> str:
        return "Điều 10.2" if self.ballot == "na" else "Điều 10.3"


class PollingAreasFixed(Event):
    """A commune's polling areas were fixed; each serves all ballots at once."""

    title: ClassVar[str] = "Xác định khu vực bỏ phiếu"
    article: ClassVar[str] = "Điều 11"
    areas: tuple[AreaPlan, ...]
    findings: tuple[Finding, ...] = ()
