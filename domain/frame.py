"""What a row of the law says in an election whatever happens there: who owes it, to whom, on what ground."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.due import Election, Level
from domain.law.book import Book, Version
from domain.law.count import say_day
from domain.law.deadline import (
    Alternative,
    Ballot,
    Body,
    Confidence,
    Deadline,
    Party,
    Terms,
    UnitLevel,
)

_UNITS: tuple[UnitLevel, ...] = ("nation", "province", "district", "commune")
_NATIONAL = frozenset({"assembly", "standing_committee", "government", "nec", "front"})


class Share(NamedTuple):
    """One body that owes the row, the level of its unit, and who gets the act."""

    body: Body
    at: UnitLevel | None
    owed_to: tuple[str, ...]


class Frame(NamedTuple):
    """A row for one ballot (or "all") of one election: everything that no act and no decision changes."""

    level: Level
    ballots: tuple[Ballot, ...]
    shares: tuple[Share, ...]
    alternatives: tuple[Alternative, ...]
    open_points: tuple[str, ...]
    refers_to: tuple[str, ...]
    confidence: Confidence
    grounds: tuple[str, ...]
    """The first steps of the reasoning: the version, the article, the reference."""


def levels(row: Deadline, election: Election) -> tuple[Level, ...]:
    """The ballots for which the row is owed in this election, or "all" where one act serves them all."""
    ballots = tuple(ballot for ballot in row.ballots if ballot in election.levels)
    return ("all",) if row.joint and ballots else ballots


def frame(read: Book, version: Version, election: Election, row: Deadline, level: Level) -> Frame:
    terms = row.law[version.id]
    ballots = tuple(ballot for ballot in row.ballots if ballot in election.levels)
    alternatives = tuple(
        each
        for each in terms.readings
        if election.kind in each.elections
        and read.open_points[each.open_point].arises(version.id, election.day)
    )
    named = dict.fromkeys((*row.open_points, *(each.open_point for each in alternatives)))
    by_reference = bool(row.referred_by) and election.kind == "supplementary"
    return Frame(
        level=level,
        ballots=ballots if level == "all" else (level,),
        shares=tuple(_shares(row, terms, ballots if level == "all" else (level,), version)),
        alternatives=alternatives,
        open_points=tuple(name for name in named if read.open_points[name].arises(version.id, election.day)),
        refers_to=tuple(_referred(read, version, election, row)),
        confidence="inferred" if by_reference else row.confidence,
        grounds=tuple(_grounds(read, version, election, row, by_reference=by_reference)),
    )


def _shares(row: Deadline, terms: Terms, ballots: tuple[Ballot, ...], version: Version) -> Iterator[Share]:
    units = tuple(unit for unit in _UNITS if unit == "nation" or unit in version.ballots)
    owners = dict.fromkeys(
        (party.body, _unit_level(party, ballot, units))
        for ballot in ballots
        for party in row.owed_by.get(ballot, ())
    )
    for body, at in owners:
        yield Share(body, at, _recipients(terms, ballots, units, f"{body}@{at}"))


def _recipients(
    terms: Terms, ballots: tuple[Ballot, ...], units: tuple[UnitLevel, ...], owner: str
) -> tuple[str, ...]:
    """Who gets the act, as body@unit or body; never its author, never a body its unit does not have."""
    named: dict[str, None] = {}
    for ballot in ballots:
        for party in terms.owed_to.get(ballot, ()):
            level = _unit_level(party, ballot, units)
            if level != "nation" or party.body in _NATIONAL:
                named[f"{party.body}@{level}" if level else party.body] = None
    named.pop(owner, None)
    return tuple(named)


def _unit_level(party: Party, ballot: Ballot, units: tuple[UnitLevel, ...]) -> UnitLevel | None:
    own: UnitLevel = "province" if ballot == "na" else ballot
    if party.at == "level":
        return own
    if party.at == "above":
        return units[units.index(own) - 1]
    return party.at or None


def _referred(read: Book, version: Version, election: Election, row: Deadline) -> Iterator[str]:
    """The rows of the ordinary election that this row of the supplementary one brings in."""
    if row.elections == ("supplementary",):
        for each in read.rows.values():
            concerned = each.referred_by == row.id and not set(each.ballots).isdisjoint(election.levels)
            if concerned and read.in_force(each, version.id, election.day):
                yield each.id


def _grounds(
    read: Book, version: Version, election: Election, row: Deadline, *, by_reference: bool
) -> Iterator[str]:
    held = "có hiệu lực vào" if version.holds_on(election.day) else "giả định áp dụng cho"
    yield f"Bản {version.id}, {version.citation}, {held} ngày bầu cử {say_day(election.day)}."
    guidance = "" if row.kind == "law" else " (hướng dẫn, không phải luật)"
    yield f"Căn cứ: {row.law[version.id].article}{guidance}."
    if by_reference:
        by = read.rows[row.referred_by].law[version.id].article
        yield f"Bầu cử bổ sung: áp dụng theo {by}, tính từ ngày bầu cử bổ sung."
