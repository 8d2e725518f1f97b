"""The check of a chain by itself: what is no canonical body is no body, whatever its hashes say."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson
import pytest

from ledger.proof.chain import Broken, Row, body_hash, chain_hash, genesis, leaf_hash, verify
from tests.ledger.draft import draft
from tests.ledger.toy import LOG, NOON, area

START = datetime(2021, 5, 23, 5, tzinfo=UTC)


def chain(bodies: list[str]) -> list[Row]:
    """Rows with the right hashes over whatever these texts are, and the columns of the honest bodies."""
    rows, previous = [], genesis(LOG).hash
    for position, text in enumerate(bodies, 1):
        at = START + timedelta(microseconds=position)
        told = orjson.loads(draft(area(), position, f"s{position}"))
        digest = body_hash(text)
        leaf = leaf_hash(position, at, digest)
        hash = chain_hash(previous, leaf)
        id = UUID(told["event_id"])
        rows.append(
            Row(
                LOG,
                position,
                area(),
                position,
                id,
                "ToyAdded",
                1,
                text,
                NOON,
                at,
                digest,
                leaf,
                previous,
                hash,
            )
        )
        previous = hash
    return rows


def honest(count: int) -> list[str]:
    return [draft(area(), version, f"s{version}") for version in range(1, count + 1)]


def test_a_chain_that_holds_gives_every_leaf_in_order() -> None:
    rows, leaves, head = chain(honest(5)), list[bytes](), genesis(LOG)
    verify(rows[:2], head, leaves.append)
    verify(rows[2:], head, leaves.append)
    assert leaves == [row.leaf_hash for row in rows]
    assert (head.position, head.hash, head.versions) == (5, rows[-1].hash, {area(): 5})


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"amount":3', '"amount":3.0'),
        lambda text: text.replace('"amount":3', '"amount":3.5'),
        lambda text: text.replace('"amount":3', '"amount":1e30'),
        lambda text: text.replace('"amount":3', '"amount":9007199254740992'),
        lambda text: text.replace('"amount":3', '"amount":[[{"x":0.5}]]'),
        lambda text: text.replace('"amount":3', '"amount":3,"amount":3'),
        lambda text: text.replace('"amount"', '"amóunt"'),
        lambda text: text.replace('"amount":3', '"amount": 3'),
        lambda text: text.replace('"schema":1', '"schema":true'),
        lambda text: text.replace("T12:00:00+07:00", "T05:00:00+00:00"),
        lambda text: text.replace('"reads":{}', '"reads":[]'),
        lambda text: text.replace('"meta"', '"mete"'),
        lambda text: text[:-1],
        lambda text: "[]",
    ],
)
def test_a_body_that_is_not_canonical_is_named_although_every_hash_is_right(
    change: Callable[[str], str],
) -> None:
    bodies = honest(4)
    changed = change(bodies[2])
    assert changed != bodies[2]
    with pytest.raises(Broken, match="không đúng dạng chuẩn") as broken:
        verify(chain([*bodies[:2], changed, bodies[3]]), genesis(LOG))
    assert broken.value.position == 3


def test_an_event_recorded_before_the_one_before_it_is_named() -> None:
    rows, head = chain(honest(3)), genesis(LOG)
    verify(rows[:2], head)
    head.recorded_at = rows[2].recorded_at
    with pytest.raises(Broken, match="không sau sự kiện trước") as broken:
        verify(rows[2:], head)
    assert broken.value.position == 3
