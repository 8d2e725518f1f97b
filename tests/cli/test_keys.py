"""The life of a log's key and of its checkpoints, as an operator, an auditor and a witness type it."""

from __future__ import annotations

import stat
from pathlib import Path

import asyncpg
import pytest

from ledger.proof.checkpoint import matches_short, parse, read
from ledger.proof.note import Verifier, cosigned_at, verify
from ledger.proof.note import parse as parse_note
from ledger.signer import Signer
from tests.cli.conftest import ELECTION, Done, Started, call
from workers.postgres import CHECKPOINTER, Postgres


class Operator:
    """Types commands with the folders of the keys and of the feed in the surroundings."""

    def __init__(self, started: Started, postgres: Postgres) -> None:
        self._started = started
        self._surroundings = {
            "DATABASE_CHECKPOINTER_URL": postgres.dsn("cli_test_keys", CHECKPOINTER),
            "DATABASE_OWNER_URL": started.owner,
            "LOG_KEYS": str(started.state / "secret"),
            "CHECKPOINT_FEED": str(started.state / "feed"),
            "LOG_AUTHORITY": "bau-cu.example",
        }
        self.feed = started.state / "feed" / ELECTION
        self.keys = started.state / "secret"

    async def __call__(self, *words: str, **more: str) -> Done:
        return await self._started(*words, **{**self._surroundings, **more})


@pytest.fixture(scope="module")
def operator(started: Started, postgres: Postgres) -> Operator:
    return Operator(started, postgres)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_keys_and_checkpoints_from_the_first_to_a_restore(
    started: Started, operator: Operator, postgres: Postgres, tmp_path: Path
) -> None:
    # No key yet: a sentence, and nothing made.
    done = await operator("checkpoint", "make", ELECTION)
    assert (done.code, done.out) == (2, "")
    assert "không có khóa ký nào đang dùng" in done.sentence
    assert (await operator("checkpoint", "show", ELECTION)).code == 2

    # The first key.
    done = await operator("keys", "new", ELECTION)
    assert done.code == 0, done.err
    vkey = done.out.strip().splitlines()[-1]
    first = Verifier.parse(vkey)
    assert first.name == f"bau-cu.example/{ELECTION}"
    (file,) = operator.keys.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = await operator("keys", "new", ELECTION)
    assert (again.code, len(list(operator.keys.iterdir()))) == (2, 1), "the file of a refused key is gone"
    assert "BC-400" in again.sentence

    # A checkpoint, on paper and in the feed.
    done = await operator("checkpoint", "make", ELECTION)
    assert done.code == 0, done.err
    printed = done.out.splitlines()[0]
    shown = (await operator("checkpoint", "show", ELECTION)).out
    made = read(shown, [first], ELECTION)
    assert matches_short(made, printed)
    assert (operator.feed / "1" / "latest").read_text() == shown
    assert (await operator("checkpoint", "make", ELECTION)).out == done.out

    # A witness believes the first it sees, and cosigns.
    (tmp_path / "so.pub").write_text(f"{vkey}\n")
    witness_key = await call("keys", "witness", "quan-sat.example", str(tmp_path / "w.key"))
    watcher = Verifier.parse(witness_key.out)
    assert (await call("keys", "witness", "quan-sat.example", str(tmp_path / "w.key"))).code == 2

    async def look(state: str = "state") -> Done:
        return await call(
            *("witness", str(operator.feed / "1"), "--state", str(tmp_path / state)),
            *("--pubkey", str(tmp_path / "so.pub"), "--key", str(tmp_path / "w.key")),
        )

    assert (await look()).code == 0
    cosigned = parse_note((tmp_path / "state").read_text())
    assert verify(cosigned, [first, watcher]) == [first, watcher]
    assert cosigned_at(cosigned.signatures[1]) > 1_600_000_000

    # The old key signs for the new one; the witness must be told of it by people.
    done = await operator("keys", "rotate", ELECTION)
    assert done.code == 0, done.err
    second = done.out.strip().splitlines()[-1]
    assert (await operator("checkpoint", "make", ELECTION)).code == 0
    done = await look()
    assert done.code == 2
    assert "không có chữ ký của khóa đã biết" in done.sentence
    (tmp_path / "so.pub").write_text(f"{vkey}\n{second}\n")
    done = await look()
    assert done.code == 0, done.err
    assert done.out.startswith(f"bau-cu.example/{ELECTION}: {made.size + 1} · ")
    table = (await operator("keys", "show", ELECTION)).out
    assert vkey in table
    assert second in table

    # A lost key signs no more; the next is introduced without its word.
    assert (await operator("keys", "lost", ELECTION, "--reason", "mất máy ký")).code == 0
    assert (await operator("keys", "rotate", ELECTION)).code == 2
    assert (await operator("keys", "new", ELECTION)).code == 0
    assert "đã báo mất" in (await operator("keys", "show", ELECTION)).out
    assert (await operator("checkpoint", "make", ELECTION)).code == 0

    # The record as it was is brought back: it lacks what was published, so nothing is recorded.
    assert (await operator("checkpoint", "restored", ELECTION, "--reason", "thử")).code == 2
    newest = parse((operator.feed / "1" / "latest").read_text())
    superuser = await asyncpg.connect(postgres.dsn("cli_test_keys"))
    await superuser.execute("SET session_replication_role = replica")
    await superuser.execute("DELETE FROM ledger.event WHERE position >= $1", newest.size)
    await superuser.execute("DELETE FROM ledger.checkpoint WHERE size >= $1", newest.size)
    await superuser.close()
    done = await operator("keys", "new", ELECTION)
    assert done.code == 2
    assert f"chỉ có {newest.size - 1} sự kiện, điểm kiểm đã công bố có {newest.size}" in done.sentence
    done = await operator("checkpoint", "make", ELECTION)
    assert done.code == 2

    # Somebody says so, on the record; a new epoch begins.
    done = await operator("checkpoint", "restored", ELECTION, "--reason", "khôi phục bản lưu 03:00")
    assert done.code == 0, done.err
    assert f"vị trí {newest.size}" in done.out
    assert (await operator("keys", "new", ELECTION)).code == 0
    assert (await operator("checkpoint", "make", ELECTION)).code == 0
    after = parse((operator.feed / "2" / "latest").read_text())
    assert after.origin == f"bau-cu.example/{ELECTION}~2"
    assert parse((operator.feed / "1" / "latest").read_text()) == newest, "the old epoch stays as it was"


