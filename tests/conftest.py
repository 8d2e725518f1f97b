"""The real servers, once a session, and a fresh database for each test."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from ledger.person import Keyring
from workers.postgres import OWNER, READER, WRITER, Postgres
from workers.temporal import Temporal, declared_attributes

NAMESPACE = "baucu-rehearsal"
TEMPLATE = "baucu_template"
_numbers = count(1)


@dataclass(frozen=True)
class Database:
    """One test's own migrated database."""

    name: str
    owner: str
    """DSN as the role that owns the tables."""
    app: str
    """DSN as the role that reads and appends."""
    reader: str
    """DSN as the role of auditors."""


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """A folder for the servers' data that `nobody` can reach; pytest's own is private to root."""
    folder = Path(tempfile.mkdtemp(prefix="baucu-tests-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
async def postgres(servers: Path) -> AsyncIterator[Postgres]:
    """One PostgreSQL server for the session; a test that kills a server starts its own."""
    async with Postgres(servers / "postgres", fsync=False) as server:
        yield server


@pytest.fixture(scope="session")
async def template(postgres: Postgres) -> str:
    """A database with every migration applied, to be cloned."""
    from ledger.migration import migrate

    await postgres.create_database(TEMPLATE)
    await migrate(postgres.dsn(TEMPLATE, OWNER))
    return TEMPLATE


@pytest.fixture(scope="session")
def keyring(keyring_file: Path) -> Keyring:
    """Master keys of personal data."""
    return Keyring.load(keyring_file)


@pytest.fixture(scope="session")
def keyring_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the same keys, for what runs as a process of its own."""
    path = tmp_path_factory.mktemp("keys") / "person"
    Keyring.make(path)
    return path


@asynccontextmanager
async def fresh(postgres: Postgres, template: str) -> AsyncIterator[Database]:
    """A migrated database with nothing in it, dropped afterwards."""
    name = f"test_{next(_numbers)}"
    await postgres.create_database(name, template=template)
    yield Database(
        name,
        owner=postgres.dsn(name, OWNER),
        app=postgres.dsn(name, WRITER),
        reader=postgres.dsn(name, READER),
    )
    await postgres.drop_database(name)


@pytest.fixture
async def database(postgres: Postgres, template: str) -> AsyncIterator[Database]:
    """A fresh, migrated database of this test alone."""
    async with fresh(postgres, template) as made:
        yield made


@pytest.fixture(scope="session")
async def temporal(servers: Path) -> AsyncIterator[str]:
    """host:port of one Temporal server for the session; each test takes a task queue of its own."""
    server = Temporal(servers / "temporal", [NAMESPACE], search_attributes=declared_attributes())
    async with server:
        yield server.address
