"""Every mistake in an example is named by file, row and column, and nothing is loaded by half."""

import shutil
from pathlib import Path

import pytest

from tests.example.conftest import FOLDER, Broken
from workers.play.example import ExampleError, load


def test_a_unit_nobody_knows_is_named_with_its_row_and_column(broken: Broken) -> None:
    assert broken("areas.csv", "BK-NS-01-A1,BK-NS-01,", "BK-NS-01-A1,BK-NS-07,") == [
        "areas.csv, dòng 2, cột unit: không có đơn vị «BK-NS-07»; sửa mã hoặc thêm đơn vị đó."
    ]


def test_a_day_that_is_no_sunday_is_refused(broken: Broken) -> None:
    assert broken("election.yaml", "day: 2021-05-23\n", "day: 2021-05-24\n") == [
        "election.yaml, dòng 5, mục day: 24/05/2021 không phải chủ nhật; chọn một ngày chủ nhật (Điều 5)."
    ]


def test_a_candidate_twice_is_refused_and_the_first_row_is_named(broken: Broken) -> None:
    problems = broken("candidates.csv", "\nna-002,", "\nna-001,")
    assert (
        "candidates.csv, dòng 3, cột code: mã người ứng cử «na-001» đã có ở dòng 2; bỏ một dòng." in problems
    )


def test_the_same_person_under_two_codes_is_a_candidate_twice(broken: Broken) -> None:
    problems = broken(
        "candidates.csv", "Nguyễn Thị Thủy,1977-12-15,agency", "Hồ Thị Kim Ngân,1978-03-02,agency"
    )
    assert problems == [
        "candidates.csv, dòng 3, cột ballot: người ứng cử «na/Hồ Thị Kim Ngân/1978-03-02» đã có ở dòng 2; "
        "bỏ một dòng."
    ]


def test_votes_above_the_valid_ballots_are_refused(broken: Broken) -> None:
    assert broken("votes.csv", "BK-NS-01-A1,first,na,na-001,416,", "BK-NS-01-A1,first,na,na-001,601,") == [
        "votes.csv, dòng 2, cột votes: na-001 được 601 phiếu, quá 599 phiếu hợp lệ; kiểm tra lại."
    ]


def test_a_number_that_is_none_is_named(broken: Broken) -> None:
    problems = broken("minutes.csv", "BK-NS-01-A1,first,na,NA-BK-1,612,", "BK-NS-01-A1,first,na,NA-BK-1,6l2,")
    assert problems[0] == "minutes.csv, dòng 2, cột registered: «6l2» không phải số nguyên; sửa lại."


def test_a_missing_column_is_named(broken: Broken) -> None:
    problems = broken("contests.csv", "code,ballot,unit,seats,", "code,ballot,unit,places,")
    assert "contests.csv, dòng 1, cột seats: thiếu cột này; thêm vào dòng đầu." in problems
    assert any(problem.startswith("contests.csv, dòng 1, cột places: cột lạ") for problem in problems)


def test_a_row_with_a_cell_too_few_is_named(broken: Broken) -> None:
    problems = broken("contacts.csv", "nec,VN,", "nec;VN,")
    assert problems[0] == "contacts.csv, dòng 2: số ô không khớp với dòng đầu; kiểm tra dấu phẩy."


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("votes.csv"))
    with pytest.raises(ExampleError, match=r"votes\.csv: không có tệp này"):
        load(copy)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match="không có thư mục này"):
        load(tmp_path / "nowhere")


def test_a_deadline_the_law_does_not_know_is_refused_in_the_script(broken: Broken) -> None:
    assert broken("script.yaml", "- deadline: voter_list_post", "- deadline: voter_list_pots") == [
        "script.yaml, dòng 30, mục recorded_late.1: không có thời hạn «voter_list_pots»; xem bảng luật."
    ]


def test_broken_yaml_is_named_with_its_line(broken: Broken) -> None:
    problems = broken(
        "script.yaml", "late:\n  - deadline: hdnd_adjust\n    unit: BK-CM", "late: [\n  - x\n ]: y"
    )
    assert problems[0].startswith("script.yaml, dòng ")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    for file, old, new in (
        ("election.yaml", "day: 2021-05-23\n", "day: 2021-05-24\n"),
        ("units.csv", "BK-TP,Thành phố Bắc Kạn,district,BK,", "BK-TP,Thành phố Bắc Kạn,district,BC,"),
        ("contests.csv", "P-BK-3,province,BK,3,5,", "P-BK-3,province,BK,3,6,"),
    ):
        path = copy / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ExampleError) as refusal:
        load(copy)
    assert [(p.file, p.row, p.column) for p in refusal.value.problems] == [
        ("election.yaml", 5, "day"),
        ("units.csv", 4, "parent"),
        ("contests.csv", 6, "candidates"),
    ]


def test_minutes_that_do_not_add_up_are_only_a_warning_because_a_team_may_have_to_write_that(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    path = copy / "minutes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("612,612,612,612,599,13,1", "612,612,612,687,599,13,1"), encoding="utf-8")
    warnings = [str(warning) for warning in load(copy).warnings]
    assert len(warnings) == 2
    assert warnings[1] == (
        "minutes.csv, dòng 2, cột collected: BK-NS-01-A1: thu vào 687 nhiều hơn phát ra 612; "
        "kiểm tra biên bản gốc."
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "units.csv: tệp trống; dòng đầu phải là invented,code,name,"),
        (b"code;name;level\n", "units.csv, dòng 1: các cột phải cách nhau bằng dấu phẩy"),
        ("code,name\nBK,Bắc Kạn\n".encode("utf-16"), "units.csv: không phải tệp UTF-8"),
        (b"HEAD" + b"x" * 200_000 + b",a,b,c,d,e,f\n", "units.csv, dòng 2: không đọc được từ dòng này"),
        (None, "units.csv: không đọc được tệp này"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_mistake(
    data: bytes | None, sentence: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    path = copy / "units.csv"
    head = path.read_bytes().splitlines(keepends=True)[0]
    path.unlink()
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data.replace(b"HEAD", head))
    with pytest.raises(ExampleError) as refusal:
        load(copy)
    assert [str(each).startswith(sentence) for each in refusal.value.problems] == [True]


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    path = copy / "units.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(copy).units[0].code == "VN"
