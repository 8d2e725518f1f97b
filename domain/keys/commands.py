"""What may be asked about the keys of a log, by the body that keeps the record."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from domain.command import Command
from domain.fact import Code
from domain.terms import NATION

KEEPERS = frozenset({"nec", "committee"})

KeyId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
PublicKey = Annotated[str, StringConstraints(pattern=r"^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$")]
"""name+id+key as in C2SP signed-note; 44 characters are the kind and the 32 bytes of an Ed25519 key."""


class IntroduceKey(Command):
    """Let a key sign the checkpoints of this log; only where none is in use."""

    kind: ClassVar[str] = "keys"
    by: ClassVar[frozenset[str]] = KEEPERS
    key: PublicKey
    keeper: Code = NATION

    @property
    def step(self) -> str:
        return f"IntroduceKey:{self.key.split('+')[1]}"


class RotateKey(Command):
    """Let a new key follow the one in use, which signs for it."""

    kind: ClassVar[str] = "keys"
    by: ClassVar[frozenset[str]] = KEEPERS
    key: PublicKey
    endorsement: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"RotateKey:{self.key.split('+')[1]}"


class LoseKey(Command):
    """Say that the key in use is lost, or may be in other hands."""

    kind: ClassVar[str] = "keys"
    by: ClassVar[frozenset[str]] = KEEPERS
    key_id: KeyId
    reason: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"LoseKey:{self.key_id}"


class RetireKey(Command):
    """Put the key in use out of use."""

    kind: ClassVar[str] = "keys"
    by: ClassVar[frozenset[str]] = KEEPERS
    key_id: KeyId
    reason: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"RetireKey:{self.key_id}"


class DeclareRestore(Command):
    """Say that the record was restored and lacks events that a published checkpoint had covered."""

    kind: ClassVar[str] = "keys"
    by: ClassVar[frozenset[str]] = KEEPERS
    size: int = Field(ge=1)
    root: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    kept: int = Field(ge=1)
    reason: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"DeclareRestore:{self.size}:{self.root[:16]}"
