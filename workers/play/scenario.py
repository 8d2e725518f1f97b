"""A scenario: a small example in one file, with its story and the state in which it has to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any, Final

from pydantic import Field

from domain.fact import Code
from domain.terms import Ballot, Level, Poll
from workers.play.expected import Expected
from workers.play.script import Call, Script
from workers.play.sheet import (
    AreaRow,
    CandidateRow,
    ContactRow,
    ContestRow,
    Count,
    Fate,
    Many,
    MinutesRow,
    Origin,
    UnitRow,
    VoteRow,
)
from workers.play.table import Page, Problem

FILE: Final = "scenario.yaml"
CENTRE: Final = ("nec", "standing_committee", "assembly", "front", "government")
LOCAL: Final = ("committee", "people_committee", "front", "council", "board", "team")


class Place(Page):
    """A unit; `ballots` are the elections its own bodies run, `committee` how many sit on its committee."""

    code: Code
    name: str = Field(min_length=1)
    level: Level
    parent: str = ""
    ballots: tuple[Ballot, ...] = ()
    committee: Many | None = None


class Person(Page):
    """Somebody who was nominated; who is not `listed` did not reach the official list."""

    code: Code
    name: str = Field(min_length=1)
    born: date
    origin: Origin = "agency"
    fate: Fate = "listed"


class Race(Page):
    """A constituency with its people."""

    code: Code
    ballot: Ballot
    unit: Code
    seats: Many
    board: Many = 11
    area: str = ""
    candidates: tuple[Person, ...]


class Room(Page):
    """A polling area, the constituencies that vote in it, its hours, and the members of its team."""

    code: Code
    unit: Code
    na: str = ""
    province: str = ""
    district: str = ""
    commune: str = ""
    opens: time = time(7)
    closes: time = time(19)
    team: Many = 11
    gathered: bool = False


class Counted(Page):
    """Counting minutes; where they say nothing else, every ballot issued was collected."""

    area: Code
    contest: Code
    poll: Poll = "first"
    registered: Count
    voted: Count
    issued: Count | None = None
    collected: Count | None = None
    valid: Count
    invalid: Count | None = None
    spoiled: Count = 0
    votes: dict[Code, Count]


class Tale(Page):
    """What a scenario is about: one line, a paragraph, what in it comes from no source, and its end."""

    title: str = Field(min_length=1)
    story: str = Field(min_length=1)
    invented: tuple[str, ...]
    expected: Expected


class Scenario(Tale):
    """`scenario.yaml`."""

    election: Call
    units: tuple[Place, ...]
    contests: tuple[Race, ...]
    areas: tuple[Room, ...]
    minutes: tuple[Counted, ...]
    script: Script

    def tables(self, line: Callable[..., int]) -> dict[str, Any]:
        """What the tables of a large example say, and its pages; `line` gives the line of a part."""
        ballots = {race.code: race.ballot for race in self.contests}
        marked = {"invented": "yes"}
        return {
            "call": self.election,
            "script": self.script,
            "official": None,
            "tale": Tale(title=self.title, story=self.story, invented=self.invented, expected=self.expected),
            "units": tuple(
                UnitRow(line=line("units", place), **marked, **dict(unit))
                for place, unit in enumerate(self.units)
            ),
            "contests": tuple(
                ContestRow(
                    line=line("contests", place),
                    **marked,
                    **{key: value for key, value in race if key != "candidates"},
                    candidates=sum(each.fate == "listed" for each in race.candidates),
                )
                for place, race in enumerate(self.contests)
            ),
            "candidates": tuple(
                CandidateRow(
                    line=line("contests", place, "candidates", number),
                    **marked,
                    **dict(each),
                    ballot=race.ballot,
                    unit=race.unit,
                    contest=race.code if each.fate == "listed" else "",
                )
                for place, race in enumerate(self.contests)
                for number, each in enumerate(race.candidates)
            ),
            "areas": tuple(
                AreaRow(line=line("areas", place), **marked, **dict(room))
                for place, room in enumerate(self.areas)
            ),
            "minutes": tuple(
                _minutes(line("minutes", place), row, ballots.get(row.contest, "commune"))
                for place, row in enumerate(self.minutes)
            ),
            "votes": tuple(
                VoteRow(
                    line=line("minutes", place, "votes", code),
                    **marked,
                    area=row.area,
                    poll=row.poll,
                    ballot=ballots.get(row.contest, "commune"),
                    candidate=code,
                    votes=votes,
                )
                for place, row in enumerate(self.minutes)
                for code, votes in row.votes.items()
            ),
            "contacts": tuple(self._contacts()),
        }

    def _contacts(self) -> Iterator[ContactRow]:
        """Mailboxes that lead nowhere, one for every body."""
        for unit in {each.code: each for each in self.units}.values():
            for body in CENTRE if unit.level == "nation" else LOCAL:
                address = f"{body}@{unit.code.lower()}.{self.election.id}.example"
                yield ContactRow(line=0, invented="yes", body=body, unit=unit.code, address=address)


def _minutes(line: int, row: Counted, ballot: Ballot) -> MinutesRow:
    issued = row.voted if row.issued is None else row.issued
    collected = issued if row.collected is None else row.collected
    return MinutesRow(
        line=line,
        invented="yes",
        area=row.area,
        poll=row.poll,
        ballot=ballot,
        contest=row.contest,
        registered=row.registered,
        voted=row.voted,
        issued=issued,
        collected=collected,
        valid=row.valid,
        invalid=collected - row.valid if row.invalid is None else row.invalid,
        spoiled=row.spoiled,
    )


def placed(problem: Problem) -> Problem:
    """Where a mistake stands in the one file, when it was found in a table made of it."""
    name = problem.file.partition(".")[0]
    part = {"candidates": "contests.candidates", "votes": "minutes.votes"}.get(name, name)
    place = part if name == "votes" or not problem.column else f"{part}.{problem.column}"
    return Problem(FILE, problem.row, place, problem.sentence.replace(".csv", ""))
