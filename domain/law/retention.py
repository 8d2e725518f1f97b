"""How long the papers and data of an election must be kept before they may be destroyed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from domain.law.table import Row, UnreadRule, rows

Kind = Literal["ballots", "documents"]
"""Ballot papers; dossiers of candidates and every other document."""


class Retention(Row):
    """A least time of keeping, in years from election day."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    years: int = Field(gt=0)

    def until(self, day: date) -> date:
        """The last day on which papers of an election of this day must still be there."""
        try:
            return day.replace(year=day.year + self.years)
        except ValueError:  # 29 February
            return date(day.year + self.years, 3, 1)


def retentions() -> tuple[Retention, ...]:
    """All rows."""
    return rows("retention.toml", Retention)


def retention(kind: Kind) -> Retention:
    """The row for one kind of paper. Raises UnreadRule where there is none."""
    for row in retentions():
        if row.id == kind:
            return row
    raise UnreadRule(f"Không có thời hạn lưu trữ cho «{kind}».")
