"""Ending a process decently: Ctrl-C and SIGTERM set an event, once."""

from __future__ import annotations

import asyncio
import signal


def stopping() -> asyncio.Event:
    """An event that is set when this process is asked to stop; call it inside the running loop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
