"""The mail server of a rehearsal: speaks SMTP like any other, and delivers into a folder of this machine."""

from __future__ import annotations

import asyncio
import mailbox
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST: Final = "127.0.0.1"


class _Delivery:
    def __init__(self, box: mailbox.Maildir) -> None:
        self._box = box

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        await asyncio.to_thread(self._box.add, content if isinstance(content, bytes) else content.encode())
        return "250 da nhan"


class MailSink:
    """Takes every letter and sends none on; what arrived lies in a Maildir, which any mail program opens."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.box = mailbox.Maildir(str(folder), create=True)
        self._controller = Controller(_Delivery(self.box), hostname=HOST, port=0)

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._controller.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._controller.stop)

    @property
    def port(self) -> int:
        """The port it took."""
        server = self._controller.server
        if not isinstance(server, asyncio.Server) or not server.sockets:
            raise RuntimeError("the mail sink is not started")
        return int(server.sockets[0].getsockname()[1])
