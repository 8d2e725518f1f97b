"""Making checkpoints on a real database: what is signed, what never is, and who may."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import asyncpg
import pytest

from domain.keys.commands import DeclareRestore, LoseKey, RotateKey
from ledger.connection import open_pool
from ledger.execute import Ledger
from ledger.feed import Feed
from ledger.fence import RecordBehind
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import parse, read
from ledger.proof.keyring import Keyring
from ledger.seal import STATEMENTS, Sealer, Unsealed, newest
from ledger.signer import Signer, endorse, keep
from ledger.signer import seal as sign_checkpoint
from tests.conftest import Database
from tests.ledger.record import KEYS, NEC, add, begin, new_signer, procedures, tampering
from tests.ledger.toy import LOG
from workers.postgres import CHECKPOINTER, Postgres


@pytest.fixture
def signer() -> Signer:
    return new_signer()


@pytest.fixture
async def ledger(database: Database, tmp_path: Path, signer: Signer) -> AsyncIterator[Ledger]:
    """A record of two events, the second of which introduces the key."""
    async with Ledger.open(database.app, procedures, tmp_path / "feed") as opened:
        await begin(opened, tmp_path / "keys", signer)
        yield opened


@pytest.fixture
async def pool(database: Database, postgres: Postgres) -> AsyncIterator[asyncpg.Pool]:
    """The record as the sealer's role sees it."""
    opened = await open_pool(postgres.dsn(database.name, CHECKPOINTER), size=4)
    yield opened
    await opened.close()


@pytest.fixture
def sealer(pool: asyncpg.Pool, tmp_path: Path) -> Sealer:
    return Sealer(pool, tmp_path / "keys")


async def test_a_checkpoint_says_what_the_record_holds(
    ledger: Ledger, sealer: Sealer, signer: Signer
) -> None:
    await add(ledger, "a", "b", "c")
    made = await sealer.seal(LOG)
    (last,) = await ledger.store.rows(LOG, 4, 1)
    assert (made.size, made.chain, made.recorded_at, made.mode) == (
        5,
        last.hash,
        last.recorded_at,
        "rehearsal",
    )
    note = await newest(sealer.store.pool, LOG)
    assert note is not None
    assert read(note, [signer.verifier], LOG) == made


async def test_without_new_events_there_is_no_new_checkpoint(ledger: Ledger, sealer: Sealer) -> None:
    first = await sealer.seal(LOG)
    assert await sealer.seal(LOG) == first
    assert await sealer.pending(LOG) == 0
    assert await sealer.store.pool.fetchval("SELECT count(*) FROM ledger.checkpoint") == 1
    await add(ledger, "a")
    assert await sealer.pending(LOG) == 1
    assert (await sealer.seal(LOG)).size == 3


async def test_a_sealer_that_starts_again_goes_on_from_the_last_checkpoint(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool, tmp_path: Path, signer: Signer
) -> None:
    await add(ledger, "a", "b")
    first = await sealer.seal(LOG)
    await add(ledger, "c", "d", "e")
    again = Sealer(pool, tmp_path / "keys")
    second = await again.seal(LOG)
    (step,) = await again.successions(LOG, first)
    assert (step.old, parse(step.note)) == (4, second)
    assert step.holds(first.root)
    inclusion = await again.prove(LOG, 2)
    (row,) = await ledger.store.rows(LOG, 1, 1)
    assert inclusion.holds(row.leaf_hash)
    with pytest.raises(LookupError):
        await again.prove(LOG, 8)


async def test_two_sealers_at_once_do_not_fork(
    ledger: Ledger, pool: asyncpg.Pool, tmp_path: Path, signer: Signer
) -> None:
    sealers = [Sealer(pool, tmp_path / "keys") for _ in range(4)]

    async def work(number: int) -> None:
        for step in range(5):
            await add(ledger, f"{number}-{step}", code=f"0{number}")
            await sealers[number].seal(LOG)

    await asyncio.gather(*(work(number) for number in range(4)))
    notes = await pool.fetch("SELECT note FROM ledger.checkpoint ORDER BY size")
    steps = await Sealer(pool, tmp_path / "keys").successions(LOG, None)
    assert [step.note for step in steps] == [row["note"] for row in notes]
    for before, step in pairwise(steps):
        assert step.holds(parse(before.note).root)
    for sealer in sealers:
        assert (await sealer.seal(LOG)).size == 22


@pytest.mark.parametrize(
    ("change", "position", "words"),
    [
        (
            "UPDATE ledger.event SET body = replace(body::text, '\"amount\":1', '\"amount\":9')::json",
            5,
            "body_hash",
        ),
        ("UPDATE ledger.event SET legal_at = legal_at + interval '1 hour'", 5, "cột legal_at"),
        ("UPDATE ledger.event SET recorded_at = recorded_at + interval '1 ms'", 5, "leaf_hash"),
        ("UPDATE ledger.event SET version = version + 5", 5, "cột version"),
        ("DELETE FROM ledger.event", 6, "đứt quãng"),
    ],
)
async def test_a_changed_row_is_never_signed(
    ledger: Ledger,
    sealer: Sealer,
    database: Database,
    postgres: Postgres,
    change: str,
    position: int,
    words: str,
) -> None:
    await add(ledger, "a")
    await sealer.seal(LOG)
    await add(ledger, "b", "c", "d")
    async with tampering(postgres.dsn(database.name)) as superuser:
        await superuser.execute(f"{change} WHERE position = 5")
    with pytest.raises(Broken, match=words) as broken:
        await sealer.seal(LOG)
    assert broken.value.position == position
    assert await sealer.store.pool.fetchval("SELECT max(size) FROM ledger.checkpoint") == 3


