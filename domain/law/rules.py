"""The deciding numbers of the law: sizes of bodies, seats, surplus, quotas, meetings, voter conferences.

Rows live in `sizes.toml` and `thresholds.toml`; each row has article, version or year, source and confidence.
A number that was not read has no row. The functions then return None, or raise UnreadRule where nothing
sensible can follow; none of them guesses.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from domain.terms import BALLOT_NAMES, BODY_NAMES, Ballot, Finding, Level

Rule = Literal[
    "seats", "surplus", "women", "minorities", "dossier", "present", "decides", "quorum", "confidence"
]
Place = Literal["residence", "workplace"]
Variant = Literal["", "armed_forces", "supplementary"]
Confidence = Literal["seen", "inferred", "guidance", "press", "unconfirmed", "memory"]
Version = Literal["A", "B"]

LARGE = 100
"""From this many voters a conference has a fixed least number instead of a share."""


class UnreadRule(LookupError):
    """No row of the law gives this number; the sentence says what was asked."""


class BrokenRules(ValueError):
    """A rule file that may not be used; names the file, the row and what is wrong."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    article: str = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)
    confidence: Confidence


R = TypeVar("R", bound=_Row)


class Range(BaseModel):
    """Members of a body, least and most, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int = Field(gt=0)
    most: int = Field(gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.least > self.most:
            raise ValueError(f"least {self.least} is above most {self.most}")
        return self


class _Sizes(_Row):
    body: str
    level: Level
    ballots: tuple[Ballot, ...] = ()
    variant: Variant = ""
    law: dict[Version, Range] = Field(min_length=1)


class SizeRow(_Row):
    """Size of one body in one version of the law, least and most members included."""

    body: str
    level: Level
    law: Version
    least: int
    most: int

    def findings(self, size: int) -> tuple[Finding, ...]:
        """What is odd about a body of this size: nothing, or one finding. It is recorded, never refused."""
        if self.least <= size <= self.most:
            return ()
        name = BODY_NAMES[self.body]
        return (
            Finding(
                code="size_out_of_range",
                sentence=f"{name} có {size} thành viên; luật định từ {self.least} đến {self.most}.",
                remedy="Kiểm tra lại quyết định thành lập; nếu đúng như giấy thì thêm hoặc bớt thành viên.",
                article=self.article,
            ),
        )


class Terms(BaseModel):
    """The number itself: a bound, a share, or a share with a fixed number for large conferences."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int | None = None
    most: int | None = None
    share: tuple[int, int] | None = None
    over: bool = False
    large: int | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Terms:
        if self.least is None and self.most is None and self.share is None:
            raise ValueError("name least, most or share")
        if self.share is not None and not 0 < self.share[0] <= self.share[1]:
            raise ValueError(f"share {self.share} is not between nothing and the whole")
        return self


class _Thresholds(_Row):
    rule: Rule
    ballots: tuple[Ballot, ...] = ()
    place: Place | None = None
    seats: tuple[int, int] | None = None
    law: dict[Version, Terms] = Field(default_factory=dict)
    year: dict[int, Terms] = Field(default_factory=dict)
    note: str = ""

    @model_validator(mode="after")
    def _holds_at_some_time(self) -> _Thresholds:
        if bool(self.law) == bool(self.year):
            raise ValueError("name the versions of the law or the years in which it holds, one of the two")
        return self


