"""Where a complaint goes, and whose word is the last (R43, R44): `complaints.toml`, one row a subject."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from domain.law.power import name, own
from domain.law.table import Row, UnreadRule, Version, rows
from domain.terms import Ballot

About = Literal[
    "voter_list",
    "candidate",
    "team",
    "counting",
    "campaign",
    "result",
    "anonymous",
]


class Route(Row):
    """The bodies a complaint passes, as `role@level`; `@own` is the level of the ballot."""

    about: About
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    ballots: tuple[Ballot, ...] = ()
    """The ballots it is a route for; empty: all."""
    laws: tuple[Version, ...] = Field(min_length=1)
    first: tuple[str, ...] = ()
    """Who receives it; empty where it is not considered at all."""
    then: str = ""
    final: str = ""
    """Whose decision ends the matter; empty where the law does not say that one does."""
    lodge: str = ""
    """The deadline row for making it."""
    settle: str = ""
    """The deadline row for answering it; empty where the law sets none."""
    note: str = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Route:
        if not self.first and (self.then or self.final):
            raise ValueError("a complaint nobody receives cannot go on")
        return self

    @property
    def considered(self) -> bool:
        return bool(self.first)

    def sentence(self) -> str:
        """The way of the complaint in one sentence."""
        if not self.considered:
            return f"{self.vi}: không được xem xét"
        words = f"{self.vi}: gửi {', '.join(map(name, self.first))}"
        if self.then:
            words += f", rồi {name(self.then)}"
        words += f"; quyết định cuối cùng: {name(self.final)}" if self.final else ""
        if not self.settle:
            words += "; luật không nêu thời hạn giải quyết"
        return f"{words}; {self.note}" if self.note else words


def routes(law: str) -> tuple[Route, ...]:
    """Every route of a version of the law."""
    return tuple(row for row in rows("complaints.toml", Route) if law in row.laws)


def route(about: About, ballot: Ballot, law: str) -> Route:
    """The route of a complaint about one ballot. Raises UnreadRule where that version has none."""
    for row in routes(law):
        if row.about == about and (not row.ballots or ballot in row.ballots):
            levels = {
                "first": tuple(own(each, ballot) for each in row.first),
                "then": own(row.then, ballot),
                "final": own(row.final, ballot),
            }
            return row.model_copy(update=levels)
    raise UnreadRule(f"Luật phiên bản {law} không có đường khiếu nại về «{about}».")
