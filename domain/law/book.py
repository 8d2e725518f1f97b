"""The rule files, read once and checked: a row that a lawyer could not trace does not load."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from domain.law.deadline import Alternative, Ballot, Deadline, ElectionKind, Point, Row, Words

SUBJECTS = (
    "opening", "consultation", "lists", "voterlist", "polling", "result", "supplementary", "guidance",
)  # fmt: skip

# Columns written once per row because the versions rarely differ in them; a version may state its own.
_SHARED = ("article", "statute", "form", "owed_to", "readings")

_R = TypeVar("_R", bound=Row)


class LawError(Exception):
    """A rule file that cannot be trusted: names the file, the row and what to mend."""

    def __init__(self, file: str, row: str, reason: str) -> None:
        super().__init__(f"{file}, {row}: {reason}" if row else f"{file}: {reason}")
        self.file, self.row, self.reason = file, row, reason


class Version(Row):
    """One version of the law, in force from `since` to `until` (both included), and the ballots it knows."""

    id: str
    name: str = Field(min_length=1)
    citation: str = Field(min_length=1)
    since: date
    until: date | None = None
    ballots: tuple[Ballot, ...] = Field(min_length=1)

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Anchor(Words):
    """What a point in time may hang on; anchors.toml explains the columns."""

    id: str
    grain: Literal["day", "instant"]
    same_as: str = ""
    clock: time | None = None
    on: str = ""
    earliest: time | None = None
    open_point: str = ""
    by_law: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _a_clock_needs_an_instant(self) -> "Anchor":
        if self.clock is not None and self.grain == "day":
            raise ValueError("a planned clock needs grain = instant")
        if (self.clock is None) != (not self.on):
            raise ValueError("a planned clock needs the day it is on, and that day a clock")
        if self.earliest is not None and (self.clock is None or not self.open_point):
            raise ValueError("earliest needs a planned clock, and the open point it belongs to")
        return self


class OpenPoint(Words):
    """What the text leaves open, in which version and on which election days the question arises.

    `rules` are the deciding rules it touches; `where` says where it matters if it touches no row and no rule.
    """

    id: str
    rules: tuple[str, ...] = ()
    where: str = ""
    laws: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @cached_property
    def words(self) -> Words:
        return Words(vi=self.vi, en=self.en)

    def arises(self, law: str, day: date) -> bool:
        """Whether the question is one of an election under this version on this day."""
        begun = self.since is None or self.since <= day
        return (not self.laws or law in self.laws) and begun and (self.until is None or day <= self.until)


class Need(Words):
    """One step that cannot begin before another is done; order.toml explains the columns."""

    id: str
    elections: tuple[ElectionKind, ...] = ("general", "supplementary")
    first: str
    then: str
    at_opening: bool = False
    spans: tuple[str, ...] = ()
    gap: int = Field(default=0, ge=0)
    window: int = Field(default=0, ge=0)
    window_of: str = ""
    sundays: bool = False
    article: str = Field(min_length=1)


@dataclass(frozen=True)
class Book:
    """Everything the rule files say. Rows keep the order of the law."""

    versions: Mapping[str, Version]
    anchors: Mapping[str, Anchor]
    misses: Mapping[str, Words]
    sources: Mapping[str, str]
    statutes: Mapping[str, Words]
    open_points: Mapping[str, OpenPoint]
    steps: Mapping[str, tuple[str, ...]]
    order: Mapping[str, Need]
    rows: Mapping[str, Deadline]

    def version_on(self, day: date) -> Version | None:
        """The version in force on this day, or None before the first of them."""
        return next((version for version in self.versions.values() if version.holds_on(day)), None)

    def deadline(self, name: str) -> Deadline:
        """The row with this id. Raises LawError when there is none."""
        row = self.rows.get(name)
        if row is None:
            raise LawError("domain/law", name, "no row has this id; the ids are in the rule files")
        return row

    def rows_for(self, law: str, kind: ElectionKind, day: date) -> Iterator[Deadline]:
        """The rows that bind an election of this kind on this day under this version of the law."""
        for row in self.rows.values():
            if kind in row.elections and self.in_force(row, law, day):
                yield row

    def in_force(self, row: Deadline, law: str, day: date) -> bool:
        """Whether this version has the row for an election on this day, of whatever kind."""
        terms = row.law.get(law)
        if terms is None or (row.only_on and day not in row.only_on):
            return False
        # A version applied to a day outside its own life (a what-if) keeps all its rows.
        supposed = not self.versions[law].holds_on(day)
        return supposed or (terms.since <= day and (terms.until is None or day <= terms.until))


@cache
def book() -> Book:
    """The rule files that come with the program."""
    return load(Path(__file__).parent)


def load(folder: Path) -> Book:
    """Read and check the rule files of a folder. Raises LawError at the first thing that is wrong."""
    versions = _models(folder, "versions", Version)
    _one_version_a_day(versions)
    anchors = _models(folder, "anchors", Anchor)
    read = Book(
        versions=versions,
        anchors=anchors,
        misses=_words(folder, "misses"),
        sources=_read(folder, "sources"),
        statutes=_words(folder, "statutes"),
        open_points=_models(folder, "open_points", OpenPoint),
        steps={name: tuple(rows) for name, rows in _read(folder, "steps").items()},
        order=_models(folder, "order", Need),
        rows=_rows(folder, versions),
    )
    for row in read.rows.values():
        _check_references(read, row)
    _check_anchors(read)
    _check_order(read)
    return read


def _rows(folder: Path, versions: Mapping[str, Version]) -> dict[str, Deadline]:
    rows: dict[str, Deadline] = {}
    for subject in SUBJECTS:
        for name, raw in _tables(folder, subject):
            file = f"{subject}.toml"
            if name in rows:
                raise LawError(file, name, f"this id is already in {rows[name].subject}.toml; rename one")
            shared = {key: raw.pop(key) for key in _SHARED if key in raw}
            shared.setdefault("statute", "guidance" if raw.get("kind") == "guidance" else "election_law")
            law = raw.get("law") or {}
            if not law:
                raise LawError(file, name, "no interval in force; add law.<version> for every version")
            for version, terms in law.items():
                if version not in versions:
                    raise LawError(file, name, f"law.{version}: versions.toml does not have this version")
                if not isinstance(terms, dict):
                    raise LawError(file, name, f'law.{version} is no table; write {{ due = "E-70" }}')
                law[version] = _with_interval(file, name, {**shared, **terms}, versions[version])
            rows[name] = _model(file, name, Deadline, {**raw, "id": name, "subject": subject, "law": law})
    return rows


def _with_interval(file: str, name: str, terms: dict[str, Any], version: Version) -> dict[str, Any]:
    """A row is law as long as its version is, unless it says that it came later or went earlier."""
    if not terms.get("article"):
        raise LawError(file, name, "no article; every row names where it stands in the law")
    since, until = terms.get("since", version.since), terms.get("until", version.until)
    if not isinstance(since, date) or not isinstance(until, date | None):
        raise LawError(file, name, "since and until are days; write them without quotes, as 2016-07-01")
    if not version.holds_on(since) or (until is not None and not version.holds_on(until)):
        raise LawError(file, name, f"in force {since} to {until}, outside the life of version {version.id}")
    return {**terms, "since": since, "until": until}


def _one_version_a_day(versions: Mapping[str, Version]) -> None:
    in_order = sorted(versions.values(), key=lambda version: version.since)
    for earlier, later in pairwise(in_order):
        if earlier.until is None or earlier.until >= later.since:
            reason = f"still in force on {later.since}, when version {later.id} begins; end it the day before"
            raise LawError("versions.toml", earlier.id, reason)


def _check_references(read: Book, row: Deadline) -> None:
    def refuse(reason: str) -> None:
        raise LawError(f"{row.subject}.toml", row.id, reason)

    if row.on_miss not in read.misses:
        refuse(f"on_miss {row.on_miss!r} is not in misses.toml")
    referring = read.rows.get(row.referred_by)
    if row.referred_by and (referring is None or referring.elections != ("supplementary",)):
        refuse(f"referred_by {row.referred_by!r} is no row of a supplementary election")
    for terms in row.law.values():
        if terms.statute not in read.statutes:
            refuse(f"statute {terms.statute!r} is not in statutes.toml")
    for source in row.sources:
        if source not in read.sources:
            refuse(f"source {source!r} is not in sources.toml")
    for question in (*row.open_points, *(other.open_point for other in _alternatives(row))):
        if question not in read.open_points:
            refuse(f"open point {question!r} is not in open_points.toml")
    for version, point in _points(row):
        target = read.rows.get(point.anchor)
        if point.day is None and point.anchor not in read.anchors and target is None:
            refuse(f"anchor {point.anchor!r} is neither in anchors.toml nor the id of a row")
        if target is not None and version not in target.law:
            refuse(f"anchor {point.anchor!r} is a row that version {version} does not have")
        if point.day is not None and row.kind == "law":
            refuse(f"{point.day} is a fixed day; a row of law counts from an anchor")
        anchor = read.anchors.get(point.anchor)
        if point.unit == "hour" and anchor is not None and anchor.grain == "day":
            refuse(f"hours cannot be counted from {point.anchor}, which is a whole day")


def _check_anchors(read: Book) -> None:
    """Every planned day must come to rest on a recorded or fixed one, never on itself."""
    for anchor in read.anchors.values():
        if anchor.open_point and anchor.open_point not in read.open_points:
            reason = f"open point {anchor.open_point!r} is not in open_points.toml"
            raise LawError("anchors.toml", anchor.id, reason)
        for target in anchor.by_law:
            if target not in read.rows:
                raise LawError("anchors.toml", anchor.id, f"by_law names {target!r}, which is no row")
        for column, target in (("same_as", anchor.same_as), ("on", anchor.on)):
            if target and target not in read.anchors:
                raise LawError("anchors.toml", anchor.id, f"{column} names {target!r}, which is no anchor")
    graph: dict[str, set[str]] = {}
    for anchor in read.anchors.values():
        graph[anchor.id] = {*anchor.by_law, *filter(None, [anchor.same_as, anchor.on])}
    for row in read.rows.values():
        graph[row.id] = {point.anchor for _, point in _ends(row) if point.anchor}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise LawError("anchors.toml", error.args[1][0], f"these count from each other: {circle}") from error


def _check_order(read: Book) -> None:
    for step, rows in read.steps.items():
        for target in rows:
            if target not in read.rows:
                raise LawError("steps.toml", step, f"names {target!r}, which is no row")
    for need in read.order.values():
        for target in (need.first, need.then, *need.spans, *filter(None, [need.window_of])):
            if target not in read.steps and target not in read.anchors and target not in read.rows:
                reason = f"names {target!r}, which is no step, no anchor and no row"
                raise LawError("order.toml", need.id, reason)


def _points(row: Deadline) -> Iterator[tuple[str, Point]]:
    yield from _ends(row)
    for version, terms in row.law.items():
        for each in terms.spans:
            if each.opens is not None:
                yield version, each.opens


def _ends(row: Deadline) -> Iterator[tuple[str, Point]]:
    for version, terms in row.law.items():
        for each in terms.spans:
            if each.due is not None:
                yield version, each.due


def _alternatives(row: Deadline) -> Iterator[Alternative]:
    for terms in row.law.values():
        yield from terms.readings


def _words(folder: Path, name: str) -> dict[str, Words]:
    return {key: _model(f"{name}.toml", key, Words, table) for key, table in _tables(folder, name)}


def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    except OSError as error:
        raise LawError(f"{name}.toml", "", f"cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise LawError(f"{name}.toml", "", f"is not valid TOML: {error}") from error


def _tables(folder: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, table in _read(folder, name).items():
        if not isinstance(table, dict):
            raise LawError(f"{name}.toml", key, "stands outside a row; put it under [id]")
        yield key, table


def _models(folder: Path, name: str, model: type[_R]) -> dict[str, _R]:
    return {
        key: _model(f"{name}.toml", key, model, {**table, "id": key}) for key, table in _tables(folder, name)
    }


def _model(file: str, name: str, model: type[_R], values: dict[str, Any]) -> _R:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise LawError(file, name, f"{where}: {said}" if where else said) from error
