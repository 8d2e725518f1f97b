"""The local stack: PostgreSQL and Temporal for one mode, found again by every other command.

A given DATABASE_URL or TEMPORAL_ADDRESS wins over a server of our own. What runs is written to `stack.json`
in the stack's folder; beside it lies a lock that its process holds, so a left-over file deceives nobody.
Live and rehearsal have their own folders, databases and namespaces.
"""

import fcntl
import os
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from workers.postgres import CHECKPOINTER, OWNER, READER, WRITER, Postgres
from workers.settings import Mode, Settings
from workers.temporal import Temporal, declared_attributes

RECORD: Final = "stack.json"
LOCK: Final = "stack.lock"


class StackError(RuntimeError):
    """There is no stack to use, or it cannot be started; the message says what to do."""


class Addresses(BaseModel):
    """Where the parts of a system are: what a worker, a relay or a command needs to take part."""

    model_config = ConfigDict(frozen=True)

    mode: Mode
    app_dsn: SecretStr
    reader_dsn: SecretStr | None = None
    owner_dsn: SecretStr | None = None
    checkpointer_dsn: SecretStr | None = None
    log_keys: Path | None = None
    """Folder of the private keys that sign checkpoints."""
    feed: Path | None = None
    """Folder where checkpoints are published; without one nobody looks whether the record fell behind."""
    temporal_address: str
    namespace: str
    temporal_ui: str | None = None


class Record(BaseModel):
    """What `stack.json` says of a stack started here. It never holds a DSN that somebody gave us."""

    model_config = ConfigDict(frozen=True)

    mode: Mode
    pid: int
    app_dsn: str | None = None
    reader_dsn: str | None = None
    owner_dsn: str | None = None
    checkpointer_dsn: str | None = None
    log_keys: Path
    feed: Path
    postgres_pid: int | None = None
    postgres_data: Path | None = None
    temporal_address: str
    temporal_pid: int | None = None
    namespace: str
    temporal_ui: str | None = None


class Stack:
    """PostgreSQL and Temporal for `settings.mode`, started on entry and stopped on exit.

    The folder is `<state_dir>/state/<name>`; the name is the mode unless given. `search_attributes` are
    registered with a Temporal server of our own (by default those of `deploy/search-attributes`); `ui_port` 0
    opens its web page on a free port; `dynamic` sets limits of the Temporal server ("key=JSON value").
    """

    def __init__(
        self,
        settings: Settings,
        *,
        name: str | None = None,
        search_attributes: Mapping[str, str] | None = None,
        ui_port: int | None = None,
        fsync: bool = True,
        dynamic: Sequence[str] = (),
    ) -> None:
        self.folder = settings.state_dir / "state" / (name or settings.mode)
        # Before the server chooses its place: a folder that the umask makes private is no place for it.
        self.folder.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self._exits = AsyncExitStack()
        self._addresses: Addresses | None = None
        self.postgres = None if settings.database_url else Postgres(self.folder / "postgres", fsync=fsync)
        self.temporal = (
            None
            if settings.temporal_address
            else Temporal(
                self.folder / "temporal",
                [settings.namespace],
                search_attributes=declared_attributes() if search_attributes is None else search_attributes,
                ui_port=ui_port,
                dynamic=dynamic,
            )
        )

    @property
    def addresses(self) -> Addresses:
        """Where everything is; an error before the start."""
        if self._addresses is None:
            raise StackError(f"Hệ thống ở {self.folder} chưa chạy; khởi động trước.")
        return self._addresses

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._exits.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._addresses = None
        await self._exits.aclose()

    async def _start(self) -> None:
        settings = self._settings
        self._exits.callback(os.close, _lock(self.folder))
        servers: list[Postgres | Temporal] = [it for it in (self.postgres, self.temporal) if it]
        for server in servers:
            # We hold the stack's lock, so whoever started a server that still runs here is dead.
            await server.end_orphan()
            await self._exits.enter_async_context(server)
        app, reader = settings.database_url, settings.database_reader_url
        owner, checkpointer = settings.database_owner_url, settings.database_checkpointer_url
        if self.postgres:
            await self.postgres.create_database(settings.database)
            app = SecretStr(self.postgres.dsn(settings.database, WRITER))
            reader = SecretStr(self.postgres.dsn(settings.database, READER))
            owner = SecretStr(self.postgres.dsn(settings.database, OWNER))
            checkpointer = SecretStr(self.postgres.dsn(settings.database, CHECKPOINTER))
        address = self.temporal.address if self.temporal else settings.temporal_address
        if app is None or address is None:  # one of the two is always there, see __init__
            raise StackError(f"Hệ thống ở {self.folder} thiếu cơ sở dữ liệu hoặc Temporal; xem nhật ký ở đó.")
        self._addresses = Addresses(
            mode=settings.mode,
            app_dsn=app,
            reader_dsn=reader,
            owner_dsn=owner,
            checkpointer_dsn=checkpointer,
            log_keys=settings.log_keys or self.folder / "keys",
            feed=settings.checkpoint_feed or self.folder / "feed",
            temporal_address=address,
            namespace=settings.namespace,
            temporal_ui=self.temporal.ui if self.temporal else None,
        )
        self._write(self._addresses)
        self._exits.callback((self.folder / RECORD).unlink, missing_ok=True)

    def _write(self, where: Addresses) -> None:
        ours = self.postgres is not None
        record = Record(
            mode=where.mode,
            pid=os.getpid(),
            app_dsn=where.app_dsn.get_secret_value() if ours else None,
            reader_dsn=where.reader_dsn.get_secret_value() if ours and where.reader_dsn else None,
            owner_dsn=where.owner_dsn.get_secret_value() if ours and where.owner_dsn else None,
            checkpointer_dsn=(
                where.checkpointer_dsn.get_secret_value() if ours and where.checkpointer_dsn else None
            ),
            log_keys=where.log_keys or self.folder / "keys",
            feed=where.feed or self.folder / "feed",
            postgres_pid=self.postgres.pid if self.postgres else None,
            postgres_data=self.postgres.data if self.postgres else None,
            temporal_address=where.temporal_address,
            temporal_pid=self.temporal.pid if self.temporal else None,
            namespace=where.namespace,
            temporal_ui=where.temporal_ui,
        )
        draft = self.folder / f"{RECORD}.draft"
        draft.write_text(record.model_dump_json(indent=2) + "\n")
        draft.replace(self.folder / RECORD)  # a reader sees the old one or the new one, never a half


