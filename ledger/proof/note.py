"""Signed notes (C2SP signed-note): a text and under it the signatures of one or more keys.

Two kinds of Ed25519 key: that of a log signs the text itself; that of a witness signs the text together with
the moment at which it saw it (C2SP tlog-cosignature, cosignature/v1).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG: Final = 0x01
WITNESS: Final = 0x04

KEY_WIDTH: Final = 32
SIGNATURE_WIDTH: Final = 64
TIME_WIDTH: Final = 8
LARGEST: Final = 64 * 1024
"""Bytes of a note beyond which nobody looks further."""

_NAME: Final = re.compile(r"[^\s+]+")
_LINE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


class NoteError(ValueError):
    """A note cannot be accepted; the message is one sentence that says why."""


class Malformed(NoteError):
    """It is not in the form of a note, of a key, or of what the note should say."""


class UnknownKey(NoteError):
    """None of the keys at hand has signed it."""


class BadSignature(NoteError):
    """A key at hand is named, and it did not sign this text."""


class Signature(NamedTuple):
    """One signature line: whose it is, and the bytes after the four of the key's id."""

    name: str
    key_id: bytes
    content: bytes

    def __str__(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.content).decode()}\n"


class Note(NamedTuple):
    """A text, which ends in a newline, and its signatures; nothing is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"


@dataclass(frozen=True)
class Verifier:
    """A public key under its name; `kind` is LOG or WITNESS."""

    name: str
    key: bytes
    kind: int = LOG

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.key) != KEY_WIDTH or self.kind not in (LOG, WITNESS):
            raise Malformed(f"khóa công khai «{self.name}» không đúng dạng")

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """Read a verifier key, `name+id+key`; Malformed when it is none, or its id does not fit."""
        name, _, rest = vkey.strip().partition("+")
        key_id, _, coded = rest.partition("+")
        content = decode(coded)
        if not content:
            raise Malformed(f"khóa công khai «{vkey.strip()[:80]}» không đúng dạng tên+mã+khóa")
        found = cls(name, content[1:], content[0])
        if found.key_id.hex() != key_id:
            raise Malformed(f"khóa công khai «{name}» có mã {key_id} không khớp khóa; chép lại cho đúng")
        return found

    @property
    def key_id(self) -> bytes:
        """Four bytes that name the key; no cryptographic strength is claimed for them."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.key).decode()}"

    def made(self, signature: Signature) -> bool:
        """Whether the line claims to be of this key."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)

    def verify(self, text: str, signature: Signature) -> None:
        """Return if this key signed the text; BadSignature otherwise."""
        message, content = text.encode(), signature.content
        if self.kind == WITNESS:
            message, content = timed(text, cosigned_at(signature)), content[TIME_WIDTH:]
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(content, message)
        except InvalidSignature:
            raise BadSignature(
                f"chữ ký của {self.name} ({self.key_id.hex()}) không khớp: nội dung đã bị sửa sau khi ký"
            ) from None


def parse(data: str) -> Note:
    """Read a note strictly; nothing in it may be believed before `verify`."""
    if len(data.encode()) > LARGEST or any(letter < " " and letter != "\n" for letter in data):
        raise Malformed("không phải bản ghi có chữ ký (quá dài, hoặc có ký tự điều khiển)")
    text, blank, lines = data.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise Malformed("không phải bản ghi có chữ ký (thiếu dòng trống và các dòng chữ ký ở cuối)")
    signatures = []
    for line in lines.removesuffix("\n").split("\n"):
        match = _LINE.fullmatch(line)
        content = decode(match[2]) if match else b""
        if match is None or len(content) <= 4:
            raise Malformed(f"dòng chữ ký «{line[:80]}» không đúng dạng")
        signatures.append(Signature(match[1], content[:4], content[4:]))
    return Note(text + "\n", tuple(signatures))


def verify(note: Note, known: Iterable[Verifier]) -> list[Verifier]:
    """The known keys that signed it; BadSignature if one is named falsely, UnknownKey if there is none."""
    found = []
    for verifier in known:
        for signature in note.signatures:
            if verifier.made(signature):
                verifier.verify(note.text, signature)
                found.append(verifier)
    if not found:
        names = ", ".join(f"{it.name} ({it.key_id.hex()})" for it in note.signatures)
        raise UnknownKey(f"không có chữ ký của khóa đã biết; bản ghi do {names} ký")
    return found


def cosigned_at(signature: Signature) -> int:
    """When a witness signed, in seconds since 1970."""
    return int.from_bytes(signature.content[:TIME_WIDTH])


def timed(text: str, at: int) -> bytes:
    """What a witness signs."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def decode(coded: str) -> bytes:
    """Base64 strictly; nothing for what is none."""
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        return b""
