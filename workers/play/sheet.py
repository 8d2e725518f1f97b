"""The rows of an example's tables."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field

from domain.fact import Code
from domain.terms import Ballot, Level, Poll
from workers.play.table import Row, blank


def _figure(value: Any) -> Any:
    """A number is written as one: `yes` is none, though YAML and Python could take it for 1."""
    if isinstance(value, bool):
        raise ValueError(f"«{'yes' if value else 'no'}» không phải số nguyên; sửa lại.")
    return value


MOST: Final = 1_000_000_000
"""More than there are people to vote."""
Figure = Annotated[int, BeforeValidator(_figure)]
Count = Annotated[Figure, Field(ge=0, le=MOST)]
Many = Annotated[Figure, Field(gt=0, le=MOST)]
Origin = Literal["agency", "village", "self"]
Fate = Literal["listed", "replaced", "returned", "withdrawn", "unconfident", "dropped"]
"""How a nomination ends: on the official list, replaced before it since the voters at work had no confidence,
dossier returned, withdrawn, without the voters' confidence at home, or left out of the third consultation."""


def _split(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


class UnitRow(Row):
    """A unit; `ballots` are the elections its own bodies run (none where it only gathers polling areas),
    `committee` the number of members of its committee."""

    code: Code
    name: str = Field(min_length=1)
    level: Level
    parent: str
    ballots: Annotated[tuple[Ballot, ...], BeforeValidator(_split)]
    committee: Annotated[Many | None, BeforeValidator(blank)]


class ContestRow(Row):
    """A constituency; `board` is the number of members of its board, `area` says in words what it covers."""

    code: Code
    ballot: Ballot
    unit: Code
    seats: Many
    candidates: Many
    board: Many
    area: str


class CandidateRow(Row):
    """A person who was nominated; `contest` is empty for those who did not reach the official list."""

    code: Code
    ballot: Ballot
    unit: Code
    contest: str
    name: str = Field(min_length=1)
    born: date
    origin: Origin
    fate: Fate


class AreaRow(Row):
    """A polling area, the constituencies it votes in, its hours, and the members of its team."""

    code: Code
    unit: Code
    gathered: bool
    na: str
    province: str
    district: str
    commune: str
    opens: time
    closes: time
    team: Many

    @property
    def contests(self) -> dict[Ballot, Code]:
        found: dict[Ballot, Code] = {
            "na": self.na,
            "province": self.province,
            "district": self.district,
            "commune": self.commune,
        }
        return {ballot: contest for ballot, contest in found.items() if contest}


class MinutesRow(Row):
    """Counting minutes of one ballot kind in one area, without the votes."""

    area: Code
    poll: Poll
    ballot: Ballot
    contest: Code
    registered: Count
    voted: Count
    issued: Count
    collected: Count
    valid: Count
    invalid: Count
    spoiled: Count


class VoteRow(Row):
    """Votes of one candidate in one area."""

    area: Code
    poll: Poll
    ballot: Ballot
    candidate: Code
    votes: Count


class ContactRow(Row):
    """The mailbox of a body of a unit."""

    body: Code
    unit: Code
    address: str = Field(min_length=3)
