"""The rows of a calendar: what was reckoned, for each body that owes it, with the reasoning in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.decision import Moved, Published
from domain.due import Due, Level, Reading
from domain.frame import Frame, levels
from domain.law.count import say_instant
from domain.law.deadline import Deadline, Terms, Words
from domain.reckoner import LAST_SECOND, Other, Reckoner, Term
from domain.zone import local, start_of_day

_FORMS: Mapping[str, str] = {
    "now": "Luật nói làm ngay, không cho số ngày.",
    "no_day": "Luật không ấn định ngày.",
    "event": "Gắn với một sự kiện, không phải một ngày.",
}


def entries(reckoner: Reckoner, row: Deadline) -> Iterator[Due]:
    """The duties of one row: one act for all ballots, or one for each, and one for each body that owes it."""
    for level in levels(row, reckoner.election):
        yield from _dues(reckoner, row, reckoner.frame(row, level))


def _dues(reckoner: Reckoner, row: Deadline, frame: Frame) -> Iterator[Due]:
    terms = row.law[reckoner.version.id]
    term = reckoner.term(row, frame.level)
    due = term.due
    if term.moved:
        hour_given = due is not None and local(due).time() != LAST_SECOND
    else:
        hour_given = bool(due and term.ends and term.ends.hour_given)
    planned = term.latest if due is None else None
    without_term = due is not None or (term.adopted is not None and term.ends is None)
    waits_for = "" if without_term else _awaited(reckoner, terms, frame.level)
    readings = _readings(reckoner, term)
    open_points = frame.open_points
    if readings:
        open_points = tuple(dict.fromkeys((*open_points, *(each.open_point for each in readings))))
    # Both ends of a window often hang on one anchor; it is said once.
    reasoning = _reasoning(reckoner, terms, term, waits_for, readings, open_points)
    steps = tuple(dict.fromkeys((*frame.grounds, *reasoning)))
    safe = next((each.due or each.planned for each in readings if each.safe), due or planned)
    for share in frame.shares:
        yield Due(
            id=row.id,
            article=terms.article,
            law=reckoner.version.id,
            statute=terms.statute,
            level=frame.level,
            ballots=frame.ballots,
            owed_by=share.body,
            at=share.at,
            owed_to=share.owed_to,
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
            confidence=frame.confidence,
            fulfilled_by=row.fulfilled_by,
            qualifier=row.qualifier,
            only_if=row.only_if,
            on_miss=row.on_miss,
            open_points=open_points,
            refers_to=frame.refers_to,
            steps=steps,
        )


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
    why = why or reckoner.read.open_points[name].words
    return Reading(open_point=name, opens=opens, due=due, planned=planned, safe=safe, why=why)


def _reasoning(
    reckoner: Reckoner,
    terms: Terms,
    term: Term,
    waits_for: str,
    readings: tuple[Reading, ...],
    open_points: tuple[str, ...],
) -> Iterator[str]:
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
            yield f"Điểm còn mở {name}: {reckoner.read.open_points[name].vi}"


def _say(reading: Reading) -> str:
    end = reading.due or reading.planned
    where = f"hạn là {say_instant(end)}" if end else "không có hạn"
    safe = "; giữ theo hạn này là an toàn" if reading.safe else ""
    return f"Cách đọc khác ({reading.open_point}): {reading.why.vi} Theo cách này {where}{safe}."