class Bound(BaseModel):
    """A least or a greatest number with its article; `certain` is false for guidance and press."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    article: str
    confidence: Confidence
    note: str = ""

    @property
    def certain(self) -> bool:
        """Whether the law itself was read to say this number."""
        return self.confidence == "seen"


def body_size(body: str, level: Level, ballot: Ballot | None, law: str, variant: Variant = "") -> SizeRow:
    """Size of a body set up at a level; `ballot` matters for boards only.

    Raises UnreadRule where that version of the law has no such body.
    """
    for row in _sizes():
        fits = (row.body, row.level, row.variant) == (body, level, variant)
        if fits and (not row.ballots or ballot in row.ballots):
            for version, size in row.law.items():
                if version == law:
                    return SizeRow(
                        id=row.id,
                        article=row.article,
                        sources=row.sources,
                        confidence=row.confidence,
                        body=body,
                        level=level,
                        law=version,
                        least=size.least,
                        most=size.most,
                    )
    raise UnreadRule(f"Luật phiên bản {law} không có quy định số thành viên của {body} ở cấp {level}.")


def seat_limit(ballot: Ballot, law: str) -> Bound:
    """Most seats one constituency may have (R01)."""
    row, terms = _by_law("seats", law, ballot)
    return _bound(row, terms.most or 0)


def surplus(ballot: Ballot, seats: int, law: str) -> Bound:
    """Least number of candidates beyond the seats on the official list (R02).

    Raises UnreadRule for a number of seats no constituency may have.
    """
    row, terms = _by_law("surplus", law, ballot, seats)
    return _bound(row, terms.least or 0)


def dossier_sets(ballot: Ballot, law: str) -> Bound:
    """Sets in which a dossier is handed in (R09, R10)."""
    row, terms = _by_law("dossier", law, ballot)
    return _bound(row, terms.least or 0)


def quota(rule: Literal["women", "minorities"], ballot: Ballot, candidates: int, law: str) -> Bound | None:
    """Fewest of women, or of minorities, among so many candidates (R03); None where no share is named."""
    try:
        row, terms = _by_law(rule, law, ballot)
    except UnreadRule:
        return None
    return _bound(row, _least(terms, candidates))


def meeting(members: int, law: str) -> tuple[Bound, Bound]:
    """Members who must be present, and votes a decision needs, in an election body of so many members."""
    present, decides = _by_law("present", law), _by_law("decides", law)
    return _bound(present[0], _least(present[1], members)), _bound(decides[0], _least(decides[1], members))


def quorum(kind: Place, voters: int, year: int) -> Bound | None:
    """Voters who must be present at a conference to which so many belong (R14, R15).

    None where the rule of that election year was not read.
    """
    found = _by_year("quorum", kind, year)
    if found is None:
        return None
    row, terms = found
    if terms.large is not None and voters >= LARGE:
        return _bound(row, terms.large)
    return _bound(row, _least(terms, voters))


def confidence(kind: Place, present: int, year: int) -> Bound | None:
    """Votes of confidence a candidate needs from so many present; None where that year was not read."""
    found = _by_year("confidence", kind, year)
    return None if found is None else _bound(found[0], _least(found[1], present))


def _least(terms: Terms, whole: int) -> int:
    """The smallest whole number that reaches the share, or exceeds it where `over` is set."""
    part, parts = terms.share or (0, 1)
    if terms.over:
        return whole * part // parts + 1
    return -(-whole * part // parts)


def _bound(row: _Thresholds, number: int) -> Bound:
    return Bound(number=number, article=row.article, confidence=row.confidence, note=row.note)


def _by_law(
    rule: Rule, law: str, ballot: Ballot | None = None, seats: int | None = None
) -> tuple[_Thresholds, Terms]:
    for row in _thresholds():
        if row.rule != rule or (row.ballots and ballot not in row.ballots):
            continue
        if seats is not None and row.seats is not None and not row.seats[0] <= seats <= row.seats[1]:
            continue
        for version, terms in row.law.items():
            if version == law:
                return row, terms
    name = BALLOT_NAMES.get(ballot or "", "mọi cuộc bầu cử")
    at = "" if seats is None else f" với {seats} đại biểu"
    raise UnreadRule(f"Luật phiên bản {law} không có quy định «{rule}» cho {name}{at}.")


def _by_year(rule: Rule, place: Place, year: int) -> tuple[_Thresholds, Terms] | None:
    for row in _thresholds():
        if row.rule == rule and row.place in (None, place) and year in row.year:
            return row, row.year[year]
    return None


@cache
def _sizes() -> tuple[_Sizes, ...]:
    return tuple(_load("sizes.toml", _Sizes))


@cache
def _thresholds() -> tuple[_Thresholds, ...]:
    return tuple(_load("thresholds.toml", _Thresholds))


def _load(name: str, model: type[R]) -> list[R]:
    return read(name, (Path(__file__).parent / name).read_text(encoding="utf-8"), model)


def read(name: str, text: str, model: type[R]) -> list[R]:
    """Rows of one file, each table named by its id. Raises BrokenRules naming file, row and reason."""
    try:
        tables: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenRules(f"{name} is not TOML: {error}") from None
    rows: list[R] = []
    for row_id, table in tables.items():
        try:
            rows.append(model.model_validate({"id": row_id, **table}))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the row"
            raise BrokenRules(f"{name}, {row_id}, {field}: {first['msg']}") from None
    return rows
