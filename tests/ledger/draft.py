"""Event bodies made by hand, for tests that go below `execute`."""

from datetime import datetime
from typing import Any

from ledger.canonical import encode, event_id
from tests.ledger.toy import NOON


def draft(stream: str, version: int, step: str, digest: str = "d", **changed: Any) -> str:
    """The body of one ToyAdded event."""
    legal_at: datetime = changed.get("legal_at", NOON)
    body = {
        "stream": stream,
        "version": version,
        "event_id": event_id(stream, changed.get("key", f"{step}:{version}")),
        "type": "ToyAdded",
        "schema": 1,
        "legal_at": legal_at,
        "data": {"amount": version, "before": 0, "note": "phiếu ✓", "done_at": None},
        "meta": {
            "actor": "u1",
            "body": "team",
            "unit": "vn",
            "reason": "",
            "article": "Điều 73",
            "law": "A",
            "mode": "rehearsal",
            "command": step,
            "digest": digest,
            "causation": "",
            "source": "",
            "reads": changed.get("reads", {}),
        },
    }
    return encode(body)


def drafts(stream: str, first: int, count: int, step: str, **changed: Any) -> list[str]:
    """The bodies of one command: so many events from version `first`."""
    return [draft(stream, version, step, **changed) for version in range(first, first + count)]
