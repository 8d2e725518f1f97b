"""What the law enumerates: who may not vote or stand, what a dossier holds, what makes a ballot invalid, …

Each entry is a row of `enumerations.toml` with its own point of the article, so a decision can say which.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.law.table import Row, UnreadRule, Version, rows

Subject = Literal[
    "cannot_vote",
    "cannot_stand",
    "strike_off",
    "standard",
    "paper",
    "own_area",
    "invalid_ballot",
    "campaign_form",
    "campaign_ban",
]


class Entry(Row):
    """One entry of a list of the law, in the versions that have it."""

    subject: Subject
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    laws: tuple[Version, ...] = Field(min_length=1)
    councils: bool | None = None
    """Whether it belongs to councils alone (true) or the Assembly alone (false); nothing: to both."""


def entries(subject: Subject, law: str, assembly: bool | None = None) -> tuple[Entry, ...]:
    """The entries of a list in the order of the law; with `assembly` only those of that election.

    Raises UnreadRule where the version has no such list.
    """
    found = tuple(
        row
        for row in rows("enumerations.toml", Entry)
        if row.subject == subject
        and law in row.laws
        and (assembly is None or row.councils is None or row.councils != assembly)
    )
    if not found:
        raise UnreadRule(f"Luật phiên bản {law} không có danh mục «{subject}».")
    return found


def entry(subject: Subject, code: str, law: str) -> Entry:
    """One entry by its id. Raises UnreadRule where the version has none of this name."""
    for row in entries(subject, law):
        if row.id == code:
            return row
    raise UnreadRule(f"Luật phiên bản {law} không có «{code}» trong danh mục «{subject}».")
