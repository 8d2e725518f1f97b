"""A province of 2026 with all its communes, in memory: version B, nothing late but what the script says."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from domain import agenda, call, contest
from domain.agenda.evolve import Held
from domain.calendar import calendar
from domain.contest.events import ResultDetermined
from domain.due import Election
from domain.stream import parse
from domain.zone import local
from workers.play.cast import script
from workers.play.example import Example, load
from workers.play.order import Scene
from workers.play.stage import Stage
from workers.play.steps import passed, traces

pytestmark = pytest.mark.timeout(600)

FOLDER = Path(__file__).parents[2] / "examples" / "bac-ninh-2026"
TABLES = ("contests", "areas", "candidates", "minutes", "votes", "contacts")


@pytest.fixture(scope="module")
def province() -> Example:
    return load(FOLDER)


@pytest.fixture(scope="module")
def scenes(province: Example) -> tuple[Scene, ...]:
    return script(province)


@pytest.fixture(scope="module")
def stage(province: Example, scenes: tuple[Scene, ...]) -> Stage:
    played = Stage(province)
    played.play(scenes)
    return played


def _duties(stage: Stage, province: Example) -> dict[tuple[str, str], Held]:
    return {
        (unit.code, key): held
        for unit in province.units
        for key, held in stage.state(agenda.PROCEDURE, "agenda", unit.code).duties.items()
    }


def _results(stage: Stage, code: str) -> list[ResultDetermined]:
    return [event for event in stage.events("contest", code) if isinstance(event, ResultDetermined)]


def test_it_loads_without_a_warning(province: Example) -> None:
    assert province.warnings == ()


def test_thirty_three_wards_and_sixty_six_communes_stand_directly_under_the_province(
    province: Example,
) -> None:
    communes = [unit for unit in province.units if unit.level == "commune"]
    kinds = Counter(unit.name.split()[0] for unit in communes)
    assert kinds == {"Phường": 33, "Xã": 66}
    assert len({unit.name for unit in communes}) == 99
    assert {unit.parent for unit in communes} == {"BN"}
    assert not [unit for unit in province.units if unit.level == "district"]


def test_seats_and_candidates_are_as_many_as_the_sources_say(province: Example) -> None:
    def total(ballot: str, what: str) -> int:
        return sum(getattr(each, what) for each in province.contests if each.ballot == ballot)

    assert len([each for each in province.contests if each.ballot == "na"]) == 6
    assert total("na", "seats") == 16
    assert total("province", "seats") == 85
    assert total("province", "candidates") == 137
    standing = Counter(each.unit for each in province.candidates if each.contest.startswith("NA-"))
    assert standing == {"BN": 21, "VN": 7}


def test_every_constituency_of_the_council_is_made_of_three_communes(province: Example) -> None:
    for each in province.contests:
        if each.ballot == "province":
            assert len({area.unit for area in province.areas_of[each.code]}) == 3


def test_the_tables_are_what_the_script_beside_them_writes(tmp_path: Path) -> None:
    for name in ("units.csv", "make.py"):
        copy(FOLDER / name, tmp_path)
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True, timeout=60)
    for table in TABLES:
        assert (tmp_path / f"{table}.csv").read_bytes() == (FOLDER / f"{table}.csv").read_bytes()


def test_no_person_in_it_is_real(province: Example) -> None:
    assert all("(giả định)" in each.name for each in province.candidates)
    assert all(each.address.endswith(".bac-ninh.example") for each in province.contacts)


def test_it_is_small_enough_to_be_read(province: Example) -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 500_000


def test_it_is_held_under_version_b_as_the_calendar_of_that_day_has_it(
    province: Example, stage: Stage
) -> None:
    state = stage.state(call.PROCEDURE, "election", "")
    assert (state.law, state.day) == ("B", date(2026, 3, 15))
    assert not [row for row in state.rows if row.level == "district"]


def test_conferences_and_consultations_keep_the_windows_of_the_guidance_of_2026(
    scenes: tuple[Scene, ...],
) -> None:
    """Joint resolution 102/2025: second round 2 to 3 February, homes 4 to 8, third round 9 to 20."""
    days: dict[str, set[date]] = {}
    for scene in scenes:
        for order in scene.orders:
            command = order.command
            name = type(command).__name__ + str(getattr(command, "round", ""))
            days.setdefault(name, set()).add(local(order.act.legal_at).date())
    windows = {
        row.id: (local(row.opens).date(), local(row.due).date())
        for row in calendar(Election(day=date(2026, 3, 15), levels=("na", "province", "commune")))
        if row.opens and row.due
    }
    for name, row in (
        ("HoldConsultation1", "g26_consult1"),
        ("HoldConsultation2", "g26_consult2"),
        ("HoldVoterConferences", "g26_voter_conf"),
        ("HoldConsultation3", "g26_consult3"),
    ):
        opens, due = windows[row]
        assert opens <= min(days[name]) <= max(days[name]) <= due, name


def test_two_communes_vote_once_more_within_seven_days_and_one_of_them_stays_short(
    province: Example, stage: Stage
) -> None:
    again = [code for code in province.contest if len(_results(stage, code)) == 2]
    assert again == [each.contest for each in province.script.additional_ballots]
    assert {each.day for each in province.script.additional_ballots} == {date(2026, 3, 22)}
    ends = [_results(stage, code)[1] for code in again]
    assert [(end.outcome, len(end.elected)) for end in ends] == [("complete", 2), ("closed_short", 1)]


def test_two_of_three_is_no_case_for_an_additional_ballot(stage: Stage) -> None:
    (result,) = _results(stage, "C-BN-90-1")
    assert (result.outcome, len(result.elected), result.seats) == ("closed_short", 2, 3)


def test_every_constituency_is_settled_and_the_election_closed(province: Example, stage: Stage) -> None:
    assert all(stage.state(contest.PROCEDURE, "contest", code).settled for code in province.contest)
    assert stage.state(call.PROCEDURE, "election", "").closed


def test_only_what_the_script_says_is_late_missed_or_recorded_late(province: Example, stage: Stage) -> None:
    odd = {
        (held.status, held.late, held.duty.deadline, unit)
        for (unit, _), held in _duties(stage, province).items()
        if held.status not in ("met", "moot")
    }
    plan = province.script
    assert odd == {
        *(("missed", False, each.deadline, each.unit) for each in plan.never),
        *(("cured", True, each.deadline, each.unit) for each in plan.late),
        *(("cured", False, each.deadline, each.unit) for each in plan.recorded_late),
    }


def test_every_step_leaves_events_but_those_the_script_says_have_no_occasion(
    province: Example, stage: Stage
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
    idle = {each.step.id for each in passed(traces(province, rows), []) if not each.events}
    assert idle == {each.step for each in province.script.absent}


def test_one_area_votes_a_day_early(stage: Stage) -> None:
    opened = [row for row in stage.streams["area/bn-2026/BN-99-A1"] if row.type == "PollingOpened"]
    assert [local(row.legal_at).date() for row in opened] == [date(2026, 3, 14)]


def test_a_complaint_about_a_result_is_decided_within_the_seven_days_of_version_b(stage: Stage) -> None:
    (held,) = [
        held
        for key, held in stage.state(agenda.PROCEDURE, "agenda", "BN-57").duties.items()
        if key.startswith("result_complaint_resolve_hdnd")
    ]
    assert (local(held.duty.due).date(), held.status) == (date(2026, 4, 2), "met")
