"""Verification: the two computations agree, and whatever is changed behind the database's back is named."""

import json
import random
from collections.abc import AsyncIterator

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import canonical
from ledger.appender import Appender
from ledger.audit import verify
from ledger.canonical import Broken
from ledger.connection import connect, open_pool
from ledger.store import Store
from tests.conftest import Database
from tests.ledger.draft import draft, drafts
from tests.ledger.toy import LOG, area
from workers.postgres import Postgres

EVENTS = 12


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    appender = Appender(database.app)
    for number in range(EVENTS):
        reads = {area("02"): number // 2} if number % 2 == 0 else {}
        code, version = f"{number % 2 + 1:02}", number // 2 + 1
        await appender.append(LOG, [draft(area(code), version, f"s{number}", reads=reads)])
    await appender.close()
    async with await open_pool(database.app) as pool:
        yield Store(pool)


@pytest.fixture
async def superuser(postgres: Postgres, database: Database) -> AsyncIterator[asyncpg.Connection]:
    """Somebody who can do anything: switches the triggers off and rewrites."""
    connection = await connect(postgres.dsn(database.name))
    await connection.execute("SET session_replication_role = replica")
    yield connection
    await connection.close()


async def test_hashes_of_the_database_equal_those_computed_here(database: Database, store: Store) -> None:
    dice = random.Random(7)
    appender = Appender(database.app)
    version = 1
    for number in range(30):
        size = dice.randint(1, 6)
        await appender.append(LOG, drafts(area("random"), version, size, f"r{number}"))
        version += size
    await appender.close()
    previous = canonical.genesis(LOG).hash
    async for rows in store.pages(LOG):
        for row in rows:
            assert row.body_hash == canonical.body_hash(row.body)
            assert row.leaf_hash == canonical.leaf_hash(row.position, row.recorded_at, row.body_hash)
            assert row.prev_hash == previous
            assert row.hash == canonical.chain_hash(previous, row.leaf_hash)
            previous = row.hash
    report = await verify(store, LOG)
    assert report.events == EVENTS + version - 1
    assert report.head == previous.hex()


BODY = "UPDATE ledger.event SET body = replace(body::text, '{0}', '{1}')::json WHERE position = 7"


@pytest.mark.parametrize(
    ("change", "position", "what"),
    [
        (BODY.format('"amount":4', '"amount":5'), 7, "body_hash"),
        (BODY.format('"actor":"u1"', '"actor":"u2"'), 7, "body_hash"),
        (BODY.format("T12:00:00", "T12:00:01"), 7, "body_hash"),
        ("UPDATE ledger.event SET body_hash = sha256('x') WHERE position = 7", 7, "body_hash"),
        ("UPDATE ledger.event SET leaf_hash = sha256('x') WHERE position = 7", 7, "leaf_hash"),
        ("UPDATE ledger.event SET recorded_at = recorded_at + '1 us' WHERE position = 7", 7, "leaf_hash"),
        ("UPDATE ledger.event SET prev_hash = sha256('x') WHERE position = 7", 7, "prev_hash"),
        ("UPDATE ledger.event SET hash = sha256('x') WHERE position = 7", 7, "hash"),
        ("DELETE FROM ledger.event WHERE position = 7", 8, "đứt quãng"),
        ("DELETE FROM ledger.event WHERE position = 1", 2, "đứt quãng"),
        ("UPDATE ledger.event SET type = 'ToyRemoved' WHERE position = 7", 7, "cột type"),
        ("UPDATE ledger.event SET stream = 'area/toy-2021/09' WHERE position = 7", 7, "cột stream"),
        ("UPDATE ledger.event SET version = 90 WHERE position = 7", 7, "cột version"),
        ("UPDATE ledger.event SET schema = 2 WHERE position = 7", 7, "cột schema"),
        ("UPDATE ledger.event SET legal_at = legal_at + '1 s' WHERE position = 7", 7, "cột legal_at"),
        ("UPDATE ledger.event SET event_id = gen_random_uuid() WHERE position = 7", 7, "cột event_id"),
    ],
)
async def test_a_change_behind_the_back_is_named_by_position(
    store: Store, superuser: asyncpg.Connection, change: str, position: int, what: str
) -> None:
    done = await superuser.execute(change)
    assert done.endswith(" 1")
    with pytest.raises(Broken) as broken:
        await verify(store, LOG)
    assert broken.value.position == position
    assert what in broken.value.what


async def test_two_events_that_changed_places_are_named(store: Store, superuser: asyncpg.Connection) -> None:
    await superuser.execute("UPDATE ledger.event SET position = 15 - position + 100 WHERE position IN (7, 8)")
    await superuser.execute("UPDATE ledger.event SET position = position - 100 WHERE position > 100")
    with pytest.raises(Broken) as broken:
        await verify(store, LOG)
    assert broken.value.position == 7


async def test_a_decision_that_claims_to_have_read_what_was_not_so_is_named(
    store: Store, superuser: asyncpg.Connection
) -> None:
    """Somebody with every right rewrites an event and all hashes after it; what it read gives it away."""
    rows = await store.rows(LOG)
    head = canonical.genesis(LOG)
    for row in rows:
        body = row.body.replace('"reads":{"area/toy-2021/02":3}', '"reads":{"area/toy-2021/02":2}')
        digest = canonical.body_hash(body)
        leaf = canonical.leaf_hash(row.position, row.recorded_at, digest)
        hash = canonical.chain_hash(head.hash, leaf)
        await superuser.execute(
            "UPDATE ledger.event SET body = $2, body_hash = $3, leaf_hash = $4, prev_hash = $5, hash = $6"
            " WHERE position = $1",
            row.position, body, digest, leaf, head.hash, hash,
        )  # fmt: skip
        head.hash = hash
    with pytest.raises(Broken, match=r"vị trí 7.*đã đọc area/toy-2021/02 ở phiên bản 2, lúc đó là 3"):
        await verify(store, LOG)


async def test_an_empty_log_holds(store: Store) -> None:
    assert (await verify(store, "nothing-2021")).events == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="ascii"), max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(JSON)
def test_the_canonical_form_of_what_was_read_back_is_the_same(value: object) -> None:
    text = canonical.encode(value)
    assert canonical.encode(json.loads(text)) == text
    assert text == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("value", [0.5, {"a": [1, {"b": 2.0}]}, {1: 2}, {"ô": 1}, 2**53, {1, 2}, b"x"])
def test_what_has_no_single_spelling_is_not_encoded(value: object) -> None:
    with pytest.raises((TypeError, ValueError), match=r"^\$"):
        canonical.encode(value)
