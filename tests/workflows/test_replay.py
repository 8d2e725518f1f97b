"""Histories of finished workflows, kept for ever: today's code must still take every decision they took.

They come from the election of Bắc Kạn (`python -m tests.workflows.keep` writes them anew into a folder; a
kept history is never replaced, only joined by others).
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from activities.contract import WORKFLOWS, Errand
from workers.plugin import plugin

HISTORIES = sorted((Path(__file__).parent / "histories").glob("*.json"))


def _history(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text())


def _kind(path: Path) -> str:
    return path.stem.split("-")[0]


def test_every_kind_of_workflow_has_a_kept_history() -> None:
    assert {_kind(path) for path in HISTORIES} == set(WORKFLOWS)


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
async def test_a_kept_history_replays(path: Path) -> None:
    await Replayer(plugins=[plugin()], workflows=[]).replay_workflow(_history(path))


@workflow.defn(name="UnitWorkflow", sandboxed=False)
class Incompatible:
    """A unit that sleeps before it looks: a change that running elections could not survive."""

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await workflow.sleep(timedelta(seconds=1))


async def test_an_incompatible_change_is_noticed() -> None:
    path = next(path for path in HISTORIES if _kind(path) == "unit")
    replayer = Replayer(workflows=[Incompatible], data_converter=plugin().data_converter)  # type: ignore[arg-type]
    with pytest.raises(NondeterminismError):
        await replayer.replay_workflow(_history(path))
