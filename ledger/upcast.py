"""Old events read as new ones: stored bodies are never rewritten, they are translated on the way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: Final[dict[tuple[str, int], Upcaster]] = {}
"""(type, schema) -> the data of that schema in the next one. Pure functions."""


def upcast(type: str, schema: int, current: int, data: dict[str, Any]) -> dict[str, Any]:
    """Data of `schema` as data of the `current` schema; LookupError when a step is missing or it is newer."""
    if schema > current:
        raise LookupError(
            f"{type} was recorded with schema {schema}, this program knows {current}: upgrade it"
        )
    for step in range(schema, current):
        try:
            translate = UPCASTERS[type, step]
        except KeyError:
            raise LookupError(f"{type} has no upcaster from schema {step} to {step + 1}") from None
        data = translate(data)
    return data
