"""What a calendar is asked for and what it answers: an election, and one due instant with its readings."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from domain.fact import Fact
from domain.law.deadline import Ballot, Body, Confidence, ElectionKind, Form, UnitLevel, Words

Level = Ballot | Literal["all"]


class CalendarError(Exception):
    """What was asked for has no calendar: one sentence that says what is wrong and what to do."""


class Election(Fact):
    """An election of one day: a general one, or a supplementary one (bầu cử bổ sung), for these ballots."""

    kind: ElectionKind = "general"
    day: date
    levels: tuple[Ballot, ...] = Field(min_length=1)


class Reading(Fact):
    """Another way to read a row: where it puts the term, why, and whether it is the safe one.

    `due` is None where this reading has no term, or where the act it counts from is not recorded: `planned`
    is then its last instant if that act falls on its own last lawful day.
    """

    open_point: str
    opens: datetime | None
    due: datetime | None
    planned: datetime | None
    safe: bool
    why: Words


class Due(Fact):
    """One row of the law in this election, for one ballot and one body.

    `level` is the ballot, or "all" where one act serves every ballot in `ballots`. `at` is the unit level of
    the body, None for a voter, a candidate, a nominator, a court. `due` is None while the law names no day or
    the act it counts from is not recorded: `waits_for` then names that act, and `planned` is the last instant
    if the act falls on its own last lawful day. `computed` is the due instant before a decision changed it.
    `readings` are the other readings the text admits; who keeps to `safe` is in time under each of them.
    `only_if` names the case in which the duty arises at all; `refers_to` the rows that a reference brings in.
    `steps` is the reasoning, in order.
    """

    id: str
    article: str
    law: str
    statute: str
    level: Level
    ballots: tuple[Ballot, ...]
    owed_by: Body
    at: UnitLevel | None
    owed_to: tuple[str, ...]
    per: str
    duty: Words
    kind: Literal["law", "guidance"]
    form: Form
    opens: datetime | None
    due: datetime | None
    hour_given: bool
    computed: datetime | None
    planned: datetime | None
    waits_for: str
    readings: tuple[Reading, ...]
    safe: datetime | None
    confidence: Confidence
    fulfilled_by: str
    qualifier: str
    only_if: str
    on_miss: str
    open_points: tuple[str, ...]
    refers_to: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def key(self) -> str:
        """Unique within one calendar."""
        return f"{self.id}/{self.level}/{self.owed_by}@{self.at or ''}"

    @property
    def latest(self) -> datetime | None:
        """The due instant, or while that waits for an act the last instant it can lawfully be."""
        return self.due or self.planned
