"""Reading: by stream, by position, as known or as valid at a moment; what was told; the wake-up call."""

import asyncio
from datetime import timedelta

import pytest

from domain.event import EVENTS
from domain.refusal import Refusal
from ledger.connection import connect
from ledger.delivery import delivered, mark
from ledger.execute import Ledger
from ledger.notice import listen
from ledger.upcast import UPCASTERS
from tests.conftest import Database
from tests.ledger.toy import ELECTION, LOG, NOON, AddToy, CallToy, ToyAdded, area, call, team


@pytest.fixture
async def filled(ledger: Ledger) -> Ledger:
    await ledger.execute(ELECTION, CallToy(), call())
    for number, hour in enumerate((0, 3, 1)):
        act = team(legal_at=NOON + timedelta(hours=hour))
        await ledger.execute(area("01"), AddToy(key=f"k{number}"), act)
    await ledger.execute(area("02"), AddToy(key="x"), team())
    return ledger


async def test_streams_come_in_order_and_an_unknown_one_is_empty(filled: Ledger) -> None:
    found = await filled.store.read([area("01"), area("77"), ELECTION])
    assert [event.version for event in found[area("01")]] == [1, 2, 3]
    assert [event.type for event in found[ELECTION]] == ["ToyCalled"]
    assert found[area("77")] == []


async def test_a_stream_as_it_was_known_at_a_moment(filled: Ledger) -> None:
    every = (await filled.store.read([area()]))[area()]
    for number in range(3):
        known = await filled.store.read([area()], known_at=every[number].recorded_at)
        assert known[area()] == every[: number + 1]


async def test_a_stream_as_it_was_valid_at_a_moment(filled: Ledger) -> None:
    valid = await filled.store.read([area()], valid_at=NOON + timedelta(hours=2))
    assert [event.version for event in valid[area()]] == [1, 3]


async def test_the_tail_pages_by_position(filled: Ledger) -> None:
    assert [event.position for event in await filled.store.tail(LOG, 2, 2)] == [3, 4]
    assert await filled.store.tail(LOG, 5) == []
    assert (await filled.store.head(LOG), await filled.store.head("none-2021")) == (5, 0)


async def test_streams_are_listed_by_prefix(filled: Ledger) -> None:
    assert await filled.store.streams(LOG) == [area("01"), area("02"), ELECTION]
    assert await filled.store.streams(LOG, "area/") == [area("01"), area("02")]


async def test_a_malformed_name_is_refused(filled: Ledger) -> None:
    with pytest.raises(Refusal, match="BC-100"):
        await filled.store.read(["nonsense"])


async def test_an_event_of_an_older_schema_is_read_as_a_new_one(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EVENTS["ToyAdded"], "schema_version", 3)
    with pytest.raises(LookupError, match="no upcaster from schema 1 to 2"):
        await filled.store.read([area()])
    monkeypatch.setitem(UPCASTERS, ("ToyAdded", 1), lambda data: {**data, "note": "two"})
    monkeypatch.setitem(UPCASTERS, ("ToyAdded", 2), lambda data: {**data, "note": data["note"] + " three"})
    (event, *_) = (await filled.store.read([area()]))[area()]
    assert isinstance(event.event, ToyAdded)
    assert event.event.note == "two three"


async def test_an_event_of_a_newer_program_is_not_guessed_at(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(EVENTS, "ToyAdded")
    with pytest.raises(LookupError, match="position 2: this program knows no event ToyAdded"):
        await filled.store.read([area()])


async def test_what_has_been_told_is_one_position_of_each_log(filled: Ledger) -> None:
    pool = filled.store.pool
    assert await delivered(pool, LOG) == 0
    await mark(pool, LOG, 3)
    await mark(pool, "other-2021", 1)
    assert (await delivered(pool, LOG), await delivered(pool, "other-2021")) == (3, 1)
    await mark(pool, LOG, 2)  # a slower relay: what follows is told again
    assert await delivered(pool, LOG) == 2


async def test_an_append_wakes_the_listener_and_a_lost_connection_does_not_end_it(
    filled: Ledger, database: Database
) -> None:
    wakes = listen(database.app, poll=60)
    assert await anext(wakes) is None
    waking = asyncio.ensure_future(anext(wakes))
    await filled.execute(area("03"), AddToy(key="y"), team())
    assert await asyncio.wait_for(waking, 5) == LOG
    owner = await connect(database.owner)
    waking = asyncio.ensure_future(anext(wakes))
    superuser = await connect(database.app)
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'baucu-listen'"
    )
    assert await asyncio.wait_for(waking, 5) is None
    while (woken := await asyncio.wait_for(anext(wakes), 5)) is not None:
        assert woken == LOG
    waking = asyncio.ensure_future(anext(wakes))
    await filled.execute(area("04"), AddToy(key="z"), team())
    assert await asyncio.wait_for(waking, 5) == LOG
    await wakes.aclose()  # type: ignore[attr-defined]
    await superuser.close()
    await owner.close()


async def test_what_is_appended_while_the_listener_is_busy_wakes_it_once(
    filled: Ledger, database: Database
) -> None:
    wakes = listen(database.app, poll=0.5)
    assert await anext(wakes) is None
    for number in range(5):
        await filled.execute(area(f"1{number}"), AddToy(key="y"), team())
    await asyncio.sleep(0.2)  # the notices are on their way
    assert [await anext(wakes), await anext(wakes)] == [LOG, None]
    await wakes.aclose()  # type: ignore[attr-defined]


async def test_silence_wakes_the_listener_too(filled: Ledger, database: Database) -> None:
    wakes = listen(database.app, poll=0.05)
    assert [await asyncio.wait_for(anext(wakes), 2) for _ in range(3)] == [None, None, None]
    await wakes.aclose()  # type: ignore[attr-defined]
