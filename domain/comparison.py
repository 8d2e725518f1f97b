"""Figures of teams, constituencies and the province held against one another: where they first differ.

Whoever checks the papers of a ballot walks up from the teams' minutes to those of the constituency and of the
province; the first figure that is not the sum of those below it is where to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from domain.fact import Code, Fact
from domain.minutes import NOTHING, Figures

Step = Literal["constituency", "province"]
PLAIN: Final = ("registered", "voted", "issued", "collected", "valid", "invalid")
"""The figures of the form in the order in which they stand there; the votes follow."""


class Unlike(Fact):
    """One figure of the form that two papers give differently."""

    figure: str
    """Name of the figure, or `votes.` and a candidacy."""
    first: int
    """What the one says."""
    second: int
    """What the other says."""


class Difference(Fact):
    """One figure of a paper that is not the sum of the papers below it."""

    step: Step
    """The paper that has the sum: a constituency's, or the province's."""
    contest: Code
    figure: str
    """Name of the figure, or `votes.` and a candidacy."""
    below: int
    above: int

    def sentence(self) -> str:
        """What differs, for a reader."""
        paper = "đơn vị bầu cử" if self.step == "constituency" else "tỉnh"
        return (
            f"{self.contest}, biên bản của {paper}, {self.figure}: ghi {self.above}, cộng từ các biên bản "
            f"bên dưới là {self.below}"
        )


def differences(
    teams: Mapping[Code, Mapping[Code, Figures]],
    constituencies: Mapping[Code, Figures],
    province: Mapping[Code, Figures],
) -> Iterator[Difference]:
    """Every difference, constituency by constituency in the order of their codes, from the bottom up.

    `teams` holds the minutes of each constituency's areas; `province` what the provincial or summary minutes
    say of each constituency. A paper that is missing is compared with nothing and so gives no difference.
    """
    for contest in sorted({*teams, *constituencies, *province}):
        sums = NOTHING
        for figures in teams.get(contest, {}).values():
            sums = sums.plus(figures)
        middle, top = constituencies.get(contest), province.get(contest)
        if contest in teams and middle is not None:
            yield from _between("constituency", contest, sums, middle)
        below = middle or (sums if contest in teams else None)
        if below is not None and top is not None:
            yield from _between("province", contest, below, top)


def first_difference(
    teams: Mapping[Code, Mapping[Code, Figures]],
    constituencies: Mapping[Code, Figures],
    province: Mapping[Code, Figures],
) -> Difference | None:
    """The first difference, or nothing where all papers agree."""
    return next(differences(teams, constituencies, province), None)


def unlike(first: Figures, second: Figures) -> Iterator[Unlike]:
    """Every figure that is not the same in two papers, in the order of the form."""
    pairs = [(name, getattr(first, name), getattr(second, name)) for name in PLAIN]
    for code in sorted({*first.votes, *second.votes}):
        pairs.append((f"votes.{code}", first.votes.get(code, 0), second.votes.get(code, 0)))
    for figure, one, other in pairs:
        if one != other:
            yield Unlike(figure=figure, first=one, second=other)


def _between(step: Step, contest: Code, below: Figures, above: Figures) -> Iterator[Difference]:
    for each in unlike(below, above):
        yield Difference(step=step, contest=contest, figure=each.figure, below=each.first, above=each.second)
