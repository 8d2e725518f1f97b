"""The table of steps on the pages of an election and of a unit, from the one table the workflows name too."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx2

from console import steps
from domain.law.itinerary import step
from domain.summary.events import CouncilResultPublished, CouncilSummaryMade, SummaryReopened
from tests.console.conftest import Told
from tests.console.course import NOW
from tests.console.test_pages import HOME, words


async def row(client: httpx2.AsyncClient, path: str, name: str) -> str:
    """The line of one step, as text."""
    text = (await client.get(path)).text
    table = text[text.index('id="quy-trinh"') :]
    found = [each for each in table.split("<tr>") if f'<span class="dim">{name}</span>' in each]
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


async def test_every_statement_is_one_the_database_accepts(told: Told) -> None:
    async with told.pool.acquire() as connection:
        for statement in steps.STATEMENTS:
            await connection.prepare(statement)


async def test_the_election_s_page_has_every_step_of_a_general_election_with_its_state(
    client: httpx2.AsyncClient,
) -> None:
    text = await words(client, HOME)
    for number in range(1, 52):
        assert f"p{number:02} {step(f'p{number:02}').title.vi}" in text
    assert "s01" not in text
    called = await row(client, HOME, "p02")
    assert called.endswith("Đã ghi nhận")
    assert (await row(client, HOME, "p37")).endswith("Chưa có")
    assert (await row(client, HOME, "p18")).endswith("Quá hạn")


async def test_events_of_one_type_count_for_the_step_whose_ballot_and_poll_they_have(
    client: httpx2.AsyncClient,
) -> None:
    """An additional ballot of a council is p42 and not p41, which is the Assembly's."""
    assert (await row(client, HOME, "p42")).endswith("Đã ghi nhận")
    assert (await row(client, HOME, "p41")).endswith("Chưa có")


async def test_a_unit_has_only_the_steps_that_concern_it(client: httpx2.AsyncClient) -> None:
    commune = f"{HOME}/don-vi/BK-NS-01"
    assert (await row(client, commune, "p40")).endswith("Đã ghi nhận")
    assert await row(client, commune, "p46") == ""
    assert await row(client, f"{HOME}/don-vi/VN", "p46") != ""


async def test_a_summary_that_was_opened_again_is_not_shown_as_done(
    client: httpx2.AsyncClient, told: Told
) -> None:
    """Article 81: what was published no longer says what the constituency says."""
    unit, page = "unit/BK-NS-01", f"{HOME}/don-vi/BK-NS-01"
    made = CouncilSummaryMade(ballot="commune", results=())
    published = CouncilResultPublished(ballot="commune", elected=())
    for event in (made, published):
        await told.record.write(unit, event, NOW, "committee", "BK-NS-01")
    before = await row(client, page, "p47")
    again = SummaryReopened(ballot="commune", contest="C-BK-NS-01-1", edition=2)
    await told.record.write(unit, again, NOW + timedelta(hours=1), "committee", "BK-NS-01")
    after = await row(client, page, "p47")
    assert not before.endswith("Mở lại")
    assert after.endswith("Mở lại")
