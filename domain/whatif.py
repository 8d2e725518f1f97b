"""A dry run: the same election on another day, under another version, after another act or decision."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.calendar import calendar
from domain.collision import Link, collisions
from domain.decision import Decision
from domain.due import Due, Election, Level
from domain.fact import Fact
from domain.law.book import book
from domain.law.count import Anchored, Mark
from domain.law.deadline import Words
from domain.shift import Shift, shifts
from domain.zone import local


class Plan(Fact):
    """Everything a calendar follows from; the fields are the arguments of `calendar`."""

    election: Election
    law: str | None = None
    decisions: tuple[Decision, ...] = ()
    anchors: Mapping[str, Anchored] = {}
    unit: str | None = None
    parts: tuple[str, ...] = ()


class Late(Fact):
    """An act that was recorded after the last day of its row; `days` late."""

    id: str
    level: Level
    article: str
    duty: Words
    due: date
    done: date
    days: int


class WhatIf(Fact):
    """What the second plan changes against the first.

    `appeared` and `gone` are chains and collisions that only the one or the other has, a change of their
    slack included. `late` are acts of the second plan after their last day; `passed`, its terms that lie
    before the day from which one looks.
    """

    shifts: tuple[Shift, ...]
    appeared: tuple[Link, ...]
    gone: tuple[Link, ...]
    late: tuple[Late, ...]
    passed: tuple[Due, ...]


def what_if(before: Plan, after: Plan, on: date | None = None) -> WhatIf:
    """Compare two plans; `on` is the day from which one looks, after which a term may still be kept.

    Raises CalendarError when one of them has no calendar.
    """
    old, new = _dues(before), _dues(after)
    was, now = ({_of(link): link for link in _links(plan)} for plan in (before, after))
    return WhatIf(
        shifts=shifts(old, new),
        appeared=tuple(link for key, link in now.items() if key not in was),
        gone=tuple(link for key, link in was.items() if key not in now),
        late=tuple(_late(after, new)),
        passed=tuple(_passed(new, on)) if on else (),
    )


def _dues(plan: Plan) -> tuple[Due, ...]:
    return calendar(plan.election, plan.law, plan.decisions, plan.anchors, unit=plan.unit, parts=plan.parts)


def _links(plan: Plan) -> tuple[Link, ...]:
    return collisions(plan.election, plan.law, plan.decisions, plan.anchors, unit=plan.unit, parts=plan.parts)


def _of(link: Link) -> tuple[str, str, str, str, int | None]:
    """A link is the same one in two calendars when it says the same of the same steps."""
    return link.id, link.level, link.then, link.verdict, link.days


def _late(plan: Plan, dues: Sequence[Due]) -> Iterator[Late]:
    """Recorded acts after the last day that their own row leaves them."""
    seen: set[tuple[str, str]] = set()
    for name, done in plan.anchors.items():
        act, _, ballot = name.partition(":")
        anchor = book().anchors.get(act)
        rows = anchor.by_law if anchor else (act,)
        for due in dues:
            if due.id not in rows or due.due is None or (ballot and ballot not in due.ballots):
                continue
            last, day = local(due.due).date(), Mark(done, "").day
            if day > last and (due.id, due.level) not in seen:
                seen.add((due.id, due.level))
                yield Late(
                    id=due.id,
                    level=due.level,
                    article=due.article,
                    duty=due.duty,
                    due=last,
                    done=day,
                    days=(day - last).days,
                )


def _passed(dues: Sequence[Due], on: date) -> Iterator[Due]:
    return (due for due in dues if due.latest is not None and local(due.latest).date() < on)
