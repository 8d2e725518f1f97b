"""The rows of the law as a page for a lawyer: by article, A beside B, with the days of three elections.

Written from the rows alone, in Vietnamese or in English; the pages in `docs/` are what this writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, Literal

from console.tongue import Tongue, tongue
from domain.calendar import calendar
from domain.due import Due, Election
from domain.law.book import OpenPoint, book
from domain.law.deadline import BALLOTS, COUNCILS, Alternative, Deadline, Party, Point, Terms
from domain.zone import local

Language = Literal["vi", "en"]
DAYS: Final = (date(2016, 5, 22), date(2021, 5, 23), date(2026, 3, 15))
"""The elections of which every row gives the day."""
ARTICLE: Final = re.compile(r"Điều (\d+)(?:\.(\d+))?")
LAW: Final = "election_law"

Dates = Mapping[date, Mapping[str, list[Due]]]


def page(language: Language) -> str:
    """The whole page as Markdown."""
    return "\n".join(_page(tongue(language))) + "\n"


def _page(tell: Tongue) -> Iterator[str]:
    read = book()
    dates = {day: _by_row(_election(day)) for day in DAYS}
    rows = sorted(read.rows.values(), key=_place)
    law = [row for row in rows if row.kind == "law" and _statute(row) == LAW]
    yield f"# {tell('title')}"
    yield ""
    yield tell("intro", command=f"baucu law --lang {tell.language}")
    for version in read.versions.values():
        since = tell("since", day=tell.day(version.since))
        until = tell("until", day=tell.day(version.until)) if version.until else tell("in_force")
        yield f"- **{version.id}**: {version.citation}, {since}, {until}."
    last = 0
    for row in law:
        if _place(row)[0] != last:
            last = _place(row)[0]
            yield from ("", f"## {tell('article')} {last}", "")
            yield from _table(tell, dates, (one for one in law if _place(one)[0] == last))
    for name, statute in read.statutes.items():
        found = [row for row in rows if row.kind == "law" and _statute(row) == name != LAW]
        if found:
            yield from ("", f"## {tell.words(statute)}", "")
            yield from _table(tell, dates, found)
    yield from ("", f"## {tell('guidance_title')}", "", tell("guidance_intro"), "")
    guidance = (row for row in read.rows.values() if row.kind == "guidance")
    yield from _table(tell, dates, sorted(guidance, key=lambda row: row.only_on))
    yield from ("", f"## {tell('open_points')}", "", tell("open_intro"), "")
    yield f"| {tell('point')} | {tell('question')} | {tell('touches')} |"
    yield "|---|---|---|"
    for point in read.open_points.values():
        yield f"| {point.id} | {tell.words(point)} | {_touched(tell, point)} |"


def _election(day: date) -> Election:
    version = book().version_on(day)
    if version is None:
        raise ValueError(f"no version of the law on {day}")
    return Election(day=day, levels=version.ballots)


def _by_row(election: Election) -> dict[str, list[Due]]:
    found: dict[str, list[Due]] = {}
    for one in calendar(election):
        found.setdefault(one.id, []).append(one)
    return found


def _first(row: Deadline) -> Terms:
    return next(iter(row.law.values()))


def _statute(row: Deadline) -> str:
    return _first(row).statute


def _place(row: Deadline) -> tuple[int, int]:
    """Article and clause under which a row stands; those of no article come first."""
    found = ARTICLE.search(_first(row).article)
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


def _table(tell: Tongue, dates: Dates, rows: Iterable[Deadline]) -> Iterator[str]:
    heads = [tell("article"), tell("duty"), "A", "B", *(tell.day(day) for day in DAYS)]
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        days = (_dates(tell, dates[day].get(row.id, [])) for day in DAYS)
        cells = (tell.article(_first(row).article), _what(tell, row), *_versions(tell, row), *days)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _what(tell: Tongue, row: Deadline) -> str:
    """The duty, who owes it to whom, in which case, and what is open about it."""
    owners = dict.fromkeys(party for ballot in row.ballots for party in row.owed_by[ballot])
    told = [", ".join(_party(tell, party) for party in owners), _ballots(tell, row)]
    if row.only_if:
        told.append(tell("only_if", case=tell.case(row.only_if)))
    if row.confidence not in ("seen", "guidance"):
        told.append(tell(row.confidence))
    told += [*row.open_points, f"`{row.id}`"]
    return f'<a id="{row.id}"></a>{tell.words(row.duty)}<br>{" · ".join(part for part in told if part)}'


def _party(tell: Tongue, party: Party) -> str:
    return tell.party(party.body, party.at)


def _ballots(tell: Tongue, row: Deadline) -> str:
    if set(row.ballots) == set(BALLOTS):
        return ""
    if set(row.ballots) == set(COUNCILS):
        return tell("councils")
    return ", ".join(tell(f"ballot_{ballot}") for ballot in row.ballots)


def _versions(tell: Tongue, row: Deadline) -> tuple[str, str]:
    """What A says, and what in B differs from it: term, article, or to whom."""
    a, b = row.law.get("A"), row.law.get("B")
    if a is None or b is None:
        alone = [_terms(tell, terms) if terms else "–" for terms in (a, b)]
        if row.kind == "law":
            alone[1] = f"**{tell('new')}**: {alone[1]}" if b else f"**{tell('gone')}**"
        return alone[0], alone[1]
    pairs = [(_terms(tell, a), _terms(tell, b)), (tell.article(a.article), tell.article(b.article))]
    sent = (_recipients(tell, a), _recipients(tell, b))
    changes = [after for before, after in (*pairs, sent) if before != after]
    before = "<br>".join(part for part in (pairs[0][0], sent[0] if sent[0] != sent[1] else "") if part)
    return before, f"**{tell('changed')}**: {'; '.join(changes)}" if changes else tell("same")


def _recipients(tell: Tongue, terms: Terms) -> str:
    found = dict.fromkeys(party for parties in terms.owed_to.values() for party in parties)
    return tell("to", whom=", ".join(_party(tell, party) for party in found)) if found else tell("to_nobody")


def _terms(tell: Tongue, terms: Terms) -> str:
    """The term in words, and beside it the other readings that the text admits."""
    told = [_span(tell, terms.opens, terms.due) or tell(terms.form)]
    told += (f"{other.open_point}: {_reading(tell, other)}" for other in terms.readings)
    return "<br>".join(told)


def _reading(tell: Tongue, other: Alternative) -> str:
    return tell("or", term=_span(tell, other.opens, other.due) or tell("no_term"))


def _span(tell: Tongue, opens: Point | None, ends: Point | None) -> str:
    parts = [_point(tell, point, end) for point, end in ((opens, False), (ends, True)) if point]
    return ", ".join(parts)


def _point(tell: Tongue, point: Point, end: bool) -> str:
    """A point in time in words: «chậm nhất 70 ngày trước ngày bầu cử»."""
    if point.day is not None:
        when = tell.day(point.day)
    else:
        anchor = book().anchors.get(point.anchor)
        name = tell.words(anchor) if anchor else tell("act", row=point.anchor)
        side = "before_by" if point.offset < 0 else "after_by"
        when = tell(f"{side}_{point.unit}", n=abs(point.offset), anchor=name) if point.offset else name
    if point.clock is not None:
        when = tell("at_clock", clock=f"{point.clock:%H:%M}", when=when)
    if not point.inclusive:
        return tell("before" if end else "after", when=when)
    if not end:
        return tell("from", when=when)
    return tell("by" if point.offset and point.unit == "day" else "until_end", when=when)


def _dates(tell: Tongue, dues: Iterable[Due]) -> str:
    """The days a row gives in one election; several where ballots differ, a dash where it binds nobody."""
    found = dict.fromkeys(_when(tell, one) for one in dues)
    return "<br>".join(found) or "–"


def _when(tell: Tongue, one: Due) -> str:
    parts = [tell("from", when=_moment(tell, one.opens, "00:00:00"))] if one.opens else []
    if one.due:
        until = _moment(tell, one.due, "23:59:59")
        parts.append(tell("until_end", when=until) if parts else until)
    elif one.planned:
        parts.append(tell("latest", when=_moment(tell, one.planned, "23:59:59")))
    return ", ".join(parts) or "·"


def _moment(tell: Tongue, value: datetime, whole: str) -> str:
    there = local(value)
    said = tell.day(there.date())
    return said if f"{there:%H:%M:%S}" == whole else tell("at_clock", clock=f"{there:%H:%M}", when=said)


def _touched(tell: Tongue, point: OpenPoint) -> str:
    """The rows that hang on an open point, through their text, their readings or their anchor; the rules."""
    read = book()
    anchors = {anchor.id for anchor in read.anchors.values() if anchor.open_point == point.id}
    rows = [
        row.id
        for row in read.rows.values()
        if point.id in row.open_points
        or any(
            point.id in (other.open_point for other in terms.readings)
            or anchors & {end.anchor for end in (terms.opens, terms.due) if end}
            for terms in row.law.values()
        )
    ]
    told = [f"[`{name}`](#{name})" for name in rows]
    told += [tell("rule", number=number) for number in point.rules]
    return ", ".join([*told, *([point.where] if point.where else [])])