async def test_a_row_changed_below_the_last_checkpoint_is_found_by_a_fresh_sealer(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    await add(ledger, "a", "b", "c")
    await sealer.seal(LOG)
    async with tampering(postgres.dsn(database.name)) as superuser:
        await superuser.execute("UPDATE ledger.event SET leaf_hash = sha256('x') WHERE position = 4")
    with pytest.raises(Broken) as broken:
        await Sealer(pool, tmp_path / "keys").seal(LOG)
    assert broken.value.position == 4


async def test_a_whole_rewrite_with_fresh_hashes_is_placed_between_two_checkpoints(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    await add(ledger, "a", "b", "c")
    await sealer.seal(LOG)
    await add(ledger, "d", "e", "f")
    await sealer.seal(LOG)
    async with tampering(postgres.dsn(database.name)) as superuser:
        # Everything from position 7 on, written anew by the very function that writes.
        await superuser.execute("""
            CREATE TEMPORARY TABLE kept AS SELECT position, replace(body::text, 'u2', 'u9') AS body
              FROM ledger.event WHERE position >= 7;
            DELETE FROM ledger.event WHERE position >= 7;
            SELECT ledger.append('toy-2021', array_agg(body ORDER BY position),
                                 array_agg((position - 6)::integer ORDER BY position)) FROM kept
             WHERE position = 7;
            SELECT ledger.append('toy-2021', array_agg(body ORDER BY position),
                                 array_agg((position - 7)::integer ORDER BY position)) FROM kept
             WHERE position = 8
        """)
    with pytest.raises(Broken, match="từ đây đến vị trí 8 sổ khác với điểm kiểm đã ký") as broken:
        await Sealer(pool, tmp_path / "keys").seal(LOG)
    assert broken.value.position == 6


async def test_a_cut_tail_is_found_by_a_fresh_sealer(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    await add(ledger, "a", "b", "c")
    await sealer.seal(LOG)
    async with tampering(postgres.dsn(database.name)) as superuser:
        await superuser.execute("DELETE FROM ledger.event WHERE position > 3")
    with pytest.raises(Broken, match="mất phần đuôi: điểm kiểm đã ký có 5 sự kiện") as broken:
        await Sealer(pool, tmp_path / "keys").seal(LOG)
    assert broken.value.position == 4


async def test_a_stored_note_of_another_key_is_not_built_upon(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    made = await sealer.seal(LOG)
    async with tampering(postgres.dsn(database.name)) as superuser:
        await superuser.execute("UPDATE ledger.checkpoint SET note = $1", sign_checkpoint(made, new_signer()))
    with pytest.raises(Broken, match="điểm kiểm đang giữ không dùng được"):
        await Sealer(pool, tmp_path / "keys").seal(LOG)


async def test_without_a_key_nothing_is_signed(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool, tmp_path: Path, signer: Signer
) -> None:
    with pytest.raises(Unsealed, match=f"{signer.verifier.key_id.hex()}.*không có trong"):
        await Sealer(pool, tmp_path / "elsewhere").seal(LOG)
    await ledger.execute(KEYS, LoseKey(key_id=signer.verifier.key_id.hex(), reason="mất"), NEC)
    with pytest.raises(Unsealed, match="không có khóa ký nào đang dùng"):
        await sealer.seal(LOG)
    with pytest.raises(LookupError, match="chưa có sự kiện"):
        await sealer.seal("nothing")


async def test_after_a_rotation_the_new_key_signs_and_a_verifier_follows_it(
    ledger: Ledger, sealer: Sealer, signer: Signer, tmp_path: Path
) -> None:
    await sealer.seal(LOG)
    new = new_signer()
    keep(tmp_path / "keys", new)
    word = endorse(signer, new.verifier)
    await ledger.execute(KEYS, RotateKey(key=str(new.verifier), endorsement=word), NEC)
    made = await sealer.seal(LOG)
    ring = Keyring(LOG, signer.verifier)
    for row in (await ledger.store.read([KEYS]))[KEYS]:
        ring.learn(row.position, row.type, row.event.model_dump())
    notes = await sealer.store.pool.fetch("SELECT note FROM ledger.checkpoint ORDER BY size")
    assert [ring.read(row["note"]).size for row in notes] == [2, 3]
    assert read(notes[1]["note"], [new.verifier], LOG) == made


async def test_every_statement_of_the_sealer_prepares_as_its_role(pool: asyncpg.Pool) -> None:
    async with pool.acquire() as connection:
        for statement in STATEMENTS:
            await connection.prepare(statement)


async def test_the_role_that_seals_can_do_nothing_else(ledger: Ledger, pool: asyncpg.Pool) -> None:
    for statement in (
        "INSERT INTO ledger.checkpoint (log, size, root, note) VALUES ('x', 1, sha256('x'), 'x')",
        "UPDATE ledger.checkpoint SET note = 'x'",
        "DELETE FROM ledger.checkpoint",
        "TRUNCATE ledger.checkpoint",
        "SELECT * FROM ledger.append('x', '{}', '{}')",
        "SELECT * FROM ledger.append_quickly('x', '{}', '{}')",
        "SELECT * FROM ledger.append_quickly('x', '{}')",
        "SELECT * FROM clerk.delivery",
        "SELECT * FROM person.data_key",
        "CREATE TABLE ledger.more (n int)",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(statement)


async def test_a_checkpoint_that_contradicts_the_record_or_another_is_not_kept(
    ledger: Ledger, sealer: Sealer, pool: asyncpg.Pool
) -> None:
    made = await sealer.seal(LOG)
    call = "SELECT ledger.add_checkpoint($1, $2, $3, $4, 'note')"
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="điểm kiểm khác ở cỡ 2"):
        await pool.execute(call, LOG, 2, bytes(32), made.chain)
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="không có sự kiện 3"):
        await pool.execute(call, LOG, 3, made.root, made.chain)
    assert await pool.fetchval(call, LOG, 1, made.root, made.chain) is None


async def test_nobody_changes_a_kept_checkpoint_not_even_the_owner(
    ledger: Ledger, sealer: Sealer, database: Database
) -> None:
    await sealer.seal(LOG)
    owner = await asyncpg.connect(database.owner)
    for statement in (
        "UPDATE ledger.checkpoint SET note = 'x'",
        "DELETE FROM ledger.checkpoint",
        "TRUNCATE ledger.checkpoint",
    ):
        with pytest.raises(asyncpg.RestrictViolationError, match=r"ledger\.checkpoint: sổ cái chỉ ghi thêm"):
            await owner.execute(statement)
    await owner.close()


async def published(sealer: Sealer, folder: Path) -> Feed:
    """Seal, and publish everything that is new."""
    feed = Feed(folder / "feed")
    await sealer.seal(LOG)
    for step in await sealer.successions(LOG, feed.newest(LOG)):
        feed.publish(step)
    return feed


async def test_a_restored_record_that_lost_published_events_takes_no_new_ones(
    ledger: Ledger, sealer: Sealer, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    await add(ledger, "a")
    await postgres_copy(postgres, database.name, "backup_of_toy")
    await add(ledger, "b", "c")
    feed = await published(sealer, tmp_path)
    lost = feed.newest(LOG)
    assert lost is not None
    async with Ledger.open(
        postgres.dsn("backup_of_toy", "baucu_writer"), procedures, feed.folder
    ) as restored:
        with pytest.raises(RecordBehind, match="chỉ có 3 sự kiện, điểm kiểm đã công bố có 5"):
            await add(restored, "d")
        assert await restored.store.head(LOG) == 3
        loss = DeclareRestore(size=lost.size, root=lost.root.hex(), kept=3, reason="hỏng đĩa")
        await restored.execute(KEYS, loss, NEC)
        await add(restored, "d")
    pool = await open_pool(postgres.dsn("backup_of_toy", CHECKPOINTER))
    feed = await published(Sealer(pool, tmp_path / "keys"), tmp_path)
    await pool.close()
    now = feed.newest(LOG)
    assert now is not None
    assert (now.epoch, now.size) == (2, 5)
    assert now.root != lost.root
    # The old database, brought back by mistake, is behind the new epoch.
    async with Ledger.open(database.app, procedures, feed.folder) as old:
        with pytest.raises(RecordBehind, match="không giống điểm kiểm 5 đã công bố"):
            await add(old, "e")
    await postgres.drop_database("backup_of_toy")


async def test_a_record_whose_published_events_were_rewritten_takes_no_new_ones(
    ledger: Ledger, sealer: Sealer, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    await add(ledger, "a")
    feed = await published(sealer, tmp_path)
    async with tampering(postgres.dsn(database.name)) as superuser:
        await superuser.execute("UPDATE ledger.event SET hash = sha256('x') WHERE position = 3")
    async with Ledger.open(database.app, procedures, feed.folder) as again:
        with pytest.raises(RecordBehind, match="không giống điểm kiểm 3 đã công bố"):
            await add(again, "b")
    (feed.folder / LOG / "1" / "latest").write_text("spoilt")
    async with Ledger.open(database.app, procedures, feed.folder) as again:
        with pytest.raises(RecordBehind, match="Không đọc được điểm kiểm đã công bố"):
            await add(again, "b")


async def postgres_copy(postgres: Postgres, name: str, copy: str) -> None:
    """What a backup of this moment would restore."""
    superuser = await asyncpg.connect(postgres.dsn())
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND state = 'idle'", name
    )
    await superuser.close()
    await postgres.create_database(copy, template=name)
