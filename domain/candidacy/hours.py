"""The hour at which the offices stop receiving dossiers on the last day: guidance, earlier than the law."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from domain.law.book import book
from domain.zone import at

ROWS: Final = ("g21_dossiers", "g26_dossiers")


def intake_ends(day: date) -> tuple[datetime, str] | None:
    """When intake ends for the election of that day, and where it says so; nothing where none was read."""
    for name in ROWS:
        row = book().deadline(name)
        for terms in row.law.values() if day in row.only_on else ():
            if terms.due and terms.due.day and terms.due.clock:
                return at(terms.due.day, terms.due.clock.hour, terms.due.clock.minute), terms.article
    return None