async def test_an_auditor_sees_the_elections_granted_and_no_others(
    started: Started, operator: Operator, postgres: Postgres
) -> None:
    superuser = await asyncpg.connect(postgres.dsn())
    await superuser.execute("CREATE ROLE kiem_toan_thu LOGIN")
    refused = await operator("access", "grant", "kiem_toan_thu", ELECTION)
    assert refused.code == 2
    assert "CREATE ROLE kiem_toan_thu LOGIN IN ROLE baucu_auditor" in refused.sentence
    await superuser.execute("GRANT baucu_auditor TO kiem_toan_thu")
    login = postgres.dsn("cli_test_keys", "kiem_toan_thu")

    async def verify() -> Done:
        return await call("audit", "verify", ELECTION, DATABASE_URL=login, STATE_DIR=str(started.state))

    try:
        assert (await verify()).code == 2
        assert (await operator("access", "grant", "kiem_toan_thu", "khong-co")).code == 2
        assert (await operator("access", "grant", "kiem_toan_thu", ELECTION)).code == 0
        assert (await operator("access", "grant", "kiem_toan_thu", ELECTION)).code == 0
        done = await verify()
        assert done.code == 0, done.err
        assert (await operator("access", "revoke", "kiem_toan_thu", ELECTION)).code == 0
        assert (await operator("access", "revoke", "kiem_toan_thu", ELECTION)).code == 2
        assert (await verify()).code == 2
        rows = (await operator("access", "list")).out.splitlines()
        assert len(rows) == 2, "granted once, and the end of it is kept"
    finally:
        await superuser.execute("DROP ROLE kiem_toan_thu")
        await superuser.close()


@pytest.mark.parametrize(
    ("pubkey", "state", "code", "words"),
    [
        ("not a key", "", 2, "khóa công khai"),
        (None, "", 2, "Không đọc được"),
        ("a.example/x+0b2a1f5e+AQ==", "", 2, "khóa công khai"),
    ],
)
async def test_a_witness_with_bad_input_says_so_in_a_sentence(
    tmp_path: Path, pubkey: str | None, state: str, code: int, words: str
) -> None:
    if pubkey is not None:
        (tmp_path / "pub").write_text(pubkey)
    done = await call(
        *("witness", str(tmp_path), "--state", str(tmp_path / "s"), "--pubkey", str(tmp_path / "pub"))
    )
    assert (done.code, done.out) == (code, "")
    assert words in done.sentence


async def test_the_table_of_keys_serves_as_the_public_key_of_a_check(tmp_path: Path) -> None:
    key = Signer.generate("baucu.example/bk-2021").verifier
    (tmp_path / "key.txt").write_text(f"Khóa công khai  Từ  Đến trước\n{key}  6  \n", encoding="utf-8")
    done = await call("audit", "verify", "--bundle", "none.zip", "--pubkey", str(tmp_path / "key.txt"))
    assert (done.code, done.sentence) == (
        2,
        "BC-901: Không đọc được none.zip: không có tệp này; kiểm tra đường dẫn.",
    )
