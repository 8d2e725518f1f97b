"""`baucu calendar`: dates with their reasons, what collides, what would shift, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar

from console.almanac import sheet
from console.grounds import explain
from console.terminal import page
from console.vietnamese import CASES
from domain.calendar import calendar
from domain.due import Election
from domain.law.book import book
from tests.cli.conftest import call
from tests.cli.page import Desk
from workers.settings import CHECKOUT

DATA = Path(__file__).parents[1] / "law" / "data"
FIELDS = [
    "id", "article", "law", "level", "owed_by", "duty", "kind", "opens", "due", "hour_given", "confidence",
    "steps",
]  # fmt: skip
FROM = ("candidate_complaints_stop", "voter_notice")
"""Rows that begin on their day."""
PUBLISHED = {
    "kind": "published",
    "deadline": "na_official_list",
    "due": "2021-04-27",
    "source": "Công văn 64",
    "reason": "ngày đã công bố",
}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def rows(desk: Desk, day: str, *more: str) -> list[dict[str, Any]]:
    done = desk("calendar", "--day", day, "--format", "json", *more)
    assert (done.code, done.err) == (0, "")
    found: list[dict[str, Any]] = done.json
    return found


@pytest.mark.parametrize(("day", "law"), [("2016-05-22", "A"), ("2021-05-23", "A"), ("2026-03-15", "B")])
def test_every_row_of_the_table_of_dates_is_printed_with_its_day(desk: Desk, day: str, law: str) -> None:
    found = defaultdict(set)
    for row in rows(desk, day):
        assert list(row)[: len(FIELDS)] == FIELDS
        assert row["law"] == law
        found[row["id"]].add((row["opens"] if row["id"] in FROM else row["due"] or "")[:10])
    vectors = yaml.safe_load((DATA / "vectors.yaml").read_text(encoding="utf-8"))
    expected = {name: vector[day[:4]] for vector in vectors for name in vector.get(law) or ()}
    assert len(expected) > 40
    assert {name: found[name] for name in expected} == {name: {when} for name, when in expected.items()}


def test_a_deadline_given_as_a_day_ends_with_its_last_second_in_vietnam(desk: Desk) -> None:
    by_id = {row["id"]: row for row in rows(desk, "2026-03-15")}
    posting = by_id["voter_list_post"]
    assert (posting["due"], posting["hour_given"]) == ("2026-02-03T23:59:59+07:00", False)
    assert any("40" in step for step in posting["steps"])
    assert by_id["polling_open"]["hour_given"]


def test_the_table_fits_in_a_hundred_columns_by_day_with_guidance_marked(desk: Desk) -> None:
    done = desk("calendar", "--day", "2026-03-15")
    assert max(map(len, done.out.splitlines())) <= 100
    assert "luật bản B" in done.out
    assert "\nThứ Ba, 3/2/2026 · trước ngày bầu cử 40 ngày\n" in done.out
    guided = {row.duty.vi for row in book().rows.values() if row.kind == "guidance"}
    for line in done.out.splitlines():
        if "[hướng dẫn]" in line and line.startswith("  "):
            start = line.removeprefix("  [hướng dẫn] ")
            assert any(duty.startswith(start) for duty in guided), line


def test_only_the_role_and_the_ballot_asked_for_are_listed(desk: Desk) -> None:
    found = rows(desk, "2026-03-15", "--level", "commune", "--body", "committee")
    assert {row["owed_by"] for row in found} == {"committee"}
    assert all(row["ballots"] == ["commune"] for row in found)
    assert "hdnd_results_publish" in {row["id"] for row in found}


def test_a_supplementary_election_counts_from_its_own_day(desk: Desk) -> None:
    asked = ("--kind", "supplementary", "--level", "province")
    found = {row["id"]: row for row in rows(desk, "2026-09-13", *asked)}
    assert found["sup_official_list"]["due"] == "2026-09-03T23:59:59+07:00"
    assert "na_official_list" not in found


def test_a_published_date_is_kept_beside_the_counted_one(desk: Desk) -> None:
    file = desk.file([PUBLISHED])
    found = {row["id"]: row for row in rows(desk, "2021-05-23", "--decisions", file)}["na_official_list"]
    assert (found["due"][:10], found["computed"][:10]) == ("2021-04-27", "2021-04-28")
    told = desk("calendar", "why", "na_official_list", "--day", "2021-05-23", "--decisions", file).out
    assert "Công văn 64" in told
    assert "Tính theo luật: hết Thứ Tư, 28/4/2021" in told


def test_the_sheet_opens_in_an_office_program(desk: Desk) -> None:
    told = desk("calendar", "--day", "2026-03-15", "--format", "csv").out
    assert told.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
    assert len(read) == len(rows(desk, "2026-03-15"))
    assert {row["due"] for row in read if row["id"] == "voter_list_post"} == {"2026-02-03T23:59:59+07:00"}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_sheet_is_a_formula(start: str) -> None:
    election = Election(day=date(2026, 3, 15), levels=("na",))
    row = calendar(election)[0]
    bad = row.model_copy(update={"article": start, "steps": (start,)})
    read = next(csv.DictReader(io.StringIO(sheet([bad]).removeprefix("\ufeff"), newline="")))
    assert (read["article"], read["steps"]) == (f"'{start}", f"'{start}")


def events(told: bytes | str) -> dict[str, Any]:
    """Events of an iCalendar by UID."""
    found = {str(event["uid"]): event for event in Calendar.from_ical(told).walk("VEVENT")}
    assert found
    return found


def test_the_feed_is_read_back_with_days_alarms_and_steps(desk: Desk) -> None:
    words = ("calendar", "--day", "2026-03-15", "--body", "people_committee")
    told = desk(*words, "--format", "ics").out
    dated = [row for row in desk(*words, "--format", "json").json if row["due"] or row["opens"]]
    found = events(told)
    assert len(found) == len(dated)
    (posting,) = (event for uid, event in found.items() if "/voter_list_post/" in uid)
    assert posting["dtstart"].dt == date(2026, 2, 3)
    assert "15/3/2026 − 40" in posting["description"]
    assert "Niêm yết danh sách cử tri" in posting["summary"]
    alarms = [alarm["trigger"].dt for alarm in posting.walk("VALARM")]
    assert alarms == [timedelta(days=-3, hours=8), timedelta(hours=8)]
    assert told == desk(*words, "--format", "ics").out


def test_an_hour_of_the_law_is_an_hour_of_the_feed(desk: Desk) -> None:
    found = events(desk("calendar", "--day", "2026-03-15", "--body", "candidate", "--format", "ics").out)
    (end,) = (event for uid, event in found.items() if "/campaign_end/na@" in uid)
    assert end["dtstart"].dt.isoformat() == "2026-03-14T07:00:00+07:00"
    assert end["dtstart"].dt.tzinfo.key == "Asia/Ho_Chi_Minh"


def test_a_changed_date_keeps_its_uid_and_raises_its_sequence(desk: Desk) -> None:
    words = ("calendar", "--day", "2021-05-23", "--body", "nec", "--format", "ics")
    before = events(desk(*words).out)
    once = events(desk(*words, "--decisions", desk.file([PUBLISHED])).out)
    again = {**PUBLISHED, "due": "2021-04-26", "source": "Công văn 65"}
    twice = events(desk(*words, "--decisions", desk.file([PUBLISHED, again])).out)
    assert before.keys() == once.keys() == twice.keys()
    (uid,) = (uid for uid in before if "/na_official_list/" in uid)
    assert [found[uid]["sequence"] for found in (before, once, twice)] == [0, 1, 2]
    assert [found[uid]["dtstart"].dt.day for found in (before, once, twice)] == [28, 27, 26]
    (other,) = (uid for uid in before if "/na_constituencies_publish/" in uid)
    assert twice[other]["sequence"] == 0


def test_why_gives_every_step_numbered_the_citation_and_both_readings(desk: Desk) -> None:
    told = desk("calendar", "why", "na_official_list", "--day", "2021-05-23").out
    (row,) = (row for row in rows(desk, "2021-05-23") if row["id"] == "na_official_list")
    for number in range(1, len(row["steps"]) + 1):
        assert f"    {number}. " in told
    for said in ("Điều 57.4", "O-11", "O-12", "đang dùng: hết Thứ Tư, 28/4/2021", "(an toàn)", "Quá hạn:"):
        assert said in told
    assert "An toàn theo mọi cách hiểu: hết Thứ Ba, 27/4/2021." in told
    assert desk("calendar", "why", "na_official_list", "--day", "2021-05-23", "--json").json == [row]


@pytest.mark.parametrize("day", [date(2016, 5, 22), date(2021, 5, 23), date(2026, 3, 15)], ids=str)
def test_every_row_can_say_why_in_a_hundred_columns(day: date, capsys: pytest.CaptureFixture[str]) -> None:
    version = book().version_on(day)
    assert version
    election = Election(day=day, levels=version.ballots)
    dues = calendar(election)
    for name in {one.id for one in dues}:
        explain(page(), election, version, [one for one in dues if one.id == name])
        told = capsys.readouterr().out
        assert book().rows[name].duty.vi.split()[0] in told
        assert max(map(len, told.splitlines())) <= 100


def test_a_mistyped_row_is_answered_with_those_it_may_have_meant(desk: Desk) -> None:
    done = desk("calendar", "why", "voter_list_pst", "--day", "2026-03-15")
    assert done.code == 2
    assert "voter_list_post" in done.sentence


def test_the_check_names_the_collisions_of_version_b_each_with_its_two_articles(desk: Desk) -> None:
    done = desk("calendar", "check", "--day", "2026-03-15")
    assert done.code == 0
    links = desk("calendar", "check", "--day", "2026-03-15", "--json").json
    assert links
    for link in links:
        assert link["first_article"]
        assert link["then_article"]
        assert link["verdict"] != "fits"
    text = " ".join(done.out.split())
    assert all(" ".join(link["says"]["vi"].split()) in text for link in links)
    pairs = {(link["first"], link["then"]): link["verdict"] for link in links}
    assert pairs["na_official_list", "documents_to_ban_na"] == "no_slack", "Điều 57.4, Điều 23"
    assert pairs["lists_post_polling_area", "candidate_complaints_stop"] == "short_window", "Điều 59, 61.2"
    assert pairs["ban_minutes_hdnd", "bau_them_day"] == "one_sunday", "Điều 77.4, Điều 79.3"


def test_another_day_shifts_every_counted_date_by_as_much(desk: Desk) -> None:
    words = ("calendar", "what-if", "--day", "2026-03-15", "--instead", "2026-03-22")
    told = desk(*words, "--json").json
    law = {name for name, row in book().rows.items() if row.kind == "law"}
    assert {shift["days"] for shift in told["shifts"] if shift["id"] in law} == {7}
    printed = desk(*words).out
    assert "Chủ nhật, 15/3/2026 → Chủ nhật, 22/3/2026" in printed
    assert "3/2/2026 → 10/2/2026 Niêm yết danh sách cử tri" in " ".join(printed.split())
    assert "8/2/2026 [hướng dẫn] Hội nghị cử tri" in " ".join(printed.split()), "guidance of 15/3 falls away"
    assert max(map(len, printed.splitlines())) <= 100


def test_posting_three_days_late_breaks_the_chain_to_the_court(desk: Desk) -> None:
    words = ("--day", "2026-03-15", "--anchor", "V=2026-02-06", "--on", "2026-02-10")
    done = desk("calendar", "what-if", *words)
    text = " ".join(done.out.split())
    assert "hạn 3/2/2026, làm 6/2/2026, muộn 3 ngày" in text
    assert "Vướng thêm Va nhau (Điều 32 → Điều 33" in text
    assert "Hạn đã qua" in text


def test_the_other_version_of_the_law_can_only_be_supposed(desk: Desk) -> None:
    told = desk("calendar", "what-if", "--day", "2021-05-23", "--law", "B", "--json").json
    moved = {shift["id"]: shift["days"] for shift in told["shifts"]}
    assert moved["na_results_publish"] == -10
    assert "gone" in {shift["change"] for shift in told["shifts"] if shift["id"].endswith("_d_set_up")}
    assert "--law" in desk("calendar", "--day", "2021-05-23", "--law", "B").sentence


REFUSED = (
    (("--day", "2026-03-16"), "không phải chủ nhật"),
    (("--day", "2010-03-14"), "1/9/2015"),
    (("--day", "15/3/2026"), "2026-03-15"),
    (("--day", "2026-02-30"), "2026-02-30"),
    (("--day", "2026-03-15", "--level", "district"), "district"),
    (("--day", "2026-03-15", "--level", "xa"), "na, province, district, commune"),
    (("--day", "2026-03-15", "--kind", "early"), "general, supplementary"),
    (("--day", "2026-03-15", "--body", "police"), "people_committee"),
    (("--day", "2026-09-13", "--kind", "supplementary"), "--level"),
    (("--day", "2026-03-15", "--decisions", "khong-co.json"), "khong-co.json"),
    ((), "thiếu --day"),
)


@pytest.mark.parametrize(("words", "named"), REFUSED, ids=lambda value: " ".join(value) if value else "")
def test_bad_input_is_one_sentence_and_for_json_a_problem_object(
    desk: Desk, words: tuple[str, ...], named: str
) -> None:
    plain = desk("calendar", *words)
    assert (plain.code, plain.out) == (2, "")
    assert named in plain.sentence
    assert desk.refused("calendar", *words, "--format", "json").sentence == plain.sentence
    assert desk.refused("calendar", *words, "--format=json").sentence == plain.sentence


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[{", "dòng 1, cột 3"),
        ("{}", "danh sách"),
        ([{**PUBLISHED, "colour": 1}], "Quyết định thứ 1, trường colour"),
        ([PUBLISHED, {**PUBLISHED, "due": "mai"}], "Quyết định thứ 2, trường due"),
        ([{**PUBLISHED, "kind": "guessed"}], "kind"),
        ([{**PUBLISHED, "deadline": "na_list"}], "na_list"),
        ([{**PUBLISHED, "kind": "moved"}], "Điều 98.3"),
    ],
    ids=str,
)
def test_a_file_of_decisions_is_refused_with_the_place_of_its_mistake(
    desk: Desk, content: Any, named: str
) -> None:
    done = desk("calendar", "--day", "2021-05-23", "--decisions", desk.file(content))
    assert (done.code, done.out) == (2, "")
    assert named in done.sentence


async def test_decisions_may_come_by_standard_input_and_the_answer_at_once() -> None:
    words = ("calendar", "--day", "2021-05-23", "--level", "na", "--decisions", "-", "--format", "json")
    done = await call(*words, given=json.dumps([PUBLISHED]))
    (row,) = (row for row in done.json if row["id"] == "na_official_list")
    assert row["due"] == "2021-04-27T23:59:59+07:00"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "--instead"),
        (("--instead", "2026-03-17"), "không phải chủ nhật"),
        (("--instead", "mai"), "--instead"),
        (("--law", "C"), "A, B"),
        (("--anchor", "V"), "V"),
        (("--anchor", "V=mai"), "V=mai"),
        (("--anchor", "=2026-02-06"), "=2026-02-06"),
        (("--anchor", "Z=2026-02-06"), "Z"),
        (("--anchor", "E=2026-02-06"), "E"),
    ],
)
def test_a_dry_run_that_cannot_be_is_refused(desk: Desk, words: tuple[str, ...], named: str) -> None:
    done = desk("calendar", "what-if", "--day", "2026-03-15", *words)
    assert (done.code, done.out) == (2, "")
    assert named in done.sentence


def test_every_case_in_which_a_duty_arises_has_words() -> None:
    assert {row.only_if for row in book().rows.values() if row.only_if} == set(CASES)


def test_the_excerpts_in_the_readme_are_what_the_commands_print(desk: Desk) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## The law, asked")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    shown = [block for language, block in blocks if not language]
    day = ("--day", "2026-03-15")
    printed = [
        desk("calendar", *day),
        desk("calendar", "why", "na_official_list", "--day", "2021-05-23"),
        desk("calendar", "check", *day),
        desk("calendar", "what-if", *day, "--anchor", "V=2026-02-06"),
    ]
    lines = {line for done in printed for line in done.out.splitlines()}
    assert len(shown) == 3
    assert [line for block in shown for line in block.splitlines() if line not in lines] == []
