"""A bundle: one ZIP file with a log, its checkpoints, its keys and the rules, and the check of it.

docs/ledger.md ("The bundle") has the form to the byte. Only the events and the checkpoints prove anything;
what else lies in the file is for reading, and the manifest only says that nothing was lost on the way.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import orjson

from ledger.proof.chain import Broken, Head, Row
from ledger.proof.event import parse
from ledger.proof.note import Malformed
from ledger.proof.verify import Examination, Paper, Report

FORMAT: Final = "baucu-bundle/1"
MANIFEST: Final = "manifest.json"
EVENTS: Final = "events/"
CHECKPOINTS: Final = "checkpoints/"
LARGEST: Final = 256 * 2**20
"""Bytes of a member beyond which it is not one of ours: nobody's memory is filled by a file."""

_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
    ValueError,
)
_NOTE: Final = re.compile(r"checkpoints/([0-9]{12})\.checkpoint")


class Spoilt(Malformed):
    """The file is no bundle, or was damaged."""


class Bundle:
    """A bundle that is open; `differing` are the members read so far that are not those of the manifest."""

    def __init__(self, path: Path) -> None:
        self.differing: list[str] = []
        try:
            self._archive = zipfile.ZipFile(path)
        except _DAMAGED as error:
            raise Spoilt(f"{path.name} không phải gói sổ, hoặc bị cắt cụt") from error
        there = self._archive.namelist()
        if MANIFEST not in there:
            raise Spoilt(f"{path.name} không phải gói sổ: không có {MANIFEST}")
        self.log, self.events, self._digests = _manifest(self._content(MANIFEST))
        if sorted(there) != sorted([*self._digests, MANIFEST]):
            odd = sorted(set(there) ^ {*self._digests, MANIFEST}) or ["một tên hai lần"]
            raise Spoilt(f"các tệp trong gói không đúng như {MANIFEST} ({odd[0]})")

    def names(self, folder: str = "") -> list[str]:
        """The members under a folder, in order."""
        return sorted(name for name in self._digests if name.startswith(folder))

    def read(self, name: str) -> bytes:
        """One member, compared with the manifest; Spoilt when it cannot be read."""
        data = self._content(name)
        if hashlib.sha256(data).hexdigest() != self._digests[name]:
            self.differing.append(name)
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def _content(self, name: str) -> bytes:
        if self._archive.getinfo(name).file_size > LARGEST:
            raise Spoilt(f"{name} trong gói dài bất thường")
        try:
            return self._archive.read(name)
        except _DAMAGED as error:
            raise Spoilt(f"{name} trong gói bị hỏng") from error


def _manifest(text: bytes) -> tuple[str, int, dict[str, str]]:
    """Log, number of events, and digests of the other members."""
    try:
        told: dict[str, Any] = orjson.loads(text)
        form, log, events = str(told["format"]), str(told["log"]), int(told["events"])
        digests = {str(name): str(digest) for name, digest in told["members"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Spoilt(f"{MANIFEST} trong gói bị hỏng") from None
    if form != FORMAT:
        raise Spoilt(f"gói ở dạng {form:.40}, chương trình này đọc dạng {FORMAT}")
    return log, events, digests


def verify(path: Path, paper: Paper = (), given: str | None = None) -> Report:
    """Check a bundle; `paper` and `given` as in `Examination`. Broken, NoteError (also Spoilt), OSError."""
    bundle = Bundle(path)
    try:
        log = bundle.log
        exam = Examination(log, _notes(bundle), paper, given)
        begins: dict[str, int] = {}
        for name in bundle.names(EVENTS):
            begins[name] = exam.head.position + 1
            exam.take(_rows(log, bundle.read(name), exam.head))
        report = exam.close()
        if report.events != bundle.events:
            what = f"mất phần đuôi: {MANIFEST} khai {bundle.events} sự kiện"
            raise Broken(log, report.events + 1, what)
        for name in bundle.names():
            if name not in begins and not name.startswith(CHECKPOINTS):
                bundle.read(name)
        for name in bundle.differing:
            if name in begins:
                raise Broken(log, begins[name], f"trang {name} không phải trang mà {MANIFEST} khai")
            raise Spoilt(f"{name} trong gói không phải tệp mà {MANIFEST} khai")
        return report
    finally:
        bundle.close()


def _notes(bundle: Bundle) -> dict[int, str]:
    found = {}
    for name in bundle.names(CHECKPOINTS):
        match = _NOTE.fullmatch(name)
        if match is None or not int(match[1]):
            raise Spoilt(f"{name} trong gói không phải tên của điểm kiểm")
        found[int(match[1])] = bundle.read(name).decode(errors="replace")
    return found


def _rows(log: str, page: bytes, head: Head) -> Iterator[Row]:
    """The rows of a page; `head` moves as they are verified, and each follows it."""
    for line in page.removesuffix(b"\n").split(b"\n"):
        yield parse(log, line, head.position, head.hash)
