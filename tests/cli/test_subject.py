"""Personal data on the command line: looked at for a purpose, on record, and destroyed for ever."""

from __future__ import annotations

import json
from pathlib import Path

import asyncpg
import pytest

from tests.cli.conftest import ELECTION, Done, Started, call

WHO = "c-001"


async def erase(started: Started, who: str, *more: str, given: str = "") -> Done:
    by = ("--ground", "request", "--body", "committee", "--unit", "BK-NS-01", *more)
    return await started("subject", "erase", ELECTION, who, *by, given=given)


async def test_the_list_says_what_is_kept_of_whom_without_reading_any_of_it(started: Started) -> None:
    before = (await started("subject", "accesses", ELECTION, "--json")).json
    kept = {one["code"]: one for one in (await started("subject", "list", ELECTION, "--json")).json}
    assert kept["na-001"]["fields"] == ["born", "name"]
    assert kept["front@BK"]["fields"] == ["address"]
    assert (await started("subject", "accesses", ELECTION, "--json")).json == before
    assert "họ tên" in (await started("subject", "list", ELECTION)).out


async def test_a_look_needs_a_purpose_and_is_on_record_with_it(started: Started) -> None:
    done = await started("subject", "show", ELECTION, "na-002", "--purpose", "own_data", "--actor", "vp-01")
    assert (done.code, done.err) == (0, "")
    assert "họ tên: " in done.out
    assert "Nghị định 356/2025/NĐ-CP" in done.out
    assert "ít nhất 10 năm, đến hết 23/5/2031" in " ".join(done.out.split())
    (line,) = (await started("subject", "accesses", ELECTION, "na-002", "--json")).json
    assert (line["actor"], line["purpose"], line["codes"]) == ("vp-01", "own_data", ["na-002"])
    told = await started("subject", "accesses", ELECTION, "na-002")
    assert "vp-01" in told.out
    assert "baucu_writer" in told.out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("show", ELECTION, "na-002", "--purpose", "to-mo"), "list_and_result"),
        (("show", ELECTION, "khong-co", "--purpose", "own_data"), "khong-co"),
        (("show", "khong-co", "na-002", "--purpose", "own_data"), "khong-co"),
        (("note", ELECTION, "khong-co", "x"), "khong-co"),
        (("show", ELECTION, "na-002"), "--purpose"),
    ],
)
async def test_a_look_without_purpose_or_at_nobody_is_one_sentence(
    started: Started, words: tuple[str, ...], named: str
) -> None:
    done = await started("subject", *words)
    assert (done.code, done.out) == (2, "")
    assert named in done.sentence


async def test_a_note_is_sealed_with_the_persons_data_and_can_be_taken_away(started: Started) -> None:
    done = await started("subject", "note", ELECTION, "c-003", "-", given="Giấy ra viện kèm đơn rút\n")
    assert done.code == 0
    shown = await started("subject", "show", ELECTION, "c-003", "--purpose", "official_duty", "--json")
    assert shown.json["data"]["note"] == "Giấy ra viện kèm đơn rút"
    await started("subject", "note", ELECTION, "c-003")
    shown = await started("subject", "show", ELECTION, "c-003", "--purpose", "official_duty", "--json")
    assert "note" not in shown.json["data"]


async def test_an_erasure_is_asked_for_twice_and_within_ten_years_needs_a_decision(started: Started) -> None:
    before = await started.head()
    done = await erase(started, WHO, "--decision", "12/QĐ-UBBC", given="c-010\n")
    assert done.code == 2
    assert "gõ lại" in done.err
    done = await erase(started, WHO, "--yes")
    assert (done.code, done.out) == (2, "")
    assert "2031-05-23" in done.sentence
    done = await erase(started, "front@BK", "--yes")
    assert done.code == 2
    assert await started.head() == before
    assert "họ tên" in (await started("subject", "show", ELECTION, WHO, "--purpose", "own_data")).out


