"""One additional ballot (bầu cử thêm) or re-run (bầu cử lại) of one constituency."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contract import Errand
    from workflows.clerk import Clerk


@workflow.defn(name="RepollWorkflow")
class RepollWorkflow(Clerk):
    """Follows a further vote from its day to its minutes (Articles 79 to 82)."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()
