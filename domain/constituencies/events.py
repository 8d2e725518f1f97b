"""Constituencies and polling areas."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.area import Kind as Place
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
    voters: int | None = Field(default=None, ge=0, json_schema_extra={"since": 2})
    """How many voters it is expected to have; null where nobody said."""
    place: Place = Field(default="ordinary", json_schema_extra={"since": 2})
    """Whether it is an area of its own for an armed unit, a hospital or a place of detention."""


class ConstituenciesPublished(Event):
    """The constituencies of one ballot and the seats of each were fixed and published."""

    title: ClassVar[str] = "Ấn định và công bố đơn vị bầu cử"
    article: ClassVar[str] = "Điều 10"
    schema_version: ClassVar[int] = 2
    ballot: Ballot
    contests: tuple[ContestPlan, ...]
    total: int | None = Field(default=None, json_schema_extra={"since": 2})
    """Deputies to be elected in all of them together; null where it was not given."""
    meeting: str = Field(default="", json_schema_extra={"since": 2})
    """Number of the vote of the publishing body on which it rests; empty where none was named."""
    findings: tuple[Finding, ...] = Field(default=(), json_schema_extra={"since": 2})

    @property
    def ground(self) -> str:
        return "Điều 10.2" if self.ballot == "na" else "Điều 10.3"


class PollingAreasFixed(Event):
    """A commune's polling areas were fixed; each serves all ballots at once."""

    title: ClassVar[str] = "Xác định khu vực bỏ phiếu"
    article: ClassVar[str] = "Điều 11"
    schema_version: ClassVar[int] = 2
    areas: tuple[AreaPlan, ...]
    findings: tuple[Finding, ...] = ()


class PollingAreasApproved(Event):
    """The people's committee of the district approved a commune's polling areas (version A)."""

    title: ClassVar[str] = "Phê chuẩn khu vực bỏ phiếu"
    article: ClassVar[str] = "Điều 11.4"
    decision: str


class PollingAreasReported(Event):
    """The commune reported its polling areas to the people's committee of the province (version B)."""

    title: ClassVar[str] = "Báo cáo khu vực bỏ phiếu lên Ủy ban nhân dân cấp tỉnh"
    article: ClassVar[str] = "Điều 11.4"
    areas: int
    """How many areas the report names."""


class PollingAreasAdjusted(Event):
    """The people's committee of the province changed a commune's polling areas (version B).

    The areas as they are from then on follow in a `PollingAreasFixed`.
    """

    title: ClassVar[str] = "Điều chỉnh khu vực bỏ phiếu"
    article: ClassVar[str] = "Điều 11.4"
    withdrawn: tuple[Code, ...]
    """Areas that no longer are."""
    decision: str
