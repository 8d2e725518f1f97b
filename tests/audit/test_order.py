"""The command in the record: once, as it was given, and provably the one that was digested."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator

import pytest

from ledger.canonical import encode
from ledger.execute import Ledger
from ledger.explain import explain
from tests.conftest import Database
from tests.ledger.toy import ELECTION, LOG, NOON, AddToy, CallToy, area, call, procedure_of_toy, team


@pytest.fixture
async def ledger(database: Database) -> AsyncIterator[Ledger]:
    async with Ledger.open(database.app, procedure_of_toy) as opened:
        await opened.execute(ELECTION, CallToy(), call())
        yield opened


async def test_the_command_is_kept_on_the_first_of_its_events_and_on_no_other(ledger: Ledger) -> None:
    order = AddToy(key="a", events=3, note="phiếu ✓", done_at=NOON, looks_at=("02",))
    first, *others = (await ledger.execute(area(), order, team())).events
    assert first.meta.order is not None
    assert first.meta.order.type == "AddToy"
    assert AddToy.model_validate(first.meta.order.data) == order
    assert [it.meta.order for it in others] == [None, None]
    assert (await ledger.store.read([area()]))[area()][0].meta.order == first.meta.order


async def test_the_digest_can_be_recomputed_from_the_body_alone_as_the_page_says(ledger: Ledger) -> None:
    await ledger.execute(area(), AddToy(key="a", done_at=NOON), team())
    body = json.loads((await ledger.store.rows(LOG, 1, 1))[0].body)
    meta = body["meta"]
    content = {
        "body": meta["body"],
        "command": meta["order"]["type"],
        "data": meta["order"]["data"],
        "legal_at": body["legal_at"],
        "unit": meta["unit"],
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == meta["digest"]
    assert text == encode(content)


async def test_a_decision_that_looked_at_other_streams_is_taken_again_on_what_they_held_then(
    ledger: Ledger,
) -> None:
    await ledger.execute(area("02"), AddToy(key="a", amount=5), team())
    await ledger.execute(area("01"), AddToy(key="a", amount=1, limit=7, looks_at=("02",)), team())
    # By now the limit is passed: the decision would not be taken today, and was lawful then.
    await ledger.execute(area("02"), AddToy(key="b", amount=9), team())
    (ruling,) = await explain(ledger.store, area("01"), procedure_of_toy)
    assert (ruling.verdict, ruling.differences) == ("same", ())
    assert ruling.seen == {ELECTION: 1, area("01"): 0, area("02"): 1}
