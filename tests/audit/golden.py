"""A kept stream of every procedure: `python -m tests.audit.golden` adds what is missing and replaces nothing.

They are the streams of the machine's small elections (tests/domain/machine/story.py), which take every
procedure of the register through its acts. A stream bears the name of the procedure it was kept for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from domain.command import Act
from domain.event import Meta, Recorded
from domain.person.commands import TakePlace
from domain.procedure import Procedure, fold
from domain.register import PROCEDURES
from domain.stream import parse
from ledger import canonical
from ledger.canonical import Row, body_hash, chain_hash, leaf_hash
from ledger.export.jsonl import line
from ledger.store import decode
from tests.audit.keep import FOLDER, SCHEMA, described
from tests.domain.machine.story import SETTING, worlds

SETTINGS: Final = tuple(SETTING)


def moves(procedure: Procedure[Any], rows: Sequence[Recorded]) -> bool:
    """Whether the procedure has something to say of these events."""
    return bool(fold(procedure, [row.event for row in rows]) != procedure.initial())


def told(election: str) -> Mapping[str, Sequence[Recorded]]:
    """The streams of one story; a person of it asks for two places, which the story has no need of."""
    world, setting = worlds(election)[-1].copy(), SETTING[election]
    person = world.stream("person", "p20")
    for code, ballot, unit in (("x8", "na", "BK"), ("x9", "commune", "BK-01")):
        if ballot != "na" or not setting.supplementary:
            command = TakePlace.model_validate({"candidacy": code, "ballot": ballot, "unit": unit})
            by = Act(actor="u1", body="committee", unit=unit, legal_at=setting.at(-80, 9))
            world.give(person, command, by)
    return world.rows


def richest(procedure: Procedure[Any]) -> Sequence[Recorded]:
    """The stream of the stories on which the most events move the procedure's state."""
    found: list[Sequence[Recorded]] = [
        rows
        for election in SETTINGS
        for name, rows in told(election).items()
        if parse(name).kind == procedure.kind
    ]
    return max(found, key=lambda rows: (_moved(procedure, rows), -len(rows)), default=())


def _moved(procedure: Procedure[Any], rows: Sequence[Recorded]) -> int:
    state, moved = procedure.initial(), 0
    for row in rows:
        after = procedure.evolve(state, row.event)
        moved += after != state
        state = after
    return moved


def written(rows: Sequence[Recorded]) -> Iterator[str]:
    """The lines of a stream as an export has them, in a log of their own."""
    before = bytes(32)
    for number, row in enumerate(rows, start=1):
        meta = Meta(
            actor=row.meta.actor,
            body=row.meta.body,
            unit=row.meta.unit,
            article=row.meta.article,
            law="A",
            mode="rehearsal",
            command=row.meta.command,
            digest="kept",
            causation=row.meta.causation,
        )
        id = UUID(str(row.event_id))
        text = canonical.body(row.stream, number, id, row.event, meta, row.legal_at)
        leaf = leaf_hash(number, row.legal_at, body_hash(text))
        kept = Row(
            log=row.log,
            position=number,
            stream=row.stream,
            version=number,
            event_id=id,
            type=row.type,
            schema=row.schema_version,
            body=text,
            legal_at=row.legal_at,
            recorded_at=row.legal_at,
            body_hash=body_hash(text),
            leaf_hash=leaf,
            prev_hash=before,
            hash=chain_hash(before, leaf),
        )
        before = kept.hash
        yield line(kept).decode().rstrip("\n")


def read(path: Path) -> list[Recorded]:
    """A kept stream as today's program reads it."""
    found = []
    for text in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(text)
        body = told["body"]
        row = Row(
            log=parse(body["stream"]).election,
            position=told["position"],
            stream=body["stream"],
            version=body["version"],
            event_id=UUID(body["event_id"]),
            type=body["type"],
            schema=body["schema"],
            body=canonical.encode(body),
            legal_at=datetime.fromisoformat(body["legal_at"]),
            recorded_at=datetime.fromisoformat(told["recorded_at"]),
            body_hash=bytes(32),
            leaf_hash=bytes(32),
            prev_hash=bytes(32),
            hash=bytes(32),
        )
        found.append(decode(row))
    return found


def keep(missing: Mapping[str, Procedure[Any]]) -> None:
    """One stream may be the richest of several procedures: it is kept once."""
    seen: set[str] = set()
    for name, procedure in missing.items():
        rows = richest(procedure)
        path = FOLDER / f"{name}-{SCHEMA}.jsonl"
        if path.exists() or not rows or rows[0].stream in seen:
            continue
        seen.add(rows[0].stream)
        path.write_text("\n".join(written(rows)) + "\n", encoding="utf-8")
        state = json.dumps(described(rows[0].stream, rows), ensure_ascii=False, indent=1, sort_keys=True)
        path.with_suffix(".state").write_text(state + "\n", encoding="utf-8")
        sys.stdout.write(f"{path.name}: {rows[0].stream}, {len(rows)} events\n")


if __name__ == "__main__":
    there = [read(path) for path in sorted(FOLDER.glob("*.jsonl"))]
    keep(
        {
            each.name: each
            for each in PROCEDURES
            if not any(parse(rows[0].stream).kind == each.kind and moves(each, rows) for rows in there)
        }
    )
