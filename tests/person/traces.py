"""Where somebody's name could have got to, as bytes to search."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import asyncpg
from temporalio.client import Client

from workers.postgres import Postgres, binaries


def dump(postgres: Postgres, database: str) -> bytes:
    """Everything of a database as `pg_dump` writes it, schema and data, by the superuser."""
    command = [str(binaries() / "pg_dump"), f"--dbname={postgres.dsn(database)}"]
    return subprocess.run(command, check=True, capture_output=True).stdout


async def disk(postgres: Postgres, database: str) -> bytes:
    """The files of a database, with what is dead in them, and the write-ahead log of its server."""
    superuser = await asyncpg.connect(postgres.dsn(database))
    await superuser.execute("CHECKPOINT")
    oid = await superuser.fetchval("SELECT oid FROM pg_database WHERE datname = $1", database)
    await superuser.close()
    return _read([postgres.data / "base" / str(oid), postgres.data / "pg_wal"])


async def histories(address: str, namespace: str) -> bytes:
    """Every event of every workflow, with all payloads."""
    client = await Client.connect(address, namespace=namespace)
    texts = []
    async for workflow in client.list_workflows():
        texts.append(workflow.raw_info.SerializeToString())
        handle = client.get_workflow_handle(workflow.id, run_id=workflow.run_id)
        texts += [event.SerializeToString() for event in (await handle.fetch_history()).events]
    return b"\n".join(texts)


def found(words: Iterable[str], text: bytes) -> list[str]:
    """The words that stand in the text."""
    return [word for word in words if word.encode() in text]


def _read(folders: Iterable[Path]) -> bytes:
    return b"".join(file.read_bytes() for each in folders for file in each.rglob("*") if file.is_file())
