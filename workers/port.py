"""A port of this machine to listen on."""

from __future__ import annotations

import socket
from typing import Final

from workers.server import ServerError

LOOPBACK: Final = "127.0.0.1"


def free(wanted: int, what: str, remedy: str, host: str = LOOPBACK) -> int:
    """The wanted port if nobody listens on it, any free one for 0; ServerError says what to do about it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of a dead server linger
        try:
            probe.bind((host, wanted))
        except OSError:
            raise ServerError(
                f"Không dùng được cổng {wanted} của {host} cho {what}: chương trình khác đang dùng, "
                f"hoặc không được phép; {remedy}."
            ) from None
        port: int = probe.getsockname()[1]
        return port


def page(port: int | None, standing: int, host: str) -> int:
    """The port of the page: the one asked for on the command line, else the standing one of the settings."""
    wanted = standing if port is None else port
    return free(wanted, "trang theo dõi", "thêm --port 0 để lấy một cổng trống", host)
