"""OCEL 2.0 as JSON, for process mining: who did what to which unit, contest, candidacy and polling area.

The time of an event is its legal time. An event names its objects with a qualifier that says in which part it
does so: `stream` for what it happened to, `by` for the body that acted, otherwise the field of the event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

import orjson

from ledger.canonical import Row
from ledger.dictionary import Entry, events
from ledger.export.jsonl import exact
from ledger.export.objects import OBJECTS, Objects
from ledger.store import Store

WORDS: Final = {
    "whole number": "integer",
    "yes or no": "boolean",
    "moment": "time",
    "moment or null": "time",
}
"""Types of the dictionary that OCEL has words for; a day and every code are strings there."""
STRUCTURED: Final = ("list of ", "map of ", "[")
META: Final = ("actor", "body", "unit", "article", "law", "reason", "command")


async def write(store: Store, log: str, out: BinaryIO, told: Callable[[int], None]) -> None:
    """Write one JSON object; events go out as they are read, their objects are gathered meanwhile."""
    declared = {entry.name: dict(attributes(entry)) for entry in events()}
    objects = Objects(log)
    out.write(b'{"objectTypes":' + orjson.dumps([_type(name, held) for name, held in OBJECTS.items()]))
    out.write(b',\n"eventTypes":' + orjson.dumps([_type(name, held) for name, held in declared.items()]))
    separator = b',\n"events":[\n'
    async for rows in store.pages(log):
        for row in rows:
            out.write(separator + orjson.dumps(_event(row, declared[row.type], objects)))
            separator = b",\n"
        told(rows[-1].position)
    out.write(b'],\n"objects":[\n' + b",\n".join(orjson.dumps(each) for each in objects.all()) + b"]}\n")


def attributes(entry: Entry) -> Iterator[tuple[str, str]]:
    """Attributes of an event type with their OCEL types: the envelope's, and the plain fields of its data."""
    yield "position", "integer"
    yield "version", "integer"
    yield "recorded_at", "time"
    yield from ((f"meta.{name}", "string") for name in META)
    for part in entry.fields:
        if not part.type.startswith(STRUCTURED):
            numbered = part.type.startswith("`") and part.type.strip("`")[0].isdigit()
            yield part.name, "integer" if numbered else WORDS.get(part.type, "string")


def _type(name: str, held: dict[str, str]) -> dict[str, Any]:
    return {"name": name, "attributes": [{"name": key, "type": type_} for key, type_ in held.items()]}


def _event(row: Row, declared: dict[str, str], objects: Objects) -> dict[str, Any]:
    body = orjson.loads(row.body)
    values = {
        "position": row.position,
        "version": row.version,
        "recorded_at": exact(row.recorded_at),
        **{f"meta.{name}": body["meta"][name] for name in META},
        **body["data"],
    }
    return {
        "id": str(row.event_id),
        "type": row.type,
        "time": exact(row.legal_at),
        "attributes": [
            {"name": name, "value": values[name]} for name in declared if values.get(name) is not None
        ],
        "relationships": [
            {"objectId": id, "qualifier": qualifier} for id, qualifier in objects.of(row, body)
        ],
    }
