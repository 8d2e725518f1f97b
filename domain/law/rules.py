"""The deciding numbers of the law: sizes of bodies, seats, surplus, quotas, meetings, voter conferences.

Rows live in `sizes.toml` and `thresholds.toml`; each row has article, version or year, source and confidence.
A number that was not read has no row. The functions then return None, or raise UnreadRule where nothing
sensible can follow; none of them guesses.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.law.table import BrokenRules, Confidence, Row, UnreadRule, Version, rows
from domain.terms import BALLOT_NAMES, BODY_NAMES, Ballot, Finding, Level

Rule = Literal[
    "seats", "deputies", "resident", "surplus", "women", "minorities", "dossier", "present", "decides",
    "age_vote", "age_stand", "councils", "lists", "area", "own_area", "quorum", "confidence", "nomination",
    "counters", "reserve_days", "reserve_confidence", "meetings", "term_left", "vacant", "enough_new",
    "enough_local", "turnout", "majority", "elected", "photos", "photos_guided",
]  # fmt: skip
Place = Literal["residence", "workplace"]
Gathering = Literal["residence", "workplace", "village", "enlarged", "consultation"]
"""Who is gathered: voters at home, at work, of a village; an enlarged leadership; a consultation."""
Right = Literal["vote", "stand"]
Variant = Literal["", "armed_forces", "supplementary"]

LARGE = 100
"""From this many voters a conference has a fixed least number instead of a share."""


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


class Sizes(Row):
    body: str
    level: Level
    ballots: tuple[Ballot, ...] = ()
    variant: Variant = ""
    law: dict[Version, Range] = Field(min_length=1)


class SizeRow(Row):
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


class Thresholds(Row):
    rule: Rule
    ballots: tuple[Ballot, ...] = ()
    place: Gathering | None = None
    seats: tuple[int, int] | None = None
    law: dict[Version, Terms] = Field(default_factory=dict)
    year: dict[int, Terms] = Field(default_factory=dict)
    otherwise: str = ""
    """What follows for whoever does not reach the number."""
    note: str = ""

    @model_validator(mode="after")
    def _holds_at_some_time(self) -> Thresholds:
        if bool(self.law) == bool(self.year):
            raise ValueError("name the versions of the law or the years in which it holds, one of the two")
        return self


class Bound(BaseModel):
    """A least or a greatest number with its article; `certain` is false for guidance and press."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    article: str
    confidence: Confidence
    otherwise: str = ""
    note: str = ""

    @property
    def certain(self) -> bool:
        """Whether the law itself was read to say this number."""
        return self.confidence == "seen"


