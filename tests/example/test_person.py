"""Personal data lie beside the record, and can be corrected and erased."""

from collections.abc import AsyncIterator
from datetime import date

import asyncpg
import pytest

from ledger.connection import open_pool
from ledger.person import Contact, Persons, Subject
from tests.conftest import Database


@pytest.fixture
async def persons(database: Database) -> AsyncIterator[Persons]:
    pool = await open_pool(database.app, size=2)
    yield Persons(pool, "bk-2021")
    await pool.close()


async def test_a_name_is_found_by_code_and_an_unknown_code_is_absent(persons: Persons) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn An", date(1980, 1, 2)), Subject("p-002", "Hà Bình")])
    assert await persons.names(["p-001", "p-009"]) == {"p-001": "Lê Văn An"}


async def test_a_name_put_again_is_corrected(persons: Persons) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn Ân")])
    await persons.put_subjects([Subject("p-001", "Lê Văn An")])
    assert await persons.names(["p-001"]) == {"p-001": "Lê Văn An"}


async def test_an_erased_person_has_no_name_any_more(persons: Persons) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn An"), Subject("p-002", "Hà Bình")])
    await persons.erase("p-001")
    assert await persons.names(["p-001", "p-002"]) == {"p-002": "Hà Bình"}


async def test_addresses_of_a_body_are_replaced_and_those_of_others_stay(persons: Persons) -> None:
    await persons.put_contacts(
        [
            Contact("committee", "BK", "cu@tinh.bac-kan.example"),
            Contact("front", "BK", "mat-tran@tinh.bac-kan.example"),
        ]
    )
    await persons.put_contacts([Contact("committee", "BK", "moi@tinh.bac-kan.example")])
    assert await persons.addresses("committee", "BK") == ("moi@tinh.bac-kan.example",)
    assert await persons.addresses("front", "BK") == ("mat-tran@tinh.bac-kan.example",)
    assert await persons.addresses("front", "BK-TP") == ()


async def test_persons_of_another_election_are_not_seen(persons: Persons, database: Database) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn An")])
    pool = await open_pool(database.app, size=1)
    assert await Persons(pool, "bk-2026").names(["p-001"]) == {}
    await pool.close()


async def test_a_reader_may_read_and_no_more(persons: Persons, database: Database) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn An")])
    pool = await open_pool(database.reader, size=1)
    assert await Persons(pool, "bk-2021").names(["p-001"]) == {"p-001": "Lê Văn An"}
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await Persons(pool, "bk-2021").erase("p-001")
    await pool.close()
