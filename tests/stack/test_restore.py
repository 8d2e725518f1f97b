"""A database brought back from a base backup and its write-ahead log, as docs/recovery.md says.

Brought back whole it is the same record. Brought back short it says what it lacks, to whoever verifies it
beside a published checkpoint and to whoever wants to go on writing.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from activities.projection import project
from ledger.audit import verify
from ledger.connection import connect, open_pool
from ledger.custody import restored
from ledger.execute import Ledger
from ledger.feed import Feed
from ledger.fence import RecordBehind
from ledger.migration import migrate
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import OtherLog
from ledger.proof.verify import Report
from ledger.seal import Sealer
from ledger.store import Store
from tests.cli.conftest import call
from tests.ledger.record import NEC, add, begin, new_signer, procedures
from tests.ledger.toy import LOG
from workers.postgres import CHECKPOINTER, OWNER, SUPERUSER, WRITER, Postgres, binaries
from workers.sealer import publish as seal

NAME = "record"


@dataclass(frozen=True)
class Place:
    """A server that archives its log, a backup of it, and the folders around it."""

    server: Postgres
    folder: Path
    """Readable by the server's account; holds `archive`, `backup` and whatever is restored."""
    keys: Path
    feed: Feed

    def owned(self, name: str) -> Path:
        """A folder of the server's account."""
        path = self.folder / name
        path.mkdir(mode=0o700)
        found = self.server.data.stat()
        os.chown(path, found.st_uid, found.st_gid)
        return path

    def run(self, *command: str) -> None:
        """Run a program as the server's account."""
        found = self.server.data.stat()
        who: dict[str, Any] = {}
        if os.geteuid() == 0:
            who = {"user": found.st_uid, "group": found.st_gid, "extra_groups": []}
        subprocess.run(command, check=True, cwd=self.folder, capture_output=True, timeout=60, **who)

    async def archived(self) -> None:
        """Close the segment that is being written and wait until the archive has it."""
        superuser = await connect(self.server.dsn())
        segment = await superuser.fetchval("SELECT pg_walfile_name(pg_switch_wal())")
        while not (self.folder / "archive" / segment).exists():
            await asyncio.sleep(0.05)
        await superuser.close()

    @asynccontextmanager
    async def restore(self, name: str, *target: str) -> AsyncIterator[Postgres]:
        """Another server on the backup and as much of the archive as `target` says."""
        data = self.folder / name
        self.run("cp", "-a", str(self.folder / "backup"), str(data))
        settings = (
            "archive_mode = off",
            f"restore_command = 'cp {self.folder}/archive/%f %p'",
            "recovery_target_action = promote",
            *target,
        )
        with (data / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{line}\n" for line in settings)
        (data / "recovery.signal").touch()
        async with Postgres(data, fsync=False) as server:
            superuser = await connect(server.dsn())
            while await superuser.fetchval("SELECT pg_is_in_recovery()"):
                await asyncio.sleep(0.05)
            await superuser.close()
            yield server


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="baucu-restore-"))
    folder.chmod(0o711)
    async with Postgres(folder / "postgres", fsync=False) as server:
        found = Place(server, folder, tmp_path / "keys", Feed(tmp_path / "feed"))
        os.chown(folder, server.data.stat().st_uid, server.data.stat().st_gid)
        archive = found.owned("archive")
        superuser = await connect(server.dsn())
        await superuser.execute("ALTER SYSTEM SET archive_mode = on")
        copy = f"test ! -f {archive}/%f && cp %p {archive}/%f"
        await superuser.execute(f"ALTER SYSTEM SET archive_command = '{copy}'")
        await superuser.close()
        await server.stop()
        await server.start()
        await server.create_database(NAME)
        await migrate(server.dsn(NAME, OWNER))
        yield found
    shutil.rmtree(folder)


@asynccontextmanager
async def recording(server: Postgres, place: Place) -> AsyncIterator[Ledger]:
    """The record on this server, behind the fence."""
    async with Ledger.open(server.dsn(NAME, WRITER), procedures, place.feed.folder) as ledger:
        yield ledger


async def publish(place: Place) -> str:
    """Seal what is there and publish it; the note."""
    pool = await open_pool(place.server.dsn(NAME, CHECKPOINTER), size=2)
    made = await seal(Sealer(pool, place.keys), place.feed, LOG)
    assert made is not None
    await pool.close()
    return (place.feed.of(made) / "latest").read_text()


