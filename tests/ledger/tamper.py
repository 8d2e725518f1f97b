"""What somebody with every right does to a record: changes of rows and checkpoints, and where they go."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from ledger.canonical import Row, body_hash, chain_hash, genesis, leaf_hash
from ledger.export.bundle import line
from ledger.proof.chain import MICROSECOND
from ledger.proof.checkpoint import parse


@dataclass(frozen=True)
class Copy:
    """A record as it can be changed: rows in order, checkpoints by size."""

    rows: tuple[Row, ...]
    notes: Mapping[int, str]

    def with_rows(self, rows: Iterable[Row]) -> Copy:
        return replace(self, rows=tuple(sorted(rows, key=lambda row: row.position)))

    def with_notes(self, notes: Mapping[int, str]) -> Copy:
        return replace(self, notes=notes)

    def altered(self, at: int, old: str, new: str) -> Copy:
        """Another text in one body, and nothing else."""
        assert old in self.rows[at - 1].body
        return self.with_rows(
            row._replace(body=row.body.replace(old, new, 1)) if row.position == at else row
            for row in self.rows
        )

    def swapped(self, one: int, other: int) -> Copy:
        """Two events in each other's place."""
        moved = {one: other, other: one}
        return self.with_rows(
            row._replace(position=moved.get(row.position, row.position)) for row in self.rows
        )

    def dropped(self, at: int) -> Copy:
        return self.with_rows(row for row in self.rows if row.position != at)

    def closed_up(self) -> Copy:
        """Positions without a gap again."""
        return self.with_rows(row._replace(position=number) for number, row in enumerate(self.rows, 1))

    def cut(self, after: int) -> Copy:
        """Without the tail; the checkpoints stay."""
        return self.with_rows(row for row in self.rows if row.position <= after)

    def forgetting(self, after: int) -> Copy:
        """Without the checkpoints of more events."""
        return self.with_notes({size: note for size, note in self.notes.items() if size <= after})

    def inserted(self, at: int, code: str = "") -> Copy:
        """One more event before what was at this position, like it but for its id, or in a new stream."""
        model = self.rows[at - 1]
        if code:
            stream = f"area/{model.log}/{code}"
            body = model.body.replace(model.stream, stream).replace(
                f'"version":{model.version}}}', '"version":1}'
            )
            model = model._replace(stream=stream, version=1, body=body)
        forged = UUID(int=model.event_id.int ^ 1)
        new = model._replace(
            event_id=forged,
            body=model.body.replace(str(model.event_id), str(forged)),
            recorded_at=model.recorded_at - MICROSECOND,
        )
        later = (row._replace(position=row.position + 1) for row in self.rows[at - 1 :])
        return self.with_rows((*self.rows[: at - 1], new, *later))

    def rehashed(self, start: int = 1) -> Copy:
        """Fresh hashes from this place on, as the database would compute them."""
        rows, previous = [], genesis(self.rows[0].log).hash
        for number, row in enumerate(self.rows, 1):
            if number >= start:
                digest = body_hash(row.body)
                leaf = leaf_hash(row.position, row.recorded_at, digest)
                row = row._replace(
                    body_hash=digest, leaf_hash=leaf, prev_hash=previous, hash=chain_hash(previous, leaf)
                )
            rows.append(row)
            previous = row.hash
        return self.with_rows(rows)

    def later(self, at: int) -> Copy:
        """Another moment of recording."""
        moved = timedelta(microseconds=1)
        return self.with_rows(
            row._replace(recorded_at=row.recorded_at + moved) if row.position == at else row
            for row in self.rows
        )


async def read(connection: asyncpg.Connection | asyncpg.Pool, log: str) -> Copy:
    columns = ", ".join(Row._fields)
    rows = await connection.fetch(f"SELECT {columns} FROM ledger.event WHERE log = $1 ORDER BY position", log)
    notes = await connection.fetch("SELECT size, note FROM ledger.checkpoint WHERE log = $1", log)
    return Copy(tuple(Row(*row) for row in rows), {row["size"]: row["note"] for row in notes})


async def write(superuser: asyncpg.Connection, copy: Copy) -> None:
    """Put the copy in the place of the record; the triggers must be off."""
    log = copy.rows[0].log
    await superuser.execute("ALTER TABLE ledger.event DROP CONSTRAINT IF EXISTS event_log_stream_version_key")
    await superuser.execute("DELETE FROM ledger.event WHERE log = $1", log)
    await superuser.copy_records_to_table(
        "event", schema_name="ledger", columns=Row._fields, records=[tuple(row) for row in copy.rows]
    )
    await superuser.execute("DELETE FROM ledger.checkpoint WHERE log = $1", log)
    for size, note in copy.notes.items():
        await superuser.execute(
            "INSERT INTO ledger.checkpoint (log, size, root, note) VALUES ($1, $2, $3, $4)",
            *(log, size, parse(note).root, note),
        )


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, files: Mapping[str, bytes], told: Mapping[str, object] | None = None) -> Path:
    """A bundle of these members, with the manifest that fits them, or that one."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            if name != "manifest.json":
                archive.writestr(name, data)
        manifest = told or fitting(files)
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def fitting(files: Mapping[str, bytes]) -> dict[str, object]:
    """The manifest of these members: who changes a bundle can change it too."""
    told = json.loads(files["manifest.json"])
    digests = {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"
    }
    events = sum(data.count(b"\n") for name, data in files.items() if name.startswith("events/"))
    return {**told, "members": digests, "events": events}


def bundled(copy: Copy, model: Mapping[str, bytes], page: int = 5) -> dict[str, bytes]:
    """The members of a bundle of this copy; all that is not of the record is taken from `model`."""
    files = {name: data for name, data in model.items() if not name.startswith(("events/", "checkpoints/"))}
    for size, note in copy.notes.items():
        files[f"checkpoints/{size:012}.checkpoint"] = note.encode()
    for start in range(0, len(copy.rows), page):
        rows = copy.rows[start : start + page]
        files[f"events/{start + 1:012}.tsv"] = b"".join(map(line, rows))
    return files
