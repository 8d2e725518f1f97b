"""Verification of a log where it lies."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.proof.chain import genesis
from ledger.proof.chain import verify as verify_rows
from ledger.proof.merkle import Frontier
from ledger.store import Store


@dataclass(frozen=True)
class Report:
    """A log that holds: how many events, the last hash and the root of the tree over them.

    Either is worth keeping elsewhere for the next check.
    """

    log: str
    events: int
    head: str
    root: str


async def verify(store: Store, log: str) -> Report:
    """Recompute every hash of a log from the stored texts; raises Broken at the first bad position."""
    head, tree = genesis(log), Frontier()
    async for rows in store.pages(log):
        verify_rows(rows, head, tree.append)
    return Report(log, head.position, head.hash.hex(), tree.root().hex())
