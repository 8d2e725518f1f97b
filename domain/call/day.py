"""What holds of every election day, whoever fixes it: a Sunday, ahead, under a version with these ballots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from domain.call.evolve import State
from domain.command import Command
from domain.law.book import book
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Ballot
from domain.zone import WEEKDAYS, local

SUNDAY: Final = 6


def law_of(state: State, command: Command, day: date, levels: Sequence[Ballot], given: Given) -> str:
    """The version of the law under which the election is held; refuses a day that cannot be one."""
    if state.day is not None:
        raise refuse("already_done", stream=given.stream, what="ngày bầu cử", when="trước trong luồng này")
    if day.weekday() != SUNDAY:
        raise refuse("not_sunday", day=day, weekday=WEEKDAYS[day.weekday()])
    version = book().version_on(day)
    if version is None:
        known = "; ".join(f"{each.id} từ {each.since}" for each in book().versions.values())
        raise refuse("outside_law", day=day, known=known)
    for level in levels:
        if level not in version.ballots:
            raise refuse(
                "no_such_level",
                stream=given.stream,
                law=version.id,
                level=level,
                command=type(command).__name__,
            )
        if levels.count(level) > 1:
            raise refuse("listed_twice", stream=given.stream, where="levels", item=level)
    if local(given.act.legal_at).date() >= day:
        raise refuse("day_passed", day=day, at=given.act.legal_at.isoformat())
    return version.id
