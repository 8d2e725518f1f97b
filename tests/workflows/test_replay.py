"""Histories of finished workflows, kept for ever: today's code must still take every decision they took.

They come from the election of Bắc Kạn (`python -m tests.workflows.keep` writes them anew into a folder; a
kept history is never replaced, only joined by others).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.common import RawValue
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from activities.contract import WORKFLOWS, Errand
from workers.plugin import plugin
from workflows.contest import ContestWorkflow

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


@workflow.defn(dynamic=True, sandboxed=False)
class Incompatible:
    """Sleeps before it looks, whatever it is: a change that running elections could not survive."""

    @workflow.run
    async def run(self, args: Sequence[RawValue]) -> None:
        await workflow.sleep(timedelta(seconds=1))


@workflow.defn(name="ContestWorkflow", sandboxed=False)
class Hasty(ContestWorkflow):
    """A constituency that does the same things in another order: it looks before it says what it is."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self._look(self.errand.news)
        await self.serve()


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
async def test_an_incompatible_change_of_any_workflow_is_noticed(path: Path) -> None:
    replayer = Replayer(workflows=[Incompatible], data_converter=plugin().data_converter)  # type: ignore[arg-type]
    with pytest.raises(NondeterminismError):
        await replayer.replay_workflow(_history(path))


@pytest.mark.parametrize(
    "path", [path for path in HISTORIES if _kind(path) == "contest"], ids=lambda path: path.stem
)
async def test_commands_in_another_order_are_noticed(path: Path) -> None:
    replayer = Replayer(workflows=[Hasty], data_converter=plugin().data_converter)  # type: ignore[arg-type]
    with pytest.raises(NondeterminismError):
        await replayer.replay_workflow(_history(path))
