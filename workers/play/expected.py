"""The state that the law demands at the end of a scenario, held against the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from pydantic import Field

from domain import agenda, contest
from domain.event import Event, Recorded
from domain.fact import Code
from domain.law.book import book
from domain.outcome import Result
from domain.procedure import fold
from domain.stream import Stream, parse
from domain.summary.events import StatusConfirmed
from domain.terms import OUTCOMES, Poll
from workers.play.table import Page

Record = Mapping[str, Sequence[Recorded]]
"""Everything on record, by stream."""

STATUS: Final[dict[str, str]] = {
    "met": "đúng hạn",
    "missed": "quá hạn, không làm",
    "cured": "quá hạn, làm sau",
    "open": "còn mở",
    "moot": "không còn đối tượng",
}


class Ended(Page):
    """One constituency: how it ended, which vote was the last, and everybody who is elected."""

    outcome: Result
    poll: Poll = "first"
    elected: tuple[Code, ...]
    settled: bool = True


class Owed(Page):
    """A duty that is not met in time; every other one is met, or has lost its object."""

    deadline: str
    unit: Code
    subject: str = ""
    status: Literal["missed", "cured", "open", "moot"]


class Found(Page):
    """Events of a stream: these in this order (others may stand between them), and these never."""

    stream: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Confirmed(Page):
    """Whose status was confirmed, and to whom it was refused."""

    confirmed: tuple[Code, ...]
    refused: tuple[Code, ...] = ()


class Expected(Page):
    """What has to be so at the end."""

    contests: dict[Code, Ended]
    status: dict[Code, Confirmed] = Field(default={})
    """By the unit that confirms it."""
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
    for unit, status in expected.status.items():
        yield _status(unit, status, _events(record, Stream("unit", log, unit)))
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
    ended_as = last.outcome
    if state.settled:  # whatever polls and decisions it took
        ended_as = "complete" if len(state.elected) == state.seats else "closed_short"
    stands = f"trúng cử {', '.join(state.elected) or 'không ai'} ({len(state.elected)}/{state.seats})"
    awaits = f", chờ {state.awaiting}" if state.awaiting else ""
    same = (ended_as, last.poll, state.settled) == (ended.outcome, ended.poll, ended.settled)
    return Check(
        same and set(state.elected) == set(ended.elected),
        f"{code}: {OUTCOMES[ended_as]}, {stands}{awaits}",
    )


def _status(unit: Code, wanted: Confirmed, events: Sequence[Event]) -> Check:
    found = [event for event in events if isinstance(event, StatusConfirmed)]
    if not found:
        return Check(False, f"{unit}: chưa xác nhận tư cách")
    refused = [one.candidacy for one in found[-1].refused]
    same = set(found[-1].confirmed) == set(wanted.confirmed) and set(refused) == set(wanted.refused)
    words = f", không xác nhận {', '.join(refused)}" if refused else ""
    return Check(same, f"{unit}: xác nhận tư cách {', '.join(found[-1].confirmed)}{words}")


def _duties(expected: Expected, log: Code, record: Record) -> Iterator[Check]:
    """Those named are as named; all others are met, or have lost their object."""
    status: dict[tuple[str, str, str], str] = {}
    for name in record:
        stream = parse(name)
        if stream.kind == "agenda":
            for held in fold(agenda.PROCEDURE, [row.event for row in record[name]]).duties.values():
                status[held.duty.deadline, stream.code, held.duty.subject] = held.status
    for owed in expected.duties:
        found = status.pop((owed.deadline, owed.unit, owed.subject), "")
        yield Check(
            found == owed.status,
            f"{_owed(owed.deadline, owed.unit, owed.subject)}: {STATUS.get(found, 'không có nhiệm vụ này')}",
        )
    odd = {key: how for key, how in status.items() if how not in ("met", "moot")}
    for key, how in sorted(odd.items()):
        yield Check(False, f"{_owed(*key)}: {STATUS[how]}, mà không được dự kiến")
    if not odd:
        yield Check(True, f"{len(status)} nhiệm vụ còn lại đều đúng hạn")


def _owed(deadline: str, unit: str, subject: str) -> str:
    row = book().rows.get(deadline)
    return f"{row.duty.vi if row else deadline} ({f'{unit} {subject}'.strip()})"


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