async def test_after_an_erasure_the_person_is_shown_as_erased_and_the_record_verifies(
    started: Started,
) -> None:
    before = await started.head()
    done = await erase(started, WHO, "--decision", "12/QĐ-UBBC", given=f"{WHO}\n")
    assert done.code == 0
    assert "đã xóa vĩnh viễn" in done.out
    assert await started.head() == before + 1
    assert "(đã xóa)" in (await started("subject", "show", ELECTION, WHO, "--purpose", "own_data")).out
    again = await erase(started, WHO, "--decision", "12/QĐ-UBBC", "--yes")
    assert again.code == 0
    assert "từ trước" in again.out
    assert await started.head() == before + 1
    assert (await started("audit", "verify", ELECTION)).code == 0
    replayed = await started("audit", "replay", f"candidacy/{ELECTION}/{WHO}")
    assert "Xóa dữ liệu cá nhân" in replayed.out
    # The same files once more bring nobody back.
    assert (await started("election", "start", "examples/bac-kan-2021")).code == 0
    assert "(đã xóa)" in (await started("subject", "show", ELECTION, WHO, "--purpose", "own_data")).out
    done = await started("subject", "note", ELECTION, WHO, "x")
    assert done.code == 2


async def test_a_new_master_key_is_added_and_everything_still_opens(started: Started) -> None:
    keys = started.state / "keys" / "person-rehearsal"
    before = keys.read_text()
    done = await started("subject", "rewrap", "--new", DATABASE_OWNER_URL=started.owner)
    assert (done.code, done.err) == (0, "")
    assert keys.read_text().startswith(before)
    assert "chỉ bản sao lưu cũ còn cần" in done.out
    shown = await started("subject", "show", ELECTION, "na-001", "--purpose", "own_data")
    assert "họ tên: " in shown.out
    assert (await started("subject", "rewrap")).code == 2
    done = await started("subject", "rewrap", "--drop", DATABASE_OWNER_URL=started.owner)
    assert (done.code, len(keys.read_text().split())) == (0, 1)
    assert "đã bỏ khỏi tệp" in done.out
    shown = await started("subject", "show", ELECTION, "na-001", "--purpose", "own_data")
    assert "họ tên: " in shown.out


async def test_swapped_rows_are_named_with_the_exit_code_of_a_broken_record(started: Started) -> None:
    owner = await asyncpg.connect(started.owner)
    swap = """
    UPDATE person.sealed AS here SET content = there.content FROM person.sealed AS there
     WHERE here.log = there.log AND here.field = there.field AND here.field = 'name'
       AND (here.code, there.code) IN (('na-003', 'na-004'), ('na-004', 'na-003'))
    """
    assert (await started("subject", "verify", ELECTION)).code == 0
    await owner.execute(swap)
    shown = await started("subject", "show", ELECTION, "na-003", "--purpose", "own_data")
    verified = await started("subject", "verify", ELECTION)
    await owner.execute(swap)
    await owner.close()
    for done in (shown, verified):
        assert (done.code, done.out) == (3, "")
        assert "na-003" in done.sentence


async def test_without_the_key_file_a_look_says_which_key_is_missing(
    started: Started, tmp_path: Path
) -> None:
    words = ("subject", "show", ELECTION, "na-001", "--purpose", "own_data")
    done = await call(*words, DATABASE_URL=started.app, STATE_DIR=str(tmp_path))
    assert done.code == 2
    assert "PERSON_KEYRING" in done.sentence
    assert not (tmp_path / "keys").exists()


async def test_names_are_entered_from_a_table_and_corrected_by_another(started: Started) -> None:
    table = "code,name,born\nx-001,Nguyễn  Văn An ,1980-05-06\nna-005,Tên Đã Sửa,\n"
    done = await started("subject", "enter", ELECTION, "-", given="\ufeff" + table)
    assert (done.code, done.err) == (0, "")
    assert "2 người" in done.out
    assert "x-001" in done.out  # nobody's candidacy yet: perhaps a slip of the pen
    shown = await started("subject", "show", ELECTION, "x-001", "--purpose", "own_data", "--json")
    assert shown.json["data"] == {"name": "Nguyễn Văn An", "born": "1980-05-06"}
    shown = await started("subject", "show", ELECTION, "na-005", "--purpose", "own_data", "--json")
    assert shown.json["data"] == {"name": "Tên Đã Sửa"}


