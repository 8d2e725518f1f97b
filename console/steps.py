"""The steps of the law and how far an election, or one unit of it, has come: what is on record, what is owed.

Title, actors, papers and what follows are those of `domain/law/procedure.toml`, which the workflows name too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from console.reading import Election, Reading
from console.vietnamese import LEVELS, holder
from domain.law.deadline import Party
from domain.law.itinerary import Step, steps
from domain.stream import Stream

_FORM: Final = "SELECT form FROM view.election WHERE log = $1"
_PLAIN: Final = """
SELECT e.type, count(*) AS number, max(e.position) AS last FROM ledger.event AS e
 WHERE e.log = $1 AND e.type <> ALL ($2::text[]) AND ($3::text[] IS NULL OR e.stream = ANY ($3))
 GROUP BY e.type
"""
# What an event does not say itself is said by the constituency or the unit its stream is about.
_TOLD_APART: Final = """
SELECT e.type, coalesce(e.body -> 'data' ->> 'ballot', c.ballot, '') AS ballot,
       coalesce(e.body -> 'data' ->> 'round', '') AS round, coalesce(e.body -> 'data' ->> 'poll', '') AS poll,
       coalesce(e.body -> 'data' ->> 'occasion', '') AS occasion,
       coalesce(e.body -> 'data' ->> 'about', '') AS about, coalesce(u.level, '') AS level,
       count(*) AS number, max(e.position) AS last
  FROM ledger.event AS e
  LEFT JOIN view.contest AS c ON c.log = $1 AND e.stream = 'contest/' || c.log || '/' || c.code
  LEFT JOIN view.unit AS u ON u.log = $1 AND e.stream = 'unit/' || u.log || '/' || u.code
 WHERE e.log = $1 AND e.type = ANY ($2::text[]) AND ($3::text[] IS NULL OR e.stream = ANY ($3))
 GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_DUTIES: Final = """
SELECT deadline, level, count(*) AS total, count(*) FILTER (WHERE status = 'open') AS open,
       count(*) FILTER (WHERE status = 'missed') AS missed, count(*) FILTER (WHERE status = 'cured') AS cured
  FROM view.duty WHERE log = $1 AND kind <> 'plan' AND status <> 'moot' AND ($2 = '' OR unit = $2)
 GROUP BY deadline, level
"""
STATEMENTS: Final = (_FORM, _PLAIN, _TOLD_APART, _DUTIES)
REOPENED: Final = "SummaryReopened"
"""The event after which a step that was done is not done any more."""

Row = Mapping[str, Any]


class Passage(NamedTuple):
    """One step as far as it has come; `state` is empty where nothing is owed and nothing on record."""

    step: Step
    actors: str
    papers: tuple[str, ...]
    number: int
    """Events on record."""
    done: int
    total: int
    """Duties of the step."""
    state: str
    reopened: bool


async def passages(reading: Reading, election: Election, unit: Row | None = None) -> list[Passage]:
    """The steps that this kind of election has; of one unit those that concern it."""
    log = election.log
    (form,) = [row["form"] for row in await reading.ask(_FORM, log)]
    streams = None if unit is None else await _streams(reading, log, unit["code"])
    apart = sorted(_apart())
    found = [
        *await reading.ask(_PLAIN, log, apart, streams),
        *await reading.ask(_TOLD_APART, log, apart, streams),
    ]
    duties = await reading.ask(_DUTIES, log, "" if unit is None else unit["code"])
    return list(_passages(election.law, form, [dict(row) for row in found], duties, unit))


async def _streams(reading: Reading, log: str, code: str) -> list[str]:
    contests = [row["code"] for row in await reading.contests(log, unit=code)]
    areas = [row["code"] for row in await reading.areas(log, code)]
    home = Stream("unit", log, code)
    return [
        *map(str, (home, home.beside("election"))),
        *(str(home.beside("contest", each)) for each in contests),
        *(str(home.beside("area", each)) for each in areas),
        *await reading.store.streams(log, f"case/{log}/{code}."),
    ]


@cache
def _apart() -> frozenset[str]:
    """Types of events that more than one step leaves, told apart by their traits."""
    return frozenset(event for step in steps().values() if step.only for event in step.events)


def _passages(
    law: str, form: str, found: Sequence[Row], duties: Sequence[Row], unit: Row | None
) -> Iterator[Passage]:
    for step in steps().values():
        left = [row for row in found if step.leaves(row["type"], row)]
        owed = [row for row in duties if row["deadline"] in step.deadlines and _fits(step, row["level"])]
        if (form == "general" and step.id.startswith("s")) or not (
            left or owed or _foreseen(step, form, unit)
        ):
            continue
        total, open_, missed, cured = (
            sum(row[name] for row in owed) for name in ("total", "open", "missed", "cured")
        )
        reopened = _reopened(left)
        yield Passage(
            step=step,
            actors=", ".join(map(_actor, step.actors)),
            papers=step.papers.get(law, ()),
            number=sum(row["number"] for row in left),
            done=total - open_ - missed,
            total=total,
            state="open" if reopened else _state(total, open_, missed, cured, bool(left)),
            reopened=reopened,
        )


def _actor(party: Party) -> str:
    """A body; with its level where the step names one, and not that of the ballot."""
    return holder(party.body, party.at if party.at in LEVELS else None)


def _state(total: int, open_: int, missed: int, cured: int, left: bool) -> str:
    if missed:
        return "missed"
    if open_:
        return "open"
    if total:
        return "cured" if cured else "met"
    return "met" if left else ""


def _reopened(left: Sequence[Row]) -> bool:
    """Whether the last word of a step is that it is open again."""
    last = max(left, key=lambda row: int(row["last"]), default=None)
    return last is not None and last["type"] == REOPENED


def _fits(step: Step, level: str) -> bool:
    wanted = step.only.get("ballot")
    return not wanted or level == "all" or level in wanted


def _foreseen(step: Step, form: str, unit: Row | None) -> bool:
    """Whether it is shown before anything is owed or on record."""
    own = step.id.startswith("s" if form == "supplementary" else "p")
    return own and (unit is None or _concerns(step, unit))


def _concerns(step: Step, unit: Row) -> bool:
    """Whether bodies of the unit act in this step."""
    level, ballots = unit["level"], set(unit["ballots"])
    organises = level in ballots or (level == "province" and "na" in ballots)
    wanted = set(step.only.get("ballot", ()))
    held = {"level": organises}
    return level in step.only.get("level", (level,)) and (
        any(held.get(each.at, each.at == level) for each in step.actors)
        and (not wanted or bool(wanted & ballots))
    )
