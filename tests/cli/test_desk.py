"""`baucu desk` on a record made by commands: what was asked for, what is left, which form a paper bears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.call.commands import CallElection
from domain.command import Act, Command
from domain.office.commands import (
    AcknowledgeDocument,
    ActivateScenario,
    AdoptScenario,
    CloseTask,
    IssueDocument,
    NamePaperForm,
    RecordTask,
    SetTask,
)
from domain.office.owner import Owner, Share
from domain.terms import Ballot, Level
from ledger.execute import Ledger
from tests.cli.conftest import Done, call
from tests.domain.scenario import act
from workers.postgres import WRITER, Postgres

TOWN = Owner(body="people_committee", unit="BK-NS-01")
OTHER = Owner(body="people_committee", unit="BK-NS-02")
PAID_BY = datetime.fromisoformat("2021-04-30T23:59:59+07:00")
DUE = datetime.fromisoformat("2021-05-10T23:59:59+07:00")
UNITS: tuple[tuple[str, Level, str], ...] = (
    ("VN", "nation", ""),
    ("BK", "province", "VN"),
    ("BK-NS", "district", "BK"),
    ("BK-BB", "district", "BK"),
    ("BK-NS-01", "commune", "BK-NS"),
    ("BK-NS-02", "commune", "BK-NS"),
)
GUIDANCE: dict[str, Any] = {
    "code": "HD-1",
    "document": "guidance",
    "issuer": "committee",
    "day": date(2021, 4, 1),
    "recipients": (TOWN, OTHER),
    "due": DUE,
}
FORM = IssueDocument(
    code="M21",
    version=1,
    document="form",
    issuer="nec",
    number="41/NQ-HĐBCQG",
    annex="21/HĐBC",
    day=date(2021, 1, 18),
    content="d" * 64,
    papers=("CommitteeEstablished",),
)
PROVINCE = act("committee", "BK", "2021-04-01")


def town(at: str) -> Act:
    return act("people_committee", "BK-NS-01", at)


def shared(*planned: int) -> tuple[Share, ...]:
    return tuple(
        Share(body=each.body, unit=each.unit, planned=number)
        for each, number in zip((TOWN, OTHER), planned, strict=False)
    )


STORY: tuple[tuple[Command, Act], ...] = (
    (
        SetTask(code="KP-1", task="budget", owners=shared(50_000_000, 40_000_000), due=PAID_BY, plan="1/KH"),
        PROVINCE,
    ),
    (SetTask(code="TH-1", task="training", owners=shared(22), due=DUE, plan="2/KH"), PROVINCE),
    (
        RecordTask(code="KP-1", owner=TOWN, number=1, stage="received", quantity=30_000_000, paper="UNC-17"),
        town("2021-04-20"),
    ),
    (RecordTask(code="KP-1", owner=OTHER, number=1, stage="received", quantity=40_000_000), PROVINCE),
    (CloseTask(code="KP-1", owner=OTHER), PROVINCE),
    (
        RecordTask(code="TH-1", owner=TOWN, number=1, stage="held", quantity=11, newcomers=4),
        town("2021-05-04"),
    ),
    (IssueDocument(**GUIDANCE, version=1, number="1/HD", content="a" * 64), PROVINCE),
    (IssueDocument(**GUIDANCE, version=2, number="2/HD", content="b" * 64), PROVINCE),
    (AcknowledgeDocument(code="HD-1", version=2, owner=TOWN, replaced=True), town("2021-04-03")),
    (
        AdoptScenario(
            code="PA-1",
            version=1,
            incident="power_cut",
            lead="power_company",
            plan="3/PA",
            content="c" * 64,
        ),
        PROVINCE,
    ),
    (ActivateScenario(code="PA-1", occasion=1), PROVINCE),
)
"""Money and training asked of two communes, a guidance in two versions, a scenario in force."""


@dataclass(frozen=True)
class Desk:
    """A database with the story; asked, it is the command."""

    app: str
    state: str

    async def __call__(self, *words: str) -> Done:
        return await call("desk", "bk-2021", *words, DATABASE_URL=self.app, STATE_DIR=self.state)


@pytest.fixture(scope="module")
async def desk(
    postgres: Postgres, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Desk]:
    await postgres.create_database("cli_desk", template=template)
    app = postgres.dsn("cli_desk", WRITER)
    async with Ledger.open(app) as ledger:
        await _tell(ledger)
    yield Desk(app, str(tmp_path_factory.mktemp("state")))
    await postgres.drop_database("cli_desk")


async def _tell(ledger: Ledger) -> None:
    home = "election/bk-2021"
    levels: tuple[Ballot, ...] = ("na", "province", "district", "commune")
    called = CallElection(name="Bắc Kạn", day=date(2021, 5, 23), levels=levels)
    await ledger.execute(home, called, act("assembly", "VN", "2020-11-17"))
    for code, level, parent in UNITS:
        unit = EnrolUnit(name=code, level=level, parent=parent, ballots=())
        await ledger.execute(f"unit/bk-2021/{code}", unit, act("clerk", "VN", "2020-12-01"))
    set_up = EstablishCommittee(size=13, decision="15/QĐ-UBND")
    await ledger.execute("unit/bk-2021/BK-BB", set_up, act("people_committee", "BK-BB", "2021-01-10"))
    await ledger.execute("unit/bk-2021/VN", FORM, act("nec", "VN", "2021-01-18"))
    await ledger.execute("unit/bk-2021/BK-NS", set_up, act("people_committee", "BK-NS", "2021-02-01"))
    made = await ledger.execute("unit/bk-2021/BK-NS-01", set_up, town("2021-02-01"))
    named = NamePaperForm(
        paper="unit",
        stream="BK-NS-01",
        event=made.events[0].event_id,
        kept_by="VN",
        form="M21",
        version=1,
    )
    await ledger.execute("unit/bk-2021/BK-NS-01", named, act("committee", "BK-NS-01", "2021-02-02"))
    for command, by in STORY:
        await ledger.execute("unit/bk-2021/BK", command, by)


async def asked(desk: Desk, *words: str) -> Done:
    done = await desk(*words)
    assert (done.code, done.err) == (0, "")
    return done


@pytest.mark.covers("story:14")
async def test_what_each_commune_got_and_what_is_still_to_come_in_dong(desk: Desk) -> None:
    told = (await asked(desk, "--kind", "budget", "--json")).json
    assert [(line["unit"], line["done"], line["left"], line["closed"]) for line in told["tasks"]] == [
        ("BK-NS-01", {"received": 30_000_000}, 20_000_000, ""),
        ("BK-NS-02", {"received": 40_000_000}, 0, "done"),
    ]
    assert told["counts"] == {"total": 2, "done": 1, "open": 1, "late": 1, "dropped": 0}
    out = (await asked(desk, "--kind", "budget")).out
    assert "đã nhận 30.000.000/50.000.000 đồng" in out
    assert "còn mở (trễ)" in out


@pytest.mark.covers("story:15")
async def test_training_tells_first_timers_and_teams_without_training(desk: Desk) -> None:
    (line,) = (await asked(desk, "--kind", "training", "--json")).json["tasks"]
    assert (line["newcomers"], line["done"]) == ({"": 4}, {"held": 11})
    assert "BK-NS-01: 4 người lần đầu" in (await asked(desk, "--kind", "training")).out


@pytest.mark.covers("story:6")
async def test_documents_say_who_confirmed_and_who_still_has_the_old_one(desk: Desk) -> None:
    old, new = [line for line in (await asked(desk, "--json")).json["documents"] if line["code"] == "HD-1"]
    assert (old["latest"], old["waiting"]) == (
        False,
        ["people_committee@BK-NS-01", "people_committee@BK-NS-02"],
    )
    assert new["acknowledged"] == ["people_committee@BK-NS-01"]
    assert new["replace"] == ["people_committee@BK-NS-02"]
    assert "1 (đã có bản mới)" in (await asked(desk)).out


@pytest.mark.covers("story:9")
async def test_a_scenario_in_force_is_told_with_its_lead(desk: Desk) -> None:
    (line,) = [line for line in (await asked(desk)).out.splitlines() if "PA-1" in line]
    assert "mất điện" in line
    assert "điện lực" in line
    assert "đang áp dụng từ 09:00, 1/4/2021" in line


async def test_one_line_a_task_names_who_owes_it_and_a_unit_sees_its_own(desk: Desk) -> None:
    (line,) = [line for line in (await asked(desk)).out.splitlines() if "KP-1" in line]
    assert "1/2" in line
    assert "70.000.000/90.000.000 đồng" in line
    assert "BK-NS-01 (trễ)" in line
    told = (await asked(desk, "--unit", "BK-NS-02", "--json")).json
    assert [(line["code"], line["unit"]) for line in told["tasks"]] == [("KP-1", "BK-NS-02")]
    assert (await desk("--unit", "BK-XX")).sentence.startswith("BC-108")


@pytest.mark.covers("story:55")
async def test_the_form_of_a_paper_is_what_it_bears_or_what_was_in_force_and_never_a_number_alone(
    desk: Desk,
) -> None:
    papers = (await asked(desk, "--forms", "--json")).json["papers"]
    told = {line["stream"].rpartition("/")[2]: line for line in papers}
    assert told["BK-BB"]["how"] == "unknown", "the form came out eight days later"
    form = told["BK-NS"]
    assert (form["how"], form["annex"], form["number"], form["day"], form["issuer"], form["version"]) == (
        "in_force",
        "21/HĐBC",
        "41/NQ-HĐBCQG",
        "2021-01-18",
        "nec",
        1,
    )
    assert told["BK-NS-01"]["how"] == "named"
    assert "Hội đồng bầu cử quốc gia, 41/NQ-HĐBCQG ngày 18/1/2021" in (await asked(desk, "--forms")).out


async def test_help_says_that_nothing_here_is_a_term_of_the_law(desk: Desk) -> None:
    assert "Không có gì ở đây là hạn của luật" in (await desk("--help")).out
