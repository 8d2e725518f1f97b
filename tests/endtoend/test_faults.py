"""Whatever breaks in the middle of the election, the record comes to the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.endtoend.conftest import Played, Undisturbed, left_behind, rehearsal
from workers.play.example import Example
from workers.play.order import Scene
from workers.play.show import Show

AWAY = 1.0
"""Seconds for which the broken part stays away."""
SHORT_HISTORIES = "limit.historyCount.suggestContinueAsNew=40"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Fault(NamedTuple):
    """Something breaks when this share of the scenes has been played, and is brought back."""

    share: float
    breaks: Callable[[Show], None]
    repair: Callable[[Show], Awaitable[None]]


async def _disturbed(example: Example, folder: Path, *faults: Fault, dynamic: tuple[str, ...] = ()) -> Played:
    async with rehearsal(example, folder, "fault", *dynamic) as show:
        waiting = {int(len(show.scenes) * fault.share): fault for fault in faults}
        repairs: list[asyncio.Task[None]] = []

        async def come_back(fault: Fault) -> None:
            await asyncio.sleep(AWAY)
            await fault.repair(show)

        def done(number: int, scene: Scene) -> None:
            if fault := waiting.pop(number, None):
                fault.breaks(show)
                repairs.append(asyncio.create_task(come_back(fault)))

        await show.play(done)
        assert len(repairs) == len(faults)
        await asyncio.gather(*repairs)
        return await left_behind(show)


def _same(disturbed: Played, reference: Played) -> None:
    assert disturbed.fingerprint == reference.fingerprint
    assert disturbed.events == reference.events
    assert disturbed.reminders == reference.reminders
    assert max(disturbed.reminders.values()) == 1, "a reminder is on record twice"
    assert set(disturbed.letters) == set(reference.letters), "a letter was lost or invented"


def _kill_postgres(show: Show) -> None:
    assert show.stack.postgres is not None
    show.stack.postgres.kill()


async def _start_postgres(show: Show) -> None:
    assert show.stack.postgres is not None
    await show.stack.postgres.start()


def _kill_temporal(show: Show) -> None:
    assert show.stack.temporal is not None
    show.stack.temporal.kill()


async def _start_temporal(show: Show) -> None:
    assert show.stack.temporal is not None
    await show.stack.temporal.start()


async def test_a_killed_worker_changes_nothing_nor_do_short_histories(
    example: Example, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    """Here every workflow also continues as new after some forty history events instead of four thousand."""
    fault = Fault(0.55, lambda show: show.worker.kill(), lambda show: show.worker.start())
    _same(await _disturbed(example, tmp_path, fault, dynamic=(SHORT_HISTORIES,)), undisturbed.played)


async def test_a_killed_database_changes_nothing(
    example: Example, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    fault = Fault(0.65, _kill_postgres, _start_postgres)
    _same(await _disturbed(example, tmp_path, fault), undisturbed.played)


async def test_temporal_gone_for_a_while_and_a_killed_relay_change_nothing(
    example: Example, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    """The relay dies at its work: what it had signalled and not yet ticked off goes out twice."""
    relay = Fault(0.25, lambda show: show.relay.kill(), lambda show: show.relay.start())
    temporal = Fault(0.45, _kill_temporal, _start_temporal)
    _same(await _disturbed(example, tmp_path, relay, temporal), undisturbed.played)
