"""The feed on a real port: what happened comes once, in order, however often the reader is cut off."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

import httpx2

from console.feed import NUDGE, lines
from ledger.store import Store
from tests.console.conftest import Told
from tests.console.course import LOG, call, publish
from tests.console.record import Recorder

STREAM = f"/bau-cu/{LOG}/dong"


@dataclass(frozen=True)
class Message:
    """One message of a stream."""

    id: str
    event: str
    data: str

    @property
    def positions(self) -> list[int]:
        return [int(found) for found in re.findall(r'id="su-kien-(\d+)"', self.data)]


async def messages(address: str, after: int = 0, last: int | None = None) -> AsyncGenerator[Message]:
    """Messages of the stream, for at most ten seconds."""
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    async with (
        asyncio.timeout(10),
        httpx2.AsyncClient(base_url=address) as client,
        client.stream("GET", STREAM, params={"sau": after}, headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, list[str]] = {}
        async for line in answer.aiter_lines():
            if line:
                name, _, value = line.partition(": ")
                fields.setdefault(name, []).append(value)
            elif fields.keys() & {"data", "event"}:
                yield Message(*("\n".join(fields.get(name, [""])) for name in ("id", "event", "data")))
                fields = {}
            else:
                fields = {}  # a comment that keeps the connection alive


async def take(address: str, count: int, after: int = 0, last: int | None = None) -> list[Message]:
    """The first messages of a stream, which is then cut off."""
    found: list[Message] = []
    async with aclosing(messages(address, after, last)) as stream:
        async for message in stream:
            found.append(message)
            if len(found) == count:
                break
    return found


async def test_a_reader_gets_all_that_came_after_the_page(told: Told, address: str) -> None:
    head = await Store(told.pool).head(LOG)
    (message,) = await take(address, 1, after=head - 4)
    assert message.id == str(head)
    assert sorted(message.positions) == [head - 3, head - 2, head - 1, head]
    assert message.positions[0] == head  # the newest on top


async def test_a_new_event_arrives_by_itself_and_the_page_is_nudged(told: Told, address: str) -> None:
    head = await Store(told.pool).head(LOG)
    waiting = asyncio.create_task(take(address, 2, after=head))
    await asyncio.sleep(0.3)
    await publish(told.record)
    await told.project()
    event, nudge = await waiting
    assert event.positions == [head + 1]
    assert "Hoàn thành đúng hạn" in event.data
    assert (nudge.event, nudge.data, nudge.id) == (NUDGE, str(head + 1), "")


async def test_a_page_is_nudged_only_when_its_tables_have_caught_up(told: Told, address: str) -> None:
    head = await Store(told.pool).head(LOG)
    waiting = asyncio.create_task(take(address, 2, after=head))
    await publish(told.record)
    await asyncio.sleep(1.5)
    assert not waiting.done()
    await told.project()
    assert (await waiting)[1].event == NUDGE


async def test_a_reader_that_was_cut_off_loses_nothing_and_sees_nothing_twice(
    told: Told, address: str
) -> None:
    store, last, seen = Store(told.pool), 0, list[int]()
    for _ in range(4):
        (message,) = await take(address, 1, after=0, last=last)
        last = int(message.id)
        seen.append(last)
        await publish(told.record)  # while nobody listens
    (message,) = await take(address, 1, last=last)
    assert [*seen, int(message.id)] == sorted({*seen, await store.head(LOG)})
    assert message.positions == [await store.head(LOG)]


async def test_whoever_is_far_behind_catches_up_page_by_page(told: Told, address: str) -> None:
    head = await Store(told.pool).head(LOG)
    many = 600
    for _ in range(many):
        await publish(told.record)
    first, second = await take(address, 2, after=head)
    assert int(first.id) == head + 500
    assert int(second.id) == head + many
    # A run of the same kind about the same thing at one moment is one line that says how many.
    assert first.positions == [head + 500]
    assert "×500" in first.data


async def test_a_line_says_what_was_due_and_leads_to_the_unit(told: Told) -> None:
    rows = await Store(told.pool).tail(LOG)
    found = lines(rows, LOG, {"BK-NS-01": "Xã Khuổi Mòn"})
    missed = next(line for line in found if line.title == "Quá hạn chưa thực hiện")
    assert missed.detail.startswith("Hội nghị hiệp thương lần thứ hai")
    assert missed.who == "Hệ thống · Xã Khuổi Mòn"
    assert missed.link == f"/bau-cu/{LOG}/don-vi/BK-NS-01"
    assert missed.tone == "missed"
    result = next(line for line in found if line.title == "Xác định kết quả")
    assert result.link == f"/bau-cu/{LOG}/don-vi-bau-cu/C-BK-NS-01-1"
    assert "không bầu thêm" in result.detail


async def test_two_readers_of_two_elections_each_get_their_own(told: Told, address: str) -> None:
    other = Recorder(told.database.app, "hn-2021")
    head = await Store(told.pool).head(LOG)
    waiting = asyncio.create_task(take(address, 1, after=head))
    await asyncio.sleep(0.2)
    await call(other)
    await other.close()
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await publish(told.record)
    assert (await waiting)[0].positions == [head + 1]
