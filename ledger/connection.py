"""Connections that outlive the database's restarts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import asyncpg
import structlog

T = TypeVar("T")

PATIENCE: Final = 60.0
"""Seconds for which an operation waits for a database that has gone away."""
PAUSE: Final = 0.1
"""Seconds between two tries."""

LOST: Final = (
    OSError,  # refused, reset, no socket; TimeoutError is one of them
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InternalClientError,  # asyncpg's own confusion when a connection breaks while it prepares
)
"""The connection is gone and the operation may or may not have been done."""

_log = structlog.get_logger(__name__)


def lost(error: BaseException) -> bool:
    """Whether the database went away, rather than refused."""
    if isinstance(error, asyncpg.InterfaceError):
        return "connection" in str(error) and ("closed" in str(error) or "released" in str(error))
    return isinstance(error, LOST)


async def persist(operation: Callable[[], Awaitable[T]], patience: float = PATIENCE) -> T:
    """Do an operation that may be repeated, again and again while the database is away."""
    until = time.monotonic() + patience
    while True:
        try:
            return await operation()
        except Exception as error:
            if not lost(error) or time.monotonic() > until:
                raise
            _log.warning("database away", error=type(error).__name__)
        await asyncio.sleep(PAUSE)


async def connect(dsn: str, name: str = "baucu") -> asyncpg.Connection:
    """One connection; its session speaks UTC."""
    return await asyncpg.connect(dsn, server_settings={"application_name": name, "timezone": "UTC"})


class Plain(asyncpg.Connection):
    """A connection that goes back to its pool as it is; only an open transaction is rolled back.

    Nobody sets, locks or listens on these without undoing it, and a reset would take every single statement a
    second time to the server and back.
    """

    def get_reset_query(self) -> str:
        """Nothing."""
        return ""


async def open_pool(dsn: str, name: str = "baucu", size: int = 8) -> asyncpg.Pool:
    """A pool of at most `size` connections; waits for a database that is just coming up."""

    settings = {
        "application_name": name,
        "timezone": "UTC",
        # A plan made while the table was empty would scan it whole for the life of a connection.
        "enable_seqscan": "off",
    }

    async def opened() -> asyncpg.Pool:
        return await asyncpg.create_pool(
            dsn, min_size=0, max_size=size, server_settings=settings, connection_class=Plain
        )

    return await persist(opened)
