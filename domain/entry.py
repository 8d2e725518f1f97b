"""The rows of a calendar: what was reckoned, for each body that owes it, with the reasoning in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache

from domain.decision import Moved, Published
from domain.due import Due, Level, Reading
from domain.law.book import book
from domain.law.count import say_day, say_instant
from domain.law.deadline import Ballot, Body, Deadline, Party, Terms, UnitLevel, Words
from domain.reckoner import LAST_SECOND, Other, Reckoner, Term
from domain.zone import local, start_of_day

_UNITS: tuple[UnitLevel, ...] = ("nation", "province", "district", "commune")
_NATIONAL = frozenset({"assembly", "standing_committee", "government", "nec", "front"})
_FORMS: Mapping[str, str] = {
    "now": "Luật nói làm ngay, không cho số ngày.",
    "no_day": "Luật không ấn định ngày.",
    "event": "Gắn với một sự kiện, không phải một ngày.",
}


def entries(reckoner: Reckoner, row: Deadline) -> Iterator[Due]:
    """The duties of one row: one act for all ballots, or one for each, and one for each body that owes it."""
    ballots = tuple(ballot for ballot in row.ballots if ballot in reckoner.election.levels)
    if row.joint and ballots:
        yield from _dues(reckoner, row, "all", ballots)
    elif not row.joint:
        for ballot in ballots:
            yield from _dues(reckoner, row, ballot, (ballot,))


def _dues(reckoner: Reckoner, row: Deadline, level: Level, ballots: tuple[Ballot, ...]) -> Iterator[Due]:
    terms = row.law[reckoner.version.id]
    term = reckoner.term(row, level)
    due = term.due
    if term.moved:
        hour_given = due is not None and local(due).time() != LAST_SECOND
    else:
        hour_given = bool(due and term.ends and term.ends.hour_given)
    planned = term.latest if due is None else None
    without_term = due is not None or (term.adopted is not None and term.ends is None)
    waits_for = "" if without_term else _awaited(reckoner, terms, level)
    readings = _readings(reckoner, term)
    open_points = tuple(_open_points(reckoner, row, terms, readings))
    # Both ends of a window often hang on one anchor; it is said once.
    steps = tuple(dict.fromkeys(_reasoning(reckoner, row, terms, term, waits_for, readings, open_points)))
    safe = next((each.due or each.planned for each in readings if each.safe), due or planned)
    for body, unit_level, owed_to in _parties(row.id, reckoner.version.id, ballots):
        yield Due(
            id=row.id,
            article=terms.article,
            law=reckoner.version.id,
            statute=terms.statute,
            level=level,
            ballots=ballots,
            owed_by=body,
            at=unit_level,
            owed_to=owed_to,
            per=row.per,
            duty=row.duty,
            kind=row.kind,
            form=terms.form,
            opens=term.opens.instant if term.opens and term.opens.recorded else None,
            due=due,
            hour_given=hour_given,
            computed=term.computed,
            planned=planned,
            waits_for=waits_for,
            readings=readings,
            safe=safe,
            confidence="inferred" if _by_reference(reckoner, row) else row.confidence,
            fulfilled_by=row.fulfilled_by,
            qualifier=row.qualifier,
            only_if=row.only_if,
            on_miss=row.on_miss,
            open_points=open_points,
            refers_to=_referred(reckoner, row),
            steps=steps,
        )


@cache
def _parties(
    name: str, version: str, ballots: tuple[Ballot, ...]
) -> tuple[tuple[Body, UnitLevel | None, tuple[str, ...]], ...]:
    """Who owes the row for these ballots, at which level of unit, and to whom."""
    row, known = book().rows[name], book().versions[version].ballots
    units = tuple(unit for unit in _UNITS if unit == "nation" or unit in known)
    owners = dict.fromkeys(
        (party.body, _unit_level(party, ballot, units)) for ballot in ballots for party in row.owed_by[ballot]
    )
    return tuple(
        (body, at, _recipients(row.law[version], ballots, units, f"{body}@{at}")) for body, at in owners
    )


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


def _awaited(reckoner: Reckoner, terms: Terms, level: Level) -> str:
    """The anchor on which the term hangs and which is not recorded yet."""
    for point in (terms.due, terms.opens):
        if point and point.anchor:
            mark = reckoner.mark(point.anchor, level)
            if mark is None or not mark.recorded:
                return point.anchor
    return ""


def _readings(reckoner: Reckoner, term: Term) -> tuple[Reading, ...]:
    """The other readings with the safe one marked.

    Safe is the earliest end that does not lie before the very act it counts from. A published day stands
    beside the day that was counted; a step that was moved, or a reading that was adopted, leaves no other.
    """
    if term.moved or term.adopted:
        published = term.moved and isinstance(term.moved[-1], Published)
        if not published or term.computed is None or term.due is None or term.computed == term.due:
            return ()
        return (_reading(reckoner, "published", None, due=term.computed, safe=term.computed < term.due),)
    if not term.others:
        return ()
    safest = _safest(term)
    return tuple(
        _reading(
            reckoner,
            other.alternative.open_point,
            other.alternative.why,
            opens=other.opens.instant if other.opens and other.opens.recorded else None,
            due=other.ends.instant if other.ends and other.ends.recorded else None,
            planned=other.ends.instant if other.ends and not other.ends.recorded else None,
            safe=other.ends is not None and other.ends.instant == safest != term.latest,
        )
        for other in term.others
    )


def _safest(term: Term) -> datetime | None:
    ends = [other.ends.instant for other in term.others if other.ends]
    if term.latest is not None:
        ends.append(term.latest)
    floor = max((start for other in term.others if (start := _floor(other))), default=None)
    return min((end for end in ends if floor is None or floor <= end), default=None)


def _floor(other: Other) -> datetime | None:
    """What counts onward from an act cannot end before it."""
    point = other.alternative.due
    return start_of_day(other.anchor.day) if other.anchor and point and point.offset >= 0 else None


def _reading(
    reckoner: Reckoner,
    name: str,
    why: Words | None,
    *,
    opens: datetime | None = None,
    due: datetime | None = None,
    planned: datetime | None = None,
    safe: bool,
) -> Reading:
    point = reckoner.read.open_points[name]
    why = why or Words(vi=point.vi, en=point.en)
    return Reading(open_point=name, opens=opens, due=due, planned=planned, safe=safe, why=why)


def _open_points(
    reckoner: Reckoner, row: Deadline, terms: Terms, readings: tuple[Reading, ...]
) -> Iterator[str]:
    """The questions this row leaves open in this election, each once."""
    named = dict.fromkeys(
        (
            *row.open_points,
            *(each.open_point for each in reckoner.alternatives(terms)),
            *(each.open_point for each in readings),
        )
    )
    for name in named:
        if reckoner.read.open_points[name].arises(reckoner.version.id, reckoner.election.day):
            yield name


def _referred(reckoner: Reckoner, row: Deadline) -> tuple[str, ...]:
    """The rows of the ordinary election that this row of the supplementary one brings in."""
    if row.elections != ("supplementary",):
        return ()
    read, version, election = reckoner.read, reckoner.version.id, reckoner.election
    return tuple(
        each.id
        for each in read.rows.values()
        if each.referred_by == row.id
        and read.in_force(each, version, election.day)
        and not set(each.ballots).isdisjoint(election.levels)
    )


def _by_reference(reckoner: Reckoner, row: Deadline) -> bool:
    """Binds a supplementary election only because a row of that election refers to it."""
    return bool(row.referred_by) and reckoner.election.kind == "supplementary"


def _reasoning(
    reckoner: Reckoner,
    row: Deadline,
    terms: Terms,
    term: Term,
    waits_for: str,
    readings: tuple[Reading, ...],
    open_points: tuple[str, ...],
) -> Iterator[str]:
    read, version, election = reckoner.read, reckoner.version, reckoner.election
    held = "có hiệu lực vào" if version.holds_on(election.day) else "giả định áp dụng cho"
    yield f"Bản {version.id}, {version.citation}, {held} ngày bầu cử {say_day(election.day)}."
    yield f"Căn cứ: {terms.article}{'' if row.kind == 'law' else ' (hướng dẫn, không phải luật)'}."
    if _by_reference(reckoner, row):
        by = read.rows[row.referred_by].law[version.id].article
        yield f"Bầu cử bổ sung: áp dụng theo {by}, tính từ ngày bầu cử bổ sung."
    if term.adopted:
        chosen = term.adopted
        yield f"Quyết định ({chosen.source}) chọn cách đọc {chosen.open_point}. Lý do: {chosen.reason}."
    yield from term.opens.says if term.opens else ()
    yield from term.ends.says if term.ends else ()
    if waits_for:
        yield f"Chờ ghi nhận mốc {waits_for} ({reckoner.called(waits_for)})."
    if terms.form in _FORMS:
        yield _FORMS[terms.form]
    before = term.computed
    for decision in term.moved:
        old = say_instant(before) if before else "chưa có hạn"
        verb = "chuyển hạn" if isinstance(decision, Moved) else "công bố ngày"
        new = say_instant(decision.due)
        yield f"Quyết định ({decision.source}) {verb}: {old} → {new}. Lý do: {decision.reason}."
        before = decision.due
    for reading in readings:
        yield _say(reading)
    told = {reading.open_point for reading in readings}
    for name in open_points:
        if name not in told:
            yield f"Điểm còn mở {name}: {read.open_points[name].vi}"


def _say(reading: Reading) -> str:
    end = reading.due or reading.planned
    where = f"hạn là {say_instant(end)}" if end else "không có hạn"
    safe = "; giữ theo hạn này là an toàn" if reading.safe else ""
    return f"Cách đọc khác ({reading.open_point}): {reading.why.vi} Theo cách này {where}{safe}."
