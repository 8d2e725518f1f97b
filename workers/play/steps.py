"""The steps of the law as an example went through them: what each left on record, and its duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import asyncpg
from rich.console import Console
from rich.table import Table

from domain.law.itinerary import Step, steps
from domain.terms import Ballot
from workers.play.example import Example

_EVENTS: Final = """
SELECT type, split_part(stream, '/', 1) AS kind, split_part(stream, '/', 3) AS code,
       body -> 'data' ->> 'ballot' AS ballot, body -> 'data' ->> 'round' AS round,
       body -> 'data' ->> 'occasion' AS occasion, body -> 'data' ->> 'poll' AS poll,
       body -> 'data' ->> 'about' AS about, count(*) AS number
  FROM ledger.event WHERE log = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""
_DUTIES: Final = """
SELECT deadline, level, count(*) FILTER (WHERE status = 'met') AS met, count(*) FILTER (WHERE late) AS late,
       count(*) FILTER (WHERE status = 'missed') AS missed
  FROM view.duty WHERE log = $1 GROUP BY 1, 2
"""
STATEMENTS: Final = (_EVENTS, _DUTIES)


class Trace(NamedTuple):
    """Events of one type on one stream, with what tells steps apart."""

    type: str
    stream: tuple[str, str]
    traits: Mapping[str, str]
    number: int


class Passed(NamedTuple):
    """One step, how many events it left on how many streams, and its duties."""

    step: Step
    events: int
    streams: int
    duties: Mapping[str, int]


async def show(pool: asyncpg.Pool, example: Example, out: Console) -> None:
    """Print every step of this kind of election, also those that had no occasion, with the reason."""
    found = traces(example, [dict(row) for row in await pool.fetch(_EVENTS, example.log)])
    duties = [dict(row) for row in await pool.fetch(_DUTIES, example.log)]
    absent = {each.step: each.reason for each in example.script.absent}
    table = Table(title="Các bước của cuộc bầu cử, theo thứ tự của luật", title_justify="left")
    table.add_column("Bước", no_wrap=True)
    table.add_column("Việc")
    for column in ("Sự kiện", "Nơi ghi", "Đúng hạn", "Muộn", "Chưa làm"):
        table.add_column(column, justify="right", no_wrap=True)
    for each in passed(found, duties):
        if each.events:
            owed = (str(each.duties[name] or "") for name in ("met", "late", "missed"))
            table.add_row(each.step.id, each.step.title.vi, str(each.events), str(each.streams), *owed)
        else:
            reason = absent.get(each.step.id, "chưa ghi việc nào")
            table.add_row(each.step.id, f"{each.step.title.vi} – [dim]{reason}[/]", "0", "", "", "", "")
    out.print(table)


def passed(found: Sequence[Trace], duties: Sequence[Mapping[str, Any]]) -> Iterator[Passed]:
    """The steps of a general election, p01 to p51."""
    for each in steps().values():
        if each.id.startswith("p"):
            left = [trace for trace in found if each.leaves(trace.type, trace.traits)]
            counts: Counter[str] = Counter()
            for row in duties:
                if row["deadline"] in each.deadlines and _fits(each, row["level"]):
                    counts.update({name: row[name] for name in ("met", "late", "missed")})
            number = sum(trace.number for trace in left)
            yield Passed(each, number, len({trace.stream for trace in left}), counts)


def _fits(step: Step, level: str) -> bool:
    wanted = step.only.get("ballot")
    return not wanted or level == "all" or level in wanted


def traces(example: Example, rows: Sequence[Mapping[str, Any]]) -> tuple[Trace, ...]:
    """What the event does not say itself is said by the thing its stream is about."""
    people: dict[str, Ballot] = {each.code: each.ballot for each in example.candidates}
    contests: dict[str, Ballot] = {each.code: each.ballot for each in example.contests}
    found = []
    cases = {row["code"]: row for row in rows if row["type"] == "CaseRegistered"}
    for row in rows:
        kind, code = row["kind"], row["code"]
        traits = {name: row[name] or "" for name in ("ballot", "round", "occasion", "poll", "about")}
        if kind == "case" and code in cases:
            traits |= {"about": cases[code]["about"], "ballot": cases[code]["ballot"]}
        elif kind in ("candidacy", "contest"):
            known = people if kind == "candidacy" else contests
            traits["ballot"] = traits["ballot"] or known.get(code, "")
        elif kind == "unit":
            traits["level"] = example.unit[code].level
        found.append(Trace(row["type"], (kind, code), traits, row["number"]))
    return tuple(found)
