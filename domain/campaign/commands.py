"""What may be asked in the campaign of one constituency."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.campaign.ground import Breach, Cancelled, Form, Measure, Medium, Told
from domain.command import Command
from domain.fact import Code, Fact, LegalTime

Number = Annotated[str, Field(min_length=1, max_length=64)]
"""Number of a paper."""


class _Meeting(Fact):
    """What the commands about a meeting share; no command of its own."""

    kind: ClassVar[str] = "contest"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    meeting: Code

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.meeting}"


class PlanMeeting(_Meeting, Command):
    """Plan a meeting of the candidates with voters (Article 66.1)."""

    at: LegalTime
    form: Form = "in_person"
    commune: Code | Literal[""] = ""


class NotifyMeeting(_Meeting, Command):
    """Tell the candidates, or the voters of the place (Article 66.1)."""

    to: Told

    @property
    def step(self) -> str:
        return f"NotifyMeeting:{self.meeting}:{self.to}"


class HoldMeeting(_Meeting, Command):
    """Record a meeting that was held, at the hour it was held (Article 66.2)."""

    voters: int = Field(ge=0)
    present: tuple[Code, ...]


class CancelMeeting(_Meeting, Command):
    """Record that a planned meeting falls out."""

    why: Cancelled


class ReportMeetings(Command):
    """Report on meetings that were held (Article 66.3)."""

    kind: ClassVar[str] = "contest"
    by: ClassVar[frozenset[str]] = frozenset({"front"})
    report: Code
    meetings: tuple[Code, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"ReportMeetings:{self.report}"


class UseMedia(Command):
    """Record a candidate's campaign through the media, at the hour it was out (Article 67)."""

    kind: ClassVar[str] = "contest"
    by: ClassVar[frozenset[str]] = frozenset({"candidate", "front", "committee", "board"})
    item: Code
    candidacy: Code
    medium: Medium

    @property
    def step(self) -> str:
        return f"UseMedia:{self.item}"


class ReportBreach(Command):
    """Put an act of the campaign that breaks a rule before the committee (Articles 62.1, 63, 68)."""

    kind: ClassVar[str] = "contest"
    by: ClassVar[frozenset[str]] = frozenset({"front", "committee", "board", "people_committee"})
    breach: Code
    what: Breach
    candidacy: Code | Literal[""] = ""

    @property
    def step(self) -> str:
        return f"ReportBreach:{self.breach}"


class SettleBreach(Command):
    """Record what the election committee did about a breach (Article 62.1)."""

    kind: ClassVar[str] = "contest"
    by: ClassVar[frozenset[str]] = frozenset({"committee"})
    breach: Code
    measure: Measure
    decision: Number

    @property
    def step(self) -> str:
        return f"SettleBreach:{self.breach}"
