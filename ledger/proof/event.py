"""One event as it is handed out: the line of a bundle, and the proof that it is in the log."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

from ledger.proof.chain import NOT_CANONICAL, Broken, Row, body_hash, leaf_hash
from ledger.proof.checkpoint import Short, read, short
from ledger.proof.evidence import read_inclusion
from ledger.proof.note import Malformed, Verifier

_LINE: Final = re.compile(
    rb"([1-9][0-9]{0,17})\t([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z)\t([0-9a-f]{64})\t(.+)"
)


class OtherEvent(Malformed):
    """The proof is about another event than the one asked for."""


class Proven(NamedTuple):
    """An event that is in the log of a checkpoint."""

    log: str
    position: int
    recorded_at: datetime
    checkpoint: Short
    body: dict[str, Any]

    def __str__(self) -> str:
        told = self.body
        return (
            f"Sự kiện {told['event_id']} ({told['type']}, {told['stream']}, {told['legal_at']}) có trong sổ "
            f"/ proven: {self.log}, vị trí {self.position}, điểm kiểm {self.checkpoint}."
        )


def parse(log: str, line: bytes, after: int, prev_hash: bytes) -> Row:
    """The row that a line says, which follows position `after`; Broken when it says none."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise Broken(log, after + 1, "dòng sự kiện không đúng dạng")
    position = int(match[1])
    try:
        body, recorded_at = match[4].decode(), datetime.fromisoformat(match[2].decode())
        told, digest = orjson.loads(body), body_hash(body)
        return Row(
            log=log,
            position=position,
            stream=told["stream"],
            version=told["version"],
            event_id=UUID(told["event_id"]),
            type=told["type"],
            schema=told["schema"],
            body=body,
            legal_at=datetime.fromisoformat(told["legal_at"]),
            recorded_at=recorded_at,
            body_hash=digest,
            leaf_hash=leaf_hash(position, recorded_at, digest),
            prev_hash=prev_hash,
            hash=bytes.fromhex(match[3].decode()),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Broken(log, after + 1, NOT_CANONICAL) from None


def verify(text: str, known: tuple[Verifier, ...], event_id: str = "") -> Proven:
    """Check a `.tlog-proof` that carries its event, with the log's key; of this event, if one is asked for.

    Broken when the proof does not lead from the event to the checkpoint; NoteError when it cannot be checked.
    """
    inclusion = read_inclusion(text)
    head = read(inclusion.note, known)
    if not inclusion.extra:
        raise Malformed("tệp chứng minh không kèm sự kiện (dòng extra)")
    row = parse(head.log, inclusion.extra, inclusion.index, b"")
    if row.position != inclusion.index + 1 or not inclusion.holds(row.leaf_hash):
        what = f"chứng minh không dẫn từ sự kiện này đến gốc cây của điểm kiểm {head.size}"
        raise Broken(head.log, inclusion.index + 1, what)
    if event_id and event_id != str(row.event_id):
        raise OtherEvent(f"chứng minh này về sự kiện {row.event_id}, không phải {event_id}")
    return Proven(head.log, row.position, row.recorded_at, short(head), orjson.loads(row.body))
