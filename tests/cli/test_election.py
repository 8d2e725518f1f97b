"""Starting an election from its files."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import ELECTION, Started
from workers.settings import CHECKOUT

EXAMPLE = CHECKOUT / "examples" / "bac-kan-2021"


async def test_a_start_says_what_was_started_and_what_is_due_first(started: Started) -> None:
    said = started.said
    assert said is not None
    assert (said.code, said.err) == (0, "")
    assert ELECTION in said.out
    assert "23/5/2021" in said.out
    assert "Các thời hạn đầu tiên" in said.out


async def test_a_second_start_says_already_and_records_nothing(started: Started) -> None:
    before = await started.head()
    again = await started("election", "start", "bac-kan-2021")
    assert again.code == 0
    assert "đã được khởi tạo từ trước" in again.out
    assert await started.head() == before > 20


async def test_the_list_names_the_election_its_day_and_its_law(started: Started) -> None:
    (found,) = (await started("election", "list", "--json")).json
    assert (found["id"], found["day"], found["law"], found["closed"]) == (ELECTION, "2021-05-23", "A", False)
    assert ELECTION in (await started("election", "list")).out


async def test_an_example_with_mistakes_is_refused_by_file_row_and_column(
    started: Started, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(EXAMPLE, broken)
    page = broken / "election.yaml"
    page.write_text(
        page.read_text().replace("day: 2021-05-23", "day: 2021-05-24").replace("id: bk-2021", "id: bk-1")
    )
    units = broken / "units.csv"
    units.write_text(units.read_text().replace("BK-NR,", "BK-NR,", 1).replace(",BK,", ",XX,", 1))
    before = await started.head()
    done = await started("election", "start", str(broken))
    assert done.code == 2
    assert "election.yaml" in done.err
    assert "units.csv, dòng" in done.err
    assert done.out == ""
    assert [it["id"] for it in (await started("election", "list", "--json")).json] == [ELECTION]
    assert await started.head() == before


async def test_a_folder_that_is_not_there_is_refused(started: Started) -> None:
    done = await started("election", "start", "khong-co")
    assert done.code == 2
    assert "bac-kan-2021" in done.sentence


async def test_an_unknown_election_has_no_status_and_no_timeline(started: Started) -> None:
    for words in (("election", "status"), ("timeline",)):
        done = await started(*words, "khong-co")
        assert done.code == 2
        assert "khong-co" in done.sentence


async def test_the_status_counts_what_is_owed(started: Started) -> None:
    done = await started("election", "status", ELECTION)
    assert (done.code, done.err) == (0, "")
    assert "Nhiệm vụ:" in done.out
    told = (await started("election", "status", ELECTION, "--json")).json
    assert told["election"]["log"] == ELECTION
    assert told["counts"]["total"] == told["counts"]["met"] == 0, "no clerk has opened a duty yet"


async def test_the_timeline_of_an_unknown_unit_is_refused(started: Started) -> None:
    done = await started("timeline", ELECTION, "--unit", "BK-XX")
    assert done.code == 2
    assert "BK-XX" in done.sentence
    assert (await started("timeline", ELECTION, "--unit", "BK")).code == 0
