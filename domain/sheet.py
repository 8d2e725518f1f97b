"""Counting minutes that come from outside as JSON, one sheet or a constituency's, and what is odd in them.

Only what is no sheet at all is refused: a negative number, a text for a number, an unknown field, more seats
than the law allows. Everything else is answered with findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Self

from pydantic import Discriminator, Field, Tag, TypeAdapter, model_validator

from domain.fact import Code, Fact
from domain.law.result import newest
from domain.law.rules import seat_limit
from domain.minutes import Figures, findings, inventory, noted, total
from domain.terms import Ballot, Finding

NAMES: Final = {
    "registered": "số cử tri",
    "voted": "số người đi bỏ phiếu",
    "issued": "số phiếu phát ra",
    "collected": "số phiếu thu vào",
    "valid": "số phiếu hợp lệ",
    "invalid": "số phiếu không hợp lệ",
}
"""The figures of the form in words (Article 76.2)."""

Count = Annotated[int, Field(ge=0, strict=True)]


class Tally(Fact):
    """The figures of one form, as written (Article 76.2)."""

    registered: Count
    voted: Count
    issued: Count
    collected: Count
    valid: Count
    invalid: Count
    votes: dict[Code, Count]

    @property
    def figures(self) -> Figures:
        return Figures(**{name: getattr(self, name) for name in Figures.model_fields})


class _Ballots(Fact):
    """Whose ballots were counted, and how many seats they fill."""

    ballot: Ballot
    seats: int = Field(ge=1, strict=True)

    @model_validator(mode="after")
    def _lawful_seats(self) -> Self:
        most = seat_limit(self.ballot, newest())
        if self.seats > most.number:
            raise ValueError(
                f"seats {self.seats} vượt quá {most.number} ({most.article}); kiểm tra số đại biểu"
            )
        return self


class Sheet(_Ballots, Tally):
    """The minutes of one polling area; the inventory of ballots is checked where all of it is given."""

    received: Count | None = None
    spoiled: Count | None = None
    unused: Count | None = None


class Sheaf(_Ballots):
    """The minutes of all polling areas of a constituency, and the board's own sum where there is one."""

    areas: dict[Code, Tally] = Field(min_length=1)
    total: Tally | None = None


class Located(Finding):
    """A finding, and the area whose sheet it is in; empty for the one sheet, and for the constituency."""

    area: str = ""


class Checked(Fact):
    """What was found. `sum` is what the sheets add up to, whether or not they agree."""

    agrees: bool
    findings: tuple[Located, ...]
    sum: Tally


def _form(value: Any) -> str:
    several = "areas" in value if isinstance(value, dict) else isinstance(value, Sheaf)
    return "sheaf" if several else "sheet"


Handed = Annotated[
    Annotated[Sheet, Tag("sheet")] | Annotated[Sheaf, Tag("sheaf")],
    Discriminator(_form),
]
"""One sheet, or a sheaf of them: the field `areas` tells which."""

HANDED: Final[TypeAdapter[Sheet | Sheaf]] = TypeAdapter(Handed)


def check(handed: Sheet | Sheaf) -> Checked:
    """Every finding, area by area, then those of the sum; none of them stops a record."""
    if isinstance(handed, Sheet):
        whole = handed.figures
        found = [Located(**each.model_dump()) for each in _sheet(handed)]
    else:
        whole = total({code: tally.figures for code, tally in handed.areas.items()})
        found = list(_sheaf(handed, whole))
    return Checked(agrees=not found, findings=tuple(found), sum=Tally(**whole.model_dump()))


def _sheet(sheet: Sheet) -> Iterator[Finding]:
    yield from findings(sheet.figures, sheet.seats)
    if sheet.received is not None and sheet.spoiled is not None and sheet.unused is not None:
        yield from inventory(sheet.received, sheet.issued, sheet.spoiled, sheet.unused)


def _sheaf(sheaf: Sheaf, whole: Figures) -> Iterator[Located]:
    for code, tally in sheaf.areas.items():
        for each in (*findings(tally.figures, sheaf.seats), *_left_out(tally, whole)):
            yield Located(area=code, **each.model_dump())
    for each in (*findings(whole, sheaf.seats), *_misadded(sheaf.total, whole)):
        yield Located(**each.model_dump())


def _left_out(tally: Tally, whole: Figures) -> tuple[Finding, ...]:
    missing = ", ".join(code for code in whole.votes if code not in tally.votes)
    return noted(
        "F.210",
        f"không có số phiếu của {missing}, người có phiếu ở khu vực khác" if missing else "",
        "ghi cho đủ mọi người trên phiếu bầu, không có phiếu nào thì ghi 0",
        "Điều 76.2",
    )


def _misadded(stated: Tally | None, whole: Figures) -> Iterator[Finding]:
    if stated is None:
        return
    said, summed = stated.model_dump(), whole.model_dump()
    pairs = [(words, said[name], summed[name]) for name, words in NAMES.items()]
    for code in sorted({*said["votes"], *summed["votes"]}):
        pairs.append((f"số phiếu của {code}", said["votes"].get(code, 0), summed["votes"].get(code, 0)))
    for name, written, added in pairs:
        yield from noted(
            "F.211",
            f"{name}: biên bản ghi {written}, các khu vực cộng lại là {added}" if written != added else "",
            "cộng lại từng biên bản của các Tổ; sai ở đâu thì đính chính ở đó",
            "Điều 77",
        )
