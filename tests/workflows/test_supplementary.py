"""A supplementary election on the real engine: the ordinary workflows carry it to the next session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from domain.supplementary.commands import BeginMandate
from domain.zone import end_of_day
from tests.conftest import Database
from tests.domain.test_commune_2028 import UNIT, by, elected
from tests.domain.test_supplementary import HOME, LOG
from tests.workflows.engine import engine
from workers.play.order import Order, Scene

KEEP = os.environ.get("KEEP_HISTORY", "")
"""A file into which the history of the election's workflow is written, to be kept for ever."""


@pytest.mark.slow
@pytest.mark.covers("s01", "s06")
async def test_the_election_ends_with_the_next_session_and_is_closed_by_its_workflow(
    database: Database, temporal: str, tmp_path: Path
) -> None:
    office = elected()
    office.act(HOME, BeginMandate(deputies=("c1", "c2", "c3")), by("council", "2028-10-05"))
    scenes = [Scene(who.legal_at, (Order(name, command, who),)) for name, command, who in office.given]
    async with engine(LOG, database.app, temporal, tmp_path) as play:
        await play.play(scenes, end_of_day(scenes[-1].legal_at.date()))
        for name in (HOME, f"unit/{LOG}/{UNIT}"):
            assert await play.types(name) == office.types(name)
        history = await play.history("election", "")
        assert history.events
        if KEEP:
            Path(KEEP).write_text(history.to_json())
