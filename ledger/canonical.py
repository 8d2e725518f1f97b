"""What is hashed, to the byte: the body of an event, its three hashes, and the check of a run of rows.

Pure, and imports nothing that reaches a database: an auditor can read and run it alone. docs/ledger.md
describes the same form for whoever writes a verifier in another language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

import orjson
from pydantic import BaseModel

from domain.event import Event, Meta

NAMESPACE: Final = UUID("2f0b6f0e-5d0a-5c7e-9a53-1b6d1c6c0a11")
"""Event ids are UUIDv5 in this namespace; another one would let every event be recorded a second time."""

HANOI: Final = timezone(timedelta(hours=7))
"""Every moment in a body is written with this offset, so that one moment has one spelling."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
LARGEST: Final = 2**53 - 1
"""Whole numbers beyond this are read differently by different JSON readers."""


class Row(NamedTuple):
    """One row of `ledger.event` as it is stored."""

    log: str
    position: int
    stream: str
    version: int
    event_id: UUID
    type: str
    schema: int
    body: str
    legal_at: datetime
    recorded_at: datetime
    body_hash: bytes
    leaf_hash: bytes
    prev_hash: bytes
    hash: bytes


class Broken(Exception):
    """The record does not hold; `position` is the first bad one, `what` is wrong with it."""

    def __init__(self, log: str, position: int, what: str) -> None:
        super().__init__(f"Sổ {log}, vị trí {position}: {what}.")
        self.log = log
        self.position = position
        self.what = what


@dataclass
class Head:
    """Where a check stands: the last good position, its hash and time, and the version of each stream."""

    position: int
    hash: bytes
    recorded_at: datetime | None = None
    versions: dict[str, int] = field(default_factory=dict)


def event_id(stream: str, key: str) -> UUID:
    """Id of an event from its business key within the stream, so that a retry has the same."""
    return uuid5(NAMESPACE, f"{stream}:{key}")


def encode(value: object) -> str:
    """Canonical JSON: keys sorted and ASCII, no white space, no floats, each moment spelt at +07:00.

    TypeError or ValueError for anything that has no single spelling; it names the place.
    """
    return orjson.dumps(_plain(value, "$"), option=orjson.OPT_SORT_KEYS).decode()


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


def digest(command: str, data: object, body: str, unit: str, legal_at: datetime) -> str:
    """What `meta.digest` holds: SHA-256 of a command by name, with its fields, and for whom it speaks."""
    content = {"command": command, "data": data, "body": body, "unit": unit, "legal_at": legal_at}
    return hashlib.sha256(encode(content).encode()).hexdigest()


def genesis(log: str) -> Head:
    """The head of a log without events; its hash is the `prev_hash` of the first."""
    return Head(0, hashlib.sha256(f"baucu:{log}".encode()).digest())


def body_hash(text: str) -> bytes:
    """SHA-256 of the stored text."""
    return hashlib.sha256(text.encode()).digest()


def leaf_hash(position: int, recorded_at: datetime, body_hash: bytes) -> bytes:
    """The leaf of RFC 9162 over position, moment of recording and body hash (48 bytes)."""
    moment = (recorded_at - EPOCH) // MICROSECOND
    return hashlib.sha256(b"\0" + position.to_bytes(8) + moment.to_bytes(8, signed=True) + body_hash).digest()


def chain_hash(prev_hash: bytes, leaf_hash: bytes) -> bytes:
    """The link of the chain."""
    return hashlib.sha256(b"\2" + prev_hash + leaf_hash).digest()


def verify(rows: Iterable[Row], head: Head) -> None:
    """Recompute these rows of one log, which follow `head`, and move `head` to the last; raises Broken.

    A log verified from `genesis(log)` to its end is complete, in order and unaltered up to that end. Whether
    something was cut off after it cannot be seen from the rows: for that the last hash must be known.
    """
    for row in rows:
        wrong = _wrong(row, head)
        if wrong:
            raise Broken(row.log, row.position, wrong)
        head.position, head.hash, head.recorded_at = row.position, row.hash, row.recorded_at
        head.versions[row.stream] = row.version


def _wrong(row: Row, head: Head) -> str:
    if row.position != head.position + 1:
        return f"đứt quãng, sau {head.position} phải là {head.position + 1}"
    digest = body_hash(row.body)
    if digest != row.body_hash:
        return "nội dung (body) không khớp body_hash"
    if leaf_hash(row.position, row.recorded_at, digest) != row.leaf_hash:
        return "leaf_hash không khớp vị trí, giờ ghi (recorded_at) và body_hash"
    if row.prev_hash != head.hash:
        return "chuỗi đứt, prev_hash không phải hash của sự kiện trước"
    if chain_hash(row.prev_hash, row.leaf_hash) != row.hash:
        return "chuỗi sai, hash không khớp prev_hash và leaf_hash"
    if head.recorded_at is not None and row.recorded_at <= head.recorded_at:
        return "giờ ghi (recorded_at) không sau sự kiện trước"
    return _unlike_body(row, head.versions)


def _unlike_body(row: Row, versions: Mapping[str, int]) -> str:
    try:
        told = orjson.loads(row.body)
        columns = {
            "stream": told["stream"] == row.stream,
            "version": told["version"] == row.version,
            "event_id": UUID(told["event_id"]) == row.event_id,
            "type": told["type"] == row.type,
            "schema": told["schema"] == row.schema,
            "legal_at": datetime.fromisoformat(told["legal_at"]) == row.legal_at,
            "log": row.stream.split("/")[1] == row.log,
        }
        reads = told["meta"]["reads"]
    except (ValueError, KeyError, TypeError, IndexError):
        return "nội dung (body) không đúng dạng chuẩn"
    if orjson.dumps(told, option=orjson.OPT_SORT_KEYS) != row.body.encode():
        return "nội dung (body) không đúng dạng chuẩn"
    for column, same in columns.items():
        if not same:
            return f"cột {column} khác nội dung (body)"
    if row.version != versions.get(row.stream, 0) + 1:
        return f"phiên bản {row.version} của {row.stream} không tiếp theo phiên bản trước"
    for stream, version in reads.items():
        if versions.get(stream, 0) != version:
            return (
                f"quyết định khai đã đọc {stream} ở phiên bản {version}, lúc đó là {versions.get(stream, 0)}"
            )
    return ""


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
