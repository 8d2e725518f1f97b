"""`baucu audit`: the history told again, and a changed byte found."""

from __future__ import annotations

import asyncpg

from tests.cli.conftest import ELECTION, Started, act

UNIT = f"unit/{ELECTION}/BK"


async def establish(started: Started) -> None:
    done = await started.record(
        stream=UNIT,
        command="EstablishCommittee",
        data={"size": 25, "decision": "15/QĐ-UBND"},
        act=act("people_committee", "BK", reason="Họp ngày 30/11"),
    )
    assert done.code == 0


async def test_a_history_names_time_actor_article_and_reason(started: Started) -> None:
    await establish(started)
    done = await started("audit", "replay", UNIT)
    assert (done.code, done.err) == (0, "")
    for told in (
        "01/12/2020 09:00:00",
        "Thành lập Ủy ban bầu cử",
        "Điều 22",
        "people_committee.BK",
        "Họp ngày 30/11",
        "số thành viên: 25",
    ):
        assert told in done.out
    assert done.out.index("Ghi nhận đơn vị") < done.out.index("Thành lập")


async def test_at_a_time_only_what_was_done_by_then_is_told(started: Started) -> None:
    await establish(started)
    then = (await started("audit", "replay", UNIT, "--at", "2020-11-30", "--json")).json
    assert [event["type"] for event in then["events"]] == ["UnitEnrolled"]
    assert then["state"]["bodies"]["committee"] is False
    later = (await started("audit", "replay", UNIT, "--at", "2020-12-01T09:00", "--json")).json
    assert later["state"]["bodies"]["committee"] is True
    told = await started("audit", "replay", UNIT, "--at", "2020-11-30")
    assert "Tình trạng «bodies»" in told.out
    assert "Thành lập" not in told.out


async def test_an_unknown_stream_and_an_unreadable_time_are_refused(started: Started) -> None:
    for words in (
        (f"contest/{ELECTION}/NA-XX-1",),
        ("contest",),
        (UNIT, "--at", "hôm qua"),
    ):
        done = await started("audit", "replay", *words)
        assert done.code == 2
        assert words[-1] in done.sentence


async def test_a_whole_record_is_verified_with_its_count_and_its_head(started: Started) -> None:
    done = await started("audit", "verify")
    assert done.code == 0
    assert f"{ELECTION}: {await started.head()} sự kiện" in done.out
    assert "chain verified" in done.out
    assert (await started("audit", "verify", "khong-co")).code == 2


CHANGE = """
UPDATE ledger.event SET body = replace(body::text, $1, $2)::json WHERE log = $3 AND position = 1
"""


async def test_a_byte_changed_behind_the_database_is_named_by_position(started: Started) -> None:
    owner = await asyncpg.connect(started.owner)
    day, other = '"day":"2021-05-23"', '"day":"2021-05-30"'
    try:
        await owner.execute("ALTER TABLE ledger.event DISABLE TRIGGER USER")
        assert await owner.execute(CHANGE, day, other, ELECTION) == "UPDATE 1"
        done = await started("audit", "verify", ELECTION)
        assert done.code == 3
        assert "vị trí 1" in done.sentence
        assert "verified" not in done.out
    finally:
        await owner.execute(CHANGE, other, day, ELECTION)
        await owner.execute("ALTER TABLE ledger.event ENABLE TRIGGER USER")
        await owner.close()
    assert (await started("audit", "verify", ELECTION)).code == 0
