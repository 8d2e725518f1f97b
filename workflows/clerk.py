"""What all workflows share: wait for news or for a legal instant, look, and carry on for months."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeKey

with workflow.unsafe.imports_passed_through():
    from activities.contract import ATTEND, NOTICED, STRUCK, Attended, AttendRequest, Errand
    from domain.zone import local

ELECTION: Final = SearchAttributeKey.for_keyword("Election")
CODE: Final = SearchAttributeKey.for_keyword("Code")
STAGE: Final = SearchAttributeKey.for_keyword("Stage")
OVERDUE: Final = SearchAttributeKey.for_int("Overdue")
NEXT_DUE: Final = SearchAttributeKey.for_datetime("NextDeadline")

# A worker that dies is noticed by its silence, not by the length of the work.
PATIENCE: Final = timedelta(minutes=10)
HEARTBEAT: Final = timedelta(seconds=10)
RETRY: Final = RetryPolicy(
    initial_interval=timedelta(milliseconds=200),
    maximum_interval=timedelta(seconds=10),
)
_STAGE_LIMIT: Final = 200


class Clerk:
    """Base of every workflow of Baucu.

    State is the errand: one model, handed on whole at continue-as-new. The run loop does all the work; the
    signal handler only notes a number, so no handler can be cut off by continue-as-new.
    """

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self._shown: tuple[str, int, datetime | None] | None = None

    @workflow.signal(name=NOTICED)
    def noticed(self, position: int) -> None:
        """Events up to this position concern this workflow; an old position changes nothing."""
        if position > self.errand.news:
            self.errand = self.errand.model_copy(update={"news": position})

    @workflow.signal(name=STRUCK)
    def struck(self, horizon: datetime) -> None:
        """The script of a rehearsal lets the clock run on; it never runs back."""
        self._let_run(horizon)

    def _let_run(self, horizon: datetime) -> None:
        if self.errand.horizon is not None and horizon > self.errand.horizon:
            self.errand = self.errand.model_copy(update={"horizon": horizon})

    async def serve(self) -> None:
        """Look whenever there is news or an instant has come, until the desk says that all is done."""
        workflow.upsert_search_attributes(
            [ELECTION.value_set(self.errand.election), CODE.value_set(self.errand.code or "-")]
        )
        while True:
            await self._wait()
            news = self.errand.news
            look = await self._look(news)
            await self.follow(look, news)
            self.errand = self.errand.model_copy(update={"seen": news, "next_at": look.next_at})
            if look.horizon is not None:
                self._let_run(look.horizon)
            self._show(look)
            if look.done and self.errand.news == news:
                await workflow.wait_condition(workflow.all_handlers_finished)
                return
            if workflow.info().is_continue_as_new_suggested():
                # A signal that arrives now fails this task and is handled first; then we come back here.
                await workflow.wait_condition(workflow.all_handlers_finished)
                workflow.continue_as_new(self.errand)

    async def follow(self, look: Attended, news: int) -> None:
        """What this kind of workflow does with what it saw, beyond recording it."""

    async def _wait(self) -> None:
        errand = self.errand
        if errand.next_at is None:
            await workflow.wait_condition(self._has_news)
            return
        delay = errand.clock.delay(errand.next_at, workflow.now())
        if delay > timedelta(0):
            try:
                await workflow.wait_condition(
                    self._has_news,
                    timeout=delay,
                    timeout_summary=f"chờ đến {local(errand.next_at):%H:%M %d/%m/%Y} (giờ pháp lý)",
                )
                return
            except TimeoutError:
                pass
        # In a rehearsal the clock does not run ahead of the people who play it.
        await workflow.wait_condition(lambda: self._has_news() or self._may_look())

    def _may_look(self) -> bool:
        errand = self.errand
        return errand.horizon is None or errand.next_at is None or errand.next_at <= errand.horizon

    def _has_news(self) -> bool:
        return self.errand.news > self.errand.seen

    async def _look(self, news: int) -> Attended:
        errand = self.errand
        now = errand.clock.legal(workflow.now())
        # News is dealt with before the clock is: what it says may have settled what the instant would ask.
        instant = None if self._has_news() else errand.next_at
        look: Attended = await workflow.execute_activity(
            ATTEND,
            AttendRequest(
                kind=errand.kind,
                election=errand.election,
                code=errand.code,
                news=news,
                instant=instant,
                now=now,
                announced=errand.announced,
            ),
            result_type=Attended,
            start_to_close_timeout=PATIENCE,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=RETRY,
            summary=f"xem việc lúc {local(instant):%H:%M %d/%m/%Y}"
            if instant
            else f"có việc mới, vị trí {news}",
        )
        return look

    def _show(self, look: Attended) -> None:
        shown = (look.stage[:_STAGE_LIMIT], look.overdue, look.next_due)
        if shown != self._shown:
            due = NEXT_DUE.value_unset() if look.next_due is None else NEXT_DUE.value_set(look.next_due)
            workflow.upsert_search_attributes([STAGE.value_set(shown[0]), OVERDUE.value_set(shown[1]), due])
            self._shown = shown
        workflow.set_current_details(f"**{look.stage}**\n\n{look.details}")
