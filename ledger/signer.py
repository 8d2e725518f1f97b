"""Private keys, and what they sign. Nothing here is needed to verify; that is all in `ledger.proof`."""

from __future__ import annotations

import base64
from dataclasses import dataclass
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
