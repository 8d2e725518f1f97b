"""The calendar against the naive one of `naive.py`, on random elections with random acts and decisions.

A case is one row of one election for one ballot. The seed is fixed; a disagreement prints the election, which
can then be put in a test of its own.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import pytest

from domain.calendar import Place, calendar, calendars
from domain.decision import Decision, Moved, Polling, Published, Repoll
from domain.due import Due, Election
from domain.law.deadline import Ballot
from domain.zone import ZONE
from tests.law import naive

SEED = 20210523
QUICK, ENOUGH = 3_000, 100_000

LETTERS: dict[str, Ballot] = {"N": "na", "P": "province", "D": "district", "C": "commune"}
FIRST, LAST = date(2015, 9, 6), date(2036, 12, 28)
HERE, PART, ELSEWHERE = "01.001", "01.001.1", "01.002"
# Rows of the election law itself, which the National Election Council may move in version B.
MOVABLE = (
    "voter_list_post",
    "na_official_list",
    "hdnd_official_list",
    "to_bau_cu_set_up",
    "sup_official_list",
)
# What the program calls a mark, how far from election day it is drawn, whether it may differ between ballots.
MARKS = {
    "D": ("polling_day", (-10, 10), False),
    "Z": ("last_polling_day", (0, 30), True),
    "B": ("P1", (-10, 3), False),
    "L": ("L", (-40, -9), True),
    "I": ("official_list", (-40, -9), True),
    "V": ("V", (-60, -5), False),
    "R": ("R", (-40, 40), True),
    "W": ("complaint_answered", (-40, -1), False),
    "F": ("suit_accepted", (-20, 0), False),
    "O": ("order_to_try", (-20, 0), False),
    "P": ("P", (-3, 3), False),
    "C": ("C", (-3, 3), False),
    "K": ("K", (3, 40), True),
    "T": ("T", (-100, 100), True),
    "2": ("consult2", (-80, -30), True),
    "3": ("consult3", (-50, -15), True),
    "Q": ("to_bau_cu_set_up", (-60, -40), False),
}


class Case(NamedTuple):
    """One random election as one unit sees it, in the words of the program."""

    election: Election
    law: str
    anchors: dict[str, date | datetime]
    decisions: tuple[Decision, ...]
    unit: str | None
    parts: tuple[str, ...]


def sunday_of(election: Election) -> int:
    return naive.julian(election.day.year, election.day.month, election.day.day)


def random_case(rng: random.Random) -> Case:
    day = FIRST + timedelta(weeks=rng.randrange((LAST - FIRST).days // 7 + 1))
    in_force = naive.version(naive.julian(day.year, day.month, day.day))
    law = in_force if rng.random() < 0.85 else "AB".replace(in_force, "")
    held = [LETTERS[letter] for letter in ("NPDC" if law == "A" else "NPC")]
    if rng.random() < 0.2:
        election = Election(kind="supplementary", day=day, levels=(rng.choice(held),))
    else:
        levels = rng.sample(held, rng.randint(1, len(held)))
        election = Election(day=day, levels=tuple(level for level in held if level in levels))
    anchors: dict[str, date | datetime] = {}
    for letter, (name, reach, own) in MARKS.items():
        for key in [name, *(f"{name}:{level}" for level in election.levels if own)]:
            if rng.random() < (0.5 if key == name else 0.2):
                # Where the hour matters it is always known; elsewhere a paper may give the day alone.
                anchors[key] = moment(rng, day, reach, hour=True if letter in "PBC" else None)
    unit = rng.choice((None, HERE))
    parts = (PART,) if unit and rng.random() < 0.5 else ()
    return Case(election, law, anchors, tuple(decisions(rng, election, law)), unit, parts)


def moment(rng: random.Random, day: date, reach: tuple[int, int], hour: bool | None) -> date | datetime:
    drawn = day + timedelta(days=rng.randint(*reach))
    if rng.random() < 0.5 if hour is None else hour:
        return datetime.combine(drawn, time(rng.randrange(24), rng.randrange(60), rng.randrange(60)), ZONE)
    return drawn


def decisions(rng: random.Random, election: Election, law: str) -> Iterator[Decision]:
    """Rows with a day of their own are moved, polling is early or late, a further vote is held."""
    noted = naive.rows(election.kind, law, sunday_of(election))
    dated = [
        name
        for name, (held, text) in noted.items()
        if text.startswith("<=E") and any(LETTERS[letter] in election.levels for letter in held)
    ]
    said: dict[str, Any] = {"source": "NQ 1/NQ-HĐBCQG", "reason": "thử"}
    for name in rng.choices(dated, k=rng.choice((0, 0, 1, 2, 6))):
        held = [LETTERS[letter] for letter in noted[name][0] if LETTERS[letter] in election.levels]
        level = rng.choice([None, *held]) if name.endswith("_hdnd") or name.startswith("hdnd_") else None
        drawn = election.day + timedelta(days=rng.randint(-120, 60))
        clock = time(23, 59, 59) if rng.random() < 0.5 else time(rng.randrange(24), 30)
        kind = Moved if law == "B" and name in MOVABLE and rng.random() < 0.5 else Published
        yield kind(
            deadline=name,
            level=level,
            unit=rng.choice((None, HERE, ELSEWHERE)),
            due=datetime.combine(drawn, clock, ZONE),
            **said,
        )
    if rng.random() < 0.3:
        day = election.day + timedelta(days=rng.choice((-7, -3, -1, 1, 5, 7, 14)))
        yield Polling(day=day, units=(rng.choice((HERE, PART, ELSEWHERE)),), **said)
    for _ in range(rng.choice((0, 0, 1, 2))):
        yield Repoll(
            day=election.day + timedelta(days=rng.randint(1, 20)),
            level=rng.choice((None, *election.levels)),
            unit=rng.choice((None, HERE, ELSEWHERE)),
            **said,
        )


def stamp(value: date | datetime) -> int:
    """The second of the naive calculator; a day alone is its first."""
    days = naive.julian(value.year, value.month, value.day) * naive.DAY
    if isinstance(value, datetime):
        return days + value.hour * 3600 + value.minute * 60 + value.second
    return days


def marks(case: Case, level: Ballot | None) -> dict[str, naive.Mark]:
    """The acts as they concern one ballot; None: as they concern what serves all ballots at once."""
    found = decided(case, level)
    for letter, (name, _, _) in MARKS.items():
        value = case.anchors.get(f"{name}:{level}", case.anchors.get(name))
        if value is not None:
            found[letter] = stamp(value), isinstance(value, datetime)
    return found


def decided(case: Case, level: Ballot | None) -> dict[str, naive.Mark]:
    """The marks that decisions set where nothing was recorded: days of polling here."""
    found: dict[str, naive.Mark] = {}
    last = [case.election.day]
    polling: dict[str | None, date] = {}
    for each in case.decisions:
        if isinstance(each, Polling):
            polling |= dict.fromkeys(each.units, each.day)
        elif isinstance(each, Repoll) and each.unit in (None, case.unit) and each.level in (None, level):
            last.append(each.day)
    here = polling.get(case.unit, case.election.day)
    found["D"] = stamp(here), False
    last.append(here)
    if case.parts and PART in polling and polling[PART] < here:
        found["B"] = stamp(polling[PART]) + 7 * 3600, True
    found["Z"] = stamp(max(last)), False
    return found


def moved(case: Case, level: Ballot | None) -> dict[str, int]:
    """The last instants that decisions put in the place of a row's own; the later recorded one holds."""
    return {
        each.deadline: stamp(each.due)
        for each in case.decisions
        if isinstance(each, Moved | Published)
        and each.unit in (None, case.unit)
        and each.level in (None, level)
    }


