"""`./baucu up`: the local stack with all its parts, until Ctrl-C."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Final

from rich.console import Console

from ledger.migration import claim, migrate
from ledger.person.installation import install
from workers.mailsink import MailSink
from workers.port import page
from workers.process import Process, environment
from workers.settings import Settings
from workers.signals import stopping
from workers.stack import Stack

PARTS: Final = ("worker", "relay", "sealer", "console")
LOOK: Final = 1.0
"""Seconds between two looks at whether every part still runs."""


async def up(settings: Settings, *, port: int | None, out: Console) -> int:
    """Start what the settings do not name, then worker, relay and console; restart a part that dies.

    Without a mail server in the settings reminders are delivered into a folder of this machine.
    """
    stop = stopping()
    number = page(port, settings.console_port, settings.console_host)
    async with AsyncExitStack() as exits:
        stack = await exits.enter_async_context(Stack(settings, ui_port=0))
        where = stack.addresses
        owner = (where.owner_dsn or where.app_dsn).get_secret_value()
        await migrate(owner)
        await claim(owner, settings.mode)
        await install(owner, settings.keyring(settings.mode))
        more = {"CONSOLE_PORT": str(number)}
        if settings.smtp_host is None or settings.mode == "rehearsal":
            # A rehearsal never writes to real people, whatever mail server the settings name.
            sink = await exits.enter_async_context(MailSink(stack.folder / "mail"))
            more |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(sink.port), "SMTP_TLS": "none"}
            out.print(f"Thư nhắc việc được giữ lại ở {stack.folder / 'mail'}.")
        surroundings = environment(where, settings, **more)
        parts = [Process(command, stack.folder, surroundings) for command in PARTS]
        for part in parts:
            await exits.enter_async_context(part)
        out.print(f"Trang theo dõi: http://127.0.0.1:{more['CONSOLE_PORT']}/ ({settings.mode})")
        if where.temporal_ui:
            out.print(f"Temporal: {where.temporal_ui}")
        out.print("Bấm Ctrl-C để dừng.")
        while not stop.is_set():
            for part in parts:
                if not part.running:
                    out.print(f"Khởi động lại {part.command}; nhật ký: {part.log}")
                    await part.start()
            try:
                await asyncio.wait_for(stop.wait(), LOOK)
            except TimeoutError:
                continue
    return 0
