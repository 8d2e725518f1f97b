"""What somebody is going to ask for: a command, the stream it belongs to, and who asks."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from domain.command import Act, Command
from domain.refusal import Refusal
from domain.zone import local


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


class OutOfScript(Exception):
    """Script and law disagree about an act, refused or recorded against the story: the rehearsal stops."""

    def __init__(self, order: Order, refusal: Refusal | None) -> None:
        self.order = order
        if refusal is None:
            self.told = (
                f"ghi được, mà kịch bản chờ bị từ chối ({order.refused}); bỏ «refused» hoặc sửa việc này"
            )
        else:
            waited = f" Kịch bản chờ bị từ chối vì lý do khác: {order.refused}." if order.refused else ""
            self.told = f"bị từ chối ({refusal.code}): {refusal}{waited}"
        super().__init__(
            f"{local(order.act.legal_at):%d/%m/%Y %H:%M}, {order.act.body}@{order.act.unit}, {order.stream}, "
            f"{order.command.step}: {self.told}"
        )


class Scene(NamedTuple):
    """What happens at one instant of the legal clock.

    An order whose `act.legal_at` is earlier than the scene was done in time on paper and is only entered now.
    """

    legal_at: datetime
    orders: tuple[Order, ...]