def running(folder: Path) -> Record | None:
    """The stack that runs in `folder` now, or None; a file left by a dead process counts as none."""
    try:
        record = Record.model_validate_json((folder / RECORD).read_bytes())
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CLOEXEC)
    except (FileNotFoundError, ValidationError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return record
    finally:
        os.close(descriptor)
    return None


def find(settings: Settings) -> Addresses:
    """Where a command finds the system: the given addresses, or those of the one stack that runs here.

    With both modes running the one of `settings.mode` is taken if BAUCU_MODE was given.
    """
    if settings.database_url and settings.temporal_address:
        return Addresses(
            mode=settings.mode,
            app_dsn=settings.database_url,
            reader_dsn=settings.database_reader_url,
            owner_dsn=settings.database_owner_url,
            checkpointer_dsn=settings.database_checkpointer_url,
            log_keys=settings.log_keys or settings.folder / "keys",
            feed=settings.checkpoint_feed or settings.folder / "feed",
            temporal_address=settings.temporal_address,
            namespace=settings.namespace,
        )
    folders = sorted((settings.state_dir / "state").glob("*/"))
    found = {folder.name: record for folder in folders if (record := running(folder))}
    if "mode" in settings.model_fields_set:
        found = {name: record for name, record in found.items() if record.mode == settings.mode}
    if not found:
        raise StackError(
            f"Không có hệ thống nào đang chạy ở {settings.state_dir}; khởi động bằng «./baucu up», "
            "hoặc đặt DATABASE_URL và TEMPORAL_ADDRESS."
        )
    if len(found) > 1:
        raise StackError(
            f"Nhiều hệ thống đang chạy ở {settings.state_dir} ({', '.join(found)}); "
            "chọn một bằng BAUCU_MODE=live hoặc BAUCU_MODE=rehearsal, hoặc dừng các hệ thống kia."
        )
    (record,) = found.values()
    app = SecretStr(record.app_dsn) if record.app_dsn else settings.database_url
    if app is None:
        raise StackError("Hệ thống đang chạy dùng một DATABASE_URL mà lệnh này không có; đặt biến đó trước.")
    return Addresses(
        mode=record.mode,
        app_dsn=app,
        reader_dsn=SecretStr(record.reader_dsn) if record.reader_dsn else settings.database_reader_url,
        owner_dsn=SecretStr(record.owner_dsn) if record.owner_dsn else settings.database_owner_url,
        checkpointer_dsn=(
            SecretStr(record.checkpointer_dsn)
            if record.checkpointer_dsn
            else settings.database_checkpointer_url
        ),
        log_keys=record.log_keys,
        feed=record.feed,
        temporal_address=record.temporal_address,
        namespace=record.namespace,
        temporal_ui=record.temporal_ui,
    )


def _lock(folder: Path) -> int:
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        record = running(folder)
        whose = f"tiến trình {record.pid}" if record else "một lệnh khác"
        raise StackError(
            f"Hệ thống ở {folder} đang được {whose} dùng; dùng hệ thống đó, hoặc dừng nó trước."
        ) from None
    return descriptor
