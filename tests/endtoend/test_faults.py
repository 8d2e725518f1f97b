"""Whatever breaks in the middle of the election, the record comes to the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.endtoend.conftest import Played, Undisturbed, left_behind, rehearsal
from workers.example import Example
from workers.order import Scene
from workers.show import Show

AWAY = 1.0
"""Seconds for which the broken part stays away."""

SHORT_HISTORIES = "limit.historyCount.suggestContinueAsNew=40"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def _disturbed(
    example: Example,
    folder: Path,
    share: float,
    breakage: Callable[[Show], None],
    repair: Callable[[Show], Awaitable[None]],
    *dynamic: str,
) -> Played:
    """Play the election; when this share of the scenes is played, something breaks and is brought back."""
    async with rehearsal(example, folder, "fault", *dynamic) as show:
        at = int(len(show.scenes) * share)
        repairs: list[asyncio.Task[None]] = []

        async def come_back() -> None:
            await asyncio.sleep(AWAY)
            await repair(show)

        def done(number: int, scene: Scene) -> None:
            if number == at:
                breakage(show)
                repairs.append(asyncio.create_task(come_back()))

        await show.play(done)
        assert len(repairs) == 1
        await repairs[0]
        return await left_behind(show)


def _same(disturbed: Played, reference: Played) -> None:
    assert disturbed.fingerprint == reference.fingerprint
    assert disturbed.events == reference.events
    assert disturbed.reminders == reference.reminders
    assert max(disturbed.reminders.values()) == 1, "a reminder is on record twice"
    assert set(disturbed.letters) == set(reference.letters), "a letter was lost or invented"


async def test_a_killed_worker_changes_nothing_nor_do_short_histories(
    example: Example, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    """Here every workflow also continues as new after some forty history events instead of four thousand."""

    async def restart(show: Show) -> None:
        await show.worker.start()

    disturbed = await _disturbed(
        example, tmp_path, 0.55, lambda show: show.worker.kill(), restart, SHORT_HISTORIES
    )
    _same(disturbed, undisturbed.played)


async def test_a_killed_database_changes_nothing(
    example: Example, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    def kill(show: Show) -> None:
        assert show.stack.postgres is not None
        show.stack.postgres.kill()

    async def restart(show: Show) -> None:
        assert show.stack.postgres is not None
        await show.stack.postgres.start()

    _same(await _disturbed(example, tmp_path, 0.65, kill, restart), undisturbed.played)


async def test_temporal_gone_for_a_while_changes_nothing(
    example: Example, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    def kill(show: Show) -> None:
        assert show.stack.temporal is not None
        show.stack.temporal.kill()

    async def restart(show: Show) -> None:
        assert show.stack.temporal is not None
        await show.stack.temporal.start()

    _same(await _disturbed(example, tmp_path, 0.45, kill, restart), undisturbed.played)
