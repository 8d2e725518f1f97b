"""A further vote that has lost its last lawful day: nobody may hold it, and what follows is not in the law.

Version B lets the National Election Council move the day (Article 98.3). Under a version without that power
the constituency would wait for ever: what becomes of its seats is an open point (O-29); a person decides it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.call.evolve import State as Call
from domain.contest.events import Further
from domain.contest.evolve import VOTE, State
from domain.law.power import power
from domain.law.table import UnreadRule
from domain.outcome import latest_day
from domain.zone import local

POINT: Final = "O-29"
"""The last day is over and nobody may move it."""
AGAIN: Final = "O-30"
"""The result of a re-run is annulled in its turn."""


def may_move(law: str) -> bool:
    """Whether this version lets somebody move the days of a further vote (Article 98.3, since 2025)."""
    try:
        return bool(power("move_step", "na", law))
    except UnreadRule:
        return False


def waiting(state: State) -> Further | None:
    """The further vote that is outstanding, decided or not, and that nobody has begun to hold."""
    poll = VOTE.get(state.pending)
    return poll if poll is not None and poll not in state.held else None


def deadline(state: State, poll: Further) -> str:
    """The row of the law that limits the day of a further vote here."""
    if poll == "additional":
        return "bau_them_day"
    return "bau_lai_day_annulled" if state.annulled else "bau_lai_day_low_turnout"


def last_day(row: str, state: State, called: Call, code: str) -> date:
    """Last day of a further vote in the constituency `code`: as a recorded decision moved it, else as the law
    counts it."""
    if called.day is None or state.ballot is None:
        raise ValueError(f"{row}: the election or the constituency is not known")
    moved = called.due(row, state.ballot, state.unit, code) if may_move(called.law) else None
    return local(moved).date() if moved else latest_day(row, called.law, called.day)


def lost(state: State, called: Call, code: str, today: date) -> Further | None:
    """The outstanding further vote for which no lawful day is left and nobody may make one."""
    poll = waiting(state)
    if poll is None or may_move(called.law):
        return None
    return poll if today > last_day(deadline(state, poll), state, called, code) else None
