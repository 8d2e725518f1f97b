"""The record for other programs, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import asyncpg
import jsonschema  # type: ignore[import-untyped]
import pytest
import r4pm
from r4pm import bindings

from ledger.canonical import Row, body_hash, chain_hash, encode, genesis, leaf_hash
from ledger.export import FORMATS
from ledger.export.csv import safe
from ledger.export.objects import OBJECTS
from tests.audit.conftest import CONTEST, LOG, Election
from workers.postgres import Postgres

SCHEMA = json.loads((Path(__file__).parent / "ocel.schema.json").read_text())
"""The rules of the OCEL 2.0 standard for its JSON form."""


@pytest.fixture(scope="module")
async def rows(election: Election) -> list[Row]:
    return [row async for page in election.store.pages(LOG) for row in page]


async def exported(election: Election, name: str) -> bytes:
    out = io.BytesIO()
    seen: list[int] = []
    await FORMATS[name].write(election.store, LOG, out, seen.append)
    assert seen[-1] == await election.store.head(LOG)
    return out.getvalue()


async def test_json_lines_are_enough_to_check_every_hash(election: Election, rows: list[Row]) -> None:
    previous = genesis(LOG).hash
    lines = (await exported(election, "jsonl")).decode().splitlines()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        text = line.removeprefix('{"body":').partition(',"hash":"')[0]
        assert text == row.body
        told = json.loads(line)
        leaf = leaf_hash(told["position"], datetime.fromisoformat(told["recorded_at"]), body_hash(text))
        previous = chain_hash(previous, leaf)
        assert (told["leaf_hash"], told["hash"]) == (leaf.hex(), previous.hex())
        assert encode(told["body"]) == text


async def test_cloud_events_carry_what_the_leaf_hash_is_made_of(election: Election, rows: list[Row]) -> None:
    batch = json.loads(await exported(election, "cloudevents"))
    assert len(batch) == len(rows)
    names = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"}
    names |= {"legaltime", "position", "schemaversion", "leafhash"}
    for each, row in zip(batch, rows, strict=True):
        assert set(each) == names
        assert all(name.isalnum() and name.islower() and len(name) <= 20 for name in each)
        assert (each["specversion"], each["subject"], each["id"]) == ("1.0", row.stream, str(row.event_id))
        digest = body_hash(encode(each["data"]))
        leaf = leaf_hash(each["position"], datetime.fromisoformat(each["time"]), digest)
        assert each["leafhash"] == leaf.hex() == row.leaf_hash.hex()
    assert len({(each["source"], each["id"]) for each in batch}) == len(batch)


@pytest.fixture(scope="module")
async def ocel(election: Election, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ocel") / "bk-2021.json"
    path.write_bytes(await exported(election, "ocel"))
    return path


def test_ocel_obeys_the_schema_of_the_standard(ocel: Path) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(ocel.read_text()))


def test_ocel_declares_what_it_uses_and_names_only_objects_that_are_there(ocel: Path) -> None:
    told = json.loads(ocel.read_text())
    ids = [each["id"] for each in told["objects"]]
    assert len(set(ids)) == len(ids)
    assert {it["name"] for it in told["objectTypes"]} == set(OBJECTS)
    for things, types in (("events", "eventTypes"), ("objects", "objectTypes")):
        declared = {it["name"]: {a["name"]: a["type"] for a in it["attributes"]} for it in told[types]}
        held = {"string": str, "integer": int, "boolean": bool, "time": str}
        for each in told[things]:
            for attribute in each["attributes"]:
                assert type(attribute["value"]) is held[declared[each["type"]][attribute["name"]]]
            for relation in each["relationships"]:
                assert relation["objectId"] in set(ids)


def test_an_independent_reader_finds_every_event_object_and_relation(ocel: Path, rows: list[Row]) -> None:
    told = json.loads(ocel.read_text())
    item = r4pm.import_item("SlimLinkedOCEL", str(ocel))
    types = Counter(row.type for row in rows)
    assert {name: len(bindings.get_event_ids_of_type(item, name)) for name in types} == dict(types)
    objects = Counter(each["type"] for each in told["objects"])
    for name in OBJECTS:
        assert len(bindings.get_object_ids_of_type(item, name)) == objects[name]
    linked: Counter[tuple[str, str]] = Counter()
    for event_type, object_type, number in bindings.locel_event_object_type_counts(item):
        linked[event_type, object_type] += number
    assert linked["ResultDetermined", "contest"] == types["ResultDetermined"]
    assert sum(linked.values()) == sum(len(each["relationships"]) for each in told["events"])


def test_the_reader_sees_a_constituency_go_its_way_to_an_additional_ballot(ocel: Path) -> None:
    item = r4pm.import_item("SlimLinkedOCEL", str(ocel))
    contest = bindings.locel_get_ob_by_id(item, CONTEST)
    assert contest is not None
    trace = bindings.get_obj_activity_trace(item, contest)
    marks = ("ConstituencyFixed", "OfficialListPublished", "ResultDetermined", "AdditionalBallotHeld")
    assert [step for step in trace if step in marks] == [*marks, "ResultDetermined"]


async def test_csv_has_one_line_for_each_event_and_reads_back(election: Election, rows: list[Row]) -> None:
    text = (await exported(election, "csv")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [line["event_id"] for line in lines] == [str(row.event_id) for row in rows]
    assert json.loads(lines[0]["data"])["day"] == "2021-05-23"
    assert lines[0]["title"] == "Quyết định và công bố ngày bầu cử"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\ufeff=1", "＝1", "|calc", "%0A", "\r=1"]
)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Điều 5", "'=1", "1-2", "bk-2021"])
def test_a_harmless_cell_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


async def test_the_command_writes_a_file_only_when_it_is_whole(election: Election, tmp_path: Path) -> None:
    path = tmp_path / "bk.jsonl"
    done = await election("export", LOG, "--format", "jsonl", "-o", str(path))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert path.read_bytes() == await exported(election, "jsonl")
    assert (await election("export", LOG, "--format", "jsonl")).out.encode() == path.read_bytes()
    there = await election("export", LOG, "--format", "csv", "-o", str(tmp_path / "no" / "x"))
    assert (there.code, there.sentence[:6]) == (2, "BC-945")
    assert [each.name for each in tmp_path.iterdir()] == ["bk.jsonl"]


async def test_an_unknown_format_and_an_unknown_election_are_refused(election: Election) -> None:
    for words, number in ((("x", "--format", "jsonl"), "BC-946"), ((LOG, "--format", "xml"), "BC-943")):
        done = await election("export", *words)
        assert (done.code, done.out) == (2, "")
        assert done.sentence.startswith(number)


async def test_an_election_that_an_auditor_may_not_see_is_refused_in_one_sentence(
    election: Election, postgres: Postgres
) -> None:
    admin = await asyncpg.connect(postgres.dsn(election.name))
    try:
        await admin.execute("CREATE ROLE outsider LOGIN IN ROLE baucu_auditor")
        done = await election(
            "export", LOG, "--format", "jsonl", DATABASE_URL=postgres.dsn(election.name, "outsider")
        )
        assert (done.code, done.out) == (2, "")
        assert done.sentence.startswith("BC-946")
        assert "không được xem" in done.sentence
        await admin.execute("INSERT INTO ledger.access (grantee, log) VALUES ('outsider', $1)", LOG)
        seen = await election(
            "export", LOG, "--format", "jsonl", DATABASE_URL=postgres.dsn(election.name, "outsider")
        )
        assert seen.code == 0
        assert len(seen.out.splitlines()) == await election.store.head(LOG)
    finally:
        await admin.execute("DELETE FROM ledger.access WHERE grantee = 'outsider'")
        await admin.execute("DROP ROLE IF EXISTS outsider")
        await admin.close()
