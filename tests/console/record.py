"""Writing events straight into the record: for what reads it, and does not care who decided."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from hashlib import sha256

from domain.event import Event, Meta
from ledger import canonical
from ledger.appender import Appender


class Recorder:
    """Appends events to one log, each as a command of its own."""

    def __init__(self, dsn: str, log: str = "bk-2021", mode: str = "rehearsal") -> None:
        self.log = log
        self._mode = mode
        self._appender = Appender(dsn)
        self._versions: defaultdict[str, int] = defaultdict(int)

    async def write(
        self, thing: str, event: Event, at: datetime, body: str = "clerk", unit: str = "VN", reason: str = ""
    ) -> None:
        """Append to `thing`, a stream without its log: `election`, `unit/BK`, `contest/NA-BK-1`."""
        kind, _, code = thing.partition("/")
        stream = "/".join(part for part in (kind, self.log, code) if part)
        version = self._versions[stream] + 1
        step = f"{type(event).__name__}:{version}"
        meta = Meta(
            actor="test",
            body=body,
            unit=unit,
            reason=reason,
            article=event.ground,
            law="A",
            mode=self._mode,
            command=step,
            digest=sha256(f"{stream}:{step}".encode()).hexdigest(),
        )
        id = canonical.event_id(stream, step)
        text = canonical.body(stream, version, id, event, meta, at)
        verdict = await self._appender.append(self.log, [text])
        if verdict.outcome != "appended":
            raise AssertionError(f"{stream} {step}: {verdict}")
        self._versions[stream] = version

    async def close(self) -> None:
        """Close the connection."""
        await self._appender.close()
