"""The record for other programs: each format is one row here and one module beside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import BinaryIO, Final, NamedTuple

from ledger.export import bundle, cloudevents, csv, jsonl, ocel
from ledger.store import Store

Told = Callable[[int], None]
"""Hears of the position that has been written."""
Write = Callable[[Store, str, BinaryIO, Told], Awaitable[None]]
"""Writes one log, page by page, from the first position to the head."""


class Format(NamedTuple):
    """A form the record can take; `binary` ones are not for a terminal."""

    name: str
    title: str
    write: Write
    binary: bool = False


FORMATS: Final[dict[str, Format]] = {
    each.name: each
    for each in (
        Format("bundle", "một tệp ZIP đủ để kiểm chứng mà không cần gì khác", bundle.write, binary=True),
        Format("jsonl", "mỗi dòng một sự kiện, nguyên văn, kèm mã băm", jsonl.write),
        Format("ocel", "OCEL 2.0 (JSON), cho công cụ khai phá quy trình", ocel.write),
        Format("cloudevents", "CloudEvents 1.0, một lô JSON", cloudevents.write),
        Format("csv", "bảng tính, an toàn trước công thức cài trong dữ liệu", csv.write),
    )
}
