"""Private keys, and what they sign. Nothing here is needed to verify; that is all in `ledger.proof`."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.proof.checkpoint import Checkpoint
from ledger.proof.keyring import rotation
from ledger.proof.note import (
    KEY_WIDTH,
    LOG,
    TIME_WIDTH,
    WITNESS,
    Malformed,
    Note,
    Signature,
    Verifier,
    decode,
    timed,
)

_SECRET: Final = "PRIVATE+KEY+"


@dataclass(frozen=True)
class Signer:
    """A private key under its name. Its text is a secret: never in the database, never in the repository."""

    name: str
    private: Ed25519PrivateKey
    kind: int = LOG

    @classmethod
    def generate(cls, name: str, kind: int = LOG) -> Self:
        """A new key of the operating system's randomness."""
        return cls(name, Ed25519PrivateKey.generate(), kind)

    @classmethod
    def parse(cls, secret: str) -> Self:
        """Read what `secret` wrote."""
        rest = secret.strip().removeprefix(_SECRET)
        name, _, rest = rest.partition("+")
        key_id, _, coded = rest.partition("+")
        content = decode(coded)
        if not secret.startswith(_SECRET) or len(content) != 1 + KEY_WIDTH:
            raise Malformed("tệp khóa bí mật không đúng dạng")
        found = cls(name, Ed25519PrivateKey.from_private_bytes(content[1:]), content[0])
        if found.verifier.key_id.hex() != key_id:
            raise Malformed(f"khóa bí mật «{name}» có mã {key_id} không khớp khóa")
        return found

    @property
    def secret(self) -> str:
        """The private key as text."""
        content = bytes([self.kind]) + self.private.private_bytes_raw()
        return f"{_SECRET}{self.name}+{self.verifier.key_id.hex()}+{base64.b64encode(content).decode()}"

    @property
    def verifier(self) -> Verifier:
        """The public key that belongs to it."""
        return Verifier(self.name, self.private.public_key().public_bytes_raw(), self.kind)

    def sign(self, text: str, at: int = 0) -> Signature:
        """Sign the text; `at` is the moment a witness saw it, in seconds since 1970."""
        message, before = text.encode(), b""
        if self.kind == WITNESS:
            message, before = timed(text, at), at.to_bytes(TIME_WIDTH)
        return Signature(self.name, self.verifier.key_id, before + self.private.sign(message))


def sign(text: str, *signers: Signer) -> str:
    """A signed note of these log keys over the text."""
    return str(Note(text, tuple(signer.sign(text) for signer in signers)))


def seal(checkpoint: Checkpoint, *signers: Signer) -> str:
    """A signed checkpoint."""
    return sign(checkpoint.text, *signers)


def endorse(old: Signer, new: Verifier) -> str:
    """The old key's word for the new one, as it goes into `KeyRotated`."""
    return sign(rotation(old.verifier, new), old)


def keep(folder: Path, signer: Signer) -> Path:
    """Write a private key into the folder, readable by its owner only; never over another one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _path(folder, signer.verifier)
    write(path, signer)
    return path


def write(path: Path, signer: Signer) -> None:
    """Write a private key into a new file; FileExistsError if there is one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{signer.secret}\n")
        file.flush()
        os.fsync(file.fileno())


def find(folder: Path, verifier: Verifier) -> Signer | None:
    """The private key that belongs to this public one, if it is in the folder."""
    try:
        found = Signer.parse(_path(folder, verifier).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return found if found.verifier == verifier else None


def _path(folder: Path, verifier: Verifier) -> Path:
    return folder / f"{verifier.name.rpartition('/')[2]}-{verifier.key_id.hex()}.key"
