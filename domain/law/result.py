"""The shares on which a result hangs, and what a dossier must hold: what each version says."""

from __future__ import annotations

from typing import Final

from domain.law.book import book
from domain.law.rules import Bound, Terms, bound, by_law, by_year, least
from domain.terms import Ballot

_SHARES: Final = {(1, 2): "một nửa", (1, 3): "một phần ba", (2, 3): "hai phần ba"}


class Share(Bound):
    """A least number with the share it comes from, in words."""

    words: str
    """«một nửa», «hai phần ba»; else the fraction."""


def newest() -> str:
    """The newest version of the law, for a question that names neither version nor day."""
    return list(book().versions)[-1]


def turnout(registered: int, law: str) -> Share:
    """Voters of so many registered who must take part for a ballot to count (R30)."""
    row, terms = by_law("turnout", law)
    return _share(bound(row, least(terms, registered)), terms)


def majority(valid: int, law: str) -> Share:
    """Votes somebody needs of so many valid ballots to be elected (R31)."""
    row, terms = by_law("majority", law)
    return _share(bound(row, least(terms, valid)), terms)


def enough(ballot: Ballot, seats: int, law: str) -> Share:
    """Elected of so many seats from which no additional ballot is held (R33, R34)."""
    row, terms = by_law("elected", law, ballot)
    return _share(bound(row, least(terms, seats)), terms)


def photos(law: str) -> Bound:
    """Portraits in each set of a dossier."""
    row, terms = by_law("photos", law)
    return bound(row, terms.least)


def photos_guided(year: int) -> Bound | None:
    """The same by the guidance of an election year; None where it says nothing else."""
    found = by_year("photos_guided", None, year)
    return None if found is None else bound(found[0], found[1].least)


def _share(number: Bound, terms: Terms) -> Share:
    part = terms.share or (1, 1)
    words = _SHARES.get(part) or f"{part[0]}/{part[1]}"
    return Share(**number.model_dump(), words=words)
