"""A small record with a key, for tests of what is signed, published and fenced."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg

from domain import keys
from domain.command import Act, Command
from domain.keys.commands import IntroduceKey
from domain.procedure import Procedure
from ledger.execute import Ledger
from ledger.signer import Signer, keep
from tests.ledger.toy import ELECTION, LOG, NOON, TOY, AddToy, CallToy, area, call, team

KEYS = f"keys/{LOG}"
NEC = Act(actor="op", body="nec", unit="VN", legal_at=NOON)


def procedures(command: Command) -> Procedure[Any]:
    """The toy and the keys."""
    return keys.PROCEDURE if command.kind == "keys" else TOY


def new_signer() -> Signer:
    """A key for the toy's log."""
    return Signer.generate(f"baucu.example/{LOG}")


async def begin(ledger: Ledger, folder: Path, signer: Signer) -> None:
    """Call the toy election and introduce its key: two events."""
    await ledger.execute(ELECTION, CallToy(), call())
    keep(folder, signer)
    await ledger.execute(KEYS, IntroduceKey(key=str(signer.verifier)), NEC)


async def add(ledger: Ledger, *names: str, code: str = "01") -> None:
    """One event for each name."""
    for name in names:
        await ledger.execute(area(code), AddToy(key=name), team())


@asynccontextmanager
async def tampering(superuser_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """A superuser who has switched the triggers off."""
    connection = await asyncpg.connect(superuser_dsn)
    try:
        await connection.execute("SET session_replication_role = replica")
        yield connection
    finally:
        await connection.close()
