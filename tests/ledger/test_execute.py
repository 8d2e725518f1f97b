"""The one write path, on the real database."""

import asyncio
from datetime import timedelta

import pytest

from domain.command import Act
from domain.refusal import Refusal
from ledger.audit import verify
from ledger.execute import Ledger
from ledger.fingerprint import fingerprint
from tests.conftest import Database
from tests.ledger.toy import (
    ELECTION,
    LOG,
    NOON,
    AddToy,
    CallToy,
    ToyAdded,
    area,
    call,
    procedure_of_toy,
    team,
)


@pytest.fixture
async def called(ledger: Ledger) -> Ledger:
    await ledger.execute(ELECTION, CallToy(), call())
    return ledger


async def test_what_is_returned_is_what_is_stored(called: Ledger) -> None:
    outcome = await called.execute(area(), AddToy(key="a", events=3, done_at=NOON), team())
    assert [event.position for event in outcome.events] == [2, 3, 4]
    assert outcome.events == (await called.store.read([area()]))[area()]
    assert (await verify(called.store, LOG)).events == 4


async def test_meta_says_who_on_what_ground_and_what_was_read(called: Ledger) -> None:
    act = Act(actor="u7", body="team", unit="vn", legal_at=NOON, reason="kiểm phiếu xong", source="ab12")
    (event,) = (await called.execute(area(), AddToy(key="a", looks_at=("02",)), act)).events
    meta = event.meta
    assert (meta.actor, meta.body, meta.reason, meta.source) == ("u7", "team", "kiểm phiếu xong", "ab12")
    assert (meta.article, meta.law, meta.mode, meta.command) == ("Điều 73", "A", "rehearsal", "add:a")
    assert meta.reads == {ELECTION: 1, area("02"): 0}


async def test_the_same_command_again_is_the_stored_events_and_not_new_ones(called: Ledger) -> None:
    first = await called.execute(area(), AddToy(key="a", events=2), team())
    await called.execute(area(), AddToy(key="b"), team())
    again = await called.execute(area(), AddToy(key="a", events=2), team(actor="somebody-else"))
    assert again.already
    assert again.events == first.events
    assert await called.store.head(LOG) == 4


async def test_a_retry_comes_before_the_question_of_the_version(called: Ledger) -> None:
    await called.execute(area(), AddToy(key="a"), team(), expected_version=0)
    assert (await called.execute(area(), AddToy(key="a"), team(), expected_version=0)).already


@pytest.mark.parametrize(
    ("changed", "act"),
    [
        (AddToy(key="a", amount=2), team()),
        (AddToy(key="a", amount=1), team(legal_at=NOON + timedelta(seconds=1))),
    ],
)
async def test_the_same_key_with_other_content_is_refused(called: Ledger, changed: AddToy, act: Act) -> None:
    stored = await called.execute(area(), AddToy(key="a", amount=1), team())
    with pytest.raises(Refusal, match=r"BC-105.*add:a") as refused:
        await called.execute(area(), changed, act)
    assert refused.value.details["event_id"] == str(stored.events[0].event_id)
    assert await called.store.head(LOG) == 2


async def test_a_version_that_has_moved_on_is_refused_as_stale(called: Ledger) -> None:
    await called.execute(area(), AddToy(key="a"), team())
    with pytest.raises(Refusal, match="BC-104") as refused:
        await called.execute(area(), AddToy(key="b"), team(), expected_version=0)
    assert (refused.value.details["actual"], refused.value.details["expected"]) == ("1", "0")
    assert (await called.execute(area(), AddToy(key="b"), team(), expected_version=1)).events


async def test_a_command_that_decides_nothing_records_nothing(called: Ledger) -> None:
    outcome = await called.execute(area(), AddToy(key="a", amount=0), team())
    assert (outcome.events, outcome.already) == ([], False)
    assert await called.store.head(LOG) == 1


async def test_an_unknown_election_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refusal, match="BC-107"):
        await ledger.execute(area(), AddToy(key="a"), team())
    assert await ledger.store.logs() == []


async def test_a_command_on_the_wrong_kind_of_stream_is_refused(called: Ledger) -> None:
    with pytest.raises(Refusal, match="BC-102"):
        await called.execute(f"contest/{LOG}/x", AddToy(key="a"), team())


async def test_a_body_without_the_right_is_refused(called: Ledger) -> None:
    with pytest.raises(Refusal, match="BC-106"):
        await called.execute(area(), AddToy(key="a"), call())


async def test_commands_at_once_on_one_stream_all_decide_on_the_true_state(called: Ledger) -> None:
    orders = [(area(), AddToy(key=f"k{number}"), team()) for number in range(60)]
    await called.execute_many(orders)
    events = [it.event for it in (await called.store.read([area()]))[area()]]
    assert [event.before for event in events if isinstance(event, ToyAdded)] == list(range(60))


async def test_two_processes_on_one_stream_decide_again_after_a_conflict(
    called: Ledger, database: Database
) -> None:
    async with Ledger.open(database.app, procedure_of_toy) as other:
        sides = (called, other)
        await asyncio.gather(
            *(
                side.execute_many([(area(), AddToy(key=f"{n}-{i}"), team()) for i in range(30)])
                for n, side in enumerate(sides)
            )
        )
    events = [it.event for it in (await called.store.read([area()]))[area()]]
    assert [event.before for event in events if isinstance(event, ToyAdded)] == list(range(60))


async def test_a_limit_over_two_streams_holds_although_each_is_written_apart(
    called: Ledger, database: Database
) -> None:
    async with Ledger.open(database.app, procedure_of_toy) as other:
        first = called.execute_many(
            [(area("01"), AddToy(key=f"a{i}", limit=10, looks_at=("02",)), team()) for i in range(10)]
        )
        second = other.execute_many(
            [(area("02"), AddToy(key=f"b{i}", limit=10, looks_at=("01",)), team()) for i in range(10)]
        )
        outcomes = [outcome for side in await asyncio.gather(first, second) for outcome in side]
    assert sum(isinstance(outcome, Refusal) for outcome in outcomes) == 10
    assert await called.store.head(LOG) == 11
    await verify(called.store, LOG)


async def test_one_refused_command_of_many_does_not_hinder_the_others(called: Ledger) -> None:
    orders = [(area(f"{n:02}"), AddToy(key="a", limit=0 if n == 3 else None), team()) for n in range(6)]
    outcomes = await called.execute_many(orders)
    assert [isinstance(outcome, Refusal) for outcome in outcomes] == [n == 3 for n in range(6)]


async def test_a_float_cannot_be_recorded(called: Ledger) -> None:
    order = AddToy(key="a").model_copy(update={"amount": 0.5})
    with pytest.raises(TypeError, match=r"\$\.data\.amount"):
        await called.execute(area(), order, team())


async def test_the_fingerprint_does_not_depend_on_the_order_of_typing(
    called: Ledger, database: Database
) -> None:
    await called.execute(area("01"), AddToy(key="a"), team())
    await called.execute(area("02"), AddToy(key="b"), team())
    one = await fingerprint(called.store, LOG)
    assert await fingerprint(called.store, LOG) == one
    await called.execute(area("02"), AddToy(key="c"), team())
    assert await fingerprint(called.store, LOG) != one
