"""docs/matrix.md: what carries each step of the law and each user story, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from domain.law.book import book
from domain.law.itinerary import Step, steps
from tests.matrix.marks import marks
from tests.matrix.story import Story, stories

PAGE: Final = Path(__file__).parents[2] / "docs" / "matrix.md"
SHOWN: Final = 4
"""Names of tests in one cell; the others are counted."""
COLUMNS: Final = ("events", "terms", "tests")

HEAD: Final = """# Matrix: steps and stories against events, terms and tests

Written by `python -m tests.matrix` from `domain/law/procedure.toml` (steps), `tests/matrix/stories.toml`
(stories) and the `covers` marks of the tests; a test compares this page with them. An empty cell says why it
is empty: **missing** is not built or not shown yet, everything else is as it is meant to be. A term that only
one version of the law has carries that version.
"""


@dataclass(frozen=True)
class Line:
    """One row of the page: its name, its title, its three cells."""

    name: str
    title: str
    cells: tuple[str, str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns in which something is missing."""
        found = zip(COLUMNS, self.cells, strict=True)
        return tuple(column for column, cell in found if cell.startswith("**missing**"))


@cache
def lines() -> tuple[list[Line], list[Line]]:
    """The rows of the steps, and of the stories."""
    covered = marks()
    return [_step(each, covered) for each in steps().values()], [
        _story(number, each, covered) for number, each in stories().items()
    ]


def page() -> str:
    """The whole page."""
    of_law, of_desk = lines()
    return "\n".join(
        [
            HEAD,
            *_table("Steps", "step", of_law),
            "",
            *_table("User stories", "story", of_desk),
            "",
            *_open(),
        ]
    )


def _step(each: Step, covered: Mapping[str, Sequence[str]]) -> Line:
    points = f" (open: {', '.join(each.open_points)})" if each.open_points else ""
    events = _codes(each.events) or "**missing**: no command records this step yet"
    terms = ", ".join(_term(name) for name in each.deadlines) or "the law sets no term"
    title = f"{each.title.en}{points}<br>{each.title.vi}, {each.article}"
    return Line(each.id, title, (events, terms, _tests(covered.get(each.id, ()))))


def _story(number: int, each: Story, covered: Mapping[str, Sequence[str]]) -> Line:
    by = f"served by {each.by}" if each.by else ""
    events = _codes(each.events) or by or "**missing**: nothing records this yet"
    terms = ", ".join(_term(name) for name in each.deadlines) or by or "the law sets no term"
    tests = _tests(covered.get(f"story:{number}", ()))
    return Line(f"{number}", f"{each.role}: {each.wish}", (events, terms, tests))


def _term(name: str) -> str:
    known = tuple(book().rows[name].law)
    return f"`{name}`" if known == tuple(book().versions) else f"`{name}` ({', '.join(known)})"


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _tests(names: Sequence[str]) -> str:
    if not names:
        return "**missing**: no test is marked with it"
    more = f"<br>and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return "<br>".join(f"`{name}`" for name in names[:SHOWN]) + more


def _table(title: str, name: str, rows: Sequence[Line]) -> Iterator[str]:
    whole = sum(not row.missing for row in rows)
    yield f"## {title}"
    yield ""
    yield f"{whole} of {len(rows)} have everything."
    for column in COLUMNS:
        short = [row.name for row in rows if column in row.missing]
        if short:
            yield f"Without {column}: {', '.join(short)}."
    yield ""
    yield f"| {name} | what | events | terms | tests |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        yield f"| {' | '.join((row.name, row.title, *row.cells))} |"


def _open() -> Iterator[str]:
    """The open points that steps name, so that no code on the page is without its words."""
    yield "## Open points named above"
    yield ""
    named = {point for each in steps().values() for point in each.open_points}
    for name, point in book().open_points.items():
        if name in named:
            yield f"- {name}: {point.en}"
    yield ""
