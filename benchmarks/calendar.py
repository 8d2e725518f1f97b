"""The calendar of a whole province: every row and body of it and its communes, in processor time.

    python -m benchmarks.calendar [COMMUNES]

COMMUNES is 99 unless given. Each has its own hour of posting and of opening and a date of its own that the
National Election Council moved: in quarters of an hour, as such things are set, and once more to the minute,
so that no two communes share an hour. The peer is the second calculator of the tests, which shares nothing
with the program: it gives the same instants by integer arithmetic, without owners, articles, readings or
reasons.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from domain.calendar import Place, calendar, calendars
from domain.decision import Decision, Moved
from domain.due import Due, Election
from domain.law.book import book
from domain.zone import at
from tests.law import naive

ROUNDS: Final = 7
DAY: Final = date(2026, 3, 15)
ELECTION: Final = Election(day=DAY, levels=("na", "province", "commune"))
BALLOTS: Final = {"na": "N", "province": "P", "commune": "C"}


Province = tuple[list[Place], list[Decision]]


def province(communes: int, minutes: int) -> Province:
    """The province, its communes with what was recorded there, and the decisions of each.

    Hours differ by so many minutes; quarters of an hour come round again between five and seven.
    """
    places, decisions = [Place(code="29")], list[Decision]()
    for number in range(communes):
        code = f"29.{number:03}"
        later = timedelta(minutes=number * minutes % 120)
        places.append(
            Place(code=code, anchors={"V": at(date(2026, 2, 1), 8) + later, "P": at(DAY, 5) + later})
        )
        due = at(date(2026, 2, 2), 8) + timedelta(minutes=number)
        decisions.append(
            Moved(deadline="to_bau_cu_set_up", unit=code, due=due, source="NQ 1/NQ-HĐBCQG", reason="bão")
        )
    return places, decisions


def together(places: Sequence[Place], decisions: Sequence[Decision]) -> int:
    return sum(map(len, calendars(ELECTION, places, decisions=decisions).values()))


def one_by_one(places: Sequence[Place], decisions: Sequence[Decision]) -> int:
    """The same by asking for each place alone, with the decisions that concern it."""
    found: list[tuple[Due, ...]] = []
    for place in places:
        own = [each for each in decisions if isinstance(each, Moved) and each.unit == place.code]
        found.append(calendar(ELECTION, decisions=own, anchors=place.anchors, unit=place.code))
    return sum(map(len, found))


def naively(places: Sequence[Place], decisions: Sequence[Decision]) -> int:
    moved = {each.unit: each for each in decisions if isinstance(each, Moved)}
    sunday, count = naive.julian(DAY.year, DAY.month, DAY.day), 0
    for place in places:
        marks = {
            name: (_second(value), True)
            for name, value in place.anchors.items()
            if isinstance(value, datetime)
        }
        own = {each.deadline: _second(each.due) for each in [moved.get(place.code)] if each}
        for ballot in BALLOTS.values():
            count += len(naive.Reckoning("general", "B", sunday, ballot, marks, own).all())
    return count


def _second(value: datetime) -> int:
    days = naive.julian(value.year, value.month, value.day)
    return days * naive.DAY + value.hour * 3600 + value.minute * 60 + value.second


def run(communes: int) -> None:
    """Medians of all rounds, in shuffled order; prints milliseconds of processor time and the ratios."""
    start = time.process_time()
    book()
    loaded = (time.process_time() - start) * 1000
    usual, unlike = province(communes, 15), province(communes, 1)
    measures: dict[str, Callable[[], int]] = {
        "together, quarters of an hour": lambda: together(*usual),
        "together, no two alike": lambda: together(*unlike),
        "one by one": lambda: one_by_one(*unlike),
        "naive, instants only": lambda: naively(*unlike),
    }
    rows = {name: measure() for name, measure in measures.items()}
    spent: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(ROUNDS):
        for name in random.sample(list(measures), len(measures)):
            begin = time.process_time()
            measures[name]()
            spent[name].append((time.process_time() - begin) * 1000)
    peer = statistics.median(spent["naive, instants only"])
    print(f"rules loaded once in {loaded:.0f} ms; {communes + 1} places, medians of {ROUNDS} rounds")
    print(f"{'processor time':32}{'ms':>8}{'rows':>10}{'of naive':>10}")
    for name, each in spent.items():
        median = statistics.median(each)
        print(f"{name:32}{median:>8.1f}{rows[name]:>10,}{median / peer:>10.2f}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 99)
