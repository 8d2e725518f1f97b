"""A witness: keeps the last checkpoint it saw of one log, and will not be told another story.

It needs the feed and the log's public key, no database and no network; whoever mistrusts the operator runs it
where the operator has no power. The state is one file: the last checkpoint it accepted, with its own
signature under that of the log if it has a key (C2SP cosignature/v1), to be held against the log by anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ledger.feed import LATEST, successions
from ledger.proof import note
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import Checkpoint, OtherLog, read
from ledger.proof.note import Verifier
from ledger.signer import Signer


class Witness:
    """One witness of one epoch of one log; `cosigner` signs what was accepted."""

    def __init__(self, state: Path, keys: Sequence[Verifier], cosigner: Signer | None = None) -> None:
        self._state = state
        self._keys = keys
        self._cosigner = cosigner

    def known(self) -> Checkpoint | None:
        """The checkpoint accepted last; NoteError when the state file is spoilt."""
        try:
            return read(self._state.read_text(encoding="utf-8"), self._keys)
        except FileNotFoundError:
            return None

    def look(self, folder: Path, now: int) -> Checkpoint:
        """Accept the newest checkpoint of the folder of an epoch, and remember it.

        Broken when it does not continue the one accepted last: the log was forked, cut or rewritten.
        NoteError for what cannot be read or is signed by no known key. Nothing is remembered then. The first
        look believes what it finds: compare it with the paper. `now` is in seconds since 1970.
        """
        text = (folder / LATEST).read_text(encoding="utf-8")
        newest, known = read(text, self._keys), self.known()
        if known is not None:
            self._compare(folder, known, newest)
        if known is None or newest.size > known.size:
            self._remember(text, now)
        return newest

    def _compare(self, folder: Path, known: Checkpoint, newest: Checkpoint) -> None:
        if newest.origin != known.origin:
            raise OtherLog(
                f"điểm kiểm mới của {newest.origin}, bên chứng kiến đang giữ của {known.origin}: "
                "sổ khác, hoặc kỳ mới sau một lần khôi phục; xem sự kiện đó rồi bắt đầu bằng tệp --state mới"
            )
        if newest.size < known.size:
            what = f"sổ lùi lại: đã thấy {known.size} sự kiện, nay công bố {newest.size}"
            raise Broken(known.log, newest.size + 1, what)
        if newest.size == known.size:
            if newest.root != known.root:
                raise Broken(known.log, 1, f"sổ phân nhánh: hai gốc cây khác nhau ở cùng cỡ {known.size}")
            return
        self._follow(folder, known, newest)

    def _follow(self, folder: Path, known: Checkpoint, newest: Checkpoint) -> None:
        """From checkpoint to checkpoint, each by the proof that it continues the one before."""
        at = known
        for step in successions(folder, known.size):
            head = read(step.note, self._keys)
            if head.origin != known.origin or step.old != at.size or not step.holds(at.root):
                raise Broken(
                    known.log,
                    at.size + 1,
                    f"sổ phân nhánh: điểm kiểm {head.size} không tiếp nối điểm kiểm {at.size} đã thấy",
                )
            at = head
        if (at.size, at.root) != (newest.size, newest.root):
            raise Broken(
                known.log,
                at.size + 1,
                f"điểm kiểm {newest.size} không kèm chứng minh tiếp nối điểm kiểm {at.size} đã thấy",
            )

    def _remember(self, text: str, now: int) -> None:
        if self._cosigner is not None:
            text += str(self._cosigner.sign(note.parse(text).text, now))
        draft = self._state.with_name(f".{self._state.name}.draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self._state)
