"""A vote that stops and goes on, or is put off to another day (Articles 71.3, 72)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.agenda.commands import Attend
from domain.agenda.events import PromptDutyMet, PromptDutyOpened
from domain.event import Event
from domain.polling.commands import (
    ClosePolling,
    InterruptPolling,
    OpenPolling,
    ReportInterruption,
    ReportTurnout,
    ResumePolling,
)
from domain.polling.events import InterruptionReported, PollingInterrupted, PollingResumed
from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from tests.domain.ballot import A1, AREAS, UNIT, eve, team
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act

REPORT = ReportInterruption(poll="first", number=1)
RESUME = ResumePolling(poll="first", number=1)


def stop(**fields: Any) -> InterruptPolling:
    base = {"poll": "first", "number": 1, "cause": "ballot_misprint", "boxes": 2, **fields}
    return InterruptPolling.model_validate(base)


def opened() -> Scenario:
    return eve().after(A1, OpenPolling(poll="first"), team("07:00"))


def stopped(**fields: Any) -> Scenario:
    return opened().after(A1, stop(**fields), team("09:00"))


@pytest.mark.covers("p37", "story:52")
def test_article_71_3_a_misprint_stops_the_vote_and_box_and_papers_are_sealed_at_once() -> None:
    opened().when(A1, stop(), team("09:00")).then(
        PollingInterrupted(poll="first", number=1, cause="ballot_misprint", boxes=2, papers=True)
    )


@pytest.mark.covers("p37")
@pytest.mark.parametrize("fields", [{"boxes": 0}, {"papers": False}], ids=str)
def test_article_71_3_what_was_not_sealed_is_noted(fields: dict[str, Any]) -> None:
    opened().when(A1, stop(**fields), team("09:00")).then_found("F.307")


@pytest.mark.covers("p37", "story:52")
def test_article_71_3_the_board_is_told_and_the_vote_goes_on() -> None:
    stopped().when(A1, REPORT, team("09:05")).then(InterruptionReported(poll="first", number=1))
    told = stopped().after(A1, REPORT, team("09:05"))
    told.when(A1, RESUME, team("11:00")).then(
        PollingResumed(poll="first", number=1, seals="whole", room="same")
    )
    on = told.after(A1, RESUME, team("11:00"))
    on.when(A1, ReportTurnout(poll="first", slot="13h", voted=300), team("13:00")).then_found()
    on.when(A1, stop(number=2, cause="power_cut"), team("14:00")).then_found()


def test_going_on_without_a_report_or_with_broken_seals_is_noted() -> None:
    stopped().when(A1, RESUME, team("11:00")).then_found("F.308")
    told = stopped().after(A1, REPORT, team("09:05"))
    broken = RESUME.model_copy(update={"seals": "broken", "room": "other"})
    told.when(A1, broken, team("11:00")).then_found("F.308")
    later = stopped().after(A1, RESUME, team("11:00"))
    later.when(A1, REPORT, team("12:00")).then(InterruptionReported(poll="first", number=1))


def test_what_is_out_of_turn_is_refused() -> None:
    eve().when(A1, stop(), team("09:00")).then_refused("too_early")
    opened().when(A1, REPORT, team("09:00")).then_refused("too_early")
    opened().when(A1, stop(number=2), team("09:00")).then_refused("wrong_number")
    stopped().when(A1, stop(number=2), team("09:30")).then_refused("already_done")
    stopped().after(A1, REPORT, team("09:05")).when(A1, REPORT, team("09:06")).then_refused("already_done")
    stopped().after(A1, RESUME, team("10:00")).when(A1, RESUME, team("10:01")).then_refused("already_done")
    done = opened().after(A1, ClosePolling(poll="first"), team("19:00"))
    done.when(A1, stop(), team("19:10")).then_refused("already_done")


def test_a_vote_that_closes_while_it_is_stopped_is_noted() -> None:
    stopped().when(A1, ClosePolling(poll="first"), team("19:00")).then_found("F.312")


def test_article_72_a_vote_that_was_closed_while_it_was_stopped_neither_goes_on_nor_gets_another_day() -> (
    None
):
    closed = stopped().after(A1, ClosePolling(poll="first"), team("19:00"))
    closed.when(A1, RESUME, team("19:10")).then_refused("already_done")
    ask = AskPollingDay(request="1", commune=UNIT, areas=AREAS[:1], day=date(2021, 5, 26), why="interrupted")
    asked = closed.after(ELECTION, ask, act("committee", UNIT, "2021-05-23T19:15:00"))
    grant = DecidePollingDay(request="1", outcome="granted", decision="NQ-72")
    asked.when(ELECTION, grant, act("nec", "VN", "2021-05-23T20:00:00")).then_refused("area_has_voted")


@pytest.mark.covers("p35", "p37", "story:52")
def test_article_72_a_vote_that_cannot_go_on_is_put_off_and_resumed_on_its_new_day() -> None:
    ask = AskPollingDay(request="1", commune=UNIT, areas=AREAS[:1], day=date(2021, 5, 26), why="interrupted")
    grant = DecidePollingDay(request="1", outcome="granted", decision="NQ-72")
    told = stopped(cause="disaster").after(A1, REPORT, team("09:05"))
    asked = told.after(ELECTION, ask, act("committee", UNIT, "2021-05-23T15:00:00"))
    put_off = asked.after(ELECTION, grant, act("nec", "VN", "2021-05-23T20:00:00"))
    put_off.when(A1, RESUME, team("07:00", "2021-05-26")).then_found()
    told.when(A1, RESUME, team("07:00", "2021-05-26")).then_found("F.302")
    on = told.after(A1, RESUME, team("10:00")).after(
        ELECTION, ask, act("committee", UNIT, "2021-05-23T15:00:00")
    )
    on.when(ELECTION, grant, act("nec", "VN", "2021-05-23T20:00:00")).then_refused("area_has_voted")


@pytest.mark.covers("p37", "story:52", "story:44")
def test_article_71_3_the_report_to_the_board_is_owed_at_once_and_for_every_interruption() -> None:
    stream = f"agenda/bk-2021/{UNIT}"

    def look(story: Scenario, clock: str) -> tuple[Scenario, list[Event]]:
        command = Attend(level="commune", ballots=("commune",), version=len(story.events(stream)))
        by = act("clerk", UNIT, f"2021-05-23T{clock}")
        made = story.when(stream, command, by).events
        mine: list[Event] = [event for event in made if isinstance(event, PromptDutyOpened | PromptDutyMet)]
        return story.after(stream, command, by), mine

    before, _ = look(eve(), "06:00:00")
    begun = before.after(A1, OpenPolling(poll="first"), team("07:00")).after(A1, stop(), team("09:00"))
    story, (opened,) = look(begun, "09:01:00")
    assert isinstance(opened, PromptDutyOpened)
    assert (opened.duty.body, opened.duty.due) == ("team", team("09:00").legal_at)
    story, (met,) = look(story.after(A1, REPORT, team("09:05")), "09:06:00")
    assert isinstance(met, PromptDutyMet)
    again = story.after(A1, RESUME, team("10:00")).after(A1, stop(number=2), team("11:00"))
    _, (second,) = look(again, "11:01:00")
    assert isinstance(second, PromptDutyOpened)
    assert second.duty.key != opened.duty.key
