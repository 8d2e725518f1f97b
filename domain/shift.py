"""What a recomputation changed: each row that moved, came or went, with the steps that say why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from domain.due import Due, Level
from domain.fact import Fact
from domain.law.book import book
from domain.law.deadline import Body, UnitLevel, Words
from domain.zone import local

Instants = tuple[datetime | None, datetime | None]


class Shift(Fact):
    """One duty whose term differs between two calendars.

    `old` and `new` are the last instants, due or planned; where only the opening moved (`which`), the
    openings. `days` is how far it moved, below zero for earlier. `why` are the steps of the new calendar that
    the old one did not have: the decision, the recorded act, the other day or version.
    """

    id: str
    level: Level
    body: Body
    at: UnitLevel | None
    article: str
    duty: Words
    change: Literal["moved", "added", "gone"]
    which: Literal["due", "opens"]
    old: datetime | None
    new: datetime | None
    days: int | None
    why: tuple[str, ...]


def shifts(before: Sequence[Due], after: Sequence[Due]) -> tuple[Shift, ...]:
    """The rows that differ, in the order of the law."""
    old, new = ({due.key: due for due in dues} for dues in (before, after))
    order = {name: number for number, name in enumerate(book().rows)}
    found = [shift for key in {**old, **new} if (shift := _shift(old.get(key), new.get(key))) is not None]
    return tuple(sorted(found, key=lambda shift: order[shift.id]))


def _shift(old: Due | None, new: Due | None) -> Shift | None:
    due = new or old
    if due is None or (old and new and _instants(old) == _instants(new)):
        return None
    (old_opens, old_end), (new_opens, new_end) = _instants(old), _instants(new)
    ends = old_end != new_end
    was, now = (old_end, new_end) if ends or not (old and new) else (old_opens, new_opens)
    told = set(old.steps) if old else set()
    return Shift(
        id=due.id,
        level=due.level,
        body=due.owed_by,
        at=due.at,
        article=due.article,
        duty=due.duty,
        change="moved" if old and new else "added" if new else "gone",
        which="due" if ends or not (old and new) else "opens",
        old=was,
        new=now,
        days=(local(now).date() - local(was).date()).days if was and now else None,
        why=tuple(step for step in new.steps if step not in told) if new else (),
    )


def _instants(due: Due | None) -> Instants:
    return (due.opens, due.latest) if due else (None, None)
