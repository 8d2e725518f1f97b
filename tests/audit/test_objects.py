"""What an event names, as process mining reads it: codes in maps, and words that only look like codes."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ledger.canonical import Row
from ledger.export.objects import Objects

NOW = datetime(2021, 4, 28, 9, tzinfo=UTC)


def named(stream: str, type: str, data: dict[str, Any]) -> set[str]:
    row = Row("bk-2021", 1, stream, 1, UUID(int=1), type, 1, "", NOW, NOW, b"", b"", b"", b"")
    meta = {"body": "board", "unit": "BK"}
    return {id for id, _ in Objects("bk-2021").of(row, {"data": data, "meta": meta})}


def test_ballots_passed_on_by_area_name_the_areas() -> None:
    found = named("contest/bk-2021/C-1", "TeamsSupplied", {"areas": {"A1": 502, "A2": 610}})
    assert {"area/bk-2021/A1", "area/bk-2021/A2"} <= found


def test_contests_of_an_area_by_ballot_name_the_contests() -> None:
    found = named("area/bk-2021/A1", "PollingAreaFixed", {"contests": {"na": "NA-1", "commune": "C-1"}})
    assert {"contest/bk-2021/NA-1", "contest/bk-2021/C-1"} <= found


def test_who_agreed_to_the_members_of_a_board_is_no_candidate() -> None:
    agreed = {"agreed": ["council", "front"]}
    assert not any(id.startswith("candidacy/") for id in named("unit/bk-2021/BK", "MembersAppointed", agreed))
    consulted = named("unit/bk-2021/BK", "ConsultationHeld", {"agreed": ["na-001"]})
    assert "candidacy/bk-2021/na-001" in consulted
