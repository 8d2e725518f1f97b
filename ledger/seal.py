"""Making checkpoints: look at everything that is new, sign what holds, keep the note.

Nothing is signed unseen. From the last checkpoint on every body is hashed again and every link of the chain
is checked; what lies before it must still have the root that was signed. So a row that was changed is never
signed, whoever changed it, and two checkpoints of one log never contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg
import orjson

from ledger.connection import persist
from ledger.proof.chain import Broken, Head, Row, body_hash, genesis, leaf_hash, verify
from ledger.proof.checkpoint import Checkpoint, parse
from ledger.proof.evidence import Inclusion, Succession
from ledger.proof.keyring import Keyring
from ledger.proof.note import NoteError
from ledger.signer import Signer, find, seal
from ledger.store import Store
from ledger.tree import Tree

_LEAVES: Final = "SELECT leaf_hash FROM ledger.event WHERE log = $1 AND position <= $2 ORDER BY position"
_VERSIONS: Final = """
SELECT stream, max(version) AS version FROM ledger.event WHERE log = $1 AND position <= $2 GROUP BY stream
"""
# Names of our own columns; nothing else is put into a statement.
_COLUMNS: Final = ", ".join(Row._fields)
_ROWS: Final = f"""
SELECT {_COLUMNS} FROM ledger.event
 WHERE log = $1 AND stream = $2 AND position <= $3 ORDER BY version
