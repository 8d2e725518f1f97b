"""Every scenario of the examples on the real engine: one stack for all, each election a log of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ledger.person import Keyring
from tests.conftest import fresh
from tests.example.test_scenarios import SCENARIOS
from tests.workflows.engine import Engine, engine
from workers.play.cast import script
from workers.play.example import Example, load
from workers.play.expected import Record, checks
from workers.play.order import Denied
from workers.postgres import Postgres

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PATIENCE = 300
"""Seconds for what takes ten on an idle machine, beside two others of its kind."""
AT_ONCE = 3
"""Scenarios played beside one another: each waits for its clerks most of the time."""


class Played(NamedTuple):
    """One scenario, and what the ledger holds of it."""

    example: Example
    record: Record
    denied: list[Denied]


@pytest.fixture(scope="module")
async def played(
    postgres: Postgres, template: str, temporal: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, Played]]:
    folder = tmp_path_factory.mktemp("scenarios")
    turn = asyncio.Semaphore(AT_ONCE)
    async with fresh(postgres, template) as database:
        async with engine("", database.app, temporal, folder) as play:
            keyring = Keyring.load(folder / "keys")

            async def one(path: Path) -> Played:
                async with turn:
                    return await _play(play, load(path), keyring)

            found = await asyncio.gather(*map(one, SCENARIOS))
        yield {path.name: each for path, each in zip(SCENARIOS, found, strict=True)}


async def _play(play: Engine, example: Example, keyring: Keyring) -> Played:
    denied = await play.rehearse(example, script(example), keyring, PATIENCE)
    store = play.ledger.store
    return Played(example, await store.read(await store.streams(example.log)), denied)


@pytest.mark.covers("p23", "p30", "p35", "p40", "p41", "p42", "p43", "p44", "p49", "s01", "s06")
@pytest.mark.covers("story:10", "story:11", "story:12", "story:21")
@pytest.mark.parametrize("name", [path.name for path in SCENARIOS])
def test_it_ends_as_the_law_demands(played: dict[str, Played], name: str) -> None:
    example, record, denied = played[name]
    assert example.tale is not None
    found = checks(example.tale.expected, example.log, record)
    assert [check.sentence for check in found if not check.holds] == []
    wanted = [deed.at for deed in example.script.acts if deed.refused]
    assert [each.order.act.legal_at for each in denied] == wanted
