"""One consultation (hiệp thương): three rounds, voter conferences, verification, the list that goes up."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contract import Errand
    from workflows.clerk import Clerk


@workflow.defn(name="ConsultationWorkflow")
class ConsultationWorkflow(Clerk):
    """Follows the Front of one unit through Articles 38 to 58, for the Assembly or for its own council."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()
