"""The voters at any hour, and why their number changed, from the record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from domain.bodies.events import UnitEnrolled
from domain.constituencies.events import AreaPlan, PollingAreasFixed
from domain.event import Event
from domain.terms import Level
from domain.voterlist.events import ElsewhereCertified, VoterListPosted, VotersAdded, VotersStruckOff
from tests.cli.conftest import Done, call
from tests.conftest import Database
from tests.console.record import Recorder

A1, A2, A3 = "BK-NS-01-A1", "BK-NS-01-A2", "BK-NS-02-A1"


def enrolled(level: Level, *path: str) -> UnitEnrolled:
    return UnitEnrolled(name=level, level=level, parent=path[0], path=path, ballots=("na",))


def fixed(*codes: str) -> PollingAreasFixed:
    return PollingAreasFixed(areas=tuple(AreaPlan(code=code, contests={"na": "NA-BK-1"}) for code in codes))


STORY: tuple[tuple[str, str, Event], ...] = (
    ("unit/BK", "2020-12-01T08:00", enrolled("province", "VN")),
    ("unit/BK-NS", "2020-12-01T08:00", enrolled("district", "BK", "VN")),
    ("unit/BK-NS-01", "2020-12-01T08:00", enrolled("commune", "BK-NS", "BK", "VN")),
    ("unit/BK-NS-02", "2020-12-01T08:00", enrolled("commune", "BK-NS", "BK", "VN")),
    ("unit/BK-NS-01", "2021-03-20T08:00", fixed(A1, A2)),
    ("unit/BK-NS-02", "2021-03-20T08:00", fixed(A3)),
    (f"area/{A1}", "2021-04-13T08:00", VoterListPosted(voters={"na": 500, "commune": 480})),
    (f"area/{A2}", "2021-04-13T09:00", VoterListPosted(voters={"na": 700, "commune": 700})),
    (f"area/{A3}", "2021-04-13T10:00", VoterListPosted(voters={"na": 90, "commune": 90})),
    (
        f"area/{A1}",
        "2021-05-10T10:00",
        VotersAdded(
            why="moved_in",
            ruled="Điều 30.3",
            entry="1",
            status="moved_temporary",
            number=3,
            change={"na": 3},
            voters={"na": 503, "commune": 480},
        ),
    ),
    (
        f"area/{A1}",
        "2021-05-12T10:00",
        ElsewhereCertified(entry="2", purpose="elsewhere", number=2, away={"na": 2}),
    ),
    (
        f"area/{A1}",
        "2021-05-09T10:00",
        VotersStruckOff(
            why="died",
            ruled="",
            entry="3",
            status="resident",
            number=1,
            change={"na": -1, "commune": -1},
            voters={"na": 502, "commune": 479},
            cards_taken=0,
        ),
    ),
)


@pytest.fixture
async def asked(database: Database, tmp_path: Path) -> Any:
    """`baucu voters` on a record with three areas; the strike-off was written down last."""
    recorder = Recorder(database.app)
    for thing, at, event in STORY:
        await recorder.write(thing, event, datetime.fromisoformat(f"{at}:00+07:00"))
    await recorder.close()

    async def ask(*words: str) -> Done:
        return await call("voters", *words, DATABASE_URL=database.app, STATE_DIR=str(tmp_path))

    return ask


@pytest.mark.covers("story:8", "story:59")
async def test_the_total_at_an_hour_is_what_the_lists_were_then(asked: Any) -> None:
    told = (await asked("bk-2021", "--at", "2021-05-11T09:00", "--json")).json
    assert told["total"] == {"areas": 3, "voters": {"na": 1292, "commune": 1269}, "away": {}}
    now = (await asked("bk-2021", "--json")).json
    assert now["total"]["away"] == {"na": 2}
    assert now["at"] == "2021-05-12T10:00:00+07:00"


@pytest.mark.covers("story:59")
@pytest.mark.parametrize(
    ("of", "areas", "voters"),
    [("BK", 3, 1292), ("BK-NS-01", 2, 1202), ("BK-NS-02", 1, 90), (A1, 1, 502), ("NA-BK-1", 3, 1292)],
)
async def test_the_voters_of_a_unit_a_constituency_or_an_area(
    asked: Any, of: str, areas: int, voters: int
) -> None:
    total = (await asked("bk-2021", "--of", of, "--json")).json["total"]
    assert (total["areas"], total["voters"]["na"]) == (areas, voters)


@pytest.mark.covers("story:59")
async def test_each_change_stands_at_its_legal_time_with_its_ground(asked: Any) -> None:
    done = await asked("bk-2021", "--of", A1)
    assert (done.code, done.err) == (0, "")
    lines = [line for line in done.out.splitlines() if A1 in line and "2021" in line][1:]
    assert [line[:16].strip() for line in lines] == [
        "08:00, 13/4/2021",
        "10:00, 9/5/2021",
        "10:00, 10/5/2021",
        "10:00, 12/5/2021",
    ]
    assert "xóa tên 1: đã chết" in lines[1]
    assert "Điều 30.3" in lines[2]
    assert "502" in lines[2]


async def test_a_code_that_is_not_there_and_an_hour_that_is_none_are_refused(asked: Any) -> None:
    for words, number in ((("--of", "BK-XX"), "BC-974"), (("--at", "hôm nay"), "BC-903")):
        done = await asked("bk-2021", *words)
        assert done.code == 2
        assert done.sentence.startswith(number)
