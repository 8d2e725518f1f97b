"""Old events read as new ones: stored bodies are never rewritten, they are translated on the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import domain.register  # noqa: F401 - so that every procedure has named its events
from domain.event import EVENTS

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


def _gained(data: dict[str, Any]) -> dict[str, Any]:
    """The type only gained fields, each with a default that says nothing was recorded of it."""
    return data


def _first_area_s_day(data: dict[str, Any]) -> dict[str, Any]:
    """`old` was the day of the first area: it says nothing of the others."""
    areas, old = data["areas"], data["old"]
    return {**data, "old": old if len(areas) == 1 else None, "before": {areas[0]: old}}


UPCASTERS: Final[dict[tuple[str, int], Upcaster]] = {
    ("CandidacyWithdrawn", 1): _gained,
    ("CandidateNominated", 1): _gained,
    ("CandidateStruckOff", 1): _gained,
    ("ConstituenciesPublished", 1): _gained,
    ("ConstituencyMinutesMade", 1): _gained,
    ("CouncilResultPublished", 1): _gained,
    ("CouncilSummaryMade", 1): _gained,
    ("DeadlineMoved", 1): _gained,
    ("DossierReceived", 1): _gained,
    ("DutyMoved", 1): _gained,
    ("NationalResultPublished", 1): _gained,
    ("NationalSummaryMade", 1): _gained,
    ("PollingAreasFixed", 1): _gained,
    ("PollingDaySet", 1): _first_area_s_day,
    ("ProvinceMinutesMade", 1): _gained,
    ("RerunDecided", 1): _gained,
    ("ResultDetermined", 1): _gained,
    ("StatusConfirmed", 1): _gained,
    ("VoterConferencesHeld", 1): _gained,
}
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


def check(current: Mapping[str, int], upcasters: Iterable[tuple[str, int]]) -> None:
    """Raise LookupError unless a chain leads from every schema ever written to the current one, not beyond.

    `current` is the schema version of each event type.
    """
    needed = {(type, step) for type, version in current.items() for step in range(1, version)}
    given = set(upcasters)
    for type, step in sorted(needed - given):
        raise LookupError(
            f"{type} has no upcaster from schema {step} to {step + 1}; add it to ledger/upcast.py"
        )
    for type, step in sorted(given - needed):
        raise LookupError(
            f"the upcaster of {type} from schema {step} leads nowhere; remove it or raise the schema"
        )


# A program with a hole in the chain must not start: it would fail on the first old event it meets.
check({name: kind.schema_version for name, kind in EVENTS.items()}, UPCASTERS)
