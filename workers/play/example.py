"""An example: a whole election as plain files, loaded at once or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from domain.alphabet import Named, order
from domain.bodies.commands import EnrolUnit
from domain.call.commands import CallElection
from domain.command import Act, Command
from domain.fact import Code
from domain.law.book import book
from domain.stream import Stream
from domain.supplementary.commands import CallSupplementary
from domain.terms import NATION, Ballot, Poll
from domain.zone import at
from workers.play.order import Order
from workers.play.scenario import FILE, Scenario, Tale, placed
from workers.play.script import Call, Script
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
from workers.play.source import Source
from workers.play.table import Page, Problem, TableError, read_page, read_table


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


SCRIPT: Final = "script.yaml"
"""What the people of a large example do otherwise than usual."""


class ExampleError(TableError):
    """The example has mistakes; every one of them is named, and nothing was started."""


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
    tale: Tale | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def log(self) -> Code:
        return self.call.id

    @cached_property
    def law(self) -> str:
        """Id of the version of the law under which the election is held."""
        version = book().version_on(self.call.day)
        if version is None:
            raise ValueError(f"no version of the law on {self.call.day}")
        return version.id

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

    @cached_property
    def person(self) -> dict[Code, Code]:
        """Who stands in several places, by candidacy: the code of the person, made of the first of them."""
        same: dict[tuple[str, date], list[Code]] = {}
        for each in self.candidates:
            same.setdefault((each.name, each.born), []).append(each.code)
        return {code: f"nguoi-{codes[0]}" for codes in same.values() if len(codes) > 1 for code in codes}

    def polling_day(self, area: Code) -> date:
        """The day on which an area votes: election day, or one of its own (Article 72)."""
        own = {each.area: each.day for each in self.script.polling_days}
        return own.get(area, self.call.day)

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
    """Read an example's folder; ExampleError names mistakes by file, row and column: first whatever cannot
    be read, and once everything can be, whatever does not fit together."""
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    if not path.is_dir():
        raise ExampleError((Problem(str(path), None, "", "không có thư mục này; kiểm tra đường dẫn."),))
    if (path / FILE).exists():
        page = read_page(path / FILE, Scenario, problems, sources)
        tables = page.tables(lambda *way: sources[FILE].line(*way) or 1) if page else None
        return _coherent(tables, problems, sources, placed)
    if not (path / "election.yaml").exists():
        words = f"không có {FILE}, cũng không có election.yaml trong thư mục này; xem docs/examples.md."
        raise ExampleError((Problem(str(path), None, "", words),))
    call = read_page(path / "election.yaml", Call, problems, sources)
    script = read_page(path / SCRIPT, Script, problems, sources)
    official = None
    if (path / "official.yaml").exists():
        official = read_page(path / "official.yaml", Official, problems, sources)
    rows: dict[str, Any] = {
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
    whole = call is not None and script is not None
    pages = {"call": call, "script": script, "official": official}
    return _coherent({**pages, **rows} if whole else None, problems, sources)


def title(path: Path) -> str:
    """What the example in this folder shows, in one line; ExampleError where its page cannot be read."""
    problems: list[Problem] = []
    page: Scenario | Call | None
    if (path / FILE).exists():
        page = read_page(path / FILE, Scenario, problems, {})
    else:
        page = read_page(path / "election.yaml", Call, problems, {})
    if page is None:
        raise ExampleError(tuple(problems))
    return page.title if isinstance(page, Scenario) else page.name


def _coherent(
    fields: dict[str, Any] | None,
    problems: list[Problem],
    sources: Mapping[str, Source],
    placed: Callable[[Problem], Problem] = lambda problem: problem,
) -> Example:
    """The example, once its tables agree with one another."""
    if fields is None or problems:  # what cannot be read would be missing everywhere
        raise ExampleError(tuple(problems))
    example = Example(**fields)
    errors, warnings = ([_located(placed(each), sources) for each in found] for found in scrutinise(example))
    if errors:
        raise ExampleError(tuple(errors))
    return example.model_copy(update={"warnings": tuple(warnings)})


def _located(problem: Problem, sources: Mapping[str, Source]) -> Problem:
    """With its line, where it stands on a page."""
    source = sources.get(problem.file)
    if problem.row is not None or source is None:
        return problem
    return problem._replace(row=source.stands(problem.column))


def opening(example: Example) -> list[Order]:
    """What starts the election: the call, then every unit from the nation down."""
    called = at(example.call.announced, 8)
    levels = ("nation", "province", "district", "commune")
    orders = [_call(example, called)]
    for unit in sorted(example.units, key=lambda unit: levels.index(unit.level)):
        enrol = EnrolUnit(name=unit.name, level=unit.level, parent=unit.parent, ballots=unit.ballots)
        orders.append(by("assembly", NATION, called, Stream("unit", example.log, unit.code), enrol))
    return orders


def _call(example: Example, called: datetime) -> Order:
    call, home = example.call, Stream("election", example.log)
    if call.vacancy is None:
        general = CallElection(name=call.name, day=call.day, form=call.form, levels=call.levels)
        return by("assembly", NATION, called, home, general)
    body, _, unit = call.vacancy.called_by.partition("@")
    supplementary = CallSupplementary(
        name=call.name,
        day=call.day,
        parent=call.vacancy.parent,
        unit=call.vacancy.unit,
        province=call.vacancy.province,
        vacancy=call.vacancy.body,
    )
    return by(body, unit, called, home, supplementary)


def by(
    body: str,
    unit: Code,
    when: datetime,
    stream: Stream,
    command: Command,
    reason: str = "",
    source: str = "",
    actor: Code = "",
) -> Order:
    """An order of a body; the actor is the body's own account or another of its own, never a person."""
    typist = actor or f"{body}.{unit}"
    act = Act(actor=typist, body=body, unit=unit, legal_at=when, reason=reason, source=source)
    return Order(str(stream), command, act)
