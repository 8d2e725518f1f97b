"""A whole log, checked while it is read: every row, the keys in it, every checkpoint, and one from outside.

Rows come in order and in any number of runs; of what was read only the tree's right edge and the streams'
versions are kept. Checkpoints are compared at their size with the one tree that grows: two that hold are
therefore consistent with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from ledger.proof.chain import HANOI, NOT_CANONICAL, Broken, Row, genesis
from ledger.proof.chain import verify as verify_rows
from ledger.proof.checkpoint import DIGITS, Checkpoint, OtherLog, Short, parse, parse_short, short
from ledger.proof.keyring import Keyring
from ledger.proof.merkle import Frontier
from ledger.proof.note import Malformed, NoteError, UnknownKey, Verifier

Paper = Sequence[Verifier]
"""Public keys known from elsewhere."""
LONGEST: Final = 100
"""Characters of a short form; what is longer is a note, or nothing."""


@dataclass(frozen=True)
class Report:
    """A log that holds; `str` says it in one sentence, with everything that was *not* checked."""

    log: str
    events: int
    head: str
    """The last hash, worth keeping elsewhere for the next check."""
    root: str
    checkpoints: int = 0
    newest: Short | None = None
    given: int | None = None
    """Size of the checkpoint from outside that was compared."""
    unvouched: tuple[tuple[str, int], ...] = ()
    """Keys that no earlier key and no paper vouches for, with the position at which the log names them."""

    def __str__(self) -> str:
        parts = [f"{self.events} sự kiện"]
        if self.newest is None:
            parts.append("chưa có điểm kiểm nào nên chỉ chuỗi được kiểm")
        else:
            parts.append(f"{self.checkpoints} điểm kiểm đã ký, mới nhất {self.newest}")
            if after := self.events - self.newest.size:
                parts.append(f"{after} sự kiện sau đó chưa có điểm kiểm")
        if self.given is not None:
            parts.append(f"khớp điểm kiểm đã cho ({self.given} sự kiện)")
        parts += [f"khóa {key} (vị trí {at}) chưa đối chiếu với giấy" for key, at in self.unvouched]
        return f"Sổ {self.log} nguyên vẹn / chain verified: {'; '.join(parts)}."


class Examination:
    """One log under examination.

    `notes` are the checkpoints kept with it, by size; `paper` the public keys known from elsewhere, the log's
    first among them; `given` a checkpoint from elsewhere, as a note or in the short form of the papers.
    Raises Broken where the log does not hold, NoteError when key or checkpoint do not belong to it.
    """

    def __init__(
        self, log: str, notes: Mapping[int, str], paper: Paper = (), given: str | None = None
    ) -> None:
        self.head = genesis(log)
        self._log = log
        self._notes = notes
        self._paper = paper
        self._note = given
        self._given = parse_given(given, log)
        self._tree = Frontier()
        self._keys = Keyring(log)
        self._unvouched: list[tuple[str, int]] = []
        self._held = [0]
        self._newest: Checkpoint | None = None

    def take(self, rows: Iterable[Row]) -> None:
        """Check the rows that follow."""
        verify_rows(self._watched(rows), self.head, self._tree.append)

    def close(self) -> Report:
        """Nothing follows: say what was found, unless something should have followed."""
        size = self.head.position
        if self._paper and not self._keys.terms:
            raise UnknownKey(f"sổ {self._log} chưa có khóa nào để so với khóa đã cho")
        if longer := min((it for it in self._notes if it > size), default=0):
            raise Broken(self._log, size + 1, f"mất phần đuôi: điểm kiểm đã ký có {longer} sự kiện")
        if self._given and self._given.size > size:
            if isinstance(self._given, Checkpoint):
                self._read_given()
            raise Broken(
                self._log,
                size + 1,
                f"thiếu phần đuôi: điểm kiểm đã cho có {self._given.size} sự kiện, ở đây chỉ có {size}",
            )
        return Report(
            log=self._log,
            events=size,
            head=self.head.hash.hex(),
            root=self._tree.root().hex(),
            checkpoints=len(self._notes),
            newest=short(self._newest) if self._newest else None,
            given=self._given.size if self._given else None,
            unvouched=tuple(self._unvouched),
        )

    def _watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        keys, given = f"keys/{self._log}", self._given
        for row in rows:
            yield row  # and when the next is asked for, this one has been verified
            if row.stream == keys:
                self._learn(row)
            if row.position in self._notes:
                self._newest = self._kept(row.position, self._notes[row.position])
            if given and row.position == given.size:
                self._outside(given, row.recorded_at)

    def _learn(self, row: Row) -> None:
        try:
            self._keys.learn(row.position, row.type, orjson.loads(row.body)["data"])
        except (KeyError, TypeError, AttributeError):
            raise Broken(self._log, row.position, NOT_CANONICAL) from None
        if row.type != "KeyIntroduced":
            return
        key = self._keys.terms[-1].key
        if key not in self._paper:
            if self._paper and len(self._keys.terms) == 1:
                known = ", ".join(it.key_id.hex() for it in self._paper)
                raise UnknownKey(
                    f"khóa đã cho ({known}) không phải khóa đầu tiên của sổ {self._log} ({key.key_id.hex()}, "
                    f"vị trí {row.position}): nhầm khóa, hoặc đây là sổ giả"
                )
            self._unvouched.append((key.key_id.hex(), row.position))

    def _kept(self, size: int, note: str) -> Checkpoint:
        """A checkpoint that lies with the log: whatever is wrong with it is wrong with the log."""
        try:
            said = self._keys.read(note)
        except NoteError as error:
            raise Broken(self._log, size, f"điểm kiểm đang giữ không dùng được: {error}") from None
        if said.size != size:
            raise Broken(self._log, size, f"ở chỗ điểm kiểm {size} là điểm kiểm cũ {said.size}")
        self._compare(said, "điểm kiểm đã ký")
        return said

    def _outside(self, given: Checkpoint | Short, recorded_at: datetime) -> None:
        if isinstance(given, Checkpoint):
            self._compare(self._read_given(), "điểm kiểm đã cho")
            return
        if given.digits != self._tree.root().hex()[:DIGITS]:
            raise self._differs(given.size, "dấu sổ trên giấy")
        if given.day != (day := recorded_at.astimezone(HANOI).date()):
            raise Malformed(f"dấu sổ «{given}» sai ngày, phải là {day:%d/%m/%Y}")
        self._held.append(given.size)

    def _compare(self, said: Checkpoint, what: str) -> None:
        found = (self._tree.root(), self.head.hash, self.head.recorded_at)
        if found != (said.root, said.chain, said.recorded_at):
            raise self._differs(said.size, what)
        self._held.append(said.size)

    def _read_given(self) -> Checkpoint:
        return self._keys.read(self._note or "")

    def _differs(self, size: int, what: str) -> Broken:
        good = max(it for it in self._held if it < size)
        return Broken(self._log, good + 1, f"từ đây đến vị trí {size} sổ khác với {what}")


def keys(text: str) -> tuple[Verifier, ...]:
    """Public keys as they are handed out, one a line; Malformed when there is none."""
    found = tuple(Verifier.parse(line) for line in text.splitlines() if line.strip())
    if not found:
        raise Malformed("tệp khóa công khai trống")
    return found


def parse_given(given: str | None, log: str = "") -> Checkpoint | Short | None:
    """A checkpoint from elsewhere, nothing of it believed: a note, or the short form."""
    if given is None:
        return None
    if "\n" not in given.strip() and len(given) < LONGEST:
        mark = parse_short(given.strip())
        if mark.size < 1:
            raise Malformed(f"dấu sổ «{mark}» không phải của sổ nào: số sự kiện phải từ 1")
        return mark
    found = parse(given)
    if log and found.log != log:
        raise OtherLog(f"điểm kiểm đã cho của sổ {found.log}, không phải của sổ {log}")
    return found
