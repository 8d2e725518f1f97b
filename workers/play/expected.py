"""The state that the law demands at the end of a scenario, held against the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from domain import agenda, contest
from domain.event import Event, Recorded
from domain.fact import Code
from domain.outcome import Result
from domain.procedure import fold
from domain.stream import Stream
from domain.terms import OUTCOMES, Poll
from workers.play.table import Page

Record = Mapping[str, Sequence[Recorded]]
"""Everything on record, by stream."""

STATUS: Final[dict[str, str]] = {
    "met": "đúng hạn",
    "missed": "quá hạn, không làm",
    "cured": "quá hạn, làm sau",
    "open": "còn mở",
}


class Ended(Page):
    """One constituency: what its last count says, and everybody who is elected in the end."""

    outcome: Result
    poll: Poll = "first"
    elected: tuple[Code, ...]
    settled: bool = True


class Owed(Page):
    """A duty that is not met in time; every other one has to be."""

    deadline: str
    unit: Code
    subject: str = ""
    status: Literal["missed", "cured", "open"]


class Found(Page):
    """Events of a stream: these in this order (others may stand between them), and these never."""

    stream: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Expected(Page):
    """What has to be so at the end."""

    contests: dict[Code, Ended]
    duties: tuple[Owed, ...] = ()
    record: tuple[Found, ...] = ()
    closed: bool = True
    """Whether the election has come to its end."""


class Check(NamedTuple):
    """One thing looked at: in words, and whether it is so."""

    holds: bool
    sentence: str


def checks(expected: Expected, log: Code, record: Record) -> Iterator[Check]:
    """Everything that is expected, one by one."""
    for code, ended in expected.contests.items():
        yield _contest(code, ended, _events(record, Stream("contest", log, code)))
    yield from _duties(expected, log, record)
    for found in expected.record:
        kind, _, code = found.stream.partition("/")
        yield from _found(found, _events(record, Stream(kind, log, code)))
    over = any(type(event).__name__ == "ElectionClosed" for event in _events(record, Stream("election", log)))
    words = "cuộc bầu cử đã kết thúc" if over else "cuộc bầu cử chưa kết thúc"
    yield Check(over == expected.closed, words)


def _events(record: Record, stream: Stream) -> list[Event]:
    return [row.event for row in record.get(str(stream), ())]


def _contest(code: Code, ended: Ended, events: Sequence[Event]) -> Check:
    state = fold(contest.PROCEDURE, events)
    counted = [event for event in events if isinstance(event, contest.events.ResultDetermined)]
    if not counted:
        return Check(False, f"{code}: chưa xác định kết quả")
    last = counted[-1]
    stands = f"trúng cử {', '.join(state.elected) or 'không ai'} ({len(state.elected)}/{state.seats})"
    awaits = f", chờ {state.awaiting}" if state.awaiting else ""
    same = (last.outcome, last.poll, state.settled) == (ended.outcome, ended.poll, ended.settled)
    return Check(
        same and set(state.elected) == set(ended.elected),
        f"{code}: {OUTCOMES[last.outcome]}, {stands}{awaits}",
    )


def _duties(expected: Expected, log: Code, record: Record) -> Iterator[Check]:
    """Those named are as named; all others are met."""
    odd: dict[tuple[str, str, str], str] = {}
    total = 0
    for name in record:
        kind, _, code = name.split("/", 2) if name.count("/") == 2 else ("", "", "")
        if kind == "agenda":
            for held in fold(agenda.PROCEDURE, [row.event for row in record[name]]).duties.values():
                total += 1
                if held.status != "met":
                    odd[held.duty.deadline, code, held.duty.subject] = held.status
    for owed in expected.duties:
        key = (owed.deadline, owed.unit, owed.subject)
        status = odd.pop(key, "met")
        where = f"{owed.unit} {owed.subject}".strip()
        yield Check(status == owed.status, f"{owed.deadline} ({where}): {STATUS[status]}")
    for (deadline, unit, subject), status in sorted(odd.items()):
        where = f"{unit} {subject}".strip()
        yield Check(False, f"{deadline} ({where}): {STATUS[status]}, mà không được dự kiến")
    if not odd:
        yield Check(True, f"{total - len(expected.duties)} nhiệm vụ còn lại đều đúng hạn")


def _found(found: Found, events: Sequence[Event]) -> Iterator[Check]:
    names = [type(event).__name__ for event in events]
    rest = iter(names)
    missing = [name for name in found.has if name not in rest]
    if found.has:
        words = f"thiếu {', '.join(missing)}" if missing else f"có lần lượt {', '.join(found.has)}"
        yield Check(not missing, f"{found.stream}: {words}")
    there = [name for name in found.lacks if name in names]
    if found.lacks:
        words = f"có {', '.join(there)}" if there else f"không có {', '.join(found.lacks)}"
        yield Check(not there, f"{found.stream}: {words}")
