"""Verification of a log where it lies."""

from __future__ import annotations

from typing import Final

from ledger.connection import persist
from ledger.proof.verify import Examination, Paper, Report
from ledger.store import Store

_NOTES: Final = "SELECT size, note FROM ledger.checkpoint WHERE log = $1 ORDER BY size"

STATEMENTS: Final = (_NOTES,)


async def notes(store: Store, log: str) -> dict[int, str]:
    """The checkpoints kept for a log, by the size they are filed under."""
    rows = await persist(lambda: store.pool.fetch(_NOTES, log))
    return {row["size"]: row["note"] for row in rows}


async def verify(store: Store, log: str, paper: Paper = (), given: str | None = None) -> Report:
    """Recompute every hash of a log from the stored texts, and compare every checkpoint.

    Raises Broken at the first bad position; `paper` and `given` as in `Examination`.
    """
    # Checkpoints first: what is sealed while we read does not go beyond what we read.
    exam = Examination(log, await notes(store, log), paper, given)
    async for rows in store.pages(log):
        exam.take(rows)
    return exam.close()
