"""What was ever written can be read: kept bodies and streams of every schema, and what links schemas."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import orjson
import pytest

from domain.event import EVENTS, Event, Recorded
from domain.procedure import Procedure
from domain.register import PROCEDURES
from domain.stream import KINDS, parse
from ledger import dictionary, upcast
from ledger.canonical import Row, body_hash, encode, leaf_hash
from ledger.execute import Ledger
from ledger.store import decode
from ledger.upcast import UPCASTERS, check
from tests.audit.golden import moves, read
from tests.audit.keep import FOLDER, PAGE, described
from tests.cli.conftest import call as cli
from tests.conftest import Database
from tests.ledger.draft import draft
from tests.ledger.toy import ELECTION, LOG, CallToy, ToyAdded, area, call, procedure_of_toy
from workers.settings import CHECKOUT

BODIES = sorted(FOLDER.glob("*.json"))
STREAMS = sorted(FOLDER.glob("*.jsonl"))
NOTHING = bytes(32)


def row(body: str, position: int = 1, recorded_at: str = "2021-05-24T00:00:00+07:00") -> Row:
    """A row around a body; the chain is not what these tests are about."""
    told = orjson.loads(body)
    return Row(
        log=parse(told["stream"]).election,
        position=position,
        stream=told["stream"],
        version=told["version"],
        event_id=UUID(told["event_id"]),
        type=told["type"],
        schema=told["schema"],
        body=body,
        legal_at=datetime.fromisoformat(told["legal_at"]),
        recorded_at=datetime.fromisoformat(recorded_at),
        body_hash=NOTHING,
        leaf_hash=NOTHING,
        prev_hash=NOTHING,
        hash=NOTHING,
    )


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_type_of_today_and_every_schema_before_it_has_a_kept_body() -> None:
    """Missing one: `python -m tests.audit.keep` (a type that no election had yet goes into its RARE)."""
    wanted = {
        f"{kind.__name__}-{schema}"
        for kind in dictionary.kinds()
        for schema in range(1, kind.schema_version + 1)
    }
    assert {path.stem for path in BODIES} == wanted


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_a_kept_body_is_read_as_an_event_of_today(path: Path) -> None:
    body = path.read_text(encoding="utf-8").rstrip("\n")
    told = json.loads(body)
    assert encode(told) == body
    event = decode(row(body)).event
    if told["schema"] == type(event).schema_version:
        # Nothing was dropped or renamed without a new schema; a field that came later has its default.
        read = json.loads(encode(event))
        assert {name: read.get(name) for name in told["data"]} == told["data"]


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_a_field_of_the_dictionary_is_in_every_body_since_the_schema_it_names(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    (entry,) = [each for each in dictionary.events() if each.name == told["type"]]
    assert {part.name for part in entry.fields if part.since <= told["schema"]} <= set(told["data"])


def within(kept: Any, found: Any) -> Any:
    """What was found, without the fields a state has gained since; they say nothing of what was recorded."""
    match kept, found:
        case dict(), dict():
            return {name: within(kept.get(name), held) for name, held in found.items() if name in kept}
        case list(), list() if len(kept) == len(found):
            return [within(old, new) for old, new in zip(kept, found, strict=True)]
        case _:
            return found


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_a_kept_stream_comes_to_the_state_it_came_to_then(path: Path) -> None:
    recorded: list[Recorded] = []
    for each in lines(path):
        body = encode(each["body"])
        leaf = leaf_hash(each["position"], datetime.fromisoformat(each["recorded_at"]), body_hash(body))
        assert leaf.hex() == each["leaf_hash"]
        recorded.append(decode(row(body, each["position"], each["recorded_at"])))
    assert [it.version for it in recorded] == list(range(1, len(recorded) + 1))
    kept = json.loads(path.with_suffix(".state").read_text())
    assert within(kept, described(recorded[0].stream, recorded)) == kept


def test_streams_of_every_kind_are_kept() -> None:
    assert {parse(lines(path)[0]["body"]["stream"]).kind for path in STREAMS} == set(KINDS)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.name)
def test_every_procedure_has_a_kept_stream_that_says_something_to_it(procedure: Procedure[Any]) -> None:
    """Missing one: `python -m tests.audit.golden`."""
    kept = [rows for rows in map(read, STREAMS) if parse(rows[0].stream).kind == procedure.kind]
    assert any(moves(procedure, rows) for rows in kept)


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_a_procedure_that_reads_an_event_otherwise_is_noticed(path: Path) -> None:
    """An incompatible change: what moved the state last is passed over."""
    rows = read(path)
    stream = parse(rows[0].stream)
    kept = json.loads(path.with_suffix(".state").read_text())
    telling = [
        procedure.name
        for procedure in PROCEDURES
        if procedure.kind == stream.kind and moves(procedure, rows)
        for blind in [rows[-1 - _last(procedure, rows)].type]
        if within(kept, described(rows[0].stream, [it for it in rows if it.type != blind])) != kept
    ]
    assert telling


def _last(procedure: Procedure[Any], rows: list[Recorded]) -> int:
    """How many events at the end of a stream do not move the state."""
    states = [procedure.initial()]
    for it in rows:
        states.append(procedure.evolve(states[-1], it.event))
    return next(n for n in range(len(rows)) if states[-1 - n] != states[-2 - n])


def test_a_hole_in_the_chain_of_upcasters_stops_the_program() -> None:
    check({"A": 1, "B": 3}, [("B", 1), ("B", 2)])
    with pytest.raises(LookupError, match="B has no upcaster from schema 2 to 3"):
        check({"A": 1, "B": 3}, [("B", 1)])
    with pytest.raises(LookupError, match="A from schema 1 leads nowhere"):
        check({"A": 1}, [("A", 1)])
    check({kind.__name__: kind.schema_version for kind in dictionary.kinds()}, UPCASTERS)
    raised = "from domain.contest.events import RerunHeld as it; it.schema_version = 2; import ledger.store"
    done = subprocess.run([sys.executable, "-c", raised], cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "LookupError: RerunHeld has no upcaster from schema 1 to 2" in done.stderr


class ToyRenamed(Event):
    """A toy event whose schema has changed twice: `total` was split in two, then `note` came."""

    schema_version: ClassVar[int] = 3
    title: ClassVar[str] = "Đổi thử"
    men: int
    women: int
    note: str


def _split(data: dict[str, Any]) -> dict[str, Any]:
    return {"men": data["total"], "women": 0}


def _noted(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "note": "(chưa ghi)"}


async def test_an_old_event_in_the_database_is_read_through_two_upcasters_and_its_body_stays(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(upcast.UPCASTERS, ("ToyRenamed", 1), _split)
    monkeypatch.setitem(upcast.UPCASTERS, ("ToyRenamed", 2), _noted)
    async with Ledger.open(database.app, procedure_of_toy) as ledger:
        await ledger.execute(ELECTION, CallToy(), call())
        old = {**json.loads(draft(area(), 1, "old")), "type": "ToyRenamed", "data": {"total": 7}}
        rows = await ledger.store.pool.fetch(
            "SELECT outcome FROM ledger.append($1, $2, $3)", LOG, [encode(old)], [1]
        )
        assert [each["outcome"] for each in rows] == ["appended"]
        (read,) = (await ledger.store.read([area()]))[area()]
        assert read.event == ToyRenamed(men=7, women=0, note="(chưa ghi)")
        assert read.schema_version == 1
        assert (await ledger.store.rows(LOG, 1, 1))[0].body == encode(old)


def test_an_event_of_a_newer_program_is_refused_with_what_to_do() -> None:
    body = json.loads(draft(area(), 1, "new"))
    with pytest.raises(LookupError, match="recorded with schema 9, this program knows 1: upgrade it"):
        decode(row(encode({**body, "schema": 9})))
    assert ToyAdded.schema_version == 1


def test_the_page_of_events_is_what_the_code_says() -> None:
    """Not so: `python -m tests.audit.keep`, or `./baucu audit dictionary > docs/events.md`."""
    assert PAGE.read_text(encoding="utf-8") == dictionary.markdown()


def test_every_field_in_the_dictionary_has_a_meaning() -> None:
    entries = [*dictionary.events(), *dictionary.values()]
    assert [(it.name, part.name) for it in entries for part in it.fields if not part.meaning] == []
    assert all(entry.meaning for entry in entries)


def test_an_event_without_an_article_says_so_in_its_meaning_or_is_none_of_the_law() -> None:
    silent = {entry.name for entry in dictionary.events() if not entry.article}
    # The keys of the log, and desk work, whose ground is the plan that asks for it.
    others = ("domain.keys.events", "domain.office.events")
    of_the_record = {name for name in silent if EVENTS[name].__module__ in others}
    assert silent - of_the_record <= {"CandidacyWithdrawn", "CaseWithdrawn", "ReminderSent", "ReminderFailed"}


def test_the_json_dictionary_gives_the_schema_of_each_type() -> None:
    told = json.loads(json.dumps(dictionary.document()))
    (entry,) = [each for each in told["events"] if each["name"] == "DossierReturned"]
    assert entry["title"] == "Trả hồ sơ ứng cử"
    assert entry["data"]["required"] == ["attempt", "reasons"]
    assert [part["name"] for part in entry["fields"]] == ["attempt", "reasons"]


async def test_the_dictionary_is_printed_as_the_page_and_as_json() -> None:
    page = await cli("audit", "dictionary")
    assert (page.code, page.err, page.out) == (0, "", dictionary.markdown())
    told = (await cli("audit", "dictionary", "--format", "json")).json
    assert len(told["events"]) == len(dictionary.kinds())
    assert (await cli("audit", "dictionary", "--format", "pdf")).code == 2
