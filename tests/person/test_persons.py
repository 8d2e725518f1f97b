"""Personal data lie beside the record, sealed: corrected, erased, and every read of them is on record."""

import asyncio
import time
from datetime import date

import asyncpg
import pytest

from ledger.person import ERASED, Altered, Contact, Keyring, KeyringError, Persons, Purpose, Subject
from ledger.person.cipher import new_key
from tests.conftest import Database
from tests.person.conftest import LOG

AN = Subject("p-001", "Lê Văn An", date(1980, 1, 2))
BINH = Subject("p-002", "Hà Bình")
LISTS = Purpose.LIST_AND_RESULT


async def names(persons: Persons, *codes: str) -> dict[str, str]:
    return await persons.names(codes, LISTS, "test")


async def test_a_name_is_found_by_code_and_an_unknown_code_is_absent(persons: Persons) -> None:
    await persons.put_subjects([AN, BINH])
    assert await names(persons, "p-001", "p-009") == {"p-001": "Lê Văn An"}
    told = await persons.read(["p-001", "p-002"], ["name", "born"], Purpose.OWN_DATA, "test")
    assert told == {"p-001": {"name": "Lê Văn An", "born": "1980-01-02"}, "p-002": {"name": "Hà Bình"}}


async def test_a_name_put_again_is_corrected_and_a_birth_date_left_out_is_gone(persons: Persons) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn Ân", AN.born)])
    await persons.put_subjects([Subject("p-001", "Lê Văn An")])
    told = await persons.read(["p-001"], ["name", "born"], Purpose.OWN_DATA, "test")
    assert told == {"p-001": {"name": "Lê Văn An"}}


async def test_corrections_at_the_same_moment_leave_one_of_them_whole(persons: Persons) -> None:
    await persons.put_subjects([AN, BINH])
    both = ([AN, BINH], [BINH._replace(name="Hà Bính"), AN._replace(name="Lê Văn Ân")])
    await asyncio.gather(*(persons.put_subjects(both[number % 2]) for number in range(20)))
    found = await names(persons, "p-001", "p-002")
    assert found in ({"p-001": "Lê Văn An", "p-002": "Hà Bình"}, {"p-001": "Lê Văn Ân", "p-002": "Hà Bính"})


async def test_many_names_are_read_at_once_from_tables_the_planner_knows_nothing_of(persons: Persons) -> None:
    many = [Subject(f"p-{number:04}", f"Người {number}") for number in range(4_000)]
    await names(persons, "p-0001")  # plans are made while the tables are empty
    await persons.put_subjects(many)
    began = time.perf_counter()
    assert len(await names(persons, *(one.code for one in many))) == 4_000
    # Some 40 ms on an idle machine; three seconds when the plan goes through all rows for each of them.
    assert time.perf_counter() - began < 1.5


async def test_addresses_of_a_body_are_replaced_and_those_of_others_stay(persons: Persons) -> None:
    await persons.put_contacts(
        [
            Contact("committee", "BK", "cu@tinh.bac-kan.example"),
            Contact("front", "BK", "mat-tran@tinh.bac-kan.example"),
            Contact("front", "BK", "b@tinh.bac-kan.example"),
        ]
    )
    await persons.put_contacts([Contact("committee", "BK", "moi@tinh.bac-kan.example")])

    async def addresses(body: str, unit: str) -> tuple[str, ...]:
        return await persons.addresses(body, unit, Purpose.REMINDER, "clerk")

    assert await addresses("committee", "BK") == ("moi@tinh.bac-kan.example",)
    assert await addresses("front", "BK") == ("b@tinh.bac-kan.example", "mat-tran@tinh.bac-kan.example")
    assert await addresses("front", "BK-TP") == ()


async def test_persons_of_another_election_are_not_seen(
    persons: Persons, pool: asyncpg.Pool, keyring: Keyring
) -> None:
    await persons.put_subjects([AN])
    assert await names(Persons(pool, "bk-2026", keyring), "p-001") == {}


async def test_an_erased_person_is_shown_as_erased_and_cannot_be_put_again(
    persons: Persons, owner: asyncpg.Connection
) -> None:
    await persons.put_subjects([AN, BINH])
    assert await persons.erase("p-001")
    assert not await persons.erase("p-001")
    assert await names(persons, "p-001", "p-002") == {"p-001": ERASED, "p-002": "Hà Bình"}
    await persons.put_subjects([AN])
    assert await names(persons, "p-001") == {"p-001": ERASED}
    assert await owner.fetchval("SELECT count(*) FROM person.sealed WHERE code = 'p-001'") == 0
    first, second = await persons.kept()
    assert (first.code, first.master, first.fields) == ("p-001", None, ())
    assert first.erased_at is not None
    assert (second.erased_at, second.fields) == (None, ("name",))


