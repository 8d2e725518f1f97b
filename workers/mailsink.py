"""The mail server of a rehearsal: speaks SMTP like any other, and delivers into a folder of this machine."""

from __future__ import annotations

import asyncio
import mailbox
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST: Final = "127.0.0.1"


class _Delivery:
    def __init__(self, box: mailbox.Maildir) -> None:
        self._box = box

    async def handle_DATA(  # noqa: N802 - the name the protocol's library calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content or b""
        await asyncio.to_thread(self._box.add, content if isinstance(content, bytes) else content.encode())
        return "250 da nhan"


class MailSink:
    """Takes every letter and sends none on; what arrived lies in a Maildir, which any mail program opens."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.box = mailbox.Maildir(str(folder), create=True)
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        delivery = _Delivery(self.box)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(delivery, enable_SMTPUTF8=True), HOST, 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    @property
    def port(self) -> int:
        """The port it took."""
        if self._server is None:
            raise RuntimeError("the mail sink is not started")
        return int(self._server.sockets[0].getsockname()[1])
