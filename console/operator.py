"""Who types a command here, and what time it is for the election it is about."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from domain.command import Act
from domain.terms import NATION
from domain.zone import local
from ledger.execute import Ledger
from ledger.progress import Progress


def account() -> str:
    """The account on this machine as an actor's code: its number, for its name may be a person's."""
    return f"cli.{os.geteuid()}"


async def legal_now(ledger: Ledger, election: str) -> datetime:
    """The moment of an act, to the second: in a rehearsal where its clock stands."""
    progress, real = Progress(ledger.store.pool, election), datetime.now(UTC)
    clock = await progress.clock(ledger.mode)
    now = (await progress.horizon() or clock.legal(real)) if clock else real
    return local(now).replace(microsecond=0)


async def keeping(ledger: Ledger, election: str, keeper: str) -> Act:
    """An act of the body that keeps the record: the National Election Council, or a unit's committee."""
    body = "nec" if keeper == NATION else "committee"
    return Act(actor=account(), body=body, unit=keeper, legal_at=await legal_now(ledger, election))