def naively(case: Case, letter: str, *, alone: bool) -> dict[str, naive.Term]:
    level = LETTERS[letter] if alone else None
    sunday = sunday_of(case.election)
    given = marks(case, level), moved(case, level)
    return naive.Reckoning(case.election.kind, case.law, sunday, letter, *given).all()


def by_program(case: Case) -> Iterator[Due]:
    """The rows of law; guidance is not counted from the law."""
    dues = calendar(case.election, case.law, case.decisions, case.anchors, unit=case.unit, parts=case.parts)
    return (due for due in dues if due.kind == "law")


def term(due: Due) -> naive.Term:
    opens, last, planned = (stamp(at) if at else None for at in (due.opens, due.due, due.planned))
    return opens, last, planned, due.hour_given


def disagreements(case: Case) -> tuple[int, list[str]]:
    """How many cases were compared, and where the two differ."""
    letters = [letter for letter, level in LETTERS.items() if level in case.election.levels]
    alone = {letter: naively(case, letter, alone=True) for letter in letters}
    together = {letter: naively(case, letter, alone=False) for letter in letters}
    wanted = {(name, letter) for letter in letters for name in alone[letter]}
    notes = {
        name: noted
        for name, (_, noted) in naive.rows(case.election.kind, case.law, sunday_of(case.election)).items()
    }
    seen: set[tuple[str, str]] = set()
    wrong: list[str] = []
    for due in by_program(case):
        for letter in letters:
            if LETTERS[letter] not in due.ballots:
                continue
            seen.add((due.id, letter))
            if (due.id, letter) not in wanted:
                wrong.append(f"{due.id}/{letter}: only in the calendar")
                continue
            expected = (together if due.level == "all" else alone)[letter][due.id]
            got = term(due)
            # A duty without a day has no last instant; when it may begin is not a date of the law.
            if notes[due.id] == "?":
                got = (None, got[1], None, False)
            if got != expected:
                wrong.append(f"{due.id}/{letter}: calendar {got}, naive {expected}")
    wrong += [f"{name}/{letter}: only in the naive one" for name, letter in sorted(wanted - seen)]
    return len(seen | wanted), wrong


