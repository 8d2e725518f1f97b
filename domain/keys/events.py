"""What happens to the keys of a log. The law names no such keys: they guard the record it asks for."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code


class KeyIntroduced(Event):
    """A key began to sign the checkpoints of this log: the first one, or the next after a loss.

    `key` is the public key as C2SP writes it (name+id+key); its name is the origin of the log. `keeper` is
    the unit that keeps the record. Nobody vouches for it but the act itself: compare it with the paper.
    """

    title: ClassVar[str] = "Đưa khóa ký sổ vào sử dụng"
    key: str
    key_id: str
    keeper: Code


class KeyRotated(Event):
    """A new key took the place of the one in use, which has signed for it (`endorsement`, a signed note)."""

    title: ClassVar[str] = "Đổi khóa ký sổ"
    key: str
    key_id: str
    old: str
    endorsement: str


class KeyLost(Event):
    """The key was lost or may be known to others: what it signs of a log longer than this is void."""

    title: ClassVar[str] = "Báo mất khóa ký sổ"
    key_id: str
    reason: str


class KeyRetired(Event):
    """The key signs no more, without a successor; its earlier checkpoints hold."""

    title: ClassVar[str] = "Thôi dùng khóa ký sổ"
    key_id: str
    reason: str


class RecordRestored(Event):
    """The record was restored from a backup and lost events that a published checkpoint had covered.

    A new epoch begins: `epoch` 2 after the first restore. `size` and `root` (hexadecimal) are those of the
    newest checkpoint known outside, `kept` the events that were left. What was lost has to be recorded again.
    """

    title: ClassVar[str] = "Khôi phục sổ từ bản lưu, mất một phần"
    epoch: int
    size: int
    root: str
    kept: int
    reason: str