class Span(BaseModel):
    """A least and a greatest number, both included, with their article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int
    most: int
    article: str
    confidence: Confidence
    note: str = ""

    def holds(self, number: int) -> bool:
        return self.least <= number <= self.most


def body_size(body: str, level: Level, ballot: Ballot | None, law: str, variant: Variant = "") -> SizeRow:
    """Size of a body set up at a level; `ballot` matters for boards only.

    Raises UnreadRule where that version of the law has no such body.
    """
    for row in rows("sizes.toml", Sizes):
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
    row, terms = by_law("seats", law, ballot)
    return bound(row, terms.most)


def deputies(law: str) -> Bound:
    """Most deputies the Assembly may have."""
    row, terms = by_law("deputies", law)
    return bound(row, terms.most)


def resident(law: str) -> Bound:
    """Fewest deputies of the Assembly who live and work in a province."""
    row, terms = by_law("resident", law)
    return bound(row, terms.least)


def surplus(ballot: Ballot, seats: int, law: str) -> Bound:
    """Least number of candidates beyond the seats on the official list (R02).

    Raises UnreadRule for a number of seats no constituency may have.
    """
    row, terms = by_law("surplus", law, ballot, seats)
    return bound(row, terms.least)


def dossier_sets(ballot: Ballot, law: str) -> Bound:
    """Sets in which a dossier is handed in (R09, R10)."""
    row, terms = by_law("dossier", law, ballot)
    return bound(row, terms.least)


def quota(rule: Literal["women", "minorities"], ballot: Ballot, candidates: int, law: str) -> Bound | None:
    """Fewest of women, or of minorities, among so many candidates (R03); None where no share is named."""
    try:
        row, terms = by_law(rule, law, ballot)
    except UnreadRule:
        return None
    return bound(row, least(terms, candidates))


def age(right: Right, law: str) -> Bound:
    """Full years of age on election day from which somebody may vote, or stand (R04)."""
    row, terms = by_law("age_vote" if right == "vote" else "age_stand", law)
    return bound(row, terms.least)


def councils(assembly: bool, law: str) -> Bound:
    """Levels of councils one person may stand for in one term, beside the Assembly or without it (R07)."""
    row, terms = by_law("councils", law, "na" if assembly else "province")
    return bound(row, terms.most)


def assembly_lists(law: str) -> Bound:
    """Constituencies of the Assembly on whose list one person may be (R07)."""
    row, terms = by_law("lists", law, "na")
    return bound(row, terms.most)


def area_voters(law: str) -> Span:
    """Voters of a polling area (R23)."""
    return _span(*by_law("area", law))


def own_area_voters(law: str) -> Bound:
    """Voters from which a hospital or a home may be a polling area of its own (R23)."""
    row, terms = by_law("own_area", law)
    return bound(row, terms.least)


def meeting(members: int, law: str) -> tuple[Bound, Bound]:
    """Members who must be present, and votes a decision needs, in an election body of so many members."""
    present, decides = by_law("present", law), by_law("decides", law)
    return bound(present[0], least(present[1], members)), bound(decides[0], least(decides[1], members))


def counters(kind: Gathering, year: int) -> Span | None:
    """Members of the team that counts at such a gathering (R17); None where that year was not read."""
    found = by_year("counters", kind, year)
    return None if found is None else _span(*found)


def nomination(present: int, year: int) -> Bound | None:
    """Votes by which a village conference nominates (R16); None where that year was not read."""
    found = by_year("nomination", "village", year)
    return None if found is None else bound(found[0], least(found[1], present))


def quorum(kind: Place, voters: int, year: int) -> Bound | None:
    """Voters who must be present at a conference to which so many belong (R14, R15).

    None where the rule of that election year was not read.
    """
    found = by_year("quorum", kind, year)
    if found is None:
        return None
    row, terms = found
    if terms.large is not None and voters >= LARGE:
        return bound(row, terms.large)
    return bound(row, least(terms, voters))


def confidence(kind: Place, present: int, year: int) -> Bound | None:
    """Votes of confidence a candidate needs from so many present; None where that year was not read."""
    found = by_year("confidence", kind, year)
    return None if found is None else bound(found[0], least(found[1], present))


def reserve(present: int, year: int) -> tuple[Bound, Bound] | None:
    """Days before the posting, and votes of confidence from so many present, without which nobody is added to
    a list that has lost a candidate (R12); None where the guidance of that year was not read."""
    days, trust = by_year("reserve_days", None, year), by_year("reserve_confidence", None, year)
    if days is None or trust is None:
        return None
    return bound(days[0], days[1].least), bound(trust[0], least(trust[1], present))


def meetings(ballot: Ballot, year: int) -> Bound | None:
    """Voter-contact meetings each candidate is to have, at least; None where the guidance was not read.

    The law names no number; what was read are the papers of single provinces (O-10).
    """
    for row in rows("thresholds.toml", Thresholds):
        if row.rule == "meetings" and ballot in row.ballots and year in row.year:
            return bound(row, row.year[year].least)
    return None


def term_left(ballot: Ballot, law: str) -> Bound:
    """Months of the term that must be left, and more than that, for a supplementary election (R46, R47)."""
    row, terms = by_law("term_left", law, ballot)
    return bound(row, terms.least)


def vacant(ballot: Ballot, elected: int, law: str) -> Bound:
    """Deputies that must be missing of those elected at the beginning of the term (R46, R47)."""
    row, terms = by_law("vacant", law, ballot)
    return bound(row, least(terms, elected))


def enough(statutory: int, law: str, new_unit: bool = False) -> Bound:
    """Deputies of the statutory number with whom a council has enough (R47 for a new unit, R48)."""
    row, terms = by_law("enough_new" if new_unit else "enough_local", law)
    return bound(row, least(terms, statutory))


def least(terms: Terms, whole: int) -> int:
    """The smallest whole number that reaches the share, or exceeds it where `over` is set."""
    part, parts = terms.share or (0, 1)
    if terms.over:
        return whole * part // parts + 1
    return -(-whole * part // parts)


def bound(row: Thresholds, number: int | None) -> Bound:
    return Bound(
        number=_stated(row, number),
        article=row.article,
        confidence=row.confidence,
        otherwise=row.otherwise,
        note=row.note,
    )


def _stated(row: Thresholds, number: int | None) -> int:
    """The number a rule asks of its row; a row that states another kind of number is broken, not nought."""
    if number is None:
        raise BrokenRules(f"thresholds.toml, {row.id}: the number «{row.rule}» asks for is not stated")
    return number


def _span(row: Thresholds, terms: Terms) -> Span:
    return Span(
        least=_stated(row, terms.least),
        most=_stated(row, terms.most),
        article=row.article,
        confidence=row.confidence,
        note=row.note,
    )


def by_law(
    rule: Rule, law: str, ballot: Ballot | None = None, seats: int | None = None
) -> tuple[Thresholds, Terms]:
    for row in rows("thresholds.toml", Thresholds):
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


def by_year(rule: Rule, place: Gathering | None, year: int) -> tuple[Thresholds, Terms] | None:
    for row in rows("thresholds.toml", Thresholds):
        if row.rule == rule and row.place in (None, place) and year in row.year:
            return row, row.year[year]
    return None
