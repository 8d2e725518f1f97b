"""No appending to a record that has forgotten what it published.

A database restored from a backup may lack events that auditors have seen; to use their positions again would
be a fork. So before the first append to a log a process compares it with the newest checkpoint in the feed.
"""

from __future__ import annotations

from pathlib import Path

from domain.keys.events import RecordRestored
from domain.stream import Stream
from ledger.feed import Feed
from ledger.proof.note import NoteError
from ledger.store import Store


class RecordBehind(RuntimeError):
    """The record lacks or contradicts what was published; nothing is appended until somebody says why."""


class Fence:
    """Asks once for each log and process; whoever restores a database restarts its processes."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._feed = Feed(folder)
        self._passed: set[str] = set()

    async def check(self, log: str) -> None:
        """Return if the record holds everything that was published of this log; RecordBehind otherwise."""
        if log not in self._passed:
            problem = await self.problem(log)
            if problem:
                raise RecordBehind(problem)
            self._passed.add(log)

    async def problem(self, log: str) -> str:
        """What is wrong, in a sentence; empty if nothing is."""
        try:
            published = self._feed.newest(log)
        except (NoteError, OSError) as error:
            where = self._feed.folder / log
            return f"Không đọc được điểm kiểm đã công bố ở {where}: {error}; kiểm tra thư mục đó."
        if published is None:
            return ""
        stream = str(Stream("keys", log))
        history = (await self._store.read([stream]))[stream]
        epoch = 1 + sum(isinstance(row.event, RecordRestored) for row in history)
        if published.epoch < epoch:
            return ""
        rows = await self._store.rows(log, published.size - 1, 1)
        if published.epoch == epoch and rows and rows[0].hash == published.chain:
            return ""
        head = await self._store.head(log)
        what = (
            f"không giống điểm kiểm {published.size} đã công bố"
            if rows
            else (f"chỉ có {head} sự kiện, điểm kiểm đã công bố có {published.size}")
        )
        return (
            f"Sổ {log} {what}: dữ liệu đã được khôi phục từ bản cũ hoặc bị sửa. Chưa ghi thêm gì; "
            f"tìm lại bản đủ, hoặc ghi nhận phần mất bằng «baucu checkpoint restored {log}» rồi chạy lại."
        )