async def test_a_body_takes_the_addresses_of_the_table_for_its_old_ones(started: Started) -> None:
    table = "body,unit,address\nfront,BK,mot@bac-kan.example\nfront,BK,hai@bac-kan.example\n"
    done = await started("subject", "mailboxes", ELECTION, "-", given=table)
    assert (done.code, done.err) == (0, "")
    assert "2 địa chỉ của 1 cơ quan" in done.out
    shown = await started("subject", "show", ELECTION, "front@BK", "--purpose", "own_data", "--json")
    assert json.loads(shown.json["data"]["address"]) == ["hai@bac-kan.example", "mot@bac-kan.example"]


@pytest.mark.parametrize(
    ("command", "table", "named"),
    [
        ("enter", "code,name,born\nx-002,An,1980-02-30\n", "dòng 2, cột born: «1980-02-30» không phải ngày"),
        ("enter", "code,name,born\nx-002,  ,\n", "dòng 2, cột name: bỏ trống"),
        ("enter", "code,name,born\nfront@BK,An,\n", "dòng 2, cột code: «front@BK» viết sai dạng"),
        ("enter", "code,name,born\nx-002,An,\nx-002,Bình,\n", "dòng 3, cột code: «x-002» đã có ở dòng 2"),
        ("enter", "code,name\nx-002,An\n", "cột born: thiếu cột này"),
        ("enter", "code;name;born\nx-002;An;\n", "dấu phẩy"),
        ("enter", "", "tệp trống"),
        ("mailboxes", "body,unit,address\nfront,BK,không phải\n", "dòng 2, cột address: «không phải»"),
        ("mailboxes", "body,unit,address\nfront,BK,a@b\n", "dòng 2, cột address: «a@b»"),
    ],
)
async def test_a_table_with_a_mistake_is_told_by_line_and_column_and_nothing_is_kept(
    started: Started, command: str, table: str, named: str
) -> None:
    before = (await started("subject", "list", ELECTION, "--json")).json
    good = "\nx-003,Bình,\n" if command == "enter" and table.startswith("code,name,born") else ""
    done = await started("subject", command, ELECTION, "-", given=table + good.lstrip("\n"))
    assert (done.code, done.out) == (2, "")
    assert named in done.err
    assert (await started("subject", "list", ELECTION, "--json")).json == before


async def test_what_was_deleted_behind_our_back_is_named_by_verify(started: Started) -> None:
    owner = await asyncpg.connect(started.owner)
    where = "WHERE log = 'bk-2021' AND code = 'na-006' AND field = 'name'"
    row = await owner.fetchrow(f"SELECT log, code, field, version, content FROM person.sealed {where}")
    await owner.execute(f"DELETE FROM person.sealed {where}")
    done = await started("subject", "verify", ELECTION)
    assert row is not None
    await owner.execute("INSERT INTO person.sealed VALUES ($1, $2, $3, $4, $5)", *row)
    await owner.close()
    assert (done.code, done.out) == (3, "")
    assert done.sentence.startswith("na-006: còn khóa mà không còn họ tên")
    assert (await started("subject", "verify", ELECTION)).code == 0


async def test_an_erased_person_is_not_entered_again(started: Started) -> None:
    await erase(started, "c-004", "--decision", "12/QĐ", "--yes")
    done = await started("subject", "enter", ELECTION, "-", given="code,name,born\nc-004,An,\n")
    assert (done.code, done.out) == (2, "")
    assert "dòng 2, cột code: dữ liệu của «c-004» đã xóa lúc" in done.sentence
