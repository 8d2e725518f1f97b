"""Which polling areas a unit, a constituency or an area itself stands for, from what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from domain.bodies.events import UnitEnrolled
from domain.constituencies.events import PollingAreasFixed
from domain.event import Recorded
from domain.stream import parse
from domain.voterlist.events import ElsewhereCertified, VoterListPosted, VotersAdded, VotersStruckOff

TYPES: Final = tuple(
    kind.__name__
    for kind in (
        UnitEnrolled,
        PollingAreasFixed,
        VoterListPosted,
        VotersAdded,
        VotersStruckOff,
        ElsewhereCertified,
    )
)
"""Events from which the voters of any part of an election can be told."""


def areas(rows: Iterable[Recorded], of: str = "") -> tuple[str, ...]:
    """Codes of the areas of a unit (with all units below it), of a constituency, or the area itself.

    Empty `of` means the whole election; nothing is found for a code that is not on record.
    """
    above: dict[str, tuple[str, ...]] = {}
    found: set[str] = set()
    for row in rows:
        code = parse(row.stream).code
        match row.event:
            case UnitEnrolled():
                above[code] = row.event.path
            case PollingAreasFixed():
                for plan in row.event.areas:
                    # Units are enrolled before they fix their areas.
                    if not of or of in (plan.code, *plan.contests.values(), code, *above.get(code, ())):
                        found.add(plan.code)
    return tuple(sorted(found))
