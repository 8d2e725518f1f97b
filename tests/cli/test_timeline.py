"""What was done, what is due and what was missed, as the clerk recorded it."""

from __future__ import annotations

import pytest

from domain.agenda.commands import Attend
from domain.call.commands import FixCalendar
from domain.command import Act
from domain.terms import CLERK
from ledger.execute import Ledger
from tests.cli.conftest import ELECTION, Started, act

NOTED = "2021-02-08T00:00:00+07:00"


@pytest.fixture(scope="module")
async def noted(started: Started) -> Started:
    """The calendar is fixed, the province's committee set up in time, and the clerk looks on 8/2/2021."""

    committee = {"size": 25, "decision": "15/QĐ-UBND"}
    by = act("people_committee", "BK")
    stream = f"unit/{ELECTION}/BK"
    async with Ledger.open(started.app) as ledger:
        await ledger.execute(f"election/{ELECTION}", FixCalendar(), Act(**act(CLERK, "VN")))
        done = await started.record(stream=stream, command="EstablishCommittee", data=committee, act=by)
        assert done.code == 0, done.err
        looked = Attend(level="province", ballots=("na", "province"), version=0)
        await ledger.execute(f"agenda/{ELECTION}/BK", looked, Act(**act(CLERK, "BK", NOTED)))
    return started


async def test_the_timeline_counts_met_missed_and_open_for_each_step(noted: Started) -> None:
    steps = {it["deadline"]: it for it in (await noted("timeline", ELECTION, "--json")).json["steps"]}
    assert steps["ubbc_p_set_up"]["counts"]["met"] == 1
    assert steps["hdnd_structure_estimate_p"]["counts"]["missed"] == 1
    assert steps["hdnd_results_publish"]["counts"]["open"] == 1
    assert steps["ubbc_p_set_up"]["last_due"] == "2021-02-07T23:59:59+07:00"


async def test_a_units_timeline_names_each_duty_with_its_state(noted: Started) -> None:
    done = await noted("timeline", ELECTION, "--unit", "BK")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    (committee,) = (line for line in lines if "Thành lập Ủy ban bầu cử cấp tỉnh" in line)
    assert "Đúng hạn" in committee
    assert "09:00, 1/12/2020" in committee
    (estimate,) = (line for line in lines if line.startswith("7/2/2021") and "Hội đồng nhân dân tỉnh" in line)
    assert "Quá hạn" in estimate


async def test_the_status_names_what_is_overdue_and_what_is_due_next(noted: Started) -> None:
    told = (await noted("election", "status", ELECTION, "--json")).json
    assert {it["deadline"] for it in told["overdue"]} == {"hdnd_structure_estimate_p"}
    assert told["counts"]["met"] == told["counts"]["missed"] == told["counts"]["never"] == 1
    assert told["next"][0]["due"] >= told["now"]
    assert told["now"].startswith("2020-11-17T08:"), "the rehearsal's clock starts with its file, not today"
    done = await noted("election", "status", ELECTION)
    assert done.out.index("Quá hạn, chưa làm") < done.out.index("Sắp đến hạn")


async def test_the_read_tables_made_again_say_the_same(noted: Started) -> None:
    before = (await noted("timeline", ELECTION, "--json")).json["steps"]
    rebuilt = await noted("project", "rebuild", ELECTION)
    assert (rebuilt.code, rebuilt.err) == (0, "")
    assert str(await noted.head()) in rebuilt.out
    assert (await noted("timeline", ELECTION, "--json")).json["steps"] == before
    assert (await noted("project", "rebuild", "khong-co")).code == 2


async def test_the_status_of_the_read_tables_says_how_far_they_are_behind(noted: Started) -> None:
    assert (await noted("timeline", ELECTION)).code == 0
    head = await noted.head()
    (found,) = (await noted("project", "--status", "--json")).json
    assert (found["log"], found["position"], found["head"], found["lag"]) == (ELECTION, head, head, 0)
    told = await noted("project", "--status")
    assert f"{ELECTION}: bảng đọc đến {head}, sổ đến {head}; còn chậm 0." in told.out
    assert (await noted("project")).code == 2
