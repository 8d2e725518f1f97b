"""Names on the pages: read for a purpose and on record, erased ones shown as erased, never in plain below."""

from __future__ import annotations

import asyncpg
import httpx2
import pytest

from console.web import create_app
from ledger.person import ERASED, Persons
from tests.console.conftest import Told, browsing
from tests.console.course import LOG

PAGE = f"/bau-cu/{LOG}/don-vi-bau-cu/NA-BK-1"


@pytest.fixture
def persons(told: Told) -> Persons:
    return Persons(told.pool, LOG, told.keyring)


async def test_a_page_with_names_is_one_read_on_record(
    told: Told, client: httpx2.AsyncClient, persons: Persons
) -> None:
    before = len(await persons.accesses())
    assert "Hồ Thị Kim Ngân" in (await client.get(PAGE)).text
    line, *older = await persons.accesses()
    assert len(older) == before
    assert (line.login, line.actor, line.purpose) == ("baucu_reader", "console", "list_and_result")
    assert (line.codes, line.fields) == (("na-001", "na-002", "na-003", "na-004"), ("name",))


async def test_an_erased_candidate_is_shown_as_erased_with_votes_and_result_as_they_were(
    told: Told, client: httpx2.AsyncClient, persons: Persons
) -> None:
    before = (await client.get(PAGE)).text
    await persons.erase("na-001")
    for path in (PAGE, f"/bau-cu/{LOG}"):
        page = (await client.get(path)).text
        assert "Hồ Thị Kim Ngân" not in page
        assert ERASED in page
    assert (await client.get(PAGE)).text == before.replace("Hồ Thị Kim Ngân", ERASED)


async def test_a_console_without_the_master_keys_shows_codes(told: Told, persons: Persons) -> None:
    before = len(await persons.accesses())
    async with browsing(create_app(told.database.reader)) as client:
        page = (await client.get(PAGE)).text
    assert "na-001" in page
    assert "Hồ Thị Kim Ngân" not in page
    assert len(await persons.accesses()) == before


async def test_two_persons_rows_that_change_places_are_named_on_the_page(
    told: Told, client: httpx2.AsyncClient
) -> None:
    owner = await asyncpg.connect(told.database.owner)
    await owner.execute(
        "UPDATE person.sealed AS here SET content = there.content FROM person.sealed AS there"
        " WHERE (here.code, there.code) IN (('na-001', 'na-002'), ('na-002', 'na-001'))"
    )
    await owner.close()
    answer = await client.get(PAGE)
    assert answer.status_code == 500
    assert "Dữ liệu cá nhân của na-00" in answer.text
    assert "Hồ Thị Kim Ngân" not in answer.text
