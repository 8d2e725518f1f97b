"""Which key speaks for a log at which size: learnt from the log itself, beginning with a key given on paper.

The record says which key was introduced, rotated, lost or retired (`domain.keys`). A key that holds from
position p on may sign checkpoints of p events and more, until the position at which it ends: what a lost key
signs of a larger log counts for nothing. The key's own event is thus under every checkpoint it signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ledger.proof import note
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import Checkpoint, OtherLog, read, split
from ledger.proof.checkpoint import origin as origin_of
from ledger.proof.note import BadSignature, NoteError, UnknownKey, Verifier


@dataclass
class Term:
    """A key and the sizes of the log for which it speaks: from `since`, and below `until` if that is set."""

    key: Verifier
    since: int
    until: int | None = None
    lost: bool = False


class Keyring:
    """The keys of one log. `paper` is its first key as given outside; without it the record is believed."""

    def __init__(self, log: str, paper: Verifier | None = None) -> None:
        self.log = log
        self.terms: list[Term] = []
        self.restores: list[int] = []
        """Positions of the restores that began a new epoch."""
        self._paper = paper

    @property
    def current(self) -> Verifier | None:
        """The key that signs now."""
        return self.terms[-1].key if self.terms and self.terms[-1].until is None else None

    def learn(self, position: int, type: str, data: Mapping[str, Any]) -> None:
        """Take in an event of the stream `keys/LOG`; other types pass. Broken when it may not be believed."""
        try:
            match type:
                case "KeyIntroduced":
                    self._introduce(position, Verifier.parse(data["key"]))
                case "KeyRotated":
                    key = Verifier.parse(data["key"])
                    self._check_endorsement(key, data["endorsement"])
                    self._end(position, data["old"])
                    self.terms.append(Term(key, position))
                case "KeyLost" | "KeyRetired":
                    self._end(position, data["key_id"], lost=type == "KeyLost")
                case "RecordRestored":
                    self.restores.append(position)
        except NoteError as error:
            raise Broken(self.log, position, str(error)) from None

    def at(self, size: int) -> Verifier | None:
        """The key that speaks for the log of this size."""
        for term in self.terms:
            if term.since <= size and (term.until is None or size < term.until):
                return term.key
        return None

    def origin(self, size: int) -> str:
        """The origin of a checkpoint of this size, by the name of its key and the restores before it."""
        if not self.terms:
            raise UnknownKey(f"sổ {self.log} chưa từng có khóa ký")
        authority = split(self.terms[0].key.name)[0]  # the same for all its keys
        return origin_of(authority, self.log, 1 + sum(position <= size for position in self.restores))

    def read(self, text: str) -> Checkpoint:
        """Read and verify a checkpoint by the key that spoke for the log at its size; NoteError if not."""
        found = read(text, [term.key for term in self.terms], self.log)
        by = {signer.key_id for signer in note.verify(note.parse(text), [term.key for term in self.terms])}
        key = self.at(found.size)
        if key is None or key.key_id not in by:
            raise UnknownKey(
                f"điểm kiểm {found.size} do khóa {', '.join(sorted(it.hex() for it in by))} ký, "
                f"khóa này không có hiệu lực ở cỡ đó{self._why(by)}"
            )
        if found.origin != self.origin(found.size):
            raise OtherLog(
                f"điểm kiểm {found.size} mang nguồn {found.origin}, "
                f"sổ này ở cỡ đó là {self.origin(found.size)}: "
                "nó thuộc phần đã mất trong một lần khôi phục, hoặc thuộc sổ khác"
            )
        return found

    def _introduce(self, position: int, key: Verifier) -> None:
        self._check_name(key)
        if self.current:
            raise UnknownKey("đưa khóa mới vào khi khóa cũ còn hiệu lực mà không có chữ ký của khóa cũ")
        if self._paper and not self.terms and key != self._paper:
            raise UnknownKey(
                f"khóa đầu tiên trong sổ ({key.key_id.hex()}) không phải khóa đã công bố "
                f"({self._paper.key_id.hex()})"
            )
        self.terms.append(Term(key, position))

    def _check_endorsement(self, key: Verifier, endorsement: str) -> None:
        old = self.current
        if old is None:
            raise UnknownKey("đổi khóa khi không có khóa nào đang hiệu lực")
        self._check_name(key)
        signed = note.parse(endorsement)
        note.verify(signed, [old])
        if signed.text != rotation(old, key):
            raise BadSignature("chữ ký đổi khóa của khóa cũ là cho một khóa khác")

    def _check_name(self, key: Verifier) -> None:
        name = self.terms[0].key.name if self.terms else key.name
        if key.kind != note.LOG or key.name != name or split(name)[1] != self.log:
            raise OtherLog(f"khóa {key.name} không phải của sổ {self.log}")

    def _end(self, position: int, key_id: str, *, lost: bool = False) -> None:
        if self.current is None or self.current.key_id.hex() != key_id:
            raise UnknownKey(f"khóa {key_id} không phải khóa đang hiệu lực")
        self.terms[-1].until, self.terms[-1].lost = position, lost

    def _why(self, by: set[bytes]) -> str:
        lost = [term for term in self.terms if term.lost and term.key.key_id in by]
        return f" (đã báo mất ở vị trí {lost[0].until})" if lost else ""


def rotation(old: Verifier, new: Verifier) -> str:
    """What the old key signs so that the new one follows it; no checkpoint can be read like this."""
    return f"baucu key rotation\n{old}\n{new}\n"
