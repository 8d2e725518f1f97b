"""Desk work: tasks a plan sets and who owes them, from budget to inspection; scenarios; contacts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from domain import office
from domain.call.events import ElectionClosed
from domain.constituencies.events import AreaPlan, PollingAreasFixed
from domain.membership.events import CommitteeEnded
from domain.office.commands import (
    ActivateScenario,
    AdoptScenario,
    CloseTask,
    MoveTask,
    NoteContact,
    RecordTask,
    ReopenTask,
    SetTask,
    StandDownScenario,
)
from domain.office.events import (
    ContactNoted,
    ScenarioActivated,
    ScenarioAdopted,
    ScenarioStoodDown,
    TaskClosed,
    TaskMoved,
    TaskRecorded,
    TaskReopened,
    TaskSet,
)
from domain.office.kind import TASKS, kinds
from domain.office.owner import Owner, Share
from domain.procedure import fold
from tests.domain.province import BK, COMMUNE, enrolled
from tests.domain.scenario import Scenario, act

DUE = datetime.fromisoformat("2021-05-10T23:59:59+07:00")
LATER = datetime.fromisoformat("2021-05-20T23:59:59+07:00")
PROVINCE = act("committee", "BK", "2021-04-01")
TOWN = Owner(body="people_committee", unit="BK-NS-01")
AT_TOWN = act("people_committee", "BK-NS-01", "2021-05-03")
TEAM = "BK-NS-01-A1"


def task(kind: Any, planned: int = 0, **more: Any) -> SetTask:
    shares = (Share(body=TOWN.body, unit=TOWN.unit, planned=planned),)
    return SetTask(code=more.pop("code", "T-1"), task=kind, owners=shares, due=DUE, plan="01/KH-UBBC", **more)


def owed(kind: Any, planned: int = 0) -> Scenario:
    """The province asks the commune for work of this kind."""
    return enrolled().after(BK, task(kind, planned), PROVINCE)


def entry(stage: Any, quantity: int = 0, number: int = 1, **more: Any) -> RecordTask:
    return RecordTask(code="T-1", owner=TOWN, number=number, stage=stage, quantity=quantity, **more)


def close(**more: Any) -> CloseTask:
    return CloseTask(code="T-1", owner=TOWN, **more)


def with_team(story: Scenario) -> Scenario:
    area = AreaPlan(code=TEAM, contests={"commune": "C-BK-NS-01-1"})
    return story.and_given(COMMUNE, PollingAreasFixed(areas=(area,)))


def test_a_province_asks_a_commune_for_work_by_the_day_of_its_plan() -> None:
    event = enrolled().when(BK, task("budget", 50_000_000), PROVINCE).one()
    assert event == TaskSet(
        code="T-1",
        kind="budget",
        owners=(Share(body="people_committee", unit="BK-NS-01", planned=50_000_000),),
        due=DUE,
        plan="01/KH-UBBC",
        set_by="committee",
    )
    assert event.ground == "theo 01/KH-UBBC", "never an article of the law"


def test_nobody_is_asked_from_below_or_by_another_province() -> None:
    town = act("committee", "BK-NS-01", "2021-04-01")
    up = SetTask(code="T-1", task="other", owners=(Share(body="committee", unit="BK"),), due=DUE, plan="1")
    enrolled().when(COMMUNE, up, town).then_refused("not_below", "BK")
    enrolled().when(COMMUNE, task("other"), PROVINCE).then_refused("not_authorised")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (task("other", parent="KT-1"), "no_such_thing"),
        (task("finding"), "wrong_inspection"),
        (
            SetTask(
                code="T-1",
                task="other",
                owners=(Share(body="front", unit="BK"), Share(body="front", unit="BK", planned=2)),
                due=DUE,
                plan="1",
            ),
            "listed_twice",
        ),
        (
            SetTask(code="T-1", task="other", owners=(Share(body="front", unit="BK-77"),), due=DUE, plan="1"),
            "unknown_unit",
        ),
    ],
)
def test_a_task_that_cannot_be_owed_is_refused(command: SetTask, code: str) -> None:
    enrolled().when(BK, command, PROVINCE).then_refused(code)


def test_a_task_is_set_once_and_not_for_a_day_that_has_gone() -> None:
    owed("other").when(BK, task("other"), PROVINCE).then_refused("already_done", "T-1")
    late = act("committee", "BK", "2021-05-11")
    enrolled().when(BK, task("other"), late).then_refused("term_before_act", "10/05/2021")


@pytest.mark.covers("story:14")
def test_money_is_noted_in_dong_as_it_arrives_and_what_is_short_is_noted_at_the_end() -> None:
    story = owed("budget", 50_000_000).after(BK, entry("received", 30_000_000, paper="UNC-17"), AT_TOWN)
    held = fold(office.PROCEDURE, story.events(BK)).tasks["T-1"].holdings[TOWN.key]
    assert (held.done, held.planned, held.closed) == ({"received": 30_000_000}, 50_000_000, "")
    closed = story.when(BK, close(), act("committee", "BK", "2021-05-09"))
    closed.then_found("F.711")
    assert "30000000 trên 50000000 đồng" in closed.one().findings[0].sentence
    story = story.after(BK, entry("received", 20_000_000, number=2), AT_TOWN)
    story.when(BK, close(), act("committee", "BK", "2021-05-09")).then_found()


@pytest.mark.covers("story:14")
def test_who_gets_the_money_does_not_say_himself_that_all_is_paid() -> None:
    story = owed("budget", 50_000_000).after(BK, entry("received", 50_000_000), AT_TOWN)
    story.when(BK, close(), AT_TOWN).then_refused("not_authorised", "committee của BK")


def test_more_than_was_planned_is_noted() -> None:
    owed("budget", 100).when(BK, entry("received", 101), AT_TOWN).then_found("F.713")


@pytest.mark.covers("story:15")
def test_training_is_recorded_by_team_and_first_timers_are_flagged() -> None:
    story = with_team(owed("training", 22)).after(
        BK, entry("held", 11, area=TEAM, newcomers=4, paper="BB-2"), AT_TOWN
    )
    (found,) = story.events(BK)[-1].findings  # type: ignore[attr-defined]
    assert (found.code, found.sentence) == ("F.714", f"Tổ bầu cử {TEAM}: 4 người lần đầu làm nhiệm vụ")
    story.when(BK, entry("held", 11, number=2, area=TEAM), AT_TOWN).then_found()


@pytest.mark.covers("story:15")
def test_a_team_that_is_not_there_and_more_first_timers_than_people_are_refused() -> None:
    story = with_team(owed("training"))
    story.when(BK, entry("held", 3, area="BK-NS-01-A9"), AT_TOWN).then_refused("no_such_thing", "A9")
    story.when(BK, entry("held", 3, newcomers=4), AT_TOWN).then_refused("more_than")


@pytest.mark.covers("story:16")
def test_seals_go_from_order_over_registration_and_delivery_to_return_in_this_order() -> None:
    story = owed("seal", 2)
    story.when(BK, entry("delivered", 2), AT_TOWN).then_refused("too_early", "đã đăng ký mẫu")
    for number, stage in enumerate(("ordered", "registered", "delivered"), start=1):
        story = story.after(BK, entry(stage, 2, number=number), AT_TOWN)
    story.when(BK, close(), AT_TOWN).then_refused("too_early", "đã thu hồi")
    story.when(BK, entry("returned", 3, number=4), AT_TOWN).then_found("F.712")
    story = story.after(BK, entry("returned", 2, number=4, paper="BB-9"), AT_TOWN)
    story.when(BK, close(), AT_TOWN).then(TaskClosed(code="T-1", owner=TOWN, occasion=1, outcome="done"))


@pytest.mark.covers("story:18")
def test_an_inspection_is_not_over_while_a_finding_of_it_is_open() -> None:
    visit = SetTask(
        code="KT-1", task="inspection", owners=(Share(body="committee", unit="BK"),), due=DUE, plan="3/KH"
    )
    own = Owner(body="committee", unit="BK")
    story = (
        enrolled()
        .after(BK, visit, PROVINCE)
        .after(BK, RecordTask(code="KT-1", owner=own, number=1, stage="visited", quantity=1), PROVINCE)
        .after(BK, task("finding", parent="KT-1"), PROVINCE)
    )
    end = CloseTask(code="KT-1", owner=own)
    story.when(BK, end, PROVINCE).then_refused("findings_open", "T-1")
    story = story.after(BK, entry("remedied"), AT_TOWN)
    story.when(BK, close(), AT_TOWN).then_refused("not_authorised", "committee của BK")
    story.after(BK, close(), PROVINCE).when(BK, end, PROVINCE).then(
        TaskClosed(code="KT-1", owner=own, occasion=1, outcome="done")
    )


@pytest.mark.covers("story:18")
def test_nothing_more_is_found_by_an_inspection_that_is_over_until_it_is_opened_again() -> None:
    own = Owner(body="committee", unit="BK")
    visit = SetTask(
        code="KT-1", task="inspection", owners=(Share(body="committee", unit="BK"),), due=DUE, plan="3/KH"
    )
    seen = RecordTask(code="KT-1", owner=own, number=1, stage="visited")
    story = enrolled().after(BK, visit, PROVINCE).after(BK, seen, PROVINCE)
    story = story.after(BK, CloseTask(code="KT-1", owner=own), PROVINCE)
    finding = task("finding", parent="KT-1")
    story.when(BK, finding, PROVINCE).then_refused("task_closed", "KT-1")
    again = ReopenTask(code="KT-1", owner=own, occasion=2, due=LATER, decision="4/CV")
    assert story.after(BK, again, PROVINCE).when(BK, finding, PROVINCE).one().parent == "KT-1"


def test_only_who_owes_a_task_and_who_set_it_say_what_was_done() -> None:
    story = owed("other")
    story.when(BK, entry("done"), AT_TOWN).then(
        TaskRecorded(code="T-1", owner=TOWN, number=1, stage="done", quantity=0)
    )
    assert story.when(BK, entry("done"), PROVINCE).one().number == 1
    front = act("front", "BK-NS-01", "2021-05-03")
    story.when(BK, entry("done"), front).then_refused("not_authorised", "people_committee của BK-NS-01")


def test_what_does_not_follow_or_is_of_another_kind_is_refused() -> None:
    story = owed("other")
    story.when(BK, entry("done", number=2), AT_TOWN).then_refused("wrong_number")
    story.when(BK, entry("held"), AT_TOWN).then_refused("no_stage", "Việc khác")
    other = RecordTask(code="T-9", owner=TOWN, number=1, stage="done")
    story.when(BK, other, AT_TOWN).then_refused("no_such_thing", "T-9")
    nobody = RecordTask(code="T-1", owner=Owner(body="front", unit="BK"), number=1, stage="done")
    story.when(BK, nobody, PROVINCE).then_refused("no_such_thing", "front@BK")


def test_a_closed_task_is_opened_again_by_a_contrary_act_with_a_new_day() -> None:
    again = ReopenTask(code="T-1", owner=TOWN, occasion=2, due=LATER, decision="2/CV")
    story = owed("other")
    story.when(BK, again, PROVINCE).then_refused("task_open")
    story = story.after(BK, close(), AT_TOWN)
    story.when(BK, close(occasion=2), AT_TOWN).then_refused("task_closed")
    story.when(BK, entry("done"), AT_TOWN).then_refused("task_closed", "ReopenTask")
    story.when(BK, again, AT_TOWN).then_refused("not_authorised")
    story.when(BK, again, PROVINCE).then(
        TaskReopened(code="T-1", owner=TOWN, occasion=2, due=LATER, decision="2/CV")
    )
    story = story.after(BK, again, PROVINCE).after(BK, close(occasion=2), AT_TOWN)
    assert fold(office.PROCEDURE, story.events(BK)).tasks["T-1"].open == ()


def test_a_task_is_given_up_by_who_set_it_and_by_nobody_else() -> None:
    story = owed("seal", 2)
    story.when(BK, close(outcome="dropped"), AT_TOWN).then_refused("not_authorised")
    story.when(BK, close(outcome="dropped"), PROVINCE).then(
        TaskClosed(code="T-1", owner=TOWN, occasion=1, outcome="dropped")
    )


def test_a_day_is_moved_for_all_who_still_owe_the_task() -> None:
    move = MoveTask(code="T-1", number=1, due=LATER, decision="5/CV")
    owed("other").when(BK, move, PROVINCE).then(TaskMoved(code="T-1", number=1, due=LATER, decision="5/CV"))
    owed("other").after(BK, close(), AT_TOWN).when(BK, move, PROVINCE).then_refused("task_closed")
    back = MoveTask(code="T-1", number=1, due=LATER, decision="5/CV")
    owed("other").when(BK, back, act("committee", "BK", "2021-05-21")).then_refused("term_before_act")


@pytest.mark.covers("story:9")
def test_a_scenario_is_approved_put_into_force_once_and_out_of_force_again() -> None:
    adopt = AdoptScenario(
        code="PA-1", version=1, incident="power_cut", lead="power_company", plan="7/PA", content="a" * 64
    )
    story = enrolled()
    on = ActivateScenario(code="PA-1", occasion=1, areas=(TEAM,))
    off = StandDownScenario(code="PA-1", occasion=1)
    story.when(BK, on, PROVINCE).then_refused("no_such_thing", "PA-1")
    story.when(BK, adopt, PROVINCE).then(
        ScenarioAdopted(
            code="PA-1", version=1, incident="power_cut", lead="power_company", plan="7/PA", content="a" * 64
        )
    )
    story = story.after(BK, adopt, PROVINCE)
    story.when(BK, off, PROVINCE).then_refused("scenario_state")
    story.when(BK, on, PROVINCE).then(ScenarioActivated(code="PA-1", occasion=1, version=1, areas=(TEAM,)))
    story = story.after(BK, on, PROVINCE)
    again = ActivateScenario(code="PA-1", occasion=2)
    story.when(BK, again, PROVINCE).then_refused("scenario_state", "đang được áp dụng")
    story.when(BK, off, PROVINCE).then(ScenarioStoodDown(code="PA-1", occasion=1))
    assert story.after(BK, off, PROVINCE).when(BK, again, PROVINCE).one().occasion == 2
    story.when(BK, off, act("front", "BK", "2021-05-23")).then_refused("not_authorised")


@pytest.mark.covers("story:9")
def test_a_scenario_in_force_says_in_which_version() -> None:
    story = enrolled()
    for version in (1, 2):
        story = story.after(
            BK,
            AdoptScenario(
                code="PA-2", version=version, incident="storm", lead="army", plan="8/PA", content="b" * 64
            ),
            PROVINCE,
        )
    assert story.when(BK, ActivateScenario(code="PA-2", occasion=1), PROVINCE).one().version == 2


@pytest.mark.covers("story:5")
def test_a_call_is_noted_by_who_made_it_and_receipt_of_a_reminder_by_who_got_it() -> None:
    key = "dossier_submit:commune:"
    call = NoteContact(owner=TOWN, number=1, means="call", duties=(key,))
    seen = NoteContact(owner=TOWN, number=1, means="acknowledged", duties=(key,))
    enrolled().when(BK, call, PROVINCE).then(ContactNoted(owner=TOWN, number=1, means="call", duties=(key,)))
    enrolled().when(BK, seen, AT_TOWN).then(
        ContactNoted(owner=TOWN, number=1, means="acknowledged", duties=(key,))
    )
    enrolled().when(BK, seen, PROVINCE).then_refused("wrong_contact")
    enrolled().when(BK, call, AT_TOWN).then_refused("wrong_contact")


def test_every_kind_has_its_words_and_steps_and_a_source_and_no_two_steps_are_one() -> None:
    assert {*TASKS, "document"} == set(kinds())
    for row in kinds().values():
        assert len(set(row.order)) == len(row.order)
        assert all(row.told(stage) for stage in row.order)
        assert row.sources


def test_after_the_end_of_a_committee_the_people_s_committee_speaks_for_what_it_asked() -> None:
    administration = act("people_committee", "BK", "2021-07-20")
    story = owed("other")
    story.when(BK, close(outcome="dropped"), administration).then_refused("not_authorised")
    # Article 28.2: for the council of the province the committee goes on, and speaks for itself.
    story = story.and_given(BK, CommitteeEnded(body="committee", ballot="na", after="result_published"))
    story.when(BK, close(outcome="dropped"), administration).then_refused("not_authorised")
    story = story.and_given(BK, CommitteeEnded(body="committee", ballot="province", after="first_session"))
    story.when(BK, close(outcome="dropped"), act("committee", "BK", "2021-07-20")).then_refused("body_ended")
    assert story.when(BK, close(outcome="dropped"), administration).one().outcome == "dropped"


def test_article_28_2_the_end_of_the_province_s_committee_ends_no_committee_of_a_commune() -> None:
    ends = [
        CommitteeEnded(body="committee", ballot="na", after="result_published"),
        CommitteeEnded(body="committee", ballot="province", after="first_session"),
    ]
    share, own = Share(body="committee", unit="BK-NS-01"), act("committee", "BK-NS-01", "2021-07-20")
    asked = enrolled().after(BK, task("other").model_copy(update={"owners": (share,)}), PROVINCE)
    record = RecordTask(code="T-1", owner=Owner(body="committee", unit="BK-NS-01"), number=1, stage="done")
    assert asked.and_given(BK, *ends).when(BK, record, own).one().number == 1
    gone = CommitteeEnded(body="committee", ballot="commune", after="first_session")
    asked.and_given(COMMUNE, gone).when(BK, record, own).then_refused("body_ended", "BK-NS-01")


def test_desk_work_goes_on_after_the_election_is_closed() -> None:
    story = enrolled().and_given("election/bk-2021", ElectionClosed())
    assert story.when(BK, task("settlement", 10), PROVINCE).one().kind == "settlement"
