"""The reminder ladder: when a duty's body is reminded, and when the body above is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from domain.agenda.duty import Duty, Rung
from domain.zone import at, local


class Step(NamedTuple):
    """A rung and the days from the day of the deadline at which it is climbed."""

    rung: Rung
    days: int


LADDER: Final = (Step("before", -3), Step("on_day", 0), Step("overdue", 1), Step("escalated", 2))
SATURDAY: Final = 5
HOUR: Final = 8
"""Reminders leave at eight in the morning: no mail in the quiet hours."""

AT_ONCE: Final = 1
"""Working days after which a body is reminded of what it has to do at once: a setting of this program. The
law says «ngay» and nothing else. Saturdays and Sundays are no working days; other holidays are not known."""

NAMES: Final[dict[Rung, str]] = {
    "before": "sắp đến hạn",
    "on_day": "đến hạn hôm nay",
    "overdue": "đã quá hạn",
    "escalated": "báo cấp trên",
    "at_once": "phải làm ngay",
}


TURNOUT: Final[tuple[tuple[Rung, timedelta], ...]] = (
    ("overdue", timedelta(seconds=1)),
    ("escalated", timedelta(minutes=30)),
)
"""Rungs of a report that is due by the hour, from its last moment: settings of this program."""


def instants(duty: Duty) -> list[tuple[Rung, datetime]]:
    """The instants at which this duty's reminders are owed, in order.

    A reminder before the deadline that could only come after it, or before the duty opens, is left out.
    """
    if duty.fulfilled_by == "TurnoutReported":
        return [(rung, duty.due + after) for rung, after in TURNOUT]
    return [
        (rung, instant)
        for rung, instant in _climb(local(duty.due).date())
        if rung in ("overdue", "escalated")
        or (instant < duty.due and (duty.opens is None or instant >= duty.opens))
    ]


@lru_cache(maxsize=1_024)
def _climb(day: date) -> tuple[tuple[Rung, datetime], ...]:
    """Every rung for what is due on this day: many duties are due on one."""
    return tuple((step.rung, at(day + timedelta(days=step.days), HOUR)) for step in LADDER)


def prompted(duty: Duty) -> datetime:
    """When a body is reminded of what it has to do at once: in the morning of the next working day."""
    day, left = local(duty.due).date(), AT_ONCE
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return at(day, HOUR)


def owed(duty: Duty, moment: datetime, climbed: frozenset[str]) -> Rung | None:
    """The reminder owed now: the highest rung reached and not yet climbed; lower ones are then pointless."""
    reached = [rung for rung, instant in instants(duty) if instant <= moment]
    if reached and not any(rung in climbed for rung in reached[-1:]):
        return reached[-1]
    return None


def next_instant(duty: Duty, moment: datetime, missed: bool) -> datetime | None:
    """The next instant after `moment` at which somebody has to look at this open duty."""
    later = [instant for _, instant in instants(duty) if instant > moment]
    if not missed and duty.due >= moment:
        later.append(duty.due + timedelta(seconds=1))
    return min(later, default=None)
