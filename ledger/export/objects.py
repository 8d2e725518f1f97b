"""The things an election is about, as process mining wants them: objects, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from domain.stream import Stream, parse
from ledger.canonical import Row
from ledger.export.jsonl import exact

OBJECTS: Final[dict[str, dict[str, str]]] = {
    "election": {"name": "string", "day": "string", "form": "string", "law": "string"},
    "unit": {"name": "string", "level": "string"},
    "body": {"code": "string"},
    "contest": {"ballot": "string", "seats": "integer"},
    "candidacy": {"ballot": "string", "origin": "string"},
    "area": {},
    "case": {},
}
"""Types of objects with their attributes and OCEL types."""

FIELDS: Final = {
    "area": "area",
    "areas": "area",
    "agreed": "candidacy",
    "candidacies": "candidacy",
    "candidacy": "candidacy",
    "candidates": "candidacy",
    "confirmed": "candidacy",
    "contest": "contest",
    "contests": "contest",
    "elected": "candidacy",
    "open": "candidacy",
    "parent": "unit",
    "path": "unit",
    "provinces": "unit",
    "to_unit": "unit",
    "unit": "unit",
    "votes": "candidacy",
}
"""Fields of events that hold codes of objects, whether one, a list, a map, or values that have a code."""

CONSENTS: Final = frozenset({("MembersAppointed", "agreed"), ("MemberReplaced", "agreed")})
"""Fields of the same name that hold no codes: which bodies agreed, where elsewhere it is on whom."""

LINKS: Final = {
    ("UnitEnrolled", "parent"): "part of",
    ("ConstituencyFixed", "unit"): "organised by",
    ("AreasAssigned", "areas"): "votes in",
    ("CandidateNominated", "unit"): "dossier goes to",
    ("TeamEstablished", "unit"): "lies in",
    ("TeamEstablished", "contests"): "votes for",
    ("OfficialListPublished", "candidates"): "stands",
}
"""What an event says of the thing it happened to and another: (type, field) -> qualifier between the two."""

Reference = tuple[str, str]
"""Id of an object and the qualifier under which it is named."""


@dataclass
class Thing:
    """One object as far as the record has told."""

    type: str
    attributes: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Name to the time from which it holds, and the value."""
    links: dict[Reference, None] = field(default_factory=dict)


class Objects:
    """Everything that the events of one log have named, in the order of its first mention."""

    def __init__(self, log: str) -> None:
        self._home = Stream("election", log)
        self._found: dict[str, Thing] = {}
        self._subjects: dict[tuple[str, str], tuple[str, str]] = {}
        """What a duty is about: (agenda, key of the duty) -> kind and code."""

    def of(self, row: Row, body: Mapping[str, Any]) -> list[Reference]:
        """Objects of one event; what it tells of them is remembered."""
        stream, meta = parse(row.stream), body["meta"]
        data = {name: value for name, value in body["data"].items() if (row.type, name) not in CONSENTS}
        kind = stream.kind if stream.kind in OBJECTS else "unit" if stream.kind == "agenda" else "election"
        own = self._object(kind, stream.code)
        references: dict[Reference, None] = {(own, "stream"): None}
        references[self._object("election", ""), "election"] = None
        acting = self._body(meta["body"], meta["unit"])
        references[acting, "by"] = None
        for name, id in self._named(data):
            references[id, name] = None
            if (row.type, name) in LINKS:
                self._found[own].links[id, LINKS[row.type, name]] = None
        if "to_body" in data and "to_unit" in data:
            references[self._body(data["to_body"], data["to_unit"]), "to_body"] = None
        if subject := self._subject(row, data):
            references[self._object(*subject), "subject"] = None
        self._describe(own, kind, data, exact(row.legal_at))
        return list(references)

    def all(self) -> Iterator[dict[str, Any]]:
        """Every object as OCEL has it."""
        for id, thing in self._found.items():
            yield {
                "id": id,
                "type": thing.type,
                "attributes": [
                    {"name": name, "time": since, "value": value}
                    for name, (since, value) in thing.attributes.items()
                ],
                "relationships": [
                    {"objectId": other, "qualifier": qualifier} for other, qualifier in thing.links
                ],
            }

    def _object(self, kind: str, code: str) -> str:
        id = str(self._home.beside(kind, code if kind != "election" else ""))
        if id not in self._found:
            thing = self._found[id] = Thing(kind)
            if kind != "election":
                thing.links[self._object("election", ""), "of"] = None
        return id

    def _body(self, code: str, unit: str) -> str:
        id = f"body/{self._home.election}/{unit}/{code}"
        if id not in self._found:
            # The beginning of time, in OCEL: an attribute that never changes.
            self._found[id] = Thing("body", {"code": ("1970-01-01T00:00:00Z", code)})
            self._found[id].links[self._object("unit", unit), "of"] = None
        return id

    def _named(self, data: Mapping[str, Any]) -> Iterator[Reference]:
        """Field and object for every code of an object inside the data."""
        for name, value in data.items():
            kind = FIELDS.get(name, "")
            for code in _codes(value) if kind else ():
                yield name, self._object(kind, code)
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict) and not (kind and "candidacy" in inner):
                    yield from self._named(inner)

    def _subject(self, row: Row, data: Mapping[str, Any]) -> tuple[str, str] | None:
        """The contest or area that a duty is about: told when the duty is opened, only referred to later."""
        if duty := data.get("duty"):
            if duty["kind"] in ("contest", "area") and duty["subject"]:
                self._subjects[row.stream, duty["key"]] = (duty["kind"], duty["subject"])
            return self._subjects.get((row.stream, duty["key"]))
        return self._subjects.get((row.stream, str(data.get("key", ""))))

    def _describe(self, id: str, kind: str, data: Mapping[str, Any], since: str) -> None:
        for name in OBJECTS[kind]:
            if data.get(name) not in (None, ""):
                self._found[id].attributes.setdefault(name, (since, data[name]))


def _codes(value: Any) -> Iterator[str]:
    """The codes in a field, whether it holds one, a list, a map, or values that have a code."""
    match value:
        case str():
            yield from filter(None, [value])
        case list():
            for each in value:
                yield from _codes(each)
        case {"code": str(code)} | {"candidacy": str(code)}:
            yield code
        case dict():
            # Numbers are told of what their keys name, as votes of candidacies; the contests of an area have
            # ballots for keys.
            yield from (key if isinstance(each, int) else each for key, each in value.items())
