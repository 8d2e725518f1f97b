"""The whole election in memory: no refusal, and it ends as the record of 2021 says."""

from collections import Counter
from datetime import timedelta

import pytest

from domain import agenda, contest
from domain.agenda.evolve import Held
from domain.contest.events import AdditionalBallotDecided, ResultDetermined
from domain.stream import parse
from domain.voterlist.events import VoterListPosted, VotersAdded, VotersStruckOff
from domain.zone import local
from workers.play.cast import script
from workers.play.example import Example
from workers.play.order import Scene
from workers.play.stage import Stage
from workers.play.steps import passed, traces

pytestmark = pytest.mark.timeout(300)
"""The election is played twice here, once with every scene turned round."""


@pytest.fixture(scope="module")
def scenes(example: Example) -> tuple[Scene, ...]:
    return script(example)


@pytest.fixture(scope="module")
def stage(example: Example, scenes: tuple[Scene, ...]) -> Stage:
    played = Stage(example)
    played.play(scenes)
    return played


def _results(stage: Stage, code: str) -> list[ResultDetermined]:
    return [event for event in stage.events("contest", code) if isinstance(event, ResultDetermined)]


def _duties(stage: Stage, example: Example, plan: bool = False) -> dict[tuple[str, str], Held]:
    """Duties of the law, or those that only a plan or a letter asks for."""
    return {
        (unit.code, key): held
        for unit in example.units
        for key, held in stage.state(agenda.PROCEDURE, "agenda", unit.code).duties.items()
        if (held.duty.kind == "plan") == plan
    }


def test_scenes_follow_one_another_and_gather_the_acts_of_a_day(scenes: tuple[Scene, ...]) -> None:
    moments = [scene.legal_at for scene in scenes]
    assert moments == sorted(set(moments))
    assert len(moments) <= 220


def test_within_a_scene_the_sequence_of_the_orders_does_not_matter(
    example: Example, scenes: tuple[Scene, ...], stage: Stage
) -> None:
    reversed_stage = Stage(example)
    reversed_stage.play([Scene(scene.legal_at, tuple(reversed(scene.orders))) for scene in scenes])
    for code in example.contest:
        assert _results(reversed_stage, code) == _results(stage, code)


def test_the_official_deputies_are_elected_in_both_assembly_constituencies(
    example: Example, stage: Stage
) -> None:
    assert example.official is not None
    for official in example.official.contests:
        (result,) = _results(stage, official.code)
        assert result.outcome == "complete"
        assert result.elected == official.elected
        assert {code: result.percent[code] for code in result.percent} == {
            each.code: each.percent for each in official.candidates
        }


def test_four_additional_ballots_in_three_districts_stay_short(example: Example, stage: Stage) -> None:
    decided = [
        code
        for code in example.contest
        if any(isinstance(event, AdditionalBallotDecided) for event in stage.events("contest", code))
    ]
    assert decided == ["C-BK-NS-01-1", "C-BK-NS-02-1", "C-BK-BB-01-1", "C-BK-BT-01-1"]
    for code in decided:
        first, additional = _results(stage, code)
        assert first.outcome == "additional"
        assert (additional.poll, additional.outcome) == ("additional", "closed_short")
        assert len(first.elected) + len(additional.elected) < example.contest[code].seats


def test_two_of_three_stays_short_without_an_additional_ballot_and_names_the_rule(stage: Stage) -> None:
    (result,) = _results(stage, "C-BK-BB-01-2")
    assert result.outcome == "closed_short"
    assert len(result.elected) == 2
    assert any("79" in reason.article for reason in result.reasons)


def test_every_other_constituency_elects_all_its_deputies(example: Example, stage: Stage) -> None:
    short = {each.contest for each in example.script.additional_ballots} | {"C-BK-BB-01-2"}
    for code in example.contest.keys() - short:
        (result,) = _results(stage, code)
        assert result.outcome == "complete"
        assert len(result.elected) == example.contest[code].seats


def test_every_constituency_is_settled_in_the_end(example: Example, stage: Stage) -> None:
    assert all(stage.state(contest.PROCEDURE, "contest", code).settled for code in example.contest)


def test_only_what_the_script_says_is_late_missed_or_recorded_late(example: Example, stage: Stage) -> None:
    odd = {
        (held.status, held.late, held.duty.deadline, unit)
        for (unit, _), held in _duties(stage, example).items()
        if held.status != "met"
    }
    plan = example.script
    assert odd == {
        *(("missed", False, each.deadline, each.unit) for each in plan.never),
        *(("cured", True, each.deadline, each.unit) for each in plan.late),
        *(("cured", False, each.deadline, each.unit) for each in plan.recorded_late),
    }


def test_of_what_plans_and_letters_ask_one_report_of_turnout_is_never_made(
    example: Example, stage: Stage
) -> None:
    plans = _duties(stage, example, plan=True)
    assert [key for key, held in plans.items() if held.status != "met"] == [
        ("BK-CD-01", "plan:turnout:BK-CD-01-A3:15h")
    ]
    assert len(plans) > 60


def test_nearly_every_duty_is_met(example: Example, stage: Stage) -> None:
    states = Counter(held.status for held in _duties(stage, example).values())
    assert states["met"] > 750
    assert states["met"] == states.total() - 4


