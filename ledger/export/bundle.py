"""The bundle: one file with which an auditor needs nothing else of ours; `ledger.proof.bundle` checks it.

The record is copied as it lies, whether it holds or not: to judge is for whoever opens the file. The same
record with the same program gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC
from importlib import resources
from typing import BinaryIO, Final

import orjson

from ledger import dictionary
from ledger.audit import notes
from ledger.canonical import Row
from ledger.proof.bundle import CHECKPOINTS, EVENTS, FORMAT, MANIFEST
from ledger.store import Store

Histories = AsyncIterator[tuple[str, bytes]]
"""Name and content of what Temporal tells, one workflow run after the other."""

NOT_ASKED: Final = "không được lấy khi xuất gói"
_KEY: Final = re.compile(r'"key":"([^"]+)"')
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP file can tell; when a bundle was made is no part of the record."""

README: Final = """\
Gói sổ / ledger bundle: {log}

events/        sự kiện, mỗi dòng: vị trí, giờ ghi, mã băm chuỗi, nội dung; cách nhau bằng TAB
checkpoints/   điểm kiểm đã ký (C2SP tlog-checkpoint)
keys.txt       khóa công khai mà sổ tự khai; đối chiếu khóa đầu tiên với khóa in trên giấy
law/           các dòng luật của chương trình lúc xuất gói
dictionary.*   nghĩa của từng loại sự kiện
histories/     lịch sử các quy trình trong Temporal, nếu có

Kiểm chứng, không cần mạng hay cơ sở dữ liệu / verify offline:

  python -m ledger.proof GÓI --pubkey TỆP [--checkpoint TỆP]
  baucu audit verify --bundle GÓI --pubkey TỆP [--checkpoint TỆP]

Chỉ events/ và checkpoints/ là bằng chứng; phần còn lại để đọc. Tự viết trình kiểm chứng: docs/ledger.md.
"""


class _Stream:
    """Only forward, whatever is underneath: so that a file and a pipe get the same bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()


class _Packer:
    """A ZIP file in which nothing but names and contents matters."""

    def __init__(self, out: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(_Stream(out), "w")  # type: ignore[call-overload]
        self.digests: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        entry = zipfile.ZipInfo(name, _BEGINNING)
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        self._archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
        self.digests[name] = hashlib.sha256(data).hexdigest()

    def close(self, log: str, events: int, absent: dict[str, str]) -> None:
        manifest = {
            "absent": absent,
            "events": events,
            "format": FORMAT,
            "log": log,
            "members": dict(self.digests),
        }
        option = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
        self.add(MANIFEST, orjson.dumps(manifest, option=option))
        self._archive.close()


async def write(
    store: Store,
    log: str,
    out: BinaryIO,
    told: Callable[[int], None],
    histories: Histories | None = None,
    absent: str = NOT_ASKED,
) -> None:
    """Write the bundle of one log; `absent` says why there are no histories."""
    packer = _Packer(out)
    packer.add("README.txt", README.format(log=log).encode())
    for rows in sorted(resources.files("domain.law").iterdir(), key=lambda file: file.name):
        if rows.name.endswith(".toml"):
            packer.add(f"law/{rows.name}", rows.read_bytes())
    packer.add("dictionary.md", dictionary.markdown().encode())
    packer.add("dictionary.json", orjson.dumps(dictionary.document(), option=orjson.OPT_INDENT_2))
    # Before the events: what is sealed while we read does not go beyond what we read, and what goes beyond
    # is a tail that is missing.
    for size, note in (await notes(store, log)).items():
        packer.add(f"{CHECKPOINTS}{size:012}.checkpoint", note.encode())
    events, keys = 0, dict[str, None]()  # each key once, in the order of its events
    async for page in store.pages(log):
        packer.add(f"{EVENTS}{page[0].position:012}.tsv", b"".join(map(line, page)))
        keys |= {key: None for row in page if row.stream == f"keys/{log}" for key in _KEY.findall(row.body)}
        events = page[-1].position
        told(events)
    packer.add("keys.txt", "".join(f"{key}\n" for key in keys).encode())
    if histories is not None:
        async for name, history in histories:
            packer.add(f"histories/{name}.json", history)
    packer.close(log, events, {"histories": absent} if histories is None else {})


def line(row: Row) -> bytes:
    """One event: position, moment of recording, chain hash and body, with a TAB between and LF at the end."""
    moment = row.recorded_at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
    return f"{row.position}\t{moment}Z\t{row.hash.hex()}\t{row.body}\n".encode()
