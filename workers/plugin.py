"""The one Temporal plugin: converter, workflows and sandbox for worker, client and replayer alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.plugin import SimplePlugin
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from workflows.case import CaseWorkflow
from workflows.consultation import ConsultationWorkflow
from workflows.contest import ContestWorkflow
from workflows.election import ElectionWorkflow
from workflows.polling import PollingWorkflow
from workflows.repoll import RepollWorkflow
from workflows.unit import UnitWorkflow

# Named here and not in their package, which the sandbox imports anew for every single run.
ALL: Final = (
    ElectionWorkflow,
    UnitWorkflow,
    ConsultationWorkflow,
    ContestWorkflow,
    PollingWorkflow,
    RepollWorkflow,
    CaseWorkflow,
)

# Pure code that is the same for every run: re-importing it for each would cost milliseconds and gain nothing.
PASSED_THROUGH = ("domain", "activities.contract", "pydantic", "pydantic_core", "orjson")


def plugin(activities: Sequence[Callable[..., Any]] = ()) -> SimplePlugin:
    """What every connection to Temporal is made with; a replayer made with it cannot differ from a worker."""
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    return SimplePlugin(
        "baucu",
        data_converter=pydantic_data_converter,
        workflows=ALL,
        activities=activities,
        workflow_runner=SandboxedWorkflowRunner(restrictions=restrictions),
    )