async def checked(server: Postgres, given: str | None = None) -> Report:
    """What verification of the restored record says."""
    async with await open_pool(server.dsn(NAME, WRITER), size=2) as pool:
        return await verify(Store(pool), LOG, given=given)


@dataclass(frozen=True)
class Past:
    """What was recorded before the disk was lost."""

    early: datetime
    """A moment between the third event and the fourth."""
    whole: Report
    note: str
    """The newest published checkpoint, of five events."""


@pytest.fixture
async def past(place: Place) -> Past:
    """Three events, a backup, two more and a checkpoint of all five; then two that no checkpoint covers."""
    async with recording(place.server, place) as ledger:
        await begin(ledger, place.keys, new_signer())
        await add(ledger, "a")
        backup = (str(binaries() / "pg_basebackup"), "-D", str(place.folder / "backup"), "-U", SUPERUSER)
        address = ("-h", str(place.server.sockets), "-c", "fast", "-X", "none")
        await asyncio.to_thread(place.run, *backup, *address)
        early = await ledger.store.pool.fetchval("SELECT clock_timestamp()")
        await asyncio.sleep(0.01)
        await add(ledger, "b", "c")
        await project(ledger.store.pool, LOG)
        note = await publish(place)
        await add(ledger, "d", "e")
        whole = await verify(ledger.store, LOG)
    await place.archived()
    place.server.kill()
    return Past(early, whole, note)


async def test_restored_to_its_end_the_record_is_the_same_and_goes_on(place: Place, past: Past) -> None:
    async with place.restore("whole") as server:
        found = await checked(server, past.note)
        assert (found.events, found.head, found.root) == (7, past.whole.head, past.whole.root)
        assert (found.given, found.checkpoints) == (5, 1)
        async with recording(server, place) as ledger:
            await add(ledger, "a", "d")  # recorded before: found, and not recorded again
            assert await ledger.store.head(LOG) == 7
            await add(ledger, "f")
            assert await project(ledger.store.pool, LOG) == 8
        assert (await checked(server)).events == 8


async def test_restored_to_a_moment_before_the_newest_checkpoint_it_names_what_is_missing(
    place: Place, past: Past
) -> None:
    async with place.restore("early", f"recovery_target_time = '{past.early.isoformat()}'") as server:
        assert (await checked(server)).events == 3, "what is there holds; alone it cannot know more"
        with pytest.raises(Broken, match="điểm kiểm đã cho có 5 sự kiện, ở đây chỉ có 3") as missing:
            await checked(server, past.note)
        assert missing.value.position == 4
        latest = place.feed.folder / LOG / "1" / "latest"
        told = await call(
            *("audit", "verify", LOG, "--checkpoint", str(latest)),
            DATABASE_URL=server.dsn(NAME, WRITER),
            STATE_DIR=str(place.keys),
        )
        assert told.code == 3
        assert "điểm kiểm đã cho có 5 sự kiện, ở đây chỉ có 3" in told.sentence
        async with recording(server, place) as ledger:
            with pytest.raises(RecordBehind, match="chỉ có 3 sự kiện, điểm kiểm đã công bố có 5"):
                await add(ledger, "b")
            assert await ledger.store.head(LOG) == 3, "nothing was appended over what others have seen"
            published = place.feed.newest(LOG)
            assert published is not None
            await restored(ledger, published, "mất đĩa, khôi phục đến 03:00", NEC)
        async with recording(server, place) as ledger:
            await add(ledger, "b")
            assert [row.type for row in await ledger.store.tail(LOG, 3)] == ["RecordRestored", "ToyAdded"]
        assert (await checked(server)).events == 5
        # Whoever keeps the old checkpoint still sees the loss.
        with pytest.raises(OtherLog, match="phần đã mất trong một lần khôi phục"):
            await checked(server, past.note)


async def test_what_had_not_reached_the_archive_is_missing_and_said_to_be(place: Place, past: Past) -> None:
    newest = max((place.folder / "archive").glob("0*[0-9A-F]"))
    newest.unlink()
    async with place.restore("unarchived") as server:
        with pytest.raises(Broken, match="điểm kiểm đã cho có 5 sự kiện, ở đây chỉ có 3"):
            await checked(server, past.note)
