"""An example: a whole election as plain files, loaded at once or not at all."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from domain.alphabet import Named, order
from domain.bodies.commands import EnrolUnit
from domain.call.commands import CallElection
from domain.call.events import ElectionForm
from domain.command import Act, Command
from domain.fact import Code
from domain.stream import Stream
from domain.terms import NATION, Ballot, Poll
from domain.zone import at
from workers.play.order import Order
from workers.play.scrutiny import scrutinise
from workers.play.sheet import (
    AreaRow,
    CandidateRow,
    ContactRow,
    ContestRow,
    Count,
    Many,
    MinutesRow,
    UnitRow,
    VoteRow,
)
from workers.play.table import Problem, read_page, read_table


class Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rehearsal(Page):
    """From when to when the legal clock runs, and how many days pass in a second."""

    starts: AwareDatetime
    ends: AwareDatetime
    days_per_second: Annotated[float, Field(gt=0)]


class Call(Page):
    """`election.yaml`."""

    id: Code
    name: str = Field(min_length=1)
    form: ElectionForm
    day: date
    levels: tuple[Ballot, ...] = Field(min_length=1)
    announced: date
    sources: dict[str, str]
    rehearsal: Rehearsal


class RealDate(Page):
    """A duty whose instant is known from a source."""

    deadline: str
    at: AwareDatetime
    source: str


class Deviation(Page):
    """A duty of a unit that is not done as usual; `days` after its due date."""

    deadline: str
    unit: Code
    reason: str = Field(min_length=1)


class Delay(Deviation):
    days: Many


class Additional(Page):
    """The day of an additional ballot."""

    contest: Code
    day: date


class Move(Page):
    """A date moved by a recorded decision of the unit's own committee."""

    deadline: str
    ballot: Ballot
    unit: Code
    due: AwareDatetime
    decided: AwareDatetime
    decision: str
    reason: str


class Script(Page):
    """`script.yaml`: what differs from everything done in time."""

    dates: tuple[RealDate, ...] = ()
    late: tuple[Delay, ...] = ()
    never: tuple[Deviation, ...] = ()
    recorded_late: tuple[Delay, ...] = ()
    additional_ballots: tuple[Additional, ...] = ()
    moved: tuple[Move, ...] = ()


class ValidRange(Page):
    """Valid ballots are known only as the whole numbers that give every printed percentage."""

    least: Count = Field(alias="from")
    most: Count = Field(alias="to")


class OfficialCandidate(Page):
    code: Code
    name: str
    votes: Count
    percent: str
    elected: bool


class OfficialContest(Page):
    code: Code
    seats: Many
    valid: ValidRange
    candidates: tuple[OfficialCandidate, ...]

    @property
    def elected(self) -> tuple[Code, ...]:
        return tuple(each.code for each in self.candidates if each.elected)


class OfficialTurnout(Page):
    """Turnout as reported, percentages with two decimals; `units` by district."""

    source: str
    registered: Count
    voted: Count
    percent: str
    units: dict[Code, str]


class Official(Page):
    """`official.yaml`: the published result, to compare with."""

    source: str
    contests: tuple[OfficialContest, ...]
    turnout: OfficialTurnout


class Place(NamedTuple):
    """A candidate's place on the official list; seniority 1 is the oldest."""

    candidacy: Code
    order: int
    seniority: int


class ExampleError(Exception):
    """The example has mistakes; every one of them is named, and nothing was started."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Example(BaseModel):
    """A complete, coherent example; `warnings` are oddities that may be true on paper."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    call: Call
    units: tuple[UnitRow, ...]
    contests: tuple[ContestRow, ...]
    candidates: tuple[CandidateRow, ...]
    areas: tuple[AreaRow, ...]
    minutes: tuple[MinutesRow, ...]
    votes: tuple[VoteRow, ...]
    contacts: tuple[ContactRow, ...]
    script: Script
    official: Official | None
    warnings: tuple[Problem, ...] = ()

    @property
    def log(self) -> Code:
        return self.call.id

    @cached_property
    def unit(self) -> dict[Code, UnitRow]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def contest(self) -> dict[Code, ContestRow]:
        return {contest.code: contest for contest in self.contests}

    @cached_property
    def areas_of(self) -> dict[Code, tuple[AreaRow, ...]]:
        """Areas by constituency, in the order of the file."""
        return {
            contest: tuple(area for area in self.areas if contest in area.contests.values())
            for contest in self.contest
        }

    @cached_property
    def ballots_cast(self) -> dict[tuple[Code, Poll, Ballot], dict[Code, int]]:
        """Votes by candidate for each area, poll and ballot."""
        found: dict[tuple[Code, Poll, Ballot], dict[Code, int]] = {}
        for row in self.votes:
            found.setdefault((row.area, row.poll, row.ballot), {})[row.candidate] = row.votes
        return found

    def listed(self, contest: Code) -> tuple[Place, ...]:
        """The official list: ballot order by the alphabet, seniority by birth date (twins share)."""
        people = [each for each in self.candidates if each.contest == contest]
        ages = sorted({each.born for each in people})
        born = {each.code: each.born for each in people}
        listed = order([Named(id=each.code, name=each.name, born=each.born) for each in people])
        return tuple(
            Place(code, place, ages.index(born[code]) + 1) for place, code in enumerate(listed.ids, 1)
        )


def load(path: Path) -> Example:
    """Read an example's folder; ExampleError names every mistake by file, row and column."""
    problems: list[Problem] = []
    if not path.is_dir():
        raise ExampleError((Problem(str(path), None, "", "không có thư mục này; kiểm tra đường dẫn."),))
    call = read_page(path / "election.yaml", Call, problems)
    script = read_page(path / "script.yaml", Script, problems)
    official = None
    if (path / "official.yaml").exists():
        official = read_page(path / "official.yaml", Official, problems)
    tables: dict[str, Any] = {
        name: read_table(path / f"{name}.csv", row_type, problems)
        for name, row_type in (
            ("units", UnitRow),
            ("contests", ContestRow),
            ("candidates", CandidateRow),
            ("areas", AreaRow),
            ("minutes", MinutesRow),
            ("votes", VoteRow),
            ("contacts", ContactRow),
        )
    }
    if call is None or script is None:
        raise ExampleError(tuple(problems))
    example = Example(call=call, script=script, official=official, **tables)
    errors, warnings = scrutinise(example)
    if problems or errors:
        raise ExampleError((*problems, *errors))
    return example.model_copy(update={"warnings": tuple(warnings)})


def opening(example: Example) -> list[Order]:
    """What starts the election: the call, then every unit from the nation down."""
    called = at(example.call.announced, 8)
    call = CallElection(
        name=example.call.name,
        day=example.call.day,
        form=example.call.form,
        levels=example.call.levels,
    )
    levels = ("nation", "province", "district", "commune")
    orders = [by("assembly", NATION, called, Stream("election", example.log), call)]
    for unit in sorted(example.units, key=lambda unit: levels.index(unit.level)):
        enrol = EnrolUnit(name=unit.name, level=unit.level, parent=unit.parent, ballots=unit.ballots)
        orders.append(by("assembly", NATION, called, Stream("unit", example.log, unit.code), enrol))
    return orders


def by(
    body: str,
    unit: Code,
    when: datetime,
    stream: Stream,
    command: Command,
    reason: str = "",
    source: str = "",
) -> Order:
    """An order of a body; the actor is the body's own account, never a person."""
    act = Act(actor=f"{body}.{unit}", body=body, unit=unit, legal_at=when, reason=reason, source=source)
    return Order(str(stream), command, act)
