"""What is printed from a page says what the record was at that moment."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2

from domain.command import Act
from ledger.connection import open_pool
from ledger.custody import introduce
from ledger.execute import Ledger
from ledger.proof.checkpoint import matches_short
from ledger.seal import Sealer
from tests.console.conftest import Told
from tests.console.course import LOG, NOW
from tests.console.test_pages import PAGES, words
from workers.postgres import CHECKPOINTER, Postgres

SEAL = re.compile(rf"Dấu sổ {LOG}: (\d+ · [0-9a-f]{{4}}( [0-9a-f]{{4}}){{3}} · \d\d/\d\d/\d{{4}})")


async def test_every_page_of_an_election_carries_the_newest_checkpoint(
    told: Told, client: httpx2.AsyncClient, postgres: Postgres, tmp_path: Path
) -> None:
    pages = [path for path in PAGES if LOG in path and not path.endswith("/bang")]
    for path in pages:
        assert "Dấu sổ" not in await words(client, path), "there is no checkpoint yet"
    async with Ledger.open(told.database.app) as ledger:
        act = Act(actor="op", body="nec", unit="VN", legal_at=NOW)
        await introduce(ledger, LOG, tmp_path, "baucu.example", "VN", act)
    pool = await open_pool(postgres.dsn(told.database.name, CHECKPOINTER))
    made = await Sealer(pool, tmp_path).seal(LOG)
    await pool.close()
    for path in pages:
        (found,) = SEAL.findall(await words(client, path))
        assert matches_short(made, found[0])
    assert "Dấu sổ" not in await words(client, "/"), "a page about no election speaks for no log"
