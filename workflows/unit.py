"""One nation, province, district or commune: the agenda of its bodies."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contract import NOTIFY, Attended, Errand, NotifyRequest
    from domain.agenda.ladder import NAMES
    from workflows.clerk import HEARTBEAT, PATIENCE, RETRY, Clerk


@workflow.defn(name="UnitWorkflow")
class UnitWorkflow(Clerk):
    """One wake-up for each distinct instant, everything due then in one look; then the reminders."""

    @workflow.init
    def __init__(self, errand: Errand) -> None:
        super().__init__(errand)

    @workflow.run
    async def run(self, errand: Errand) -> None:
        await self.serve()

    async def follow(self, look: Attended, news: int) -> None:
        """Reminders are an activity of their own: a slow mail server is tried again without a new look."""
        if not look.notices:
            return
        rungs = ", ".join(sorted({NAMES[notice.rung] for notice in look.notices}))
        await workflow.execute_activity(
            NOTIFY,
            NotifyRequest(
                election=self.errand.election,
                code=self.errand.code,
                moment=look.moment,
                notices=look.notices,
                seen=news,
                next_at=look.next_at,
            ),
            start_to_close_timeout=PATIENCE,
            heartbeat_timeout=HEARTBEAT * 3,
            retry_policy=RETRY,
            summary=f"nhắc việc: {rungs}",
        )
