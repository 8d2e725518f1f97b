"""Where one person stands. The person is a code, given by whoever receives the papers."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code
from domain.terms import Ballot


class PlaceTaken(Event):
    """The person stands here: this candidacy is one of the places the law allows him."""

    title: ClassVar[str] = "Ghi nhận nơi ứng cử của một người"
    article: ClassVar[str] = "Điều 36.3; Điều 57.5"
    candidacy: Code
    ballot: Ballot
    unit: Code
    """Unit that receives the dossier."""
