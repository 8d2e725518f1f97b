"""One election: the calendar is fixed, the units are started, the end is seen."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contract import ANNOUNCE, AnnounceRequest, Attended, Errand
    from workflows.clerk import HEARTBEAT, PATIENCE, RETRY, Clerk


@workflow.defn(name="ElectionWorkflow")
class ElectionWorkflow(Clerk):
    """Fixes the calendar at the call (Article 5), tells every unit of it and of each later decision, and ends
    when the Assembly and every council have met."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()

    async def follow(self, look: Attended, news: int) -> None:
        """The units are started and told, never awaited: they live for months under their own names."""
        if look.calendar <= self.errand.announced:
            return
        await workflow.execute_activity(
            ANNOUNCE,
            AnnounceRequest(election=self.errand.election, position=news, next_at=look.next_at),
            start_to_close_timeout=PATIENCE,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=RETRY,
            summary="báo lịch bầu cử cho mọi đơn vị",
        )
        self.errand = self.errand.model_copy(update={"announced": look.calendar})
