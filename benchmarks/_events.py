"""The events that every store is given: counting minutes of 555 to 562 bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from ledger.canonical import body_hash, encode, event_id

MOMENT: Final = datetime(2021, 5, 23, 12, tzinfo=UTC)
TYPE: Final = "BallotsCounted"

Row = tuple[object, ...]


def stream(log: str, writer: int) -> str:
    """The stream of one writer."""
    return f"area/{log}/w{writer}"


def election(log: str) -> str:
    """The stream of the election itself, which nearly every decision reads."""
    return f"election/{log}"


def bodies(
    log: str, writer: int, count: int, per_command: int = 1, reads: Mapping[str, int] | None = None
) -> list[str]:
    """Events of one stream, as they are hashed, so many to a command."""
    name = stream(log, writer)
    return [
        _body(name, version, f"count:{(version - 1) // per_command}", reads or {})
        for version in range(1, count + 1)
    ]


def called(log: str) -> str:
    """The first event of the election's own stream."""
    return _body(election(log), 1, "call", {})


def rows(log: str, writer: int, count: int) -> list[Row]:
    """The same events as rows for a bare INSERT, which is handed its hashes ready made."""
    found: list[Row] = []
    name = stream(log, writer)
    for version, body in enumerate(bodies(log, writer, count), 1):
        hash = body_hash(body)
        id = event_id(name, f"count:{version}")
        found.append((log, name, version, id, TYPE, 1, body, MOMENT, MOMENT, hash, hash, hash, hash))
    return found


def _body(name: str, version: int, command: str, reads: Mapping[str, int]) -> str:
    votes = {f"{number:02}": 1_000 + version % 97 * number for number in range(1, 8)}
    meta = {
        "actor": "u-1024",
        "body": "team",
        "unit": "060",
        "reason": "",
        "article": "Điều 73",
        "law": "A",
        "mode": "rehearsal",
        "command": command,
        "digest": body_hash(command).hex(),
        "causation": "",
        "source": "",
        "reads": reads,
    }
    return encode(
        {
            "stream": name,
            "version": version,
            "event_id": event_id(name, f"count:{version}"),
            "type": TYPE,
            "schema": 1,
            "legal_at": MOMENT,
            "data": {"ballot": "na", "issued": 1_412, "received": 1_410, "valid": 1_398, "votes": votes},
            "meta": meta,
        }
    )