async def test_the_mark_of_an_erasure_can_neither_be_lifted_nor_removed(
    persons: Persons, owner: asyncpg.Connection
) -> None:
    await persons.put_subjects([AN])
    await persons.erase("p-001")
    for statement in (
        "UPDATE person.data_key SET erased_at = NULL, master = 'x', wrapped = sha256('') || 'abcdefgh'",
        "DELETE FROM person.data_key",
        "TRUNCATE person.data_key CASCADE",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await owner.execute(statement)


async def test_every_read_is_on_record_with_who_what_for_and_whose(persons: Persons) -> None:
    await persons.put_subjects([AN, BINH])
    await names(persons, "p-001", "p-002", "p-009")
    await persons.read(["p-002"], ["born"], Purpose.INSPECTION, "cli.thanh-tra")
    await persons.kept()
    last, first = await persons.accesses()
    assert (first.login, first.actor, first.purpose) == ("baucu_writer", "test", "list_and_result")
    assert (first.codes, first.fields) == (("p-001", "p-002", "p-009"), ("name",))
    assert (last.actor, last.purpose, last.codes, last.fields) == (
        "cli.thanh-tra",
        "inspection",
        ("p-002",),
        ("born",),
    )
    assert [it.purpose for it in await persons.accesses("p-001")] == ["list_and_result"]


async def test_the_database_knows_every_purpose_and_no_other(persons: Persons, pool: asyncpg.Pool) -> None:
    for purpose in Purpose:
        await persons.names(["p-001"], purpose, "test")
        assert Purpose.of(purpose.code) is purpose
        assert purpose.ground
    assert len(await persons.accesses()) == len(Purpose)
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.fetch("SELECT person.ask('x', '{p}', '{name}', 'curiosity', 'test')")


async def test_the_record_of_reads_can_only_grow(persons: Persons, owner: asyncpg.Connection) -> None:
    await names(persons, "p-001")
    for statement in (
        "UPDATE person.access SET actor = 'nobody'",
        "DELETE FROM person.access",
        "TRUNCATE person.access",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await owner.execute(statement)


@pytest.mark.parametrize(
    "question",
    ["SELECT content FROM person.sealed", "SELECT * FROM person.sealed", "DELETE FROM person.access"],
)
async def test_the_application_itself_cannot_read_without_leaving_a_line(
    persons: Persons, pool: asyncpg.Pool, question: str
) -> None:
    await persons.put_subjects([AN])
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.fetch(question)


async def test_whoever_takes_back_the_line_or_borrows_that_of_another_sees_nothing(
    persons: Persons, pool: asyncpg.Pool, database: Database
) -> None:
    await persons.put_subjects([AN])
    ask = "SELECT person.ask_names('bk-2021', '{p-001}', 'list_and_result', 'x')"
    reveal = "SELECT * FROM person.reveal($1)"
    reader = await asyncpg.connect(database.reader)
    async with reader.transaction():
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="chưa được ghi nhận"):
            async with reader.transaction():
                await reader.fetch(reveal, await reader.fetchval(ask))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await reader.fetch(reveal, await pool.fetchval(ask))
    assert len(await reader.fetch(reveal, await reader.fetchval(ask))) == 1
    await reader.close()


async def test_a_line_gives_the_data_for_a_minute(
    persons: Persons, pool: asyncpg.Pool, owner: asyncpg.Connection
) -> None:
    await persons.put_subjects([AN])
    old = await owner.fetchval(
        "INSERT INTO person.access (at, log, login, actor, purpose, codes, fields) VALUES (now() - interval"
        " '61 s', 'bk-2021', 'baucu_writer', 'x', 'own_data', '{p-001}', '{name}') RETURNING number"
    )
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="quá một phút"):
        await pool.fetch("SELECT * FROM person.reveal($1)", old)


async def test_a_reader_reads_names_from_a_session_that_can_write_nothing_else(
    persons: Persons, database: Database, keyring: Keyring
) -> None:
    await persons.put_subjects([AN])
    settings = {"default_transaction_read_only": "on"}
    pool = await asyncpg.create_pool(database.reader, min_size=0, max_size=1, server_settings=settings)
    reader = Persons(pool, LOG, keyring)
    assert await names(reader, "p-001") == {"p-001": "Lê Văn An"}
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await reader.read(["p-001"], ["born"], LISTS, "test")
    with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ReadOnlySQLTransactionError)):
        await reader.erase("p-001")
    (line,) = await persons.accesses()
    assert line.login == "baucu_reader"
    await pool.close()


SWAP = """
UPDATE person.{table} AS here SET {column} = there.{column} FROM person.{table} AS there
 WHERE here.log = there.log AND (here.code, there.code) IN (('p-001', 'p-002'), ('p-002', 'p-001')) {more}
"""


@pytest.mark.parametrize(
    "swaps",
    [
        (SWAP.format(table="sealed", column="content", more="AND here.field = there.field"),),
        (
            SWAP.format(table="sealed", column="content", more="AND here.field = there.field"),
            SWAP.format(table="data_key", column="wrapped", more=""),
        ),
    ],
    ids=["the contents", "the contents with their keys"],
)
async def test_two_persons_rows_that_change_places_are_named(
    persons: Persons, owner: asyncpg.Connection, swaps: tuple[str, ...]
) -> None:
    await persons.put_subjects([AN, BINH])
    for swap in swaps:
        await owner.execute(swap)
    with pytest.raises(Altered, match=r"p-00[12] trong sổ bk-2021, trường name"):
        await names(persons, "p-001", "p-002")


async def test_an_older_value_put_back_is_named(persons: Persons, owner: asyncpg.Connection) -> None:
    await persons.put_subjects([BINH])
    old = await owner.fetchval("SELECT content FROM person.sealed")
    await persons.put_subjects([BINH._replace(name="Hà Thị Bình")])
    await owner.execute("UPDATE person.sealed SET content = $1", old)
    with pytest.raises(Altered, match="phiên bản 2"):
        await names(persons, "p-002")


async def test_an_altered_key_is_named(persons: Persons, owner: asyncpg.Connection) -> None:
    await persons.put_subjects([BINH])
    await owner.execute("UPDATE person.data_key SET wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)")
    with pytest.raises(Altered, match="Khóa dữ liệu cá nhân của p-002 trong sổ bk-2021"):
        await names(persons, "p-002")


async def test_with_other_master_keys_nothing_is_read_and_the_missing_one_is_named(
    persons: Persons, pool: asyncpg.Pool, keyring: Keyring
) -> None:
    await persons.put_subjects([AN])
    with pytest.raises(KeyringError, match=keyring.current):
        await names(Persons(pool, LOG, Keyring([new_key()])), "p-001")