"""  # nosec B608
_NOTES: Final = "SELECT note FROM ledger.checkpoint WHERE log = $1 AND size > $2 ORDER BY size"
_NEWEST: Final = "SELECT note FROM ledger.checkpoint WHERE log = $1 ORDER BY size DESC LIMIT 1"
_KEEP: Final = "SELECT ledger.add_checkpoint($1, $2, $3, $4, $5)"

STATEMENTS: Final = (_LEAVES, _VERSIONS, _ROWS, _NOTES, _NEWEST, _KEEP)


class Unsealed(RuntimeError):
    """There is no key to sign with; the sentence says which, and what to do."""


@dataclass
class _Seen:
    """What this process has verified of a log."""

    head: Head
    tree: Tree
    keys: Keyring
    mode: str
    newest: str = ""
    """The last note that was kept."""

    def take(self, rows: list[Row]) -> None:
        """Verify the rows that follow, and learn the keys among them."""
        verify(rows, self.head, self.tree.append)
        for row in rows:
            self.learn(row)

    def learn(self, row: Row) -> None:
        """An event about keys; its body must be the one under the leaf."""
        if row.stream != f"keys/{self.keys.log}":
            return
        if leaf_hash(row.position, row.recorded_at, body_hash(row.body)) != self.tree.leaf(row.position - 1):
            raise Broken(row.log, row.position, "nội dung (body) không khớp lá đã ký")
        self.keys.learn(row.position, row.type, orjson.loads(row.body)["data"])


class Sealer:
    """Makes the checkpoints of all logs of a database, with the private keys in a folder.

    Several may work at once: they sign the same, and one note of each size is kept.
    """

    def __init__(self, pool: asyncpg.Pool, keys: Path) -> None:
        self.store = Store(pool)
        self._keys = keys
        self._seen: dict[str, _Seen] = {}

    async def pending(self, log: str) -> int:
        """Events that no checkpoint covers yet."""
        head = await self.store.head(log)
        note = await newest(self.store.pool, log)
        return head - (parse(note).size if note else 0)

    async def seal(self, log: str) -> Checkpoint:
        """Sign the log as it is now; without new events it is the last checkpoint again.

        Raises Broken when the record does not hold, Unsealed when there is no key to sign with, LookupError
        for a log without events.
        """
        try:
            seen = await self._look(log)
        except BaseException:
            self._seen.pop(log, None)  # half seen is not seen
            raise
        if seen.head.recorded_at is None:
            raise LookupError(f"sổ {log} chưa có sự kiện nào")
        if seen.newest and parse(seen.newest).size == seen.head.position:
            return parse(seen.newest)
        signer = self._signer(log, seen.keys)
        made = Checkpoint(
            origin=seen.keys.origin(seen.head.position),
            size=seen.head.position,
            root=seen.tree.root(),
            chain=seen.head.hash,
            recorded_at=seen.head.recorded_at,
            mode=seen.mode,
        )
        note = seal(made, signer)
        values = (log, made.size, made.root, made.chain, note)
        kept = await persist(lambda: self.store.pool.fetchval(_KEEP, *values))
        # Nothing came back: somebody is ahead, and theirs covers ours.
        seen.newest = kept or await newest(self.store.pool, log) or note
        return parse(seen.newest)

    async def successions(self, log: str, old: Checkpoint | None) -> list[Succession]:
        """The kept checkpoints of this epoch that follow `old`, each with the proof from the one before."""
        seen = await self._look(log)
        if not seen.keys.terms:
            return []
        origin = seen.keys.origin(seen.head.position)
        size = after = old.size if old and old.origin == origin else 0
        found = []
        for row in await persist(lambda: self.store.pool.fetch(_NOTES, log, after)):
            head = parse(row["note"])
            if head.origin == origin and head.size <= seen.tree.size:
                found.append(Succession(size, tuple(seen.tree.consistency(size, head.size)), row["note"]))
                size = head.size
        return found

    async def prove(self, log: str, position: int) -> Inclusion:
        """Proof that the event is under the newest checkpoint; LookupError while none covers it."""
        seen = await self._look(log)
        head = parse(seen.newest) if seen.newest else None
        if head is None or not 1 <= position <= head.size:
            raise LookupError(f"sổ {log}: chưa có điểm kiểm nào bao gồm vị trí {position}")
        return Inclusion(position - 1, tuple(seen.tree.inclusion(position - 1, head.size)), seen.newest)

    async def _look(self, log: str) -> _Seen:
        seen = self._seen.get(log)
        if seen is None:
            seen = self._seen[log] = await self._begin(log)
        while rows := await self.store.rows(log, seen.head.position):
            seen.take(rows)
        return seen

    async def _begin(self, log: str) -> _Seen:
        """What the last checkpoint says, believed only after its key and its root have been checked."""
        seen = _Seen(genesis(log), Tree(), Keyring(log), await self.store.mode())
        note = await newest(self.store.pool, log)
        if note is None:
            return seen
        said = parse(note)
        pool = self.store.pool
        for row in await persist(lambda: pool.fetch(_LEAVES, log, said.size)):
            seen.tree.append(row["leaf_hash"])
        last = await self.store.rows(log, said.size - 1, 1)
        if seen.tree.root() != said.root or not last or last[0].hash != said.chain:
            raise await self._blame(log, seen.tree)
        for row in await persist(lambda: pool.fetch(_ROWS, log, f"keys/{log}", said.size)):
            seen.learn(Row(*row))
        try:
            seen.keys.read(note)
        except NoteError as error:
            raise Broken(log, said.size, f"điểm kiểm đang giữ không dùng được: {error}") from None
        versions = await persist(lambda: pool.fetch(_VERSIONS, log, said.size))
        seen.head = Head(
            said.size, said.chain, said.recorded_at, {it["stream"]: it["version"] for it in versions}
        )
        seen.newest = note
        return seen

    async def _blame(self, log: str, tree: Tree) -> Broken:
        """Where a record that is not the signed one begins to differ."""
        head = genesis(log)
        try:
            async for rows in self.store.pages(log):
                verify(rows, head)
        except Broken as broken:
            return broken
        good = 0
        for row in await persist(lambda: self.store.pool.fetch(_NOTES, log, 0)):
            said = parse(row["note"])
            if tree.size < said.size:
                return Broken(log, tree.size + 1, f"mất phần đuôi: điểm kiểm đã ký có {said.size} sự kiện")
            if tree.root(said.size) != said.root:
                return Broken(log, good + 1, f"từ đây đến vị trí {said.size} sổ khác với điểm kiểm đã ký")
            good = said.size
        return Broken(log, head.position, "sự kiện cuối khác với điểm kiểm đã ký")

    def _signer(self, log: str, keys: Keyring) -> Signer:
        key = keys.current
        if key is None:
            raise Unsealed(f"Sổ {log} không có khóa ký nào đang dùng; tạo khóa bằng «baucu keys new {log}».")
        signer = find(self._keys, key)
        if signer is None:
            raise Unsealed(
                f"Khóa bí mật {key.key_id.hex()} của sổ {log} không có trong {self._keys}; "
                f"chép tệp khóa về đó, hoặc báo mất bằng «baucu keys lost {log}»."
            )
        return signer


async def newest(pool: asyncpg.Pool, log: str) -> str | None:
    """The last checkpoint kept for a log, as signed; None when there is none."""
    found: str | None = await persist(lambda: pool.fetchval(_NEWEST, log))
    return found
