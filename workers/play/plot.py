"""What must hold of a script and of the end that is expected: each names things that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

import domain.register  # noqa: F401  every event is known once its procedure is
from domain.catalogue import CATALOGUE
from domain.event import EVENTS
from domain.law.book import book
from domain.law.itinerary import steps
from domain.refusal import Refusal
from domain.stream import Stream, parse
from domain.terms import Poll
from domain.zone import local
from workers.play.table import Problem

if TYPE_CHECKING:
    from workers.play.deed import Deed
    from workers.play.example import Example
    from workers.play.expected import Expected, Found

FURTHER: Final[tuple[tuple[str, Poll, str], ...]] = (
    ("additional_ballots", "additional", "bầu cử thêm"),
    ("reruns", "rerun", "bầu cử lại"),
)


def plot(example: Example) -> Iterable[Problem]:
    """Mistakes in the script, in its acts, and in what is expected."""
    yield from _duties(example)
    yield from _places(example)
    for part, poll, words in FURTHER:
        yield from _further(example, part, poll, words)
    for number, deed in enumerate(example.script.acts, 1):
        for problem in _act(example, deed):
            yield Problem("script.yaml", None, f"acts.{number}", problem)
    if example.tale:
        yield from _expected(example, example.tale.expected)


def _duties(example: Example) -> Iterator[Problem]:
    """Every deadline named is a row of the law, and its unit is there."""
    script = example.script
    named = [(f"dates.{number}", each.deadline, "") for number, each in enumerate(script.dates, 1)]
    for part in ("late", "never", "recorded_late", "moved"):
        rows = enumerate(getattr(script, part), 1)
        named += [(f"{part}.{number}", each.deadline, each.unit) for number, each in rows]
    for part, deadline, unit in named:
        if deadline not in book().rows:
            yield Problem("script.yaml", None, part, f"không có thời hạn «{deadline}»; xem bảng luật.")
        if unit and unit not in example.unit:
            yield Problem("script.yaml", None, part, f"không có đơn vị «{unit}» trong units.csv.")


def _places(example: Example) -> Iterator[Problem]:
    """Areas, units, steps and streams that the script names otherwise than by a deadline."""
    script = example.script
    areas = {area.code for area in example.areas}
    for number, early in enumerate(script.polling_days, 1):
        if early.area not in areas:
            words = f"không có khu vực bỏ phiếu «{early.area}»; sửa mã."
            yield Problem("script.yaml", None, f"polling_days.{number}", words)
    for unit in script.closely:
        if unit not in example.unit:
            yield Problem("script.yaml", None, "closely", f"không có đơn vị «{unit}»; sửa mã.")
    for number, absent in enumerate(script.absent, 1):
        if absent.step not in steps():
            words = f"luật không có bước «{absent.step}»; viết p01 đến p51, s01 đến s06."
            yield Problem("script.yaml", None, f"absent.{number}", words)
    for number, left in enumerate(script.without, 1):
        for words in _stream(example, left.stream):
            yield Problem("script.yaml", None, f"without.{number}", words)


def _further(example: Example, part: str, poll: Poll, what: str) -> Iterator[Problem]:
    """A further vote has its minutes and its day, later than the first one; neither stands alone."""
    days = getattr(example.script, part)
    polled = {row.contest for row in example.minutes if row.poll == poll}
    for number, each in enumerate(days, 1):
        place = f"{part}.{number}"
        if each.contest not in polled:
            words = f"{each.contest} không có biên bản {what} trong minutes.csv."
            yield Problem("script.yaml", None, place, words)
        if each.day <= example.call.day:
            words = f"ngày {what} {each.day:%d/%m/%Y} phải sau ngày bầu cử; sửa lại."
            yield Problem("script.yaml", None, place, words)
    for contest in sorted(polled - {each.contest for each in days}):
        words = f"{contest} có biên bản {what} (poll: {poll}) mà không có ngày ở {part}; thêm vào."
        yield Problem("script.yaml", None, "", words)


def _act(example: Example, deed: Deed) -> Iterator[str]:
    """What is wrong with one act: its command, its stream, who asks, and when."""
    try:
        order = deed.order(example.log)
    except (ValueError, Refusal) as error:
        yield str(error)
        return
    wrong = list(_stream(example, deed.stream))
    yield from wrong
    kind = deed.stream.partition("/")[0]
    if not wrong and kind != order.command.kind:
        yield f"lệnh {deed.do} ghi vào luồng {order.command.kind}, không phải {kind}; sửa stream."
    if order.act.unit not in example.unit:
        yield f"không có đơn vị của «{deed.by}»; sửa mã."
    if deed.refused and deed.refused not in CATALOGUE:
        yield f"không có lý do từ chối «{deed.refused}»; xem các mã ở domain/catalogue."
    if not deed.refused and order.act.body not in order.command.by:
        known = ", ".join(sorted(order.command.by))
        yield f"{order.act.body} không có quyền ra lệnh {deed.do}; người có quyền: {known}."
    runs = example.call.rehearsal
    if not runs.starts <= deed.at <= runs.ends:
        yield (
            f"at {local(deed.at):%d/%m/%Y %H:%M} ở ngoài cuộc diễn tập, từ {local(runs.starts):%d/%m/%Y} "
            f"đến {local(runs.ends):%d/%m/%Y}; sửa at hoặc rehearsal."
        )
    if deed.cause:
        yield from _stream(example, deed.cause.stream)


def _stream(example: Example, written: str) -> Iterator[str]:
    """What is wrong with a stream written as kind and code."""
    kind, _, code = written.partition("/")
    try:
        parse(str(Stream(kind, example.log, code)))
    except Refusal:
        yield f"không có luồng «{written}»; viết loại/mã như contest/C-1, hoặc election."
        return
    known: dict[str, Collection[str]] = {
        "unit": example.unit,
        "agenda": example.unit,
        "contest": example.contest,
        "candidacy": {each.code for each in example.candidates},
        "area": {each.code for each in example.areas},
    }
    if kind in known and code not in known[kind]:
        yield f"không có gì mang mã «{code}» cho luồng «{written}»; sửa mã."


def _expected(example: Example, expected: Expected) -> Iterator[Problem]:
    """What is expected of something that is not there would never hold, or always."""
    people: dict[str, set[str]] = {code: set() for code in example.contest}
    for each in example.candidates:
        people.setdefault(each.contest, set()).add(each.code)
    for code, ended in expected.contests.items():
        place = f"contests.{code}"
        if code not in example.contest:
            yield _end(place, f"không có đơn vị bầu cử «{code}»; sửa mã.")
        else:
            for who in sorted(set(ended.elected) - people[code]):
                yield _end(place, f"không có người ứng cử «{who}» ở {code}; sửa mã.")
    for unit in expected.status:
        if unit not in example.unit:
            yield _end(f"status.{unit}", f"không có đơn vị «{unit}»; sửa mã.")
    for number, owed in enumerate(expected.duties, 1):
        if owed.deadline not in book().rows:
            yield _end(f"duties.{number}", f"không có thời hạn «{owed.deadline}»; xem bảng luật.")
        if owed.unit not in example.unit:
            yield _end(f"duties.{number}", f"không có đơn vị «{owed.unit}»; sửa mã.")
    for number, found in enumerate(expected.record, 1):
        wrong = [f"không có loại sự kiện «{name}»; xem docs/events.md." for name in _unknown(found)]
        for words in chain(_stream(example, found.stream), wrong):
            yield _end(f"record.{number}", words)


def _unknown(found: Found) -> Iterator[str]:
    return (name for name in (*found.has, *found.lacks) if name not in EVENTS)


def _end(place: str, words: str) -> Problem:
    return Problem("expected.yaml", None, place, words)
