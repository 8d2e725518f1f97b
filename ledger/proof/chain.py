"""The chain of a log: three hashes for each event, and the check of a run of rows.

Standard library and orjson. docs/ledger.md describes the same to the byte, for verifiers in other languages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from struct import Struct
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

HANOI: Final = timezone(timedelta(hours=7))
"""Every moment in a body is written with this offset, so that one moment has one spelling."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

_LEAF: Final = Struct(">Bqq")
_SPELLING: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER

_REPEATED: Final = ("stream", "version", "event_id", "type", "schema", "legal_at")

NOT_CANONICAL: Final = "nội dung (body) không đúng dạng chuẩn"


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


def genesis(log: str) -> Head:
    """The head of a log without events; its hash is the `prev_hash` of the first."""
    return Head(0, hashlib.sha256(f"baucu:{log}".encode()).digest())


def body_hash(text: str) -> bytes:
    """SHA-256 of the stored text."""
    return hashlib.sha256(text.encode()).digest()


def leaf_hash(position: int, recorded_at: datetime, body_hash: bytes) -> bytes:
    """The leaf of RFC 9162 over position, moment of recording and body hash (48 bytes)."""
    moment = (recorded_at - EPOCH) // MICROSECOND
    return hashlib.sha256(_LEAF.pack(0, position, moment) + body_hash).digest()


def chain_hash(prev_hash: bytes, leaf_hash: bytes) -> bytes:
    """The link of the chain."""
    return hashlib.sha256(b"\2" + prev_hash + leaf_hash).digest()


def verify(rows: Iterable[Row], head: Head, leaf: Callable[[bytes], object] | None = None) -> None:
    """Recompute these rows of one log, which follow `head`, and move `head` to the last; raises Broken.

    `leaf` is given the leaf hash of each row that holds, in order: for the Merkle tree. A log verified from
    `genesis(log)` to its end is complete, in order and unaltered up to that end. Whether something was cut
    off after it cannot be seen from the rows: for that a checkpoint or the last hash must be known.
    """
    for row in rows:
        wrong = _wrong(row, head)
        if wrong:
            raise Broken(row.log, row.position, wrong)
        head.position, head.hash, head.recorded_at = row.position, row.hash, row.recorded_at
        head.versions[row.stream] = row.version
        if leaf is not None:
            leaf(row.leaf_hash)


def _wrong(row: Row, head: Head) -> str:
    """What is wrong with the row that follows `head`; empty if nothing."""
    if row.position != head.position + 1:
        return f"đứt quãng, sau {head.position} phải là {head.position + 1}"
    text = row.body.encode()
    if hashlib.sha256(text).digest() != row.body_hash:
        return "nội dung (body) không khớp body_hash"
    if leaf_hash(row.position, row.recorded_at, row.body_hash) != row.leaf_hash:
        return "leaf_hash không khớp vị trí, giờ ghi (recorded_at) và body_hash"
    if row.prev_hash != head.hash:
        return "chuỗi đứt, prev_hash không phải hash của sự kiện trước"
    if chain_hash(row.prev_hash, row.leaf_hash) != row.hash:
        return "chuỗi sai, hash không khớp prev_hash và leaf_hash"
    if head.recorded_at is not None and row.recorded_at <= head.recorded_at:
        return "giờ ghi (recorded_at) không sau sự kiện trước"
    try:
        told = orjson.loads(text)
        if not canonical(text, told):
            return NOT_CANONICAL
        return _unlike(row, told) or _untimely(row, told["meta"]["reads"], head.versions)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return NOT_CANONICAL


def canonical(text: bytes, told: object) -> bool:
    """Whether this JSON text, which says `told`, is the one spelling of it, without what has none.

    False also for a number beyond 2^53 - 1, a float, and a key outside ASCII (docs/ledger.md, "The body").
    """
    try:
        if orjson.dumps(told, option=_SPELLING) != text:
            return False
    except orjson.JSONEncodeError:
        return False
    return _plain((told,))


def _plain(container: Any) -> bool:
    """Neither a float nor a key outside ASCII in it, at any depth; orjson, which wrote it, goes to 254."""
    if type(container) is dict:
        if not "".join(container).isascii():
            return False
        container = container.values()
    for value in container:
        kind = type(value)
        if kind is str or kind is int:
            continue
        if kind is float or ((kind is dict or kind is list) and not _plain(value)):
            return False
    return True


def _unlike(row: Row, told: dict[str, Any]) -> str:
    """The column that does not repeat the body."""
    legal_at = row.legal_at.astimezone(HANOI).isoformat()  # the one spelling of that moment
    said = (told["stream"], told["version"], told["event_id"], told["type"], told["schema"], told["legal_at"])
    kept = (row.stream, row.version, str(row.event_id), row.type, row.schema, legal_at)
    if said != kept:
        column = next(name for name, one, other in zip(_REPEATED, said, kept, strict=True) if one != other)
        if column == "legal_at" and datetime.fromisoformat(said[5]) == row.legal_at:
            return NOT_CANONICAL
    elif row.stream.split("/")[1] != row.log:
        column = "log"
    else:
        return NOT_CANONICAL if said[1] is True or said[4] is True else ""  # True equals 1 in Python
    return f"cột {column} khác nội dung (body)"


def _untimely(row: Row, reads: dict[str, int], versions: dict[str, int]) -> str:
    """A version, of the stream itself or of one that the decision read, that was not so at this position."""
    if row.version != versions.get(row.stream, 0) + 1:
        return f"phiên bản {row.version} của {row.stream} không tiếp theo phiên bản trước"
    for stream, seen in reads.items():
        actual = versions.get(stream, 0)
        if actual != seen:
            return f"quyết định khai đã đọc {stream} ở phiên bản {seen}, lúc đó là {actual}"
    return ""
