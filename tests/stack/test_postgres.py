"""PostgreSQL of the local stack, started, stopped and killed for real."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from workers.postgres import OWNER, WRITER, Postgres
from workers.server import ServerError

ROOT = os.geteuid() == 0
CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that `nobody` can walk through."""
    folder = Path(tempfile.mkdtemp(prefix="baucu-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


async def ask(dsn: str, question: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_committed_rows_and_the_address_survive_a_killed_server(home: Path) -> None:
    async with Postgres(home / "postgres", fsync=False) as server:
        await server.create_database("votes")
        before = server.dsn("votes", OWNER)
        connection = await asyncpg.connect(before)
        await connection.execute("CREATE TABLE ballot (n int); INSERT INTO ballot VALUES (75)")
        server.kill()
        assert not server.running
        await server.start()
        assert server.dsn("votes", OWNER) == before
        assert await ask(before, "SELECT n FROM ballot") == 75


async def test_a_postmaster_killed_from_outside_is_started_again(home: Path) -> None:
    async with Postgres(home / "postgres", fsync=False) as server:
        os.kill(server.pid, signal.SIGKILL)
        os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
        await server.start()
        assert await ask(server.dsn(), "SELECT 1") == 1


async def test_rows_survive_a_clean_stop_and_the_socket_folder_is_removed(home: Path) -> None:
    server = Postgres(home / "postgres", fsync=False)
    await server.start()
    await server.create_database("votes")
    sockets = server.sockets
    await server.stop()
    assert not sockets.exists()
    await server.start()
    assert await ask(server.dsn("votes", OWNER), "SELECT current_database()") == "votes"
    await server.stop()


async def test_a_second_server_on_the_same_data_is_refused_in_one_sentence(home: Path) -> None:
    async with Postgres(home / "postgres", fsync=False) as server:
        with pytest.raises(ServerError, match=rf"đang chạy trên .*postgres \(tiến trình {server.pid}\)"):
            await Postgres(home / "postgres").start()


async def test_a_number_left_by_a_dead_server_does_not_stop_the_next_one(home: Path) -> None:
    async with Postgres(home / "postgres", fsync=False) as server:
        left = (server.data / "postmaster.pid").read_text().splitlines()
        server.kill()
        # Our own number: alive, and not PostgreSQL, as after a restart of the machine.
        (server.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")
        await server.start()
        assert await ask(server.dsn(), "SELECT 1") == 1


async def test_the_server_speaks_utc_and_knows_vietnamese_capitals(home: Path) -> None:
    async with Postgres(home / "postgres", fsync=False) as server:
        assert await ask(server.dsn(), "SHOW timezone") == "UTC"
        assert await ask(server.dsn(), "SELECT upper('đặng thị ước')") == "ĐẶNG THỊ ƯỚC"
        locale = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'postgres'"
        assert await ask(server.dsn(), locale) == "bC.UTF-8"
        assert await ask(server.dsn(), "SHOW listen_addresses") == ""


async def test_neither_role_is_a_superuser_and_the_database_is_the_owners(postgres: Postgres) -> None:
    await postgres.create_database("roles")
    for role in (OWNER, WRITER):
        question = (
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert await ask(postgres.dsn("roles", role), question) is False
    question = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'roles'"
    assert await ask(postgres.dsn("roles", OWNER), question) == OWNER
    await postgres.drop_database("roles")


async def test_the_callers_postgres_variables_do_not_reach_the_server(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGPORT": "1",
        "PGHOST": "example.invalid",
        "PGDATA": "/nowhere",
        "TZ": "Asia/Tokyo",
    }.items():
        monkeypatch.setenv(name, value)
    async with Postgres(home / "postgres", fsync=False) as server:
        assert await ask(server.dsn(), "SHOW log_timezone") == "UTC"


@pytest.mark.skipif(not ROOT, reason="only root starts the server as somebody else")
async def test_root_runs_it_as_nobody_and_opens_no_folder(home: Path) -> None:
    private = home / "private"
    private.mkdir(mode=0o700)
    async with Postgres(private / "postgres", fsync=False) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0
        assert not server.data.is_relative_to(home)
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        assert await ask(server.dsn(), "SELECT 1") == 1
    shutil.rmtree(server.data.parent)


@pytest.mark.skipif(not ROOT, reason="only root starts the server as somebody else")
async def test_the_umask_of_root_does_not_lock_the_server_out(home: Path) -> None:
    before = os.umask(0o077)
    try:
        async with Postgres(home / "new" / "postgres", fsync=False) as server:
            assert await ask(server.dsn(), "SELECT 1") == 1
            assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    finally:
        os.umask(before)


@pytest.mark.skipif(not ROOT, reason="only root can become somebody else")
def test_an_ordinary_user_starts_it_in_a_private_folder(home: Path) -> None:
    own = home / "own"
    own.mkdir(mode=0o700)
    other = pwd.getpwnam("daemon")
    os.chown(own, other.pw_uid, other.pw_gid)
    program = f"""
import asyncio, asyncpg, sys
sys.path.insert(0, {str(CHECKOUT)!r})
from pathlib import Path
from workers.postgres import Postgres

async def main():
    async with Postgres(Path({str(own / "postgres")!r}), fsync=False) as server:
        connection = await asyncpg.connect(server.dsn())
        print(await connection.fetchval("SELECT 'works'"), server.data)
        await connection.close()

asyncio.run(main())
"""
    python = _python_for_all()
    done = subprocess.run(
        [python, "-B", "-c", program],
        user=other.pw_uid,
        group=other.pw_gid,
        extra_groups=[],
        cwd=own,
        env={"HOME": str(own), "PATH": os.defpath, "PYTHONPATH": sysconfig.get_path("purelib")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["works", str(own / "postgres")], done.stderr


def _python_for_all() -> str:
    """An interpreter of our version that every user can run; the one we run on may be private to root."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/local/bin/{version}", f"/usr/bin/{version}"):
        if Path(python).exists() and _reachable_by_all(python) and _reachable_by_all(__file__):
            return python
    pytest.skip("the interpreter or the checkout lies in a folder private to root")


def _reachable_by_all(path: str) -> bool:
    return all(step.stat().st_mode & stat.S_IXOTH for step in Path(path).resolve().parents)
