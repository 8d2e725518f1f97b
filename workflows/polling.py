"""Polling day in one commune: every area from its opening to its minutes."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contract import Errand
    from workflows.clerk import Clerk


@workflow.defn(name="PollingWorkflow")
class PollingWorkflow(Clerk):
    """Follows the polling areas of one commune on the day (Articles 69 to 76)."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()
