"""The rule files: complete, and refused with file, row and reason when they are not."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import domain.law.book
from domain.law.book import LawError, book, load
from domain.law.deadline import Point

FOLDER = Path(domain.law.book.__file__).parent

ROWS = {
    "opening": 19,
    "consultation": 25,
    "lists": 19,
    "voterlist": 14,
    "polling": 11,
    "result": 29,
    "supplementary": 20,
}


def test_the_law_has_137_rows_in_seven_subjects() -> None:
    counted = Counter(row.subject for row in book().rows.values() if row.kind == "law")

    assert counted == ROWS
    assert sum(counted.values()) == 137


def test_guidance_stands_apart_and_binds_only_the_elections_it_was_written_for() -> None:
    guidance = [row for row in book().rows.values() if row.kind == "guidance"]

    assert {row.subject for row in guidance} == {"guidance"}
    assert all(row.only_on for row in guidance)


def test_every_row_says_its_article_and_its_interval_in_both_languages() -> None:
    for row in book().rows.values():
        assert row.duty.vi != row.duty.en
        for version, terms in row.law.items():
            assert terms.article
            assert book().versions[version].since <= terms.since


def test_rows_that_only_one_version_has() -> None:
    only_a = {row.id for row in book().rows.values() if set(row.law) == {"A"} and row.kind == "law"}
    only_b = {row.id for row in book().rows.values() if set(row.law) == {"B"} and row.kind == "law"}

    assert only_a == {
        "hdnd_structure_estimate_d",
        "ubbc_d_set_up",
        "ban_hdnd_d_set_up",
        "hdnd_term_end",
        "sup_announce_d",
    }
    assert only_b == {"dossier_transfer_on_job_move", "nec_time_override"}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2015, 8, 31), None),
        (date(2015, 9, 1), "A"),
        (date(2021, 5, 23), "A"),
        (date(2025, 6, 30), "A"),
        (date(2025, 7, 1), "B"),
        (date(2026, 3, 15), "B"),
    ],
)
def test_the_version_is_the_one_in_force_on_the_day(day: date, version: str | None) -> None:
    found = book().version_on(day)

    assert (found.id if found else None) == version


def test_court_rows_hold_only_from_the_law_on_administrative_procedure() -> None:
    at_2016 = {row.id for row in book().rows_for("A", "general", date(2016, 5, 22))}
    at_2021 = {row.id for row in book().rows_for("A", "general", date(2021, 5, 23))}

    assert {name for name in at_2021 - at_2016 if name.startswith("voter_list")} == {
        "voter_list_suit",
        "voter_list_suit_accept",
        "voter_list_suit_decision_to_try",
        "voter_list_suit_hearing",
        "voter_list_judgment_final",
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("E-70", Point(anchor="E", offset=-70)),
        ("E1+15", Point(anchor="E1", offset=15)),
        ("before P-24h", Point(anchor="P", offset=-24, unit="hour", inclusive=False)),
        ("after V", Point(anchor="V", inclusive=False)),
        ("2026-02-01 17:00", Point(day="2026-02-01", clock="17:00")),
    ],
)
def test_a_point_in_time_reads_as_a_lawyer_writes_it(written: str, read: Point) -> None:
    assert Point.model_validate(written) == read


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "law"))


def amend(folder: Path, subject: str, old: str, new: str) -> None:
    """Edit the first place where `old` stands."""
    path = folder / f"{subject}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('article = "Điều 5; Điều 4.1"\n', "", "no article"),
        ('law.A = { due = "E-115" }\nlaw.B = { due = "E-115" }\n', "", "no interval"),
        ('law.A = { due = "E-115" }', 'law.A = "E-115"', "no table"),
        ('law.A = { due = "E-115" }', 'law.Q = { due = "E-115" }', "law.Q"),
        ('law.A = { due = "E-115" }', 'law.A = { due = "X-115" }', "anchor 'X'"),
        ('law.A = { due = "E-115" }', 'law.A = { due = "E-24h" }', "a whole day"),
        ('law.A = { due = "E-115" }', 'law.A = { due = "soon, E" }', "not a point in time"),
        ('law.A = { due = "E-115" }', 'law.A = { due = "2021-01-28" }', "a fixed day"),
        ('law.A = { due = "E-115" }', "law.A = {}", "needs a due point"),
        ('law.A = { due = "E-115" }', 'law.A = { due = "E-115", since = 2014-01-01 }', "outside the life"),
        ('law.A = { due = "E-115" }', 'law.A = { due = "E-115", since = "2016" }', "without quotes"),
        ('owed_by = "assembly@nation"', 'owed_by = "parliament@nation"', "owed_by"),
        ('owed_by = "assembly@nation"', 'owed_by = "assembly@hamlet"', "owed_by"),
        (
            'owed_by = "assembly@nation"',
            'owed_by = { na = "assembly@nation" }',
            "nobody owes it for province",
        ),
        ('ballots = "all"', 'ballots = ["village"]', "ballots"),
        ('per = "unit"', 'per = "week"', "per"),
        ('on_miss = "blocks"', 'on_miss = "prison"', "misses.toml"),
        ('sources = ["S1", "S2", "N1"]', 'sources = ["S99"]', "sources.toml"),
        ('confidence = "seen"', 'confidence = "seen"\nopen_points = ["O-99"]', "open_points.toml"),
        ('confidence = "seen"', 'confidence = "seen"\nweight = 3', "weight"),
        ('per = "unit"', 'per = "unit"\nstatute = "decree"', "statutes.toml"),
        (
            'per = "unit"',
            'per = "unit"\nreferred_by = "voter_list_post"',
            "no row of a supplementary election",
        ),
        ('per = "unit"', 'per = "unit"\nreferred_by = "nothing"', "no row of a supplementary election"),
        ('per = "unit"', 'per = "unit"\nreadings = [{ open_point = "O-99" }]', "open_points.toml"),
        ('per = "unit"', 'per = "unit"\nreadings = [{ due = "E-1" }]', "open_point"),
        (
            'per = "unit"',
            'per = "unit"\nreadings = [{ open_point = "O-5", due = "X-1" }]',
            "anchor 'X'",
        ),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_by_name(
    files: Path, old: str, new: str, reason: str
) -> None:
    amend(files, "opening", old, new)

    with pytest.raises(LawError, match=r"opening\.toml, announce_election_day: ") as refused:
        load(files)

    assert reason in str(refused.value)


def test_one_id_in_two_files_is_refused(files: Path) -> None:
    amend(files, "polling", "[voter_notice]", "[voter_list_post]")

    with pytest.raises(LawError, match=r"polling\.toml, voter_list_post: .*voterlist\.toml"):
        load(files)


def test_one_id_twice_in_a_file_is_refused(files: Path) -> None:
    amend(files, "polling", "[polling_open]", "[voter_notice]")

    with pytest.raises(LawError, match=r"polling\.toml: is not valid TOML"):
        load(files)


def test_rows_that_count_from_each_other_are_refused(files: Path) -> None:
    amend(
        files, "consultation", 'law.A = { due = "E-95" }', 'law.A = { due = "before consult1_province_na" }'
    )
    amend(files, "consultation", 'law.A = { due = "E-95" }', 'law.A = { due = "before consult1_central" }')

    with pytest.raises(LawError, match="count from each other"):
        load(files)


def test_a_reading_that_counts_from_its_own_row_is_refused(files: Path) -> None:
    amend(
        files,
        "voterlist",
        'per = "area"',
        'per = "area"\nreadings = [{ open_point = "O-5", due = "voter_list_post+1" }]',
    )

    with pytest.raises(LawError, match="count from each other"):
        load(files)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('on = "polling_day"\nearliest', 'on = "some_day"\nearliest', "P: on names 'some_day'"),
        ('on = "polling_day"\nearliest', "earliest", "P: a planned clock needs the day it is on"),
        ("clock = 19:00:00\n", "", "C: a planned clock needs the day it is on"),
        ('open_point = "opening-hour"', 'open_point = "O-99"', "P: open point 'O-99'"),
        ('open_point = "opening-hour"\n', "", "P: earliest needs"),
        ('same_as = "P"', 'same_as = "Q"', "P1: same_as names 'Q'"),
        ('by_law = ["bau_them_day"]', 'by_law = ["bau"]', "further_vote: by_law names 'bau'"),
        ('[E1]\ngrain = "day"', '[E1]\ngrain = "week"', "E1: grain"),
    ],
)
def test_an_anchor_that_cannot_be_trusted_is_refused_by_name(
    files: Path, old: str, new: str, reason: str
) -> None:
    amend(files, "anchors", old, new)

    with pytest.raises(LawError) as refused:
        load(files)

    assert str(refused.value).startswith("anchors.toml, ")
    assert reason in str(refused.value)


def test_every_row_says_which_law_it_stands_in() -> None:
    of_others = {
        row.id
        for row in book().rows.values()
        for terms in row.law.values()
        if row.kind == "law" and terms.statute != "election_law"
    }

    assert of_others == {
        "voter_list_suit",
        "voter_list_suit_accept",
        "voter_list_suit_decision_to_try",
        "voter_list_suit_hearing",
        "voter_list_judgment_final",
        "na_first_session",
        "hdnd_first_session",
        "na_term_end",
        "hdnd_term_end",
        "sup_consult1",
        "sup_nominate",
        "sup_consult2",
        "sup_voter_conf",
        "sup_mandate_start",
    }
    assert {
        terms.statute for row in book().rows.values() for terms in row.law.values() if row.kind == "guidance"
    } == {"guidance"}


def test_two_versions_on_one_day_are_refused(files: Path) -> None:
    amend(files, "versions", "until = 2025-06-30\n", "")

    with pytest.raises(LawError, match=r"versions\.toml, A: still in force on 2025-07-01"):
        load(files)


def test_an_amendment_is_a_row_of_versions_and_a_line_in_each_row_it_keeps(files: Path) -> None:
    amend(files, "versions", "since = 2025-07-01\n", "since = 2025-07-01\nuntil = 2029-12-31\n")
    with (files / "versions.toml").open("a", encoding="utf-8") as versions:
        versions.write(
            '\n[C]\nname = "Bản C"\ncitation = "Luật C"\nsince = 2030-01-01\nballots = ["na", "commune"]\n'
        )
    amend(
        files, "opening", 'law.B = { due = "E-115" }', 'law.B = { due = "E-115" }\nlaw.C = { due = "E-60" }'
    )

    amended = load(files)

    version = amended.version_on(date(2031, 5, 25))
    assert version is not None
    assert version.id == "C"
    assert [row.id for row in amended.rows_for("C", "general", date(2031, 5, 25))] == [
        "announce_election_day"
    ]
