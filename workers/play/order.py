"""What somebody is going to ask for: a command, the stream it belongs to, and who asks."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from domain.command import Act, Command


class Order(NamedTuple):
    """One command ready to be executed; `expected_version` only where a stale one must be refused."""

    stream: str
    command: Command
    act: Act
    expected_version: int | None = None
    refused: str = ""
    """Code of the refusal that the story wants here; empty where the act is to be recorded."""


class Denied(NamedTuple):
    """An order that was refused as the story has it, and in which words."""

    order: Order
    sentence: str


class Scene(NamedTuple):
    """What happens at one instant of the legal clock.

    An order whose `act.legal_at` is earlier than the scene was done in time on paper and is only entered now.
    """

    legal_at: datetime
    orders: tuple[Order, ...]
