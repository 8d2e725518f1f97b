"""A scenario written wrongly is refused before anything starts: which line, which part, what to do."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import copytree
from threading import Event

import pytest
from rich.console import Console

from tests.example.conftest import FOLDER
from workers.play.cast import script as cast
from workers.play.demo import demo
from workers.play.example import ExampleError, load
from workers.play.stage import Stage
from workers.play.table import SHOWN
from workers.settings import Settings

TEXT = (FOLDER.parent / "trang-viet-4" / "scenario.yaml").read_text(encoding="utf-8")
Write = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(data: bytes) -> Path:
        (tmp_path / "scenario.yaml").write_bytes(data)
        return tmp_path

    return put


def told(folder: Path) -> list[str]:
    with pytest.raises(ExampleError) as refusal:
        load(folder)
    return str(refusal.value).splitlines()


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "scenario.yaml: tệp trống"),
        (b"# nothing\n", "scenario.yaml: tệp trống"),
        (b"- a\n- b\n", "scenario.yaml: «['a', 'b']» không phải các mục «tên: giá trị»"),
        (TEXT.encode("utf-16"), "scenario.yaml, dòng 1: không phải tệp UTF-8"),
        (TEXT.encode()[:700] + b"\xff\n", "scenario.yaml, dòng 7: không phải tệp UTF-8"),
        (b"title: a\x00b\n", "scenario.yaml, dòng 1: có ký tự không đọc được"),
        (b"title: a: b\n", "scenario.yaml, dòng 1: không phải YAML hợp lệ"),
        (b"story: x\ntitle: !!python/object/apply:os.getcwd []\n", "scenario.yaml, dòng 2: không phải YAML"),
        (b"[" * 3000, "scenario.yaml: lồng nhau quá sâu"),
        (b"title: x\n? [a]\n: b\n", "scenario.yaml, dòng 2: không phải YAML hợp lệ"),
    ],
)
def test_what_is_no_page_at_all_is_said_with_its_line(data: bytes, sentence: str, write: Write) -> None:
    assert told(write(data))[0].startswith(sentence)


@pytest.mark.parametrize(
    ("old", "new", "part", "sentence"),
    [
        ("seats: 4\n", "seats: 4\n    seats: 5\n", "seats: 5", "mục «seats» đã có ở dòng 36"),
        ("tv-1: 812,", "tv-1: 812, tv-1: 9,", "votes: {tv-1: 812", "mục «tv-1» đã có ở dòng 59"),
        ("voted: 1004", "voted: true", "voted: true", "«yes» không phải số nguyên"),
        ("voted: 1004", "voted: 1004.5", "voted: 1004.5", "«1004.5» không phải số nguyên"),
        ("voted: 1004", "voted: 9999999999", "voted: 9999", "lớn hơn 1000000000, số lớn nhất được phép"),
        ("day: 2021-05-23\n", "day: 2021-05-32\n", "day: 2021-05-32", "«2021-05-32» không phải ngày"),
        (
            "at: 2021-05-29 16",
            "at: 2021-05-32 16",
            "at: 2021-05-32",
            "không phải thời điểm; viết ngày và giờ",
        ),
        ("at: 2021-05-29 16:00", "at: 5", "at: 5", "«5» không phải thời điểm; viết ngày và giờ"),
        ("at: 2021-05-29 16:00", "at: '2021-05-29'", "at: '2021", "«2021-05-29» thiếu giờ"),
        ("at: 2021-05-28 15", "at: 2019-05-28 15", "at: 2019", "at 28/05/2019 15:00 ở ngoài cuộc diễn tập"),
        (
            "by: committee@HN\n",
            "by: comite@HN\n",
            "by: comite",
            "không có cơ quan «comite»; dùng một trong: ",
        ),
        ("by: committee@HN\n", "by: Hà Nội\n", "by: Hà Nội", "«Hà Nội» không phải cơ quan của một đơn vị"),
        ("by: nec@VN", "by: team@VN", "at: 2021-05-29", "team không có quyền ra lệnh AnnulResult"),
        ("C-TV-4\n      do: Annul", "C-9\n      do: Annul", "at: 2021-05-29", "không có gì mang mã «C-9»"),
        (
            "stream: contest/C-TV-4\n      do: AnnulR",
            "stream: unit/HN\n      do: AnnulR",
            "at: 2021-05-29",
            "lệnh AnnulResult ghi vào luồng contest, không phải unit",
        ),
        ("code: HN, name", "code: NO, name", "code: NO", "«False» không phải chữ; đặt trong ngoặc kép"),
        ("code: tv-2,", "code: tv-1,", "giả định), born: 1971", "mã người ứng cử «tv-1» đã có ở dòng 39"),
        ("born: 1966", "born: 2001", "born: 2001", "chưa đủ 21 tuổi vào ngày bầu cử (Điều 2)"),
        ("ends: 2021-07-30", "ends: 2021-05-20", "rehearsal: ", "phải sau ngày bầu cử"),
        ("second: 10000", "second: .inf", "second: .inf", "«inf» không phải số hữu hạn"),
        (
            "form: general",
            "form: supplementary",
            "form: supp",
            "bầu cử bổ sung (supplementary) phải có vacancy",
        ),
        ("day: 2021-06-06}", "day: 2021-05-06}", "day: 2021-05-06}", "phải sau ngày bầu cử"),
        ("  acts:", "  closely: [HN-XX]\n  acts:", "closely", "không có đơn vị «HN-XX»"),
        ("    C-TV-4: {poll", "    C-9: {poll", "C-9: {poll", "không có đơn vị bầu cử «C-9»"),
        ("tv-3, tv-5]", "tv-3, tv-9]", "tv-9]", "không có người ứng cử «tv-9» ở C-TV-4"),
        ("deadline: hdnd_results_publish", "deadline: hdnd", "deadline: hdnd,", "không có thời hạn «hdnd»"),
        (
            "lacks: [Additional",
            "lacks: [Aditional",
            "stream: contest/C-TV-4\n      has",
            "không có loại sự kiện «AditionalBallotDecided»",
        ),
        ("  - stream: unit/HN-ML-TV", "  - stream: unit/X", "stream: unit/X", "không có gì mang mã «X»"),
    ],
)
def test_a_mistake_is_named_by_its_line_and_its_part(
    old: str, new: str, part: str, sentence: str, write: Write
) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    found = told(write(text.encode()))
    assert found[0].startswith(f"scenario.yaml, dòng {line_of(text, part)}"), found
    assert sentence in found[0]


def test_a_text_with_a_mark_of_its_byte_order_is_read(write: Write) -> None:
    assert load(write(TEXT.encode("utf-8-sig"))).log == "trang-viet-4"


def test_minutes_of_a_rerun_without_its_day_are_refused(write: Write) -> None:
    without = TEXT.replace("  reruns:\n    - {contest: C-TV-4, day: 2021-06-06}\n", "")
    assert (
        "C-TV-4 có biên bản bầu cử lại (poll: rerun) mà không có ngày ở reruns"
        in told(write(without.encode()))[0]
    )


def test_of_many_mistakes_the_first_are_told_and_the_others_counted(write: Write) -> None:
    people = TEXT[TEXT.index("units:") : TEXT.index("minutes:")]
    found = told(write(TEXT.replace(people, "units: []\ncontests: []\nareas: []\n\n").encode()))
    assert len(found) == SHOWN + 1
    assert found[-1].endswith("chỗ khác; sửa những chỗ trên rồi chạy lại.")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "refused: not_authorised",
            "refused: no_consent",
            "Kịch bản chờ bị từ chối vì lý do khác: no_consent",
        ),
        (
            "by: committee@HN\n",
            "by: committee@HN-ML\n",
            "mục script.acts.2: 28/05/2021 15:00, committee@HN-ML",
        ),
        ("areas: [TV-A6], decision: 95", "areas: [TV-A9], decision: 95", "Khu vực bỏ phiếu «TV-A9» không có"),
        (
            "day: 2021-06-06}\n      why",
            "day: 2021-06-06}\n      refused: not_authorised\n      why",
            "ghi được, mà kịch bản chờ bị từ chối (not_authorised)",
        ),
        ("seats: 4\n", "seats: 6\n", "việc thường lệ, không có trong acts: "),
    ],
)
async def test_an_act_that_the_law_refuses_is_told_before_any_server_is_started(
    old: str, new: str, sentence: str, write: Write, tmp_path: Path
) -> None:
    assert TEXT.count(old) == 1
    folder = write(TEXT.replace(old, new).encode())
    given = Settings(state_dir=tmp_path / "state")
    with pytest.raises(ExampleError) as refusal:
        await demo(given, folder=folder, wait=False, out=Console(file=io.StringIO()))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "state").exists()


async def test_an_act_refused_half_way_in_a_province_is_told_before_any_server_is_started(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy"
    copytree(FOLDER, copy)
    script = copy / "script.yaml"
    text = script.read_text(encoding="utf-8")
    assert text.count("by: front@BK-NS-01\n    stream: unit/BK-NS-01\n    do: FindMemberStanding") == 1
    script.write_text(text.replace("by: front@BK-NS-01\n", "by: front@BK-NS\n", 1), encoding="utf-8")
    printed = io.StringIO()
    with pytest.raises(ExampleError) as refusal:
        await demo(Settings(state_dir=tmp_path / "state"), folder=copy, wait=False, out=Console(file=printed))
    assert str(refusal.value).startswith("script.yaml: mục acts.2: 24/04/2021 10:00, front@BK-NS, ")
    assert ": 15/" in printed.getvalue()
    assert not (tmp_path / "state").exists()


async def test_a_play_in_memory_that_is_given_up_goes_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = 0
    going = Event()

    class Watched(Stage):
        def attend(self, moment: datetime) -> None:
            nonlocal played
            played += 1
            going.set()
            super().attend(moment)

    monkeypatch.setattr("workers.play.demo.Stage", Watched)
    given = Settings(state_dir=tmp_path / "state")
    task = asyncio.create_task(demo(given, folder=FOLDER, wait=False, out=Console(file=io.StringIO())))
    await asyncio.to_thread(going.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(1)
    before = played
    await asyncio.sleep(0.5)
    assert played == before < len(cast(load(FOLDER)))
    assert not (tmp_path / "state").exists()
