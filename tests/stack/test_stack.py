"""The whole local stack, and how other commands find it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr

from workers.settings import CHECKOUT, Settings
from workers.stack import Record, Stack, StackError, find, running


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder that `nobody` can walk through, and no settings of the caller's."""
    for name in (
        "DATABASE_URL",
        "DATABASE_READER_URL",
        "DATABASE_OWNER_URL",
        "TEMPORAL_ADDRESS",
        "TEMPORAL_NAMESPACE",
        "BAUCU_MODE",
    ):
        monkeypatch.delenv(name, raising=False)
    folder = Path(tempfile.mkdtemp(prefix="baucu-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


async def test_another_command_finds_the_running_stack_and_not_a_stopped_one(home: Path) -> None:
    settings = Settings(state_dir=home, mode="rehearsal")
    async with Stack(settings, fsync=False) as stack:
        assert find(Settings(state_dir=home)) == stack.addresses
        assert stack.addresses.mode == "rehearsal"
        assert stack.addresses.namespace == "baucu-rehearsal"
        connection = await asyncpg.connect(stack.addresses.app_dsn.get_secret_value())
        assert await connection.fetchval("SELECT current_database()") == "baucu_rehearsal"
        await connection.close()
    with pytest.raises(StackError, match=r"Không có hệ thống nào đang chạy ở .* «\./baucu up»"):
        find(settings)


async def test_a_stack_in_use_is_refused_with_the_process_that_has_it(home: Path) -> None:
    settings = Settings(state_dir=home, mode="rehearsal", temporal_address="127.0.0.1:1")
    async with Stack(settings, fsync=False):
        with pytest.raises(StackError, match=rf"đang được tiến trình {os.getpid()} dùng"):
            async with Stack(settings):
                pytest.fail("two stacks in one folder")


async def test_live_and_rehearsal_run_side_by_side_and_must_then_be_named(home: Path) -> None:
    temporal = "127.0.0.1:1"
    live = Settings(state_dir=home, mode="live", temporal_address=temporal)
    rehearsal = Settings(state_dir=home, mode="rehearsal", temporal_address=temporal)
    async with Stack(live, fsync=False) as first, Stack(rehearsal, fsync=False) as second:
        assert first.addresses.app_dsn != second.addresses.app_dsn
        with pytest.raises(StackError, match="BAUCU_MODE"):
            find(Settings(state_dir=home))
        assert find(Settings(state_dir=home, mode="live")) == first.addresses


async def test_a_given_database_and_temporal_win_and_nothing_is_started(home: Path) -> None:
    settings = Settings(
        state_dir=home, database_url=SecretStr("postgresql://a@h/d"), temporal_address="temporal:7233"
    )
    async with Stack(settings) as stack:
        assert stack.postgres is None
        assert stack.temporal is None
        assert stack.addresses.app_dsn.get_secret_value() == "postgresql://a@h/d"
        assert find(settings) == stack.addresses
        assert "postgresql://" not in (stack.folder / "stack.json").read_text()


async def test_servers_left_by_a_killed_owner_are_ended_and_the_data_stay(home: Path) -> None:
    program = f"""
import asyncio, asyncpg, os, signal, sys
from pathlib import Path
from workers.settings import Settings
from workers.stack import Stack

async def main():
    async with Stack(Settings(state_dir=Path({str(home)!r}), mode="rehearsal"), fsync=False) as stack:
        connection = await asyncpg.connect(stack.addresses.owner_dsn.get_secret_value())
        await connection.execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""
    owner = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, timeout=60)
    assert owner.returncode == -signal.SIGKILL
    folder = home / "state" / "rehearsal"
    left = Record.model_validate_json((folder / "stack.json").read_bytes())
    assert running(folder) is None
    assert left.postgres_pid
    assert left.temporal_pid
    os.kill(left.postgres_pid, 0)
    async with Stack(Settings(state_dir=home, mode="rehearsal"), fsync=False) as stack:
        assert stack.addresses.app_dsn.get_secret_value() == left.app_dsn
        assert stack.addresses.owner_dsn
        connection = await asyncpg.connect(stack.addresses.owner_dsn.get_secret_value())
        assert await connection.fetchval("SELECT n FROM kept") == 7
        await connection.close()
    for gone in (left.postgres_pid, left.temporal_pid):
        assert _dead(gone)


def _dead(pid: int) -> bool:
    """Whether a process has ended; one that nobody has reaped yet counts as ended."""
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"
