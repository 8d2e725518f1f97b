"""Master keys: made at installation, never in the database; and data that an older version left in plain."""

import stat
from datetime import date
from pathlib import Path

import asyncpg
import pytest

from ledger.connection import connect, open_pool
from ledger.migration import FOLDER, migrate
from ledger.person import Keyring, KeyringError, Persons, Purpose, Subject
from ledger.person.installation import install, rewrap
from tests.conftest import Database
from tests.person.conftest import LOG
from workers.postgres import OWNER, WRITER, Postgres

BEFORE = "0012"
"""The last migration of the version that kept names in plain columns."""


async def test_the_first_installation_makes_a_key_file_for_its_owner_alone(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "keys" / "person"
    keyring = await install(database.owner, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (await install(database.app, path)).current == keyring.current
    assert repr(keyring) == f"Keyring({keyring.current})"
    assert path.read_text().strip() not in repr(keyring)


async def test_a_lost_key_file_is_not_replaced_by_a_new_one(
    database: Database, persons: Persons, tmp_path: Path
) -> None:
    await persons.put_subjects([Subject("p-001", "Lê Văn An")])
    with pytest.raises(KeyringError, match=r"Không có tệp khóa chủ .*person; đặt PERSON_KEYRING"):
        await install(database.owner, tmp_path / "person")
    other = tmp_path / "other"
    Keyring.make(other)
    with pytest.raises(KeyringError, match="không có trong"):
        await install(database.owner, other)


async def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "person"
    Keyring.make(path)
    path.chmod(0o640)
    with pytest.raises(KeyringError, match="chmod 600"):
        Keyring.load(path)


@pytest.mark.parametrize("text", ["", "abc\n", "zz" * 32, "é" * 64])
async def test_what_is_no_key_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "person"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(KeyringError, match="64 chữ số"):
        Keyring.load(path)


async def test_nobody_overwrites_a_key_file(tmp_path: Path) -> None:
    path = tmp_path / "person"
    keyring = Keyring.make(path)
    with pytest.raises(KeyringError):
        Keyring.make(path)
    assert Keyring.load(path).current == keyring.current
    assert [each.name for each in tmp_path.iterdir()] == ["person"]


async def test_a_new_master_key_opens_everything_and_the_old_one_may_go(
    database: Database, pool: asyncpg.Pool, tmp_path: Path
) -> None:
    path = tmp_path / "person"
    old = await install(database.owner, path)
    subjects = [Subject(f"p-{number}", f"Người {number}") for number in range(2_500)]
    await Persons(pool, LOG, old).put_subjects(subjects)
    await Persons(pool, LOG, old).erase("p-7")

    both = old.add(path)
    assert both.current != old.current
    done = await rewrap(database.owner, both)
    assert (done.rewrapped, done.current, done.unused) == (2_499, both.current, (old.current,))
    assert (await rewrap(database.owner, both)).rewrapped == 0

    found = await Persons(pool, LOG, old).names(["p-1"], Purpose.INSPECTION, "test")
    assert found == {"p-1": "Người 1"}, "a process that runs on finds the new key in the file"

    both.drop(path, done.unused)
    alone = await install(database.app, path)
    assert repr(alone) == f"Keyring({both.current})"
    found = await Persons(pool, LOG, alone).names(["p-1", "p-2499"], Purpose.INSPECTION, "test")
    assert found == {"p-1": "Người 1", "p-2499": "Người 2499"}


async def test_data_in_plain_columns_are_sealed_and_their_tables_dropped(
    postgres: Postgres, tmp_path: Path
) -> None:
    """A database of the version before: its names and addresses are carried over, whatever stops half way."""
    await postgres.create_database("plain")
    owner, app, path = postgres.dsn("plain", OWNER), postgres.dsn("plain", WRITER), tmp_path / "person"
    older = tmp_path / "older"
    older.mkdir()
    for file in FOLDER.glob("*.sql"):
        if file.stem[:4] <= BEFORE:
            (older / file.name).write_text(file.read_text())
    await migrate(owner, older)
    writer = await connect(app)
    await writer.execute(
        "INSERT INTO person.subject VALUES ('bk-2021', 'p-001', 'Lê Văn An', '1980-01-02'),"
        " ('bk-2026', 'p-001', 'Hà Bình', NULL)"
    )
    await writer.execute(
        "INSERT INTO person.contact VALUES ('bk-2021', 'front', 'BK', 'b@bk.example'),"
        " ('bk-2021', 'front', 'BK', 'a@bk.example')"
    )

    await migrate(owner)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await writer.fetch("SELECT * FROM person.plain_subject")
    await writer.close()
    with pytest.raises(KeyringError, match="baucu migrate"):
        await install(app, path)
    keyring = await install(owner, path)
    assert (await install(owner, path)).current == keyring.current

    pool = await open_pool(app, size=1)
    persons = Persons(pool, LOG, keyring)
    fields = ["name", "born"]
    assert await persons.read(["p-001"], fields, Purpose.INSPECTION, "test") == {
        "p-001": {"name": "Lê Văn An", "born": date(1980, 1, 2).isoformat()}
    }
    assert await Persons(pool, "bk-2026", keyring).read(["p-001"], fields, Purpose.INSPECTION, "test") == {
        "p-001": {"name": "Hà Bình"}
    }
    found = await persons.addresses("front", "BK", Purpose.INSPECTION, "test")
    assert found == ("a@bk.example", "b@bk.example")
    await pool.close()
    left = await (superuser := await connect(owner)).fetchval("SELECT to_regclass('person.plain_subject')")
    await superuser.close()
    assert left is None
    await postgres.drop_database("plain")
