"""What the law wants done at once: a duty that opens with the event that calls for it and has no last day.

It is due the moment it arises. The law says no more, so no time makes it missed: it stands open until the act
is on record. A row of the law has such duties once it names the event (`opened_by`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from domain.agenda.duty import Duty, Subject
from domain.event import Event
from domain.law.book import book
from domain.law.deadline import Deadline
from domain.polling.events import PollingInterrupted
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import NATION

_ARISES: Final[Mapping[str, tuple[str, ...]]] = {
    "shortfall": ("additional", "ask_nec_additional"),
    "low_turnout": ("rerun",),
}
"""Outcomes that make the case of a row (`only_if`) arise."""
_SAME: Final = ("ballot", "round", "sitting", "poll")
"""What an act has in common with the event that calls for it."""
_OCCASION: Final = ("sitting", "poll")
"""What tells two duties of one row and ballot apart."""
_INTERRUPTION: Final = ("poll", "contest", "number")
"""The same where a vote stops: it may stop again."""


class Prompt(NamedTuple):
    """A duty to act at once, and the event that called for it."""

    duty: Duty
    asking: Event


def prompts(given: Given, law: str, found: Iterable[Subject]) -> Iterator[Prompt]:
    """All that events on record have called for, in the unit, its constituencies and its polling areas."""
    rows = _rows(law)
    unit = given.stream.beside("unit", given.stream.code)
    places = [(unit, "")]
    if given.stream.code != NATION:
        # A board sits at the unit that organises: the nation publishes the Assembly's constituencies only.
        places += [
            (unit.beside(each.kind, each.code), each.level)
            for each in found
            if each.kind in ("contest", "area")
        ]
    for stream, level in places:
        for event, when, _ in given.history(stream):
            for row in rows.get(type(event).__name__, ()):
                # An area votes in all ballots at once: what it owes about the vote is owed for each alike.
                ballot = getattr(event, "ballot", row.ballots[0] if stream.kind == "area" else level)
                if _calls(row, event, ballot):
                    yield Prompt(_duty(row, law, event, when, ballot, stream), event)


def fulfilled(prompt: Prompt, given: Given) -> tuple[datetime, str] | None:
    """When and by which event it was done: the first that answers the one which called for it."""
    duty, asking = prompt
    unit = given.stream.beside("unit", given.stream.code)
    for event, when, name in given.history(duty.stream(unit)):
        alike = _INTERRUPTION if isinstance(asking, PollingInterrupted) else _SAME
        same = (getattr(event, each, None) in (None, getattr(asking, each, None)) for each in alike)
        if type(event).__name__ == duty.fulfilled_by and all(same):
            return when, name
    return None


@cache
def _rows(law: str) -> Mapping[str, Sequence[Deadline]]:
    """Rows of the law by the type of event that calls for them."""
    rows: dict[str, list[Deadline]] = {}
    for row in book().rows.values():
        if row.opened_by and law in row.law:
            rows.setdefault(row.opened_by, []).append(row)
    return rows


def _calls(row: Deadline, event: Event, ballot: str) -> bool:
    """Whether this event makes the row's duty arise: its ballot, its round, its case, its body."""
    return (
        ballot in row.ballots
        and (not row.qualifier or str(getattr(event, "round", "")) == row.qualifier)
        and (row.only_if not in _ARISES or getattr(event, "outcome", "") in _ARISES[row.only_if])
        and getattr(event, "body", _body(row, ballot)) == _body(row, ballot)
    )


def _body(row: Deadline, ballot: str) -> str:
    return next(parties[0].body for kind, parties in row.owed_by.items() if kind == ballot)


def _duty(row: Deadline, law: str, event: Event, when: datetime, ballot: str, stream: Stream) -> Duty:
    case = getattr(event, "case", "")
    subject = case or ("" if stream.kind == "unit" else stream.code)
    level = "all" if row.joint else ballot
    told = _INTERRUPTION if isinstance(event, PollingInterrupted) else _OCCASION
    occasion = [str(getattr(event, name)) for name in told if hasattr(event, name)]
    return Duty(
        key=":".join((row.id, level, subject, *occasion)),
        deadline=row.id,
        level=level,
        body=_body(row, ballot),
        kind="case" if case else stream.kind,
        subject=subject,
        article=row.law[law].article,
        title=row.duty.vi,
        opens=when,
        due=when,
        fulfilled_by=row.fulfilled_by,
        qualifier=row.qualifier,
    )
