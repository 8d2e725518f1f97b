"""How a command finds the record: the database given, the stack that runs, or the data the last one left.

Data without a server are served by a PostgreSQL of our own for as long as the command lasts.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, get_args
from urllib.parse import urlsplit

import asyncpg
from cyclopts import Parameter

from console.problem import complain
from ledger.connection import LOST, connect
from ledger.execute import Ledger
from ledger.store import Store
from workers import log
from workers.postgres import CHECKPOINTER, OWNER, WRITER, Postgres
from workers.settings import Mode, Settings, settings
from workers.stack import LOCK, running

Live = Annotated[
    bool | None,
    Parameter(
        name="--live",
        negative="--rehearsal",
        help="Dữ liệu thật hay diễn tập; mặc định là hệ thống thật nếu đang chạy, nếu không thì diễn tập.",
    ),
]
"""Which record, where there are two."""

PATIENCE: Final = 30.0
"""Seconds given to another command that is using the same data."""
PAUSE: Final = 0.1


@dataclass(frozen=True)
class Place:
    """Where the record is while the command lasts."""

    app_dsn: str
    owner_dsn: str | None
    checkpointer_dsn: str | None
    log_keys: Path
    """Folder of the private keys that sign checkpoints."""
    feed: Path
    """Folder where checkpoints are published."""


@asynccontextmanager
async def place(live: bool | None) -> AsyncIterator[Place]:
    """Find the database, starting a server on data that nobody serves; Refusal when there is none."""
    given = settings()
    quiet = (
        given if "log_level" in given.model_fields_set else given.model_copy(update={"log_level": "error"})
    )
    log.configure(quiet)
    wanted = _wanted(given, live)
    if given.database_url:
        owner, checkpointer = given.database_owner_url, given.database_checkpointer_url
        found = Place(
            given.database_url.get_secret_value(),
            owner.get_secret_value() if owner else None,
            checkpointer.get_secret_value() if checkpointer else None,
            given.log_keys or given.folder / "keys",
            given.checkpoint_feed or given.folder / "feed",
        )
        await _check(found.app_dsn)
        yield found
    elif served := _served(given, wanted):
        yield served
    else:
        async with _left_over(given, wanted) as found:
            yield found


@asynccontextmanager
async def record(live: bool | None) -> AsyncIterator[Ledger]:
    """The record as the application role; refuses a database of the other mode than the one asked for."""
    async with place(live) as found, opened(found, live) as ledger:
        yield ledger


@asynccontextmanager
async def opened(found: Place, live: bool | None) -> AsyncIterator[Ledger]:
    """The record at a place that was found; see `record`."""
    async with Ledger.open(found.app_dsn, feed=found.feed) as ledger:
        await _check_mode(ledger.store, live)
        yield ledger


def _wanted(given: Settings, live: bool | None) -> tuple[Mode, ...]:
    """Modes to look for, the preferred one first."""
    if live is not None:
        return ("live",) if live else ("rehearsal",)
    return (given.mode,) if "mode" in given.model_fields_set else get_args(Mode)


def _served(given: Settings, wanted: tuple[Mode, ...]) -> Place | None:
    folders = sorted((given.state_dir / "state").glob("*/"))
    records = [found for folder in folders if (found := running(folder)) and found.app_dsn]
    for mode in wanted:
        for found in records:
            if found.mode == mode and found.app_dsn:
                return Place(
                    found.app_dsn, found.owner_dsn, found.checkpointer_dsn, found.log_keys, found.feed
                )
    return None


@asynccontextmanager
async def _left_over(given: Settings, wanted: tuple[Mode, ...]) -> AsyncIterator[Place]:
    folder = max(_folders(given, wanted), key=_last_used, default=None)
    if folder is None:
        only = f" {_NAMES[wanted[0]]}" if len(wanted) == 1 else ""
        raise complain("no_record", mode=only, folder=given.state_dir)
    postgres = Postgres(folder / "postgres")
    async with _turn(folder):
        await postgres.end_orphan()
        async with postgres:
            database = given.model_copy(update={"mode": _mode(folder)}).database
            yield Place(
                postgres.dsn(database, WRITER),
                postgres.dsn(database, OWNER),
                postgres.dsn(database, CHECKPOINTER),
                given.log_keys or folder / "keys",
                given.checkpoint_feed or folder / "feed",
            )


def _folders(given: Settings, wanted: tuple[Mode, ...]) -> list[Path]:
    """Folders of stacks of these modes that hold data."""
    return [
        folder
        for folder in (given.state_dir / "state").glob("*/")
        if _mode(folder) in wanted and (Postgres(folder / "postgres").data / "PG_VERSION").exists()
    ]


def _mode(folder: Path) -> Mode:
    """A live record lies in the folder of that name; every other one is a rehearsal."""
    return "live" if folder.name == "live" else "rehearsal"


def _last_used(folder: Path) -> float:
    data = Postgres(folder / "postgres").data
    return data.with_name(f"{data.name}.log").stat().st_mtime


_NAMES: Final[dict[Mode, str]] = {"live": "chính thức", "rehearsal": "diễn tập"}


@asynccontextmanager
async def _turn(folder: Path) -> AsyncIterator[None]:
    """The stack's own lock, so that nobody else starts or ends a server on this data meanwhile."""
    until = time.monotonic() + PATIENCE
    with _opened(folder / LOCK) as descriptor:
        while not _locked(descriptor):
            if running(folder) or time.monotonic() > until:
                raise complain("busy", folder=folder)
            await asyncio.sleep(PAUSE)
        yield


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)  # releases the lock


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


async def _check(dsn: str) -> None:
    """One try: a person at a terminal should not wait a minute for a mistyped address."""
    try:
        connection = await asyncio.wait_for(connect(dsn), 10)
    except (*LOST, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise complain("no_database", where=_address(dsn)) from error
    await connection.close()


async def _check_mode(store: Store, live: bool | None) -> None:
    wanted = {True: "live", False: "rehearsal", None: ""}[live]
    mode = await store.mode()
    if wanted and mode != wanted:
        raise complain("other_mode", mode=mode, wanted=wanted)


def _address(dsn: str) -> str:
    """The address without user and password."""
    parts = urlsplit(dsn)
    where = parts.netloc.rpartition("@")[2] or "socket"
    return f"{where}{parts.path}"
