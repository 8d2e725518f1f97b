"""Who votes for what (Articles 29, 30, 34): the matrix of voters and ballots."""

from __future__ import annotations

from pydantic import Field, model_validator

from domain.law.table import Row, UnreadRule, Version, rows
from domain.terms import BALLOT_NAMES, Ballot, Reason


class Voter(Row):
    """One kind of voter and the ballots handed to him, in the order of the forms."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    law: dict[Version, tuple[Ballot, ...]] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _each_once(self) -> Voter:
        for version, ballots in self.law.items():
            if len(set(ballots)) < len(ballots):
                raise ValueError(f"law.{version} names a ballot twice")
        return self


def voters() -> tuple[Voter, ...]:
    """Every kind of voter the law tells apart, in its order."""
    return rows("franchise.toml", Voter)


def voter(status: str) -> Voter:
    """One kind of voter. Raises UnreadRule naming the known kinds."""
    found = next((row for row in voters() if row.id == status), None)
    if found is None:
        known = ", ".join(row.id for row in voters())
        raise UnreadRule(f"Không có loại cử tri «{status}»; các loại: {known}.")
    return found


def ballots(status: str, law: str) -> tuple[Ballot, ...]:
    """The ballots this kind of voter receives.

    Raises UnreadRule for a kind, or for a version, that is not there.
    """
    row = voter(status)
    for version, given in row.law.items():
        if version == law:
            return given
    raise UnreadRule(f"Luật phiên bản {law} không có quy định cho loại cử tri «{status}».")


def why(status: str, ballot: Ballot, law: str) -> Reason:
    """Whether this kind of voter votes for a level, in a sentence with its article."""
    row = voter(status)
    may = "được bầu" if ballot in ballots(status, law) else "không bầu"
    note = f" ({row.note})" if row.note else ""
    return Reason(article=row.article, text=f"{row.vi}: {may} {BALLOT_NAMES[ballot]}{note}")
