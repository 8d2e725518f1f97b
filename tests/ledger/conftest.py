"""The record of a fresh database, open as the application."""

from collections.abc import AsyncIterator

import pytest

from ledger.execute import Ledger
from tests.conftest import Database
from tests.ledger.toy import procedure_of_toy


@pytest.fixture
async def ledger(database: Database) -> AsyncIterator[Ledger]:
    async with Ledger.open(database.app, procedure_of_toy) as opened:
        yield opened
