"""A process that records the same commands whenever it is started: `python -m tests.ledger.writer DSN`."""

from __future__ import annotations

import asyncio
import sys

from ledger.execute import Ledger
from tests.ledger.toy import ELECTION, LOG, AddToy, CallToy, area, call, procedure_of_toy, team

SIZES = (1, 3, 500, 1, 1, 1, 7, 1, 1, 1, 500, 1, 1, 1, 2, 1, 1, 1, 1, 1)
COMMANDS = {f"add:{key}": size for key, size in enumerate(SIZES)}
"""Events of each command by its step."""

__all__ = ["COMMANDS", "LOG", "write"]


async def write(ledger: Ledger) -> None:
    """Call the toy election, then give command after command."""
    await ledger.execute(ELECTION, CallToy(), call())
    for key, size in enumerate(SIZES):
        await ledger.execute(area(f"{key % 3}"), AddToy(key=f"{key}", events=size), team())


async def main(dsn: str) -> None:
    """Write to the database at `dsn`."""
    async with Ledger.open(dsn, procedure_of_toy) as ledger:
        await write(ledger)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
