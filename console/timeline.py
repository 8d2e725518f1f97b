"""The course of an election as a picture: one lane for each phase, one mark for each legal step.

Only geometry, in whole numbers of the drawing's own coordinates. The page draws it, and says the same in a
table for whoever does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from console.reading import Counts, Step
from console.vietnamese import PHASES, STATES, due
from domain.law.book import book
from domain.zone import local, start_of_day

WIDTH: Final = 860
LEFT: Final = 140
"""Where the lanes' names end and time begins."""
RIGHT: Final = 24
TOP: Final = 56
ROW: Final = 20
PADDING: Final = 10
APART: Final = 14
"""Least distance between two marks in one row."""
NARROWEST_MONTH: Final = 46
"""Narrower months carry their number only every second or third time."""


class Mark(NamedTuple):
    """One step: a line from its opening to its last due instant, with a sign of its state at the end."""

    start: int
    end: int
    y: int
    state: str
    text: str


class Lane(NamedTuple):
    """One phase."""

    name: str
    y: int
    height: int
    marks: list[Mark]


class Month(NamedTuple):
    """The first day of a month; the name is empty where there is no room."""

    x: int
    name: str


class Picture(NamedTuple):
    """Everything the drawing needs."""

    width: int
    height: int
    left: int
    right: int
    top: int
    months: list[Month]
    lanes: list[Lane]
    now: int | None
    election_day: int


def state(counts: Counts) -> str:
    """What to show of duties taken together: the most pressing comes first."""
    if counts.owing:
        return "missed"
    if counts.soon:
        return "soon"
    if counts.open:
        return "open"
    return "cured" if counts.cured else "met"


def phase(step: Step) -> str:
    """The phase a step belongs to; a step this program has no row for counts as preparation."""
    row = book().rows.get(step.deadline)
    return row.subject if row and row.subject in PHASES else "opening"


def by_phase(steps: Sequence[Step]) -> Iterator[tuple[str, list[Step]]]:
    """Steps under the name of their phase, in the order of the law; phases without steps are left out."""
    for code, name in PHASES.items():
        if found := [step for step in steps if phase(step) == code]:
            yield name, found


def picture(steps: Sequence[Step], election_day: date, now: datetime) -> Picture | None:
    """Lay out the steps; None when there are none yet."""
    if not steps:
        return None
    scale = _Scale.over(steps, election_day)
    lanes: list[Lane] = []
    top = TOP
    for name, found in by_phase(steps):
        lane = _lane(name, found, top, scale)
        lanes.append(lane)
        top += lane.height
    return Picture(
        width=WIDTH,
        height=top + 6,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        months=list(scale.months()),
        lanes=lanes,
        now=scale.x(now) if scale.start <= now <= scale.end else None,
        election_day=scale.x(start_of_day(election_day) + timedelta(hours=12)),
    )


class _Scale(NamedTuple):
    start: datetime
    end: datetime

    @classmethod
    def over(cls, steps: Sequence[Step], election_day: date) -> _Scale:
        day = start_of_day(election_day)
        first = min([step.opens or step.first_due for step in steps] + [day])
        last = max([step.last_due for step in steps] + [day])
        return cls(local(first) - timedelta(days=4), local(last) + timedelta(days=4))

    def x(self, instant: datetime) -> int:
        return LEFT + (WIDTH - LEFT - RIGHT) * (instant - self.start) // (self.end - self.start)

    def months(self) -> Iterator[Month]:
        named = LEFT - WIDTH
        year, month = self.start.year, self.start.month
        while True:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
            first = start_of_day(date(year, month, 1))
            if first > self.end:
                return
            x = self.x(first)
            roomy = x - named >= NARROWEST_MONTH and x <= WIDTH - RIGHT - NARROWEST_MONTH // 2
            named = x if roomy else named
            yield Month(x, f"{month}/{year}" if roomy else "")


def _lane(name: str, steps: Sequence[Step], top: int, scale: _Scale) -> Lane:
    """Pack the marks into as few rows as possible, in order of time."""
    taken: list[int] = []
    marks: list[Mark] = []
    for step in sorted(steps, key=lambda step: (step.opens or step.first_due, step.last_due)):
        start = scale.x(step.opens or step.first_due)
        end = scale.x(step.last_due)
        row = next((row for row, until in enumerate(taken) if start >= until + APART), len(taken))
        taken[row : row + 1] = [end]
        text = f"{step.title}. Hạn {due(step.last_due)}. {STATES[state(step.counts)]}."
        marks.append(Mark(start, end, top + PADDING + ROW * row + ROW // 2, state(step.counts), text))
    return Lane(name, top, len(taken) * ROW + 2 * PADDING, marks)
