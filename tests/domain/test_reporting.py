"""Reports of turnout by the hours of a letter, and word at once of each that is missing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from domain import agenda
from domain.agenda.commands import Attend
from domain.agenda.events import DutyCured, DutyMet, DutyMissed, DutyMooted, DutyMoved, DutyOpened
from domain.agenda.evolve import State
from domain.agenda.schedule import REPORT
from domain.clerk import DESKS
from domain.clerk.desk import Look, View
from domain.clerk.unit import notices
from domain.event import Event
from domain.polling.commands import InterruptPolling, OpenPolling, ReportTurnout
from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from domain.procedure import fold
from domain.reporting.commands import SetReportSchedule
from domain.zone import at
from tests.domain.ballot import A1, AREAS, UNIT, eve, team
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act

DAY = date(2021, 5, 23)
AGENDA = f"agenda/bk-2021/{UNIT}"
PROVINCE = act("committee", "BK", "2021-05-08")
KEY = f"plan:turnout:{AREAS[0]}:9h"


def letter(**fields: Any) -> SetReportSchedule:
    slots = [{"hour": 9}, {"hour": 11}, {"hour": 14, "minute": 15}]
    base = {"unit": "BK", "edition": 1, "letter": "346/UBBC", "slots": slots, **fields}
    return SetReportSchedule.model_validate(base)


def scheduled(**fields: Any) -> Scenario:
    return eve().after(ELECTION, letter(**fields), PROVINCE)


def attended(story: Scenario, clock: str, day: str = "2021-05-23") -> tuple[Scenario, list[Event]]:
    """The clerk of the commune looks; only what concerns reports is told."""
    look = Attend(level="commune", ballots=("commune",), version=len(story.events(AGENDA)))
    by = act("clerk", UNIT, f"{day}T{clock}")
    made = story.when(AGENDA, look, by).events
    return story.after(AGENDA, look, by), [event for event in made if _key(event).startswith("plan:turnout")]


def _key(event: Event) -> str:
    key: str = event.duty.key if isinstance(event, DutyOpened) else getattr(event, "key", "")
    return key


def told(story: Scenario, clock: str) -> list[tuple[str, str, str]]:
    """Who gets word of reports at this moment."""
    state = fold(agenda.PROCEDURE, story.events(AGENDA))
    duties = [held for held in state.duties.values() if held.duty.deadline == REPORT]
    moment = datetime.fromisoformat(f"2021-05-23T{clock}+07:00")
    found = notices("bk-2021", UNIT, "commune", "BK-NS", duties, moment)
    return [(each.rung, each.to_body, each.to_unit) for each in found]


@pytest.mark.covers("story:7", "p36")
def test_a_letter_names_the_hours_or_the_first_the_last_and_how_often() -> None:
    named = eve().when(ELECTION, letter(), PROVINCE).one()
    assert [slot.code for slot in named.slots] == ["9h", "11h", "14h15"]
    every = letter(slots=[{"hour": 9}, {"hour": 19}], every=120)
    assert [slot.code for slot in eve().when(ELECTION, every, PROVINCE).one().slots] == [
        "9h", "11h", "13h", "15h", "17h", "19h",
    ]  # fmt: skip


@pytest.mark.covers("story:7")
def test_a_new_letter_is_the_next_edition_and_only_a_unit_s_own_committee_writes_one() -> None:
    scheduled().when(ELECTION, letter(), PROVINCE).then_refused("wrong_number")
    again = letter(edition=2, letter="350/UBBC", slots=[{"hour": 10}])
    assert scheduled().when(ELECTION, again, PROVINCE).one().edition == 2
    eve().when(ELECTION, letter(), act("committee", UNIT, "2021-05-08")).then_refused("not_authorised")
    eve().when(ELECTION, letter(unit="XX"), act("committee", "XX", "2021-05-08")).then_refused("unknown_unit")
    unordered = letter(slots=[{"hour": 11}, {"hour": 9}])
    eve().when(ELECTION, unordered, PROVINCE).then_refused("slots_disordered")
    eve().when(ELECTION, letter(every=60), PROVINCE).then_refused("slots_disordered")


@pytest.mark.covers("story:7", "story:44")
def test_every_area_owes_a_report_for_every_hour_and_none_counts_among_the_law_s_duties() -> None:
    _, made = attended(scheduled(), "09:00:00", "2021-05-10")
    opened = [event.duty for event in made if isinstance(event, DutyOpened)]
    assert len(opened) == len(AREAS) * 3
    one = next(duty for duty in opened if duty.key == KEY)
    assert (one.kind, one.article, one.opens, one.due) == ("plan", "346/UBBC", at(DAY, 9), at(DAY, 9, 30))


@pytest.mark.covers("story:7")
def test_a_missing_report_is_missed_at_the_minute_and_the_team_then_its_committee_are_told() -> None:
    story, _ = attended(scheduled(), "09:00:00", "2021-05-10")
    story = story.after(A1, OpenPolling(poll="first"), team("07:00"))
    _, before = attended(story, "09:30:00")
    assert before == []
    assert told(story, "09:30:00") == []
    late, missed = attended(story, "09:30:01")
    assert {type(event) for event in missed} == {DutyMissed}
    assert len(missed) == len(AREAS)
    assert told(late, "09:30:01") == [("overdue", "team", UNIT)]
    assert told(late, "10:00:00") == [("escalated", "committee", UNIT)]


@pytest.mark.covers("story:7")
def test_a_report_meets_its_hour_and_one_that_comes_late_cures_it() -> None:
    story, _ = attended(scheduled(), "09:00:00", "2021-05-10")
    story = story.after(A1, OpenPolling(poll="first"), team("07:00"))
    report = ReportTurnout(poll="first", slot="9h", voted=120)
    in_time, met = attended(story.after(A1, report, team("09:20")), "09:25:00")
    assert [type(event) for event in met] == [DutyMet]
    assert attended(in_time, "09:26:00")[1] == []
    missed, _ = attended(story, "09:30:01")
    _, cured = attended(missed.after(A1, report, team("10:20")), "10:25:00")
    assert [event.late for event in cured if isinstance(event, DutyCured)] == [True]


@pytest.mark.covers("story:7")
def test_a_new_letter_moves_an_hour_s_last_moment_and_drops_the_hours_it_does_not_name() -> None:
    story, _ = attended(scheduled(), "09:00:00", "2021-05-10")
    again = letter(edition=2, letter="350/UBBC", slots=[{"hour": 9}], within=45)
    _, made = attended(story.after(ELECTION, again, PROVINCE), "09:00:00", "2021-05-12")
    moved = [event for event in made if isinstance(event, DutyMoved)]
    assert {(event.new, event.decision) for event in moved} == {(at(DAY, 9, 45), "350/UBBC")}
    assert sum(isinstance(event, DutyMooted) for event in made) == len(AREAS) * 2


@pytest.mark.covers("story:7")
def test_an_hour_that_one_letter_leaves_out_and_the_next_names_again_is_owed_again() -> None:
    story, _ = attended(scheduled(), "09:00:00", "2021-05-10")
    without = letter(edition=2, letter="350/UBBC", slots=[{"hour": 11}])
    story, _ = attended(story.after(ELECTION, without, PROVINCE), "09:00:00", "2021-05-12")
    story, made = attended(story.after(ELECTION, letter(edition=3), PROVINCE), "09:00:00", "2021-05-13")
    opened = [event.duty for event in made if isinstance(event, DutyOpened)]
    assert {duty.qualifier for duty in opened} == {"9h", "14h15"}
    assert len(opened) == len(AREAS) * 2
    assert attended(story, "09:01:00", "2021-05-13")[1] == []
    _, missed = attended(story.after(A1, OpenPolling(poll="first"), team("07:00")), "09:30:01")
    assert {event.key for event in missed if isinstance(event, DutyMissed)} == {
        f"plan:turnout:{area}:9h:3" for area in AREAS
    }


@pytest.mark.covers("story:7")
def test_a_moment_that_is_moved_there_and_back_and_there_again_is_moved_each_time() -> None:
    story, _ = attended(scheduled(), "09:00:00", "2021-05-10")
    found: list[str] = []
    for edition, within in enumerate((45, 30, 45), start=2):
        again = letter(edition=edition, letter=f"35{edition}/UBBC", slots=[{"hour": 9}], within=within)
        story, made = attended(story.after(ELECTION, again, PROVINCE), "09:00:00", "2021-05-12")
        found += [event.occurrence for event in made if isinstance(event, DutyMoved)]
    assert len(found) == len(set(found)) == len(AREAS) * 3


def test_the_letter_of_the_nearest_unit_holds() -> None:
    own = letter(unit=UNIT, letter="1/UBBC", slots=[{"hour": 8}])
    story = scheduled().after(ELECTION, own, act("committee", UNIT, "2021-05-09"))
    _, made = attended(story, "09:00:00", "2021-05-10")
    assert {event.duty.qualifier for event in made if isinstance(event, DutyOpened)} == {"8h"}


@pytest.mark.covers("p35", "story:7", "story:10")
def test_an_early_area_reports_on_its_own_day() -> None:
    ask = AskPollingDay(request="1", commune=UNIT, areas=AREAS[:1], day=date(2021, 5, 16), why="remote")
    story = scheduled().after(ELECTION, ask, act("committee", "BK", "2021-05-08"))
    grant = DecidePollingDay(request="1", outcome="granted", decision="NQ-72")
    _, made = attended(story.after(ELECTION, grant, act("nec", "VN", "2021-05-09")), "09:00:00", "2021-05-10")
    days = {
        event.duty.due.date()
        for event in made
        if isinstance(event, DutyOpened) and AREAS[0] in event.duty.key
    }
    assert days == {date(2021, 5, 16)}


def desk(story: Scenario) -> Look:
    records = {name: story.records(name) for name in story.history}
    return DESKS["polling"].look(View("bk-2021", UNIT, records), at(DAY, 9))


@pytest.mark.covers("story:7", "p37")
def test_the_desk_of_polling_day_counts_the_reports_of_each_hour_and_names_a_vote_that_stopped() -> None:
    story = scheduled().after(A1, OpenPolling(poll="first"), team("07:00"))
    story = story.after(A1, ReportTurnout(poll="first", slot="9h", voted=120), team("09:00"))
    assert "| báo cáo lúc 9h | 1/2 |" in desk(story).details
    stop = InterruptPolling(poll="first", number=1, cause="power_cut", boxes=2)
    stopped = desk(story.after(A1, stop, team("09:10")))
    assert stopped.stage == "gián đoạn bỏ phiếu 1/2"
    assert AREAS[0] in stopped.details


@pytest.mark.covers("story:44")
def test_a_team_has_its_duties_before_during_and_after_the_vote_in_order() -> None:
    """Who opens the agenda of the commune finds what the team owes for one area in the order of its days."""
    look = Attend(level="commune", ballots=("commune",), version=0)
    story = scheduled().after(AGENDA, look, act("clerk", UNIT, "2021-05-10"))
    state: State = fold(agenda.PROCEDURE, story.events(AGENDA))
    mine = [
        held.duty
        for held in state.duties.values()
        if held.duty.body == "team" and AREAS[0] in (held.duty.subject, *held.duty.key.split(":"))
    ]
    names = [duty.deadline for duty in sorted(mine, key=lambda duty: (duty.due, duty.key))]
    law = [name for name in names if name != REPORT]
    assert law[:2] == ["lists_post_polling_area", "voter_notice"]
    day = names.index("polling_open"), names.index("polling_close")
    assert [names.index("voter_notice") < day[0], day[0] < day[1]] == [True, True]
    assert names[day[0] + 1 : day[1]] == [REPORT] * 3
    assert set(names[day[1] + 1 :]) == {"to_minutes_send"}
