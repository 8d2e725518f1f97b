"""The master keys: a file outside the database, one key a line, the one in use last."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final, Self

from ledger.person.cipher import KEY_BYTES, new_key

MOUNTED: Final = Path("/run/secrets")
"""Files there are readable inside a container; what protects them is the folder they come from."""


class KeyringError(RuntimeError):
    """The master keys are missing, cannot be used, or are not those of this database; says what to do."""


class Keyring:
    """Master keys by id. New data are kept under the last one; the others open what was kept earlier.

    A keyring of a file looks into it again when a key is missing, so that a process need not be started anew
    after the master key was changed.
    """

    def __init__(self, keys: Sequence[bytes], path: Path | None = None) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise KeyringError(
                f"{path or 'bộ nhớ'}: mỗi khóa chủ là một dòng 64 chữ số hệ mười sáu, ít nhất một dòng."
            )
        self._keys = {_id(key): key for key in keys}
        self._path = path
        self.current = _id(keys[-1])
        """Id of the key in use."""

    def __repr__(self) -> str:
        return f"Keyring({', '.join(self._keys)})"

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file; KeyringError when it is missing, open to others or no key file."""
        try:
            mode = path.stat().st_mode
            lines = path.read_text(encoding="ascii").split()
            keys = [bytes.fromhex(line) for line in lines]
        except FileNotFoundError:
            raise KeyringError(
                f"Không có tệp khóa chủ {path}; đặt PERSON_KEYRING tới tệp đã dùng khi cài đặt, "
                "hoặc chạy «baucu migrate» nếu đây là lần đầu."
            ) from None
        except OSError as error:
            raise KeyringError(f"Không đọc được tệp khóa chủ {path}: {error.strerror}.") from None
        except ValueError:
            raise KeyringError(
                f"{path}: mỗi khóa chủ là một dòng 64 chữ số hệ mười sáu; khôi phục tệp từ bản sao lưu."
            ) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO) and MOUNTED not in path.resolve().parents:
            raise KeyringError(f"Người khác đọc được tệp khóa chủ {path}; chạy «chmod 600 {path}».")
        return cls(keys, path)

    @classmethod
    def make(cls, path: Path) -> Self:
        """Write a file with one new key, readable by its owner only; KeyringError when there is one."""
        return cls._write(path, [new_key()], fresh=True)

    def add(self, path: Path) -> Self:
        """Put a new key at the end of the file; it is the one in use from now on."""
        return self._write(path, [*self._keys.values(), new_key()], fresh=False)

    def drop(self, path: Path, ids: Collection[str]) -> Self:
        """Take keys out of the file, never the one in use: what only they open is lost for ever."""
        left = [key for id, key in self._keys.items() if id not in ids or id == self.current]
        return self._write(path, left, fresh=False)

    def __getitem__(self, id: str) -> bytes:
        """The key of this id; KeyringError when it is not in the file either."""
        if id not in self._keys and self._path is not None:
            self._keys |= self.load(self._path)._keys
        self.covers([id])
        return self._keys[id]

    def covers(self, ids: Collection[str]) -> None:
        """KeyringError unless every one of these keys is there."""
        missing = sorted(set(ids) - set(self._keys))
        if missing:
            raise KeyringError(
                f"Dữ liệu cá nhân được giữ bằng khóa chủ {', '.join(missing)}, không có trong "
                f"{self._path or 'bộ nhớ'}; đặt PERSON_KEYRING tới đúng tệp."
            )

    def unused(self, ids: Collection[str]) -> list[str]:
        """Keys that are neither in use nor among `ids`: they may leave the file."""
        return [id for id in self._keys if id not in ids and id != self.current]

    @classmethod
    def _write(cls, path: Path, keys: Sequence[bytes], *, fresh: bool) -> Self:
        draft: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, name = tempfile.mkstemp(dir=path.parent)  # 0600 from the start
            draft = Path(name)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.writelines(f"{key.hex()}\n" for key in keys)
                file.flush()
                os.fsync(file.fileno())  # data sealed under a key that is lost are lost
            if fresh:
                os.link(draft, path)  # unlike a rename it fails when somebody was faster
            else:
                draft.replace(path)
        except OSError as error:
            raise KeyringError(f"Không ghi được tệp khóa chủ {path}: {error.strerror}.") from None
        finally:
            if draft is not None:
                draft.unlink(missing_ok=True)
        return cls(keys, path)


def _id(key: bytes) -> str:
    """What the database knows of a master key: enough to name it, nothing to guess it by."""
    return hashlib.sha256(b"baucu master key" + key).hexdigest()[:16]
