"""Checkpoints (C2SP tlog-checkpoint): what a log was at one size, signed, so that it can never be otherwise.

    baucu.localhost/live/bac-kan-2021        origin: authority, election, and ~2, ~3, … after each restore
    3159                                     number of events
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3…    root of the Merkle tree over their leaf hashes
    chain 9U0b9zBj…                          hash of the last event
    recorded 2021-06-14T08:00:00.123456Z     when that event was recorded
    mode live

`short` is what fits on a letter: two different roots agree in it by chance once in 2^64.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, NamedTuple, Self

from ledger.proof import note
from ledger.proof.chain import HANOI
from ledger.proof.merkle import WIDTH
from ledger.proof.note import Malformed, NoteError, Verifier

DIGITS: Final = 16
"""Hexadecimal digits of the root in the short form."""

_ORIGIN: Final = re.compile(r"([^\s+~]+)/([A-Za-z0-9][A-Za-z0-9._-]{0,63})(?:~([1-9][0-9]{0,8}))?")
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_SHORT: Final = re.compile(r"([0-9]+)([0-9a-f]{16})([0-9]{2})/([0-9]{2})/([0-9]{4})")


class OtherLog(NoteError):
    """The checkpoint is that of another log."""


class Short(NamedTuple):
    """A checkpoint as it stands on paper: size, the first digits of the root, and the day."""

    size: int
    digits: str
    day: date

    def __str__(self) -> str:
        groups = " ".join(self.digits[at : at + 4] for at in range(0, DIGITS, 4))
        return f"{self.size} · {groups} · {self.day:%d/%m/%Y}"


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint says; `read` has verified who says it, `parse` has not."""

    origin: str
    size: int
    root: bytes
    chain: bytes
    recorded_at: datetime
    mode: str

    @property
    def log(self) -> str:
        """The election's code."""
        return split(self.origin)[1]

    @property
    def epoch(self) -> int:
        """1, and one more for every restore that lost events."""
        return split(self.origin)[2]

    @property
    def text(self) -> str:
        """What is signed."""
        moment = self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return (
            f"{self.origin}\n{self.size}\n{_encode(self.root)}\n"
            f"chain {_encode(self.chain)}\nrecorded {moment}\nmode {self.mode}\n"
        )

    @classmethod
    def of(cls, text: str) -> Self:
        """Read the text of a checkpoint; Malformed unless it is written exactly as `text` writes it."""
        lines = text.split("\n")
        if len(lines) != 7:
            raise Malformed("không phải điểm kiểm của một sổ Baucu (phải có đúng sáu dòng trước chữ ký)")
        try:
            found = cls(
                origin=lines[0],
                size=int(lines[1]) if _SIZE.fullmatch(lines[1]) else -1,
                root=_decode(lines[2]),
                chain=_decode(lines[3].removeprefix("chain ")),
                recorded_at=datetime.fromisoformat(lines[4].removeprefix("recorded ")),
                mode=lines[5].removeprefix("mode "),
            )
            split(found.origin)
            if found.text == text and found.size > 0 and found.mode in ("live", "rehearsal"):
                return found
        except ValueError:
            pass
        raise Malformed(
            "không phải điểm kiểm của một sổ Baucu (nguồn, số sự kiện, gốc cây hoặc giờ sai dạng)"
        )


def origin(authority: str, log: str, epoch: int = 1) -> str:
    """The name of a log for the world; a new epoch is a new log, as it takes back what the old one said."""
    name = f"{authority}/{log}" + (f"~{epoch}" if epoch > 1 else "")
    split(name)
    return name


def split(origin: str) -> tuple[str, str, int]:
    """Authority, election and epoch of an origin."""
    match = _ORIGIN.fullmatch(origin)
    if match is None or match[3] == "1":
        raise Malformed(f"nguồn «{origin[:100]}» không đúng dạng tên-miền/mã-cuộc-bầu-cử")
    return match[1], match[2], int(match[3] or 1)


def parse(text: str) -> Checkpoint:
    """Read a note without believing it."""
    return Checkpoint.of(note.parse(text).text)


def read(text: str, known: Iterable[Verifier], log: str = "") -> Checkpoint:
    """Read and verify a note of one of these log keys; OtherLog when it is not about `log` or the key's log.

    UnknownKey, BadSignature, Malformed and OtherLog are each one sentence (NoteError).
    """
    signed = note.parse(text)
    found = Checkpoint.of(signed.text)
    if log and found.log != log:
        raise OtherLog(f"điểm kiểm này của sổ {found.log}, không phải của sổ {log}")
    signers = note.verify(signed, known)
    if not any(split(it.name)[:2] == split(found.origin)[:2] for it in signers if it.kind == note.LOG):
        raise OtherLog(f"điểm kiểm của {found.origin} lại do khóa của sổ khác ({signers[0].name}) ký")
    return found


def short(checkpoint: Checkpoint) -> Short:
    """What is printed on papers; `str` of it is `3159 · 0ac5 186a 9186 3e8e · 14/06/2021`."""
    day = checkpoint.recorded_at.astimezone(HANOI).date()
    return Short(checkpoint.size, checkpoint.root.hex()[:DIGITS], day)


def parse_short(typed: str) -> Short:
    """Read a short form as a person types it from paper; Malformed when it is none."""
    match = _SHORT.fullmatch(re.sub(r"[\s·.\-]", "", typed).lower().replace("|", ""))
    try:
        if match:
            return Short(int(match[1]), match[2], date(int(match[5]), int(match[4]), int(match[3])))
    except ValueError:
        pass
    raise Malformed(
        f"dấu sổ «{typed}» phải có số sự kiện, 16 chữ số và ngày, như 3159 · 0ac5 186a 9186 3e8e · 14/06/2021"
    )


def matches_short(checkpoint: Checkpoint, typed: str) -> bool:
    """Whether the words on paper are those of this checkpoint."""
    return parse_short(typed) == short(checkpoint)


def _encode(hash: bytes) -> str:
    return base64.b64encode(hash).decode()


def _decode(coded: str) -> bytes:
    try:
        hash = base64.b64decode(coded, validate=True)
    except binascii.Error as error:
        raise ValueError(coded) from error
    if len(hash) != WIDTH:
        raise ValueError(coded)
    return hash
