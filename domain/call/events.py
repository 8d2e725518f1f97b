"""What happens to the election as a whole before anybody votes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact, LegalTime
from domain.terms import Ballot, Finding, Level, Reason
from domain.vacancy import Condition

ElectionForm = Literal["general", "supplementary"]
Count = Literal["at_close", "with_everybody"]
"""When an area with a polling day of its own counts (O-7, O-8): the decision on its day says so."""
Span = Ballot | Literal["all"]
"""The ballot a date belongs to, or `all` for one act that serves every ballot."""


class DueRow(Fact):
    """One date of the fixed calendar: the deadline, who owes it at which level, and until when.

    `at` is nothing for a voter or a candidate, who belong to no unit. `due` is what counts, `computed` what
    the law alone would give.
    """

    deadline: str
    level: str
    owed_by: str
    at: Level | None
    per: str
    article: str
    opens: LegalTime | None
    due: LegalTime
    computed: LegalTime | None


class ElectionCalled(Event):
    """The National Assembly fixed and announced election day; the day chooses the version of the law."""

    title: ClassVar[str] = "Quyết định và công bố ngày bầu cử"
    article: ClassVar[str] = "Điều 5; Điều 4.1"
    name: str
    day: date
    form: ElectionForm
    levels: tuple[Ballot, ...]
    law: str


class VacancyEstablished(Event):
    """The conditions of a supplementary election, each with its figures, on the bases of both laws.

    `lawful` is nothing where the two laws disagree or a figure is missing (O-15): `settled` then names the
    decision of the competent body that settles it.
    """

    title: ClassVar[str] = "Xác định điều kiện bầu cử bổ sung"
    article: ClassVar[str] = "Điều 89"
    parent: Code
    """Id of the election that elected the body whose seats are vacant."""
    ballot: Ballot
    unit: Code
    """The unit whose council it is; the nation for the Assembly."""
    province: str
    """The province whose standing board decides; empty where it does not."""
    elected: int
    serving: int
    """Deputies in office on the day of decision."""
    statutory: int | None
    """Number of deputies under the law on local government; null where it does not apply or is not known."""
    term_end: date
    """Last day of the term."""
    new_unit: bool
    """Whether the unit comes from a merger, a division or a change of boundaries."""
    lawful: bool | None
    """Whether one may be held; null where the two laws disagree or a figure is not known."""
    conditions: tuple[Condition, ...]
    """Every condition on the basis of each law, with its figures."""
    reasons: tuple[Reason, ...]
    decided_by: str
    """The body that has the power, as role@level."""
    settled: str = ""
    """Number of the decision that settles which basis counts, where they disagree."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return "Điều 89.1; Điều 89.3" if self.ballot == "na" else "Điều 89.2; Điều 89.3"


class CalendarFixed(Event):
    """Every date was computed from the law and from the decisions recorded so far.

    A later one replaces it entirely; `occasion` says why it was made.
    """

    title: ClassVar[str] = "Ấn định lịch bầu cử"
    article: ClassVar[str] = "Điều 5; Điều 98"
    occasion: Code
    law: str
    rows: tuple[DueRow, ...]


class DeadlineMoved(Event):
    """A recorded decision gave a step another date: for everybody, one unit, constituency or polling area.

    `old` is the date that held before, or nothing where the law names no day.
    """

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Dời thời hạn"
    article: ClassVar[str] = "Điều 98.3"
    deadline: str
    level: Span
    unit: str
    old: LegalTime | None
    due: LegalTime
    decision: str
    reason: str
    findings: tuple[Finding, ...] = ()
    contest: str = Field(default="", json_schema_extra={"since": 2})
    """Code of the constituency for which alone it was moved; empty if not for one."""
    area: str = Field(default="", json_schema_extra={"since": 2})
    """Code of the polling area for which alone it was moved; empty if not for one."""

    @property
    def place(self) -> str:
        """Code of the place for which it was moved; empty for everybody."""
        return self.unit or self.contest or self.area


class PollingDaySet(Event):
    """The National Election Council let polling areas vote on another day than everybody (Article 72).

    Election day stays what other terms count from; `rows` are the dates that are different in these areas.
    """

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Quyết định bỏ phiếu sớm hoặc hoãn ngày bỏ phiếu"
    article: ClassVar[str] = "Điều 72"
    request: Code
    """Number of the request."""
    commune: Code
    """Commune that fixed the areas."""
    areas: tuple[Code, ...]
    old: date | None
    """The day on which all of them would have voted; null where they had different days."""
    before: dict[Code, date] = Field(default_factory=dict, json_schema_extra={"since": 2})
    """The day on which each area would have voted; schema 1 recorded that of the first area alone."""
    day: date
    why: str
    decision: str
    count: Count
    """Whether these areas count at their own close or with everybody else."""
    rows: tuple[DueRow, ...]
    findings: tuple[Finding, ...] = ()


class ElectionClosed(Event):
    """The procedure is over; nothing more is recorded for this election."""

    title: ClassVar[str] = "Kết thúc cuộc bầu cử"
    article: ClassVar[str] = "Điều 20; Điều 28"
