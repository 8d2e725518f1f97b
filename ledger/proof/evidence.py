"""The two files that carry a proof beside the checkpoint it leads to.

An *inclusion* shows that an event is in the log (C2SP tlog-proof, `.tlog-proof`); a *succession* shows that a
checkpoint continues an earlier one (the body of `add-checkpoint` in C2SP tlog-witness). Reading one believes
nothing: verify the note in it with `checkpoint.read` or a `Keyring`, then the proof against its root.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ledger.proof.checkpoint import parse
from ledger.proof.merkle import WIDTH, verify_consistency, verify_inclusion
from ledger.proof.note import Malformed

HEADER: Final = "c2sp.org/tlog-proof@v1"
LONGEST: Final = 63
"""Hashes of a proof; no tree of this world is higher."""


@dataclass(frozen=True)
class Inclusion:
    """The event at `index` (its position less one) is in the log of the checkpoint; `note` as signed."""

    index: int
    proof: tuple[bytes, ...]
    note: str
    extra: bytes = b""

    def __str__(self) -> str:
        extra = f"extra {base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        return f"{HEADER}\n{extra}index {self.index}\n{_lines(self.proof)}\n{self.note}"

    def holds(self, leaf_hash: bytes) -> bool:
        """Whether the proof leads from this leaf hash to the root in the note."""
        head = parse(self.note)
        return verify_inclusion(self.index, head.size, leaf_hash, self.proof, head.root)


@dataclass(frozen=True)
class Succession:
    """The log of the checkpoint in `note` begins with what it was when it had `old` events."""

    old: int
    proof: tuple[bytes, ...]
    note: str

    def __str__(self) -> str:
        return f"old {self.old}\n{_lines(self.proof)}\n{self.note}"

    def holds(self, old_root: bytes) -> bool:
        """Whether the proof leads from the old root to the root in the note."""
        head = parse(self.note)
        return verify_consistency(self.old, head.size, old_root, head.root, self.proof)


def read_inclusion(text: str) -> Inclusion:
    """Read a `.tlog-proof` file; Malformed if it is none."""
    before, blank, note = text.partition("\n\n")
    header, *lines = before.split("\n")
    if header != HEADER or not blank or not lines:
        raise Malformed("không phải tệp chứng minh (.tlog-proof): thiếu dòng đầu hoặc điểm kiểm")
    extra = b""
    if lines[0].startswith("extra "):
        extra = _decode(lines.pop(0).removeprefix("extra "))
    index = _number(lines[0] if lines else "", "index ")
    parse(note)
    return Inclusion(index, _hashes(lines[1:]), note, extra)


def read_succession(text: str) -> Succession:
    """Read what a log tells its witnesses; Malformed if it is not that."""
    before, blank, note = text.partition("\n\n")
    first, *lines = before.split("\n")
    if not blank:
        raise Malformed("không phải tệp nối điểm kiểm: thiếu dòng trống trước điểm kiểm")
    old = _number(first, "old ")
    parse(note)
    return Succession(old, _hashes(lines), note)


def _lines(hashes: Sequence[bytes]) -> str:
    return "".join(f"{base64.b64encode(hash).decode()}\n" for hash in hashes)


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    hashes = tuple(_decode(line) for line in lines)
    if len(hashes) > LONGEST or any(len(hash) != WIDTH for hash in hashes):
        raise Malformed("phần chứng minh không đúng dạng: mỗi dòng phải là một mã băm 32 byte")
    return hashes


def _number(line: str, word: str) -> int:
    digits = line.removeprefix(word)
    if not line.startswith(word) or not (digits.isascii() and digits.isdigit()) or str(int(digits)) != digits:
        raise Malformed(f"dòng «{line[:80]}» phải là «{word.strip()}» và một số")
    return int(digits)


def _decode(coded: str) -> bytes:
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed(f"dòng «{coded[:80]}» không phải mã băm") from None
