"""One case (vụ việc): from the register to a decision, a withdrawal or the hand-over."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contract import Errand
    from workflows.clerk import Clerk


@workflow.defn(name="CaseWorkflow")
class CaseWorkflow(Clerk):
    """Enters the case where it lies, waits for its term and for the stop ten days before election day
    (Articles 33, 61, 87), and ends when nothing more is awaited; an appeal starts it anew."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()
