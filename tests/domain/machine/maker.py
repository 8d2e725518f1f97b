"""Random commands, made from the schemas of their models and from what there is in the world.

A command is either drawn field by field, or is one of the story with a few fields drawn anew: the first finds
what nobody thought of, the second gets far enough into a procedure to break something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Final

from pydantic import ValidationError

from domain.command import Act, Command
from domain.procedure import Procedure
from domain.refusal import Refusal
from domain.stream import WHOLE, Stream
from domain.terms import BODY_NAMES
from tests.domain.machine.story import PEOPLE, PLACES, SETTING, Order
from tests.domain.machine.world import World

HINTS: Final[Mapping[str, str]] = {
    "unit": "unit", "to_unit": "unit", "publisher": "unit", "commune": "unit", "parent": "unit",
    "province": "unit", "provinces": "unit", "keeper": "unit", "units": "unit", "communes": "unit",
    "contest": "contest", "contests": "contest", "area": "area", "areas": "area", "case": "case",
    "candidacy": "candidacy", "candidacies": "candidacy", "agreed": "candidacy", "elected": "candidacy",
    "deputies": "candidacy", "present": "candidacy", "votes": "candidacy", "successor": "candidacy",
    "refused": "candidacy", "list": "candidacy", "person": "person", "subject": "person",
    "member": "person", "replaces": "person",
}  # fmt: skip
"""What a field of this name is likely to name."""

WORDS: Final = ("1", "2", "3", "A", "QD-1", "NQ-2")
"""Numbers of papers and occasions: few, so that they come again."""
NUMBERS: Final = (0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 9, 11, 15, 21, 23, 60, 100, 250, 300, 400, 470, 480, 500, 501)
FIXED: Final = (
    "unit/{election}/VN",
    "contest/{election}/NA-1",
    "candidacy/{election}/n1",
    "0123abcd",
    "89abcdef",
    "0" * 64,
    "a" * 64,
    "baucu/x+0123abcd+" + "A" * 44,
    "baucu/x+89abcdef+" + "B" * 44,
)
"""Texts for fields with a pattern of their own."""
ANY: Final = re.compile(r"^\^\[A-Za-z0-9\]")


class Maker:
    """Draws commands and acts from one source of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def order(
        self, procedure: Procedure[Any], told: Sequence[Order], world: World, now: datetime
    ) -> tuple[Stream, Command, Act] | None:
        """Something to ask of this procedure; none where what was drawn is not even well-formed.

        `told` is what the story asks of it: most orders are bent out of one of those.
        """
        kind = self.chance.choice(procedure.commands)
        alike = [each for each in told if type(each.command) is kind]
        base = self.chance.choice(alike) if alike and self.chance.random() < 0.8 else None
        command = self._command(kind, base.command if base else None, world)
        if command is None:
            return None
        if base is not None and self.chance.random() < 0.8:
            at = base.act.legal_at if self.chance.random() < 0.5 else self._moment(world, now)
            act = base.act.model_copy(update={"legal_at": at})
            return world.stream(base.kind, base.code), command, act
        stream = self._stream(procedure, world)
        return stream, command, self._act(procedure, command, stream, world, now)

    def bent(self, command: Command) -> Command:
        """The same command with one number changed or one entry left out, if that is well-formed."""
        data = command.model_dump(mode="json")
        numbers, lists = [*_numbers(data)], [*_lists(data)]
        if lists and (not numbers or self.chance.random() < 0.4):
            shortened = self.chance.choice(lists)
            del shortened[self.chance.randrange(len(shortened))]
        elif numbers:
            holder, key = self.chance.choice(numbers)
            holder[key] = self.chance.choice(NUMBERS)
        try:
            return type(command).model_validate(data)
        except ValidationError:
            return command

    def _command(self, kind: type[Command], sample: Command | None, world: World) -> Command | None:
        """A command of this type, or none where what was drawn is not even well-formed."""
        schema = _schema(kind)
        data = None if sample is None else sample.model_dump(mode="json")
        fields = schema.get("properties", {})
        if data is None:
            wanted = [
                name for name in fields if name in schema.get("required", ()) or self.chance.random() < 0.5
            ]
            data = {}
        else:
            wanted = self.chance.sample([*fields], min(len(fields), self.chance.choice((0, 0, 1, 1, 2))))
        for name in wanted:
            data[name] = self._draw(fields[name], name, schema.get("$defs", {}), world)
        try:
            command = kind.model_validate(data)
        except ValidationError:
            return None
        return self.bent(command) if self.chance.random() < 0.35 else command

    def _stream(self, procedure: Procedure[Any], world: World) -> Stream:
        """A stream of the procedure's kind: mostly one there is, or could be."""
        if procedure.kind in WHOLE:
            return world.stream(procedure.kind)
        return world.stream(procedure.kind, self._code(_KIND.get(procedure.kind, procedure.kind), world))

    def _act(
        self, procedure: Procedure[Any], command: Command, stream: Stream, world: World, now: datetime
    ) -> Act:
        """Somebody who gives it: mostly one who may, somewhere near the present."""
        bodies = sorted(command.by) if self.chance.random() < 0.97 else sorted(BODY_NAMES)
        body = self.chance.choice(bodies)
        unit = self.chance.choice(PLACES)
        act = Act(actor="u1", body=body, unit=unit, legal_at=self._moment(world, now))
        if self.chance.random() < 0.93:
            try:
                given = world.given(stream, command, act)
                allowed = sorted(procedure.units(world.state(procedure, stream), command, given))
            except Refusal:
                allowed = []
            if allowed:
                act = act.model_copy(update={"unit": self.chance.choice(allowed)})
        return act

    def _moment(self, world: World, now: datetime) -> datetime:
        luck = self.chance.random()
        if luck < 0.7:
            return now + timedelta(seconds=self.chance.randrange(7200))
        if luck < 0.9:
            return now + timedelta(hours=self.chance.randrange(-24, 96))
        return SETTING[world.election].at(
            self.chance.randrange(-130, 70), self.chance.choice((0, 7, 16, 19, 23))
        )

    def _code(self, what: str, world: World) -> str:
        luck = self.chance.random()
        there = [name.rpartition("/")[2] for name in world.of(what)]
        if luck < 0.7 and there:
            return self.chance.choice(there)
        if luck < 0.97:
            return self.chance.choice(PEOPLE.get(what, WORDS))
        return self.chance.choice([code for codes in PEOPLE.values() for code in codes])

    def _draw(self, schema: Mapping[str, Any], name: str, defs: Mapping[str, Any], world: World) -> Any:
        """A value of a JSON schema; `name` is the field it is for."""
        if "$ref" in schema:
            return self._draw(defs[schema["$ref"].rpartition("/")[2]], name, defs, world)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        if options := schema.get("anyOf") or schema.get("oneOf"):
            return self._draw(self.chance.choice(options), name, defs, world)
        match schema.get("type"):
            case "boolean":
                return self.chance.random() < 0.5
            case "null":
                return None
            case "integer":
                return self._number(schema)
            case "string":
                return self._text(schema, name, world)
            case "array":
                return self._list(schema, name, defs, world)
            case "object":
                return self._object(schema, name, defs, world)
        raise NotImplementedError(f"no way to draw {name}: {schema}")

    def _number(self, schema: Mapping[str, Any]) -> int:
        least: int = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        most = schema.get("maximum", NUMBERS[-1])
        return self.chance.choice([number for number in NUMBERS if least <= number <= most] or [least])

    def _list(self, schema: Mapping[str, Any], name: str, defs: Mapping[str, Any], world: World) -> list[Any]:
        if "prefixItems" in schema:
            return [self._draw(each, name, defs, world) for each in schema["prefixItems"]]
        least = schema.get("minItems", 0)
        number = max(least, self.chance.choice((0, 1, 1, 2, 3, 5)))
        return [self._draw(schema["items"], name, defs, world) for _ in range(number)]

    def _object(
        self, schema: Mapping[str, Any], name: str, defs: Mapping[str, Any], world: World
    ) -> dict[str, Any]:
        if "properties" in schema:
            required = schema.get("required", ())
            return {
                field: self._draw(each, field, defs, world)
                for field, each in schema["properties"].items()
                if field in required or self.chance.random() < 0.5
            }
        values = schema.get("additionalProperties")
        if not isinstance(values, dict):
            (values,) = schema["patternProperties"].values()
        keys = schema.get("propertyNames", {"type": "string"})
        if "type" not in keys and "enum" not in keys and "$ref" not in keys:
            keys = {"type": "string", **keys}
        number = self.chance.choice((0, 1, 2, 3))
        return {
            self._draw(keys, name, defs, world): self._draw(values, name, defs, world) for _ in range(number)
        }

    def _text(self, schema: Mapping[str, Any], name: str, world: World) -> str:
        setting = SETTING[world.election]
        match schema.get("format"):
            case "date":
                day = setting.day + timedelta(days=self.chance.choice((-7, 0, 1, 7, 7, 14, 14, 15, 30)))
                return day.isoformat()
            case "date-time":
                return setting.at(self.chance.randrange(-120, 60), self.chance.randrange(24)).isoformat()
            case "uuid":
                rows = [row for rows in world.rows.values() for row in rows]
                return str(self.chance.choice(rows).event_id if rows else "0" * 32)
        pattern = schema.get("pattern")
        if pattern is not None and not ANY.match(pattern):
            texts = ["", *(text.format(election=world.election) for text in FIXED), *WORDS]
            fitting = [text for text in texts if re.search(pattern, text)]
            if not fitting:
                raise NotImplementedError(f"no text for the pattern of {name}; add one to FIXED: {pattern}")
            return self.chance.choice(fitting)
        if name == "deadline":
            return self.chance.choice(("dossier_submit", "bau_them_day", "bau_lai_day_annulled", "no_such"))
        return self._code(HINTS.get(name, ""), world)


def _numbers(data: Any) -> Iterator[tuple[Any, Any]]:
    """Where whole numbers stand in a value: what holds each, and under which key."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, int) and not isinstance(value, bool):
            yield data, key
        elif isinstance(value, dict | list):
            yield from _numbers(value)


def _lists(data: Any) -> Iterator[list[Any]]:
    """Every list in a value that has an entry to leave out."""
    if isinstance(data, list) and data:
        yield data
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _lists(value)


@cache
def _schema(kind: type[Command]) -> dict[str, Any]:
    return kind.model_json_schema()


_KIND: Final = {"agenda": "unit"}
"""Streams whose code is that of another kind."""
