"""How many deputies a council has: by kind of unit, population and year (law on local government).

The numbers for the election of 2016 were not read. Of the Assembly the law says only how many at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.law.rules import deputies, resident
from domain.law.table import Confidence, Row, UnreadRule, rows
from domain.terms import Finding, Level

Kind = Literal[
    "province",
    "mountain_province",
    "city",
    "capital",
    "district",
    "mountain_district",
    "urban_district",
    "town",
    "provincial_city",
    "commune",
    "mountain_commune",
    "ward",
    "city_ward",
]
"""Kinds of units. capital: Hà Nội and Hồ Chí Minh City; mountain_commune: also islands and special zones;
ward: of a province; city_ward: of a city under the central government. A township counts as a commune."""


class Growth(BaseModel):
    """One deputy more for every full `per` people above `above`, as far as `upto`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    above: int = Field(ge=0)
    per: int = Field(gt=0)
    upto: int | None = None


class Council(Row):
    """The formula of one kind of unit in one year's election."""

    kind: Kind
    level: Level
    year: int
    steps: tuple[tuple[int, int], ...] = ()
    """Population up to and including, deputies."""
    growth: tuple[Growth, ...] = ()
    most: int = Field(gt=0)
    units: int | None = None
    """From this many units below, the Standing Committee of the Assembly may decide on `raised` at most."""
    raised: int | None = None

    @model_validator(mode="after")
    def _without_gaps(self) -> Council:
        bounds = [people for people, _ in self.steps]
        if bounds != sorted(set(bounds)):
            raise ValueError("steps do not rise")
        if self.steps and self.growth and self.growth[0].above != bounds[-1]:
            raise ValueError(f"growth begins above {self.growth[0].above}, the steps end at {bounds[-1]}")
        if any(one.upto != other.above for one, other in pairwise(self.growth)):
            raise ValueError("a growth does not begin where the one before ends")
        return self


class Seats(BaseModel):
    """Deputies of a council, and how the number comes about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    raised: int | None = None
    """The number a decision of the Standing Committee may raise it to; nothing where the law does not."""
    article: str
    confidence: Confidence
    why: str


def kinds(year: int) -> tuple[Kind, ...]:
    """The kinds of units whose numbers were read for that year's election."""
    return tuple(row.kind for row in rows("councils.toml", Council) if row.year == year)


def council_seats(kind: Kind, population: int, year: int, units: int = 0) -> Seats:
    """Deputies of the council of such a unit with so many people, and `units` units below it.

    Every full number of people gives one deputy more; a part of it gives none (inferred from "cứ thêm").
    Raises UnreadRule where that kind or year was not read, ValueError for a negative population.
    """
    if population < 0:
        raise ValueError(f"population {population} là số âm; kiểm tra dân số")
    row = next(
        (each for each in rows("councils.toml", Council) if (each.kind, each.year) == (kind, year)), None
    )
    if row is None:
        raise UnreadRule(f"Chưa đọc được số đại biểu Hội đồng nhân dân loại «{kind}» của năm {year}.")
    base = next((seats for people, seats in row.steps if population <= people), None)
    if not row.steps:
        number, why = row.most, f"luật ấn định {row.most} đại biểu"
    elif base is not None:
        why = f"{population} người: {base} đại biểu"
        number = base
    else:
        number = row.steps[-1][1]
        parts = [str(number)]
        for each in row.growth:
            top = population if each.upto is None else min(population, each.upto)
            more = max(top - each.above, 0) // each.per
            number += more
            parts.append(f"{more} (mỗi {each.per} người trên {each.above} thêm 1)")
        why = f"{population} người: {' + '.join(parts)} = {number}"
        if number > row.most:
            number = row.most
            why += f", không quá {row.most}"
    raised = row.raised if row.units is not None and units >= row.units else None
    if raised is not None:
        why += f"; có {units} đơn vị cấp dưới, Ủy ban thường vụ Quốc hội có thể quyết định đến {raised}"
    return Seats(number=number, raised=raised, article=row.article, confidence=row.confidence, why=why)


def assembly_plan(provinces: Mapping[str, tuple[int, int]], law: str) -> tuple[Finding, ...]:
    """What is odd about the Assembly: per province its seats, and those of residents (Article 7)."""
    most, least = deputies(law), resident(law)
    total = sum(seats for seats, _ in provinces.values())
    few = ", ".join(sorted(code for code, (_, own) in provinces.items() if own < least.number))
    found = []
    if total > most.number:
        found.append(
            (f"Các tỉnh cộng lại {total} đại biểu Quốc hội, nhiều nhất {most.number}.", most.article)
        )
    if few:
        sentence = f"{few} có ít hơn {least.number} đại biểu Quốc hội cư trú và làm việc tại địa phương."
        found.append((sentence, least.article))
    return tuple(
        Finding(
            code="assembly_plan",
            sentence=sentence,
            remedy="Xem lại dự kiến số đại biểu Quốc hội được bầu ở từng tỉnh.",
            article=article,
        )
        for sentence, article in found
    )


def apportioned(seats: Sequence[int], wanted: int) -> tuple[Finding, ...]:
    """What is odd where the seats of all constituencies are not the deputies to be elected (inferred)."""
    if sum(seats) == wanted:
        return ()
    return (
        Finding(
            code="seats_do_not_add_up",
            sentence=f"Các đơn vị bầu cử cộng lại {sum(seats)} đại biểu, số được bầu là {wanted}.",
            remedy="Xem lại số đại biểu của từng đơn vị bầu cử hoặc số đại biểu được bầu.",
            article="Điều 10",
        ),
    )