def shown(case: Case) -> dict[str, Any]:
    return {**case._asdict(), "decisions": [d.model_dump(mode="json") for d in case.decisions]}


def test_the_naive_calendar_counts_days_as_the_calendar_of_the_wall_does() -> None:
    for ordinal in range(date(1999, 12, 25).toordinal(), date(2040, 1, 10).toordinal()):
        day = date.fromordinal(ordinal)
        assert naive.civil(naive.julian(day.year, day.month, day.day)) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("seed", "least"), [(SEED + 1, QUICK), pytest.param(SEED, ENOUGH, marks=pytest.mark.slow)]
)
def test_two_calendars_agree_on_a_hundred_thousand_random_rows(seed: int, least: int) -> None:
    rng = random.Random(seed)
    compared = elections = 0
    while compared < least:
        case = random_case(rng)
        count, wrong = disagreements(case)
        assert not wrong, "\n".join([*wrong, f"{shown(case)}"])
        compared, elections = compared + count, elections + 1
    print(f"{compared} rows of {elections} random elections, no disagreement")  # noqa: T201
    assert compared >= least


def test_calendars_of_many_places_reckoned_together_are_what_each_gives_alone() -> None:
    """Places with the same acts, with other days for them, with some of them, and with none."""
    rng = random.Random(SEED + 2)
    for _ in range(40):
        case, other = random_case(rng), random_case(rng)
        own = {name: value for name, value in case.anchors.items() if rng.random() < 0.4}
        shared = {name: value for name, value in case.anchors.items() if name not in own}
        places = [
            Place(code=HERE, anchors=own, parts=case.parts),
            Place(code=ELSEWHERE, anchors={**own, **other.anchors}),
            Place(code=PART, anchors=dict(rng.sample(sorted(own.items()), len(own) // 2))),
            Place(code="01.003", anchors=own, parts=(PART,)),
            Place(code="01.004"),
        ]

        found = calendars(case.election, places, case.law, case.decisions, shared)

        for place in places:
            known = {**shared, **place.anchors}
            alone = calendar(
                case.election, case.law, case.decisions, known, unit=place.code, parts=place.parts
            )
            assert found[place.code] == alone, f"{place}\n{shown(case)}"
