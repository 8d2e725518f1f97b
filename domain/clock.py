"""The legal clock: scale 1 in live use, faster in a rehearsal (diễn tập) of the same code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from domain.fact import Fact
from domain.zone import local

Mode = Literal["live", "rehearsal"]


class Clock(Fact):
    """`legal = legal_epoch + (real - real_epoch) * scale`; carried in every workflow's input."""

    real_epoch: datetime
    legal_epoch: datetime
    scale: int = Field(default=1, ge=1)
    """Legal seconds in one real second."""
    mode: Mode = "live"

    def legal(self, real: datetime) -> datetime:
        """The legal time at a real instant, to the whole second, in the legal zone."""
        passed = (real - self.real_epoch) * self.scale
        return local(self.legal_epoch + passed).replace(microsecond=0)

    def delay(self, until: datetime, real: datetime) -> timedelta:
        """How long to wait in real time until a legal instant; never negative.

        Microseconds are rounded up, so that a timer never fires a moment before its instant.
        """
        legal_wait = until - self.legal_epoch - (real - self.real_epoch) * self.scale
        microseconds = -(-(legal_wait // timedelta(microseconds=1)) // self.scale)
        return max(timedelta(0), timedelta(microseconds=microseconds))
