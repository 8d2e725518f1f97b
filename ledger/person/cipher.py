"""Sealing one value for one person: AES-256-GCM under the person's key, the key wrapped by RFC 3394."""

from __future__ import annotations

import os
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12


class Altered(Exception):
    """Stored personal data are not what was sealed for this person; the sentence names the place."""


class Place(NamedTuple):
    """Where a value belongs. It is sealed for this place alone: a row that is moved does not open."""

    log: str
    code: str
    field: str
    version: int

    @property
    def bound(self) -> bytes:
        """The associated data of the seal; no part can contain the separator."""
        return "|".join(map(str, self)).encode()


def new_key() -> bytes:
    """A random key of 256 bits."""
    return os.urandom(KEY_BYTES)


def wrap(master: bytes, key: bytes) -> bytes:
    """A person's key under the master key, 40 bytes."""
    return aes_key_wrap(master, key)


def unwrap(master: bytes, wrapped: bytes, log: str, code: str) -> bytes:
    """A person's key again; Altered when it is not what was wrapped under this master key."""
    try:
        return aes_key_unwrap(master, wrapped)
    except InvalidUnwrap:
        raise Altered(
            f"Khóa dữ liệu cá nhân của {code} trong sổ {log} đã bị thay đổi hoặc không thuộc khóa chủ ghi "
            "bên cạnh; khôi phục bảng person.data_key từ bản sao lưu và tìm xem ai đã sửa."
        ) from None


def seal(key: bytes, place: Place, value: str) -> bytes:
    """Nonce, ciphertext and tag. The nonce is random: a person has a handful of values, never 2^32."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value.encode(), place.bound)


def unseal(key: bytes, place: Place, content: bytes) -> str:
    """The value again; Altered when the row was changed, moved from another person, or is an older one."""
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], place.bound).decode()
    except (InvalidTag, ValueError):
        raise Altered(
            f"Dữ liệu cá nhân của {place.code} trong sổ {place.log}, trường {place.field}, "
            f"phiên bản {place.version} không mở được: dòng đã bị sửa, hoặc lấy từ người khác; "
            "khôi phục bảng person.sealed từ bản sao lưu và tìm xem ai đã sửa."
        ) from None