def test_every_step_of_a_general_election_leaves_events_but_those_the_script_says_have_no_occasion(
    example: Example, stage: Stage
) -> None:
    names = ("ballot", "round", "occasion", "poll", "about")
    rows = [
        {
            "type": row.type,
            "kind": parse(row.stream).kind,
            "code": parse(row.stream).code,
            "number": 1,
            **{name: str(getattr(row.event, name, "") or "") for name in names},
        }
        for rows in stage.streams.values()
        for row in rows
    ]
    found = [*passed(traces(example, rows), [])]
    assert [each.step.id for each in found] == [f"p{number:02}" for number in range(1, 52)]
    idle = {each.step.id for each in found if not each.events}
    assert idle == {each.step for each in example.script.absent}
    assert sum(each.streams > 1 for each in found) > 30


def test_a_council_that_voted_again_has_its_first_session_counted_from_the_later_day(
    example: Example, stage: Stage
) -> None:
    for each in example.script.additional_ballots:
        unit = example.contest[each.contest].unit
        held = stage.state(agenda.PROCEDURE, "agenda", unit).duties["hdnd_first_session:commune:"]
        assert local(held.duty.due).date() == each.day + timedelta(days=45)
        assert held.status == "met"


def test_every_reminder_goes_to_a_body_that_has_an_address(example: Example, stage: Stage) -> None:
    known = {(contact.body, contact.unit) for contact in example.contacts}
    assert {(each.to_body, each.to_unit) for each in stage.notices.values()} <= known
    assert len(stage.notices) > 300


def test_an_act_recorded_late_keeps_its_legal_time_and_its_reason(scenes: tuple[Scene, ...]) -> None:
    odd = [
        (scene, order) for scene in scenes for order in scene.orders if order.act.legal_at != scene.legal_at
    ]
    assert {type(order.command).__name__ for _, order in odd} == {"PostVoterList"}
    for scene, order in odd:
        assert local(order.act.legal_at).date().isoformat() <= "2021-04-13"
        assert scene.legal_at.date().isoformat() == "2021-04-15"
        assert "Mất điện" in order.act.reason


def test_the_same_example_gives_the_same_script(example: Example, scenes: tuple[Scene, ...]) -> None:
    assert script(example) == scenes


def test_no_order_names_a_person(example: Example, scenes: tuple[Scene, ...]) -> None:
    names = [each.name for each in example.candidates]
    text = "\n".join(
        order.command.model_dump_json() + order.act.model_dump_json()
        for scene in scenes
        for order in scene.orders
    )
    assert not [name for name in names if name in text]


def _types(stage: Stage, kind: str, code: str) -> list[str]:
    return [type(event).__name__ for event in stage.events(kind, code)]


def test_a_judgment_adds_a_voter_and_the_case_names_what_followed(stage: Stage) -> None:
    story = _types(stage, "case", "BK-NS-01.people_committee.1")
    wanted = ["CaseDecided", "CaseAppealed", "SuitAccepted", "TrialOrdered", "HearingOpened", "CaseDecided"]
    assert [name for name in story if name in wanted] == wanted
    assert story[-1] == "ConsequenceNoted"
    assert "VotersAdded" in _types(stage, "area", "BK-NS-01-A1")


def test_voters_who_came_and_went_leave_as_many_as_the_minutes_say(example: Example, stage: Stage) -> None:
    (area,) = (each for each in example.areas if each.code == "BK-NS-01-A1")
    registered = {
        row.ballot: row.registered for row in example.minutes if (row.area, row.poll) == (area.code, "first")
    }
    changes = [
        event.voters
        for event in stage.events("area", area.code)
        if isinstance(event, VoterListPosted | VotersAdded | VotersStruckOff)
    ]
    assert any(each != registered for each in changes)
    assert changes[-1] == registered


def test_a_complaint_that_came_after_the_stop_is_handed_to_the_new_council(stage: Stage) -> None:
    story = _types(stage, "case", "P-BK-13.board.1")
    assert story == ["CaseRegistered", "CaseStopped", "CasePassedOn", "CaseTransferred"]


def test_who_stands_where_he_sits_has_left_the_board_before_the_list(example: Example, stage: Stage) -> None:
    duties = _duties(stage, example)
    (left,) = (held for (_, key), held in duties.items() if key.startswith("board_member_candidate_leaves"))
    assert left.status == "met"


def test_one_person_stands_for_two_councils_and_is_one_person(example: Example, stage: Stage) -> None:
    assert len(set(example.person.values())) == 1
    (person,) = set(example.person.values())
    assert _types(stage, "person", person) == ["PlaceTaken", "PlaceTaken"]


def test_figures_entered_otherwise_the_second_time_are_settled_by_the_team(stage: Stage) -> None:
    story = _types(stage, "area", "BK-BB-01-A2")
    assert story.count("CountsDiffered") == story.count("CountSettled") == 1
    assert story.count("CountingMinutesRecorded") == 4


def test_nothing_odd_is_found_but_what_the_story_means(stage: Stage) -> None:
    found = {
        (type(event).__name__, finding.code)
        for rows in stage.streams.values()
        for event in (row.event for row in rows)
        for finding in getattr(event, "findings", ())
    }
    assert found == {
        ("DeadlineMoved", "moved_without_power"),  # a commune's committee moved a date of the law
        ("ConsultationVoteTaken", "counters_not_read"),  # of 2021 the rule was not read
        ("TaskRecorded", "F.714"),  # people who serve for the first time were trained
    }
