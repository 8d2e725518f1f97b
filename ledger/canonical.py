"""The body of an event: the text that is stored and hashed, in its one spelling.

What becomes of it in the record, hashes and rows, is defined in `ledger.proof.chain`, which an auditor can
run alone, and is offered here as well to whoever writes. docs/ledger.md describes the form to the byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, Final
from uuid import UUID, uuid5

import orjson
from pydantic import BaseModel

from domain.event import Event, Meta
from ledger.proof.chain import Broken as Broken
from ledger.proof.chain import Row as Row
from ledger.proof.chain import body_hash as body_hash
from ledger.proof.chain import chain_hash as chain_hash
from ledger.proof.chain import genesis as genesis
from ledger.proof.chain import leaf_hash as leaf_hash

NAMESPACE: Final = UUID("2f0b6f0e-5d0a-5c7e-9a53-1b6d1c6c0a11")
"""Event ids are UUIDv5 in this namespace; another one would let every event be recorded a second time."""

HANOI: Final = timezone(timedelta(hours=7))
"""Every moment in a body is written with this offset, so that one moment has one spelling."""

LARGEST: Final = 2**53 - 1
"""Whole numbers beyond this are read differently by different JSON readers."""


def event_id(stream: str, key: str) -> UUID:
    """Id of an event from its business key within the stream, so that a retry has the same."""
    return uuid5(NAMESPACE, f"{stream}:{key}")


def encode(value: object, where: str = "$") -> str:
    """Canonical JSON: keys sorted and ASCII, no white space, no floats, each moment spelt at +07:00.

    TypeError or ValueError for anything that has no single spelling; it names the place, from `where` on.
    """
    return orjson.dumps(_plain(value, where), option=orjson.OPT_SORT_KEYS).decode()


def body(stream: str, version: int, id: UUID, event: Event, meta: Meta, legal_at: datetime) -> str:
    """The text of an event that is stored and hashed."""
    return encode(
        {
            "stream": stream,
            "version": version,
            "event_id": id,
            "type": type(event).__name__,
            "schema": type(event).schema_version,
            "legal_at": legal_at,
            "data": event,
            "meta": meta,
        }
    )


def digest(command: str, data: str, body: str, unit: str, legal_at: datetime) -> str:
    """What `meta.digest` holds: SHA-256 of a command by name, with its fields, and for whom it speaks.

    `data` is the canonical text of the fields, which the caller has made already.
    """
    around = {"body": body, "command": command, "data": None, "legal_at": legal_at, "unit": unit}
    parts = (f'"{name}":{data if name == "data" else encode(value)}' for name, value in around.items())
    return hashlib.sha256(f"{{{','.join(parts)}}}".encode()).hexdigest()


def _plain(value: object, where: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return _plain(value.value, where)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{where}: {value} is beyond 2^53 - 1; write it as text")
        return value
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name), f"{where}.{name}") for name in type(value).model_fields}
    if isinstance(value, Mapping):
        for key in value:
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"{where}: the key {key!r} is not ASCII text")
        return {str(key): _plain(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{where}[{number}]") for number, item in enumerate(value)]
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"{where}: the moment {value} has no offset")
        return value.astimezone(HANOI).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{where}: a {type(value).__name__} has no single spelling and may not be recorded")
