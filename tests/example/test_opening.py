"""Opening an election: once in the record, however often it is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from domain.refusal import Refusal
from ledger.execute import Ledger
from ledger.person import Keyring, Persons, Purpose
from ledger.progress import Progress
from tests.conftest import Database
from workers.play.example import Example
from workers.play.opening import open_election, rehearsal_clock


@pytest.fixture
async def ledger(database: Database) -> AsyncIterator[Ledger]:
    async with Ledger.open(database.app) as opened:
        yield opened


async def test_the_call_and_every_unit_are_recorded_with_the_people_beside_them(
    example: Example, ledger: Ledger, keyring: Keyring
) -> None:
    assert await open_election(ledger, example, keyring=keyring) == len(example.units) + 1
    assert len(await ledger.store.streams(example.log, "unit/")) == len(example.units)
    persons = Persons(ledger.store.pool, example.log, keyring)
    codes = [each.code for each in example.candidates]
    names = await persons.names(codes, Purpose.INSPECTION, "test")
    assert names == {each.code: each.name for each in example.candidates}
    contact = example.contacts[0]
    assert contact.address in await persons.addresses(contact.body, contact.unit, Purpose.INSPECTION, "test")


async def test_again_with_the_same_data_nothing_is_recorded_and_the_clock_runs_on(
    example: Example, ledger: Ledger, keyring: Keyring
) -> None:
    first = rehearsal_clock(example, days_per_second=2)
    assert (first.scale, first.legal_epoch) == (2 * 86_400, example.call.rehearsal.starts)
    horizon = first.legal_epoch + timedelta(days=1)
    await open_election(ledger, example, first, horizon, keyring=keyring)
    head = await ledger.store.head(example.log)
    assert await open_election(ledger, example, rehearsal_clock(example), keyring=keyring) == 0
    assert await ledger.store.head(example.log) == head
    progress = Progress(ledger.store.pool, example.log)
    assert await progress.clock("rehearsal") == first
    assert await progress.horizon() == horizon


async def test_another_election_under_the_same_code_is_refused_and_changes_nobodys_name(
    example: Example, ledger: Ledger, keyring: Keyring
) -> None:
    await open_election(ledger, example, keyring=keyring)
    head = await ledger.store.head(example.log)
    renamed = [each.model_copy(update={"name": "Người khác"}) for each in example.candidates]
    call = example.call.model_copy(update={"name": "Cuộc bầu cử khác"})
    other = example.model_copy(update={"call": call, "candidates": tuple(renamed)})
    with pytest.raises(Refusal, match=f"election/{example.log}"):
        await open_election(ledger, other, keyring=keyring)
    assert await ledger.store.head(example.log) == head
    code = example.candidates[0].code
    persons = Persons(ledger.store.pool, example.log, keyring)
    assert await persons.names([code], Purpose.INSPECTION, "test") == {code: example.candidates[0].name}
