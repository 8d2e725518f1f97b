"""`baucu record`: what may be recorded is, what may not leaves no trace."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import ELECTION, Done, Started, act


def committee(unit: str, size: int = 25, **more: Any) -> dict[str, Any]:
    """The people's committee of a unit sets up its election committee."""
    return {
        "stream": f"unit/{ELECTION}/{unit}",
        "command": "EstablishCommittee",
        "data": {"size": size, "decision": "15/QĐ-UBND"},
        "act": act("people_committee", unit),
        **more,
    }


async def refused(started: Started, envelope: dict[str, Any] | str) -> Done:
    """It ends with 2, one sentence, a problem as JSON, and not one event more."""
    before = await started.head()
    text = envelope if isinstance(envelope, str) else json.dumps(envelope)
    done = await started("record", given=text)
    assert done.code == 2
    assert done.json["number"] in done.sentence
    assert done.json["detail"] in done.sentence
    assert await started.head() == before
    return done


async def test_a_recorded_act_answers_with_its_events(started: Started, tmp_path: Path) -> None:
    file = tmp_path / "lenh.json"
    file.write_text(json.dumps(committee("BK", expected_version=1)))
    done = await started("record", str(file))
    assert (done.code, done.err) == (0, "")
    (event,) = done.json["events"]
    assert (event["type"], event["version"]) == ("CommitteeEstablished", 2)
    assert event["legal_at"] == "2020-12-01T09:00:00+07:00"
    assert event["position"] == await started.head()


async def test_the_same_act_twice_is_recorded_once(started: Started) -> None:
    first = await started.record(**committee("BK-NS"))
    head = await started.head()
    second = await started.record(**committee("BK-NS"))
    assert second.code == 0
    assert second.json["already"]
    assert second.json["events"] == first.json["events"]
    assert await started.head() == head


async def test_the_same_key_with_other_content_is_refused(started: Started) -> None:
    assert (await started.record(**committee("BK-BB"))).code == 0
    done = await refused(started, committee("BK-BB", size=9))
    assert done.json["code"] == "key_reused"


async def test_a_command_against_a_stale_version_is_refused(started: Started) -> None:
    done = await refused(started, committee("BK-BT", expected_version=0))
    assert done.json["code"] == "stale"
    assert done.json["details"]["actual"] == "1"


async def test_an_unknown_unit_is_refused(started: Started) -> None:
    done = await refused(started, committee("BK-XX"))
    assert done.json["code"] == "unknown_unit"
    assert "BK-XX" in done.sentence


async def test_an_unknown_election_is_refused(started: Started) -> None:
    done = await refused(started, {**committee("BK"), "stream": "unit/khong-co/BK"})
    assert done.json["code"] == "unknown_election"


async def test_another_body_is_refused(started: Started) -> None:
    done = await refused(started, {**committee("BK-CM"), "act": act("front", "BK-CM")})
    assert done.json["code"] == "not_authorised"


async def test_an_election_day_that_is_no_sunday_is_refused(started: Started) -> None:
    call = {"name": "Thử", "day": "2026-03-16", "levels": ["na"]}
    envelope = {
        "stream": "election/thu-2026",
        "command": "CallElection",
        "data": call,
        "act": act("assembly", "VN", "2025-10-01T08:00:00+07:00"),
    }
    done = await refused(started, envelope)
    assert done.json["code"] == "not_sunday"
    assert "Thứ Hai" in done.sentence
    assert [it["id"] for it in (await started("election", "list", "--json")).json] == [ELECTION]


UNREADABLE = (
    ("{", "dòng 1, cột 2"),
    ('{"stream": "x",\n "stream": "y"}', "stream"),
    ("[]", "(toàn bộ)"),
    (json.dumps({"command": "EstablishCommittee", "act": act("front", "BK")}), "stream"),
    (json.dumps({**committee("BK-PN"), "data": {"size": "nhiều", "decision": "x"}}), "data.size"),
    (json.dumps({**committee("BK-PN"), "data": {"size": 9, "decision": "x", "y": 1}}), "data.y"),
    (json.dumps({**committee("BK-PN"), "act": act("front", "BK", "2021-01-01")}), "act.legal_at"),
    (json.dumps({**committee("BK-PN"), "command": "Nothing"}), "Nothing"),
    (json.dumps({**committee("BK-PN"), "stream": "unit"}), "unit"),
    (json.dumps({**committee("BK-PN"), "stream": f"area/{ELECTION}/A"}), f"area/{ELECTION}/A"),
)


async def test_what_cannot_be_read_is_refused_with_its_place(started: Started) -> None:
    before = await started.head()
    told = await asyncio.gather(*(started("record", given=text) for text, _ in UNREADABLE))
    for done, (_, place) in zip(told, UNREADABLE, strict=True):
        assert done.code == 2
        assert place in done.sentence
        assert done.json["detail"] in done.sentence
    assert await started.head() == before


async def test_a_missing_file_is_refused(started: Started) -> None:
    done = await started("record", "/khong/co.json")
    assert done.code == 2
    assert "/khong/co.json" in done.sentence


async def test_the_list_and_the_schema_teach_how_to_write_a_command(started: Started) -> None:
    listed = await started("record", "--list")
    assert "EstablishCommittee" in listed.out
    assert "Thành lập Hội đồng bầu cử quốc gia (p01, p06, s02)" in listed.out
    assert "RecordReminder" not in listed.out
    schema = (await started("record", "--schema", "EstablishCommittee")).json
    assert schema["properties"]["data"]["properties"]["size"]["exclusiveMinimum"] == 0
    assert (await started("record", "--schema", "Nothing")).code == 2


async def test_nobody_speaks_for_the_engine(started: Started) -> None:
    fixed = {
        "stream": f"election/{ELECTION}",
        "command": "FixCalendar",
        "data": {},
        "act": act("clerk", "VN"),
    }
    assert (await refused(started, fixed)).json["code"] == "engine_only"


async def test_an_act_that_has_not_happened_yet_is_refused(started: Started) -> None:
    ahead = act("people_committee", "BK-PN") | {"legal_at": "2931-01-20T09:00:00+07:00"}
    done = await refused(started, committee("BK-PN") | {"act": ahead})
    assert done.json["code"] == "in_future"
    assert "2931" in done.sentence
