"""The sealer: signs what has come into the record, and sees that it is known outside.

A process of its own, under a database role that can do nothing else; the private keys are nowhere but here.
It works on a schedule (so many events, so many minutes), and once more when it is told to stop.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Final

import aiosmtplib
import structlog

from activities.mail import Server, send
from domain.zone import local
from ledger.connection import lost, open_pool
from ledger.feed import Feed, latest
from ledger.fence import Fence
from ledger.notice import listen
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import Checkpoint, short
from ledger.proof.note import NoteError
from ledger.seal import Sealer, Unsealed
from workers.settings import Settings
from workers.worker import mail_server

PAUSE: Final = 1.0
"""Seconds between two looks, however busy the record is."""
REST: Final = 60.0
"""Seconds before a log that could not be sealed is tried again."""
MAILED: Final = "mailed"
"""File in the feed whose time says when the auditors last had a letter."""
HOUR: Final = 3_600

_log = structlog.get_logger(__name__)


class Rounds:
    """Looks at every log, again and again."""

    def __init__(
        self, sealer: Sealer, feed: Feed, settings: Settings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sealer = sealer
        self._feed = feed
        self._settings = settings
        self._clock = clock
        self._fence = Fence(sealer.store, feed.folder)
        self._waiting: dict[str, float] = {}
        """Since when a log has had events that no checkpoint covers."""
        self._said: dict[str, str] = {}
        self._resting: dict[str, float] = {}
        """Until when a log that could not be sealed is left alone."""

    async def look(self, *, all: bool = False) -> None:
        """Make the checkpoints that are due, or all that can be made; what cannot be is logged once."""
        for log in await self._sealer.store.logs():
            try:
                if all or (self._clock() >= self._resting.get(log, 0) and await self._due(log)):
                    await self._seal(log)
                    self._said.pop(log, None)
            except (Broken, Unsealed, NoteError) as error:
                if self._said.get(log) != str(error):
                    _log.error("not sealed", log=log, problem=str(error))
                self._said[log] = str(error)
                self._resting[log] = self._clock() + REST

    async def _due(self, log: str) -> bool:
        pending = await self._sealer.pending(log)
        if pending <= 0:
            self._waiting.pop(log, None)
            return pending < 0  # the record is shorter than what was signed: to be looked at and told at once
        since = self._waiting.setdefault(log, self._clock())
        late = self._clock() - since >= self._settings.checkpoint_minutes * 60
        return late or pending >= self._settings.checkpoint_events

    async def _seal(self, log: str) -> None:
        if problem := await self._fence.problem(log):
            raise Unsealed(problem)
        made = await publish(self._sealer, self._feed, log)
        self._waiting.pop(log, None)
        if made:
            _log.info("sealed", log=log, checkpoint=str(short(made)))
            await self._tell_auditors(made)

    async def _tell_auditors(self, made: Checkpoint) -> None:
        mark = self._feed.of(made) / MAILED
        recent = (
            mark.exists() and time.time() - mark.stat().st_mtime < self._settings.auditor_mail_hours * HOUR
        )
        if not self._settings.auditors or recent:
            return
        server = mail_server(self._settings)
        note = (self._feed.of(made) / f"{made.size:012}.checkpoint").read_text(encoding="utf-8")
        try:
            await send(server, letter(made, note, self._settings.auditors, server))
        except (aiosmtplib.SMTPException, OSError) as error:
            _log.warning("auditors not told", log=made.log, error=type(error).__name__)
            return
        mark.touch()


async def publish(sealer: Sealer, feed: Feed, log: str) -> Checkpoint | None:
    """Sign what is new, and publish whatever is not in the feed yet; returns the newest of it."""
    made = await sealer.seal(log)
    known = latest(feed.of(made))
    steps = await sealer.successions(log, known)
    for step in steps:
        feed.publish(step)
    return made if steps else None


def letter(made: Checkpoint, note: str, to: tuple[str, ...], server: Server) -> EmailMessage:
    """A checkpoint for the auditors: in the text what is on papers, attached what can be verified."""
    message = EmailMessage()
    message["Subject"] = f"[Bầu cử] Điểm kiểm sổ {made.log}: {made.size} sự kiện"
    message["From"] = server.sender
    message["To"] = ", ".join(to)
    message["Message-ID"] = f"<{made.log}.{made.epoch}.{made.size}.{made.root.hex()[:16]}@checkpoint.baucu>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"Sổ bầu cử {made.log} ({made.mode}), đến {local(made.recorded_at):%H:%M ngày %d/%m/%Y}:\n\n"
        f"    {short(made)}\n\n"
        "Giữ tệp đính kèm. Sau này ai sửa, thêm, bớt hay đảo một sự kiện trong phần này thì\n"
        "«baucu audit verify --checkpoint TỆP» sẽ chỉ ra.\n\n"
        "Keep the attached file: whoever later alters, inserts, drops or reorders an event in this part\n"
        "of the record is found out by it.\n"
    )
    message.add_attachment(note, filename=f"{made.log}-{made.epoch}-{made.size}.checkpoint")
    return message


async def run(dsn: str, keys: Path, feed: Path, settings: Settings, stop: asyncio.Event) -> None:
    """Work until told to stop, through every absence of the database; then one last round.

    `dsn` is that of the checkpointing role, `keys` the folder of private keys, `feed` that of what is out.
    """
    pool = await open_pool(dsn, "baucu-sealer", size=2)
    rounds = Rounds(Sealer(pool, keys), Feed(feed), settings)
    working = asyncio.ensure_future(_work(rounds, dsn))
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await rounds.look(all=True)
    finally:
        stopping.cancel()
        await pool.close()


async def _work(rounds: Rounds, dsn: str) -> None:
    async for _ in listen(dsn):
        try:
            await rounds.look()
        except Exception as error:
            if not lost(error):
                raise
            _log.warning("database away", error=type(error).__name__)
        await asyncio.sleep(PAUSE)
