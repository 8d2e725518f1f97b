"""What is particular to a supplementary election; all else happens as in any other."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.event import Event
from domain.fact import Code
from domain.terms import Ballot


class MandateBegun(Event):
    """The elected began to serve at the opening of the next session; the election has reached its end."""

    title: ClassVar[str] = "Đại biểu được bầu bổ sung bắt đầu nhiệm vụ"
    article: ClassVar[str] = "Luật Tổ chức Quốc hội, Điều 25"
    ballot: Ballot
    unit: Code
    deputies: tuple[Code, ...]
    """Candidacies of those who began to serve."""
    session: date
    """The day on which the session opened."""
    ruled: str
    """The article in the version of the law that holds."""

    @property
    def ground(self) -> str:
        return self.ruled
