"""The legal clock: scale 1 in live use, faster in a rehearsal (diễn tập) of the same code."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal

from pydantic import Field

from domain.fact import Fact
from domain.zone import end_of_day, local

Mode = Literal["live", "rehearsal"]

LAST: Final = end_of_day(date(9998, 12, 31))
"""Where a clock that nobody stopped stands still: the calendar ends soon after, and days are added to now."""
_MICROSECOND: Final = timedelta(microseconds=1)


class Clock(Fact):
    """`legal = legal_epoch + (real - real_epoch) * scale`, at most LAST; part of every workflow's input."""

    real_epoch: datetime
    legal_epoch: datetime
    scale: int = Field(default=1, ge=1)
    """Legal seconds in one real second."""
    mode: Mode = "live"

    def legal(self, real: datetime) -> datetime:
        """The legal time at a real instant, to the whole second, in the legal zone."""
        passed = min(self._passed(real), (LAST - self.legal_epoch) // _MICROSECOND)
        return local(self.legal_epoch + passed * _MICROSECOND).replace(microsecond=0)

    def delay(self, until: datetime, real: datetime) -> timedelta:
        """How long to wait in real time until a legal instant; never negative.

        Microseconds are rounded up, so that a timer never fires a moment before its instant.
        """
        legal_wait = (until - self.legal_epoch) // _MICROSECOND - self._passed(real)
        return max(timedelta(0), -(-legal_wait // self.scale) * _MICROSECOND)

    def _passed(self, real: datetime) -> int:
        """Legal microseconds since the epoch: a number, because a timedelta overflows within days."""
        return (real - self.real_epoch) // _MICROSECOND * self.scale
