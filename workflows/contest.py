"""One constituency (đơn vị bầu cử): from its publication to a settled result."""

from __future__ import annotations

import contextlib

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.workflow import ParentClosePolicy

with workflow.unsafe.imports_passed_through():
    from activities.contract import Attended, Errand, workflow_id
    from workflows.clerk import Clerk
    from workflows.repoll import RepollWorkflow


@workflow.defn(name="ContestWorkflow")
class ContestWorkflow(Clerk):
    """Waits for board, list and minutes; starts the additional ballot or re-run that has been decided."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()

    async def follow(self, look: Attended, news: int) -> None:
        """A further vote lives under its own name and outlives a continue-as-new of this workflow."""
        for poll in look.repolls:
            if poll in self.errand.repolls:
                continue
            code = f"{self.errand.code}.{poll}"
            # Already there: told of its first event before we came to it.
            with contextlib.suppress(WorkflowAlreadyStartedError):
                await workflow.start_child_workflow(
                    RepollWorkflow.run,
                    Errand(
                        kind="repoll",
                        election=self.errand.election,
                        code=code,
                        clock=self.errand.clock,
                        news=news,
                        horizon=self.errand.horizon,
                    ),
                    id=workflow_id("repoll", self.errand.election, code),
                    parent_close_policy=ParentClosePolicy.ABANDON,
                    static_summary=f"repoll {code}",
                )
            self.errand = self.errand.model_copy(update={"repolls": (*self.errand.repolls, poll)})
