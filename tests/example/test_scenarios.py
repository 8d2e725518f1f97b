"""Every scenario in memory: it ends in the state that the law demands, and its file says what is invented."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.example.conftest import FOLDER
from workers.play.cast import script
from workers.play.example import Example, ExampleError, load
from workers.play.expected import Check, checks
from workers.play.order import OutOfScript
from workers.play.stage import Stage
from workers.play.story import TIERS, narrate, tell

SCENARIOS = sorted(path.parent for path in FOLDER.parent.glob("*/scenario.yaml"))


@pytest.fixture(scope="module", params=SCENARIOS, ids=lambda folder: folder.name)
def stage(request: pytest.FixtureRequest) -> Stage:
    example = load(request.param)
    played = Stage(example)
    played.play(script(example))
    played.attend(example.call.rehearsal.ends)
    return played


def test_it_ends_as_the_law_demands(stage: Stage) -> None:
    tale = stage.example.tale
    assert tale is not None
    found = list(checks(tale.expected, stage.example.log, stage.streams))
    assert [check.sentence for check in found if not check.holds] == []
    assert len(found) > 3


def test_what_its_story_wants_refused_was_refused_and_nothing_else(stage: Stage) -> None:
    wanted = [deed.at for deed in stage.example.script.acts if deed.refused]
    assert [each.order.act.legal_at for each in stage.denied] == wanted


def test_its_story_has_what_its_script_gives_a_sentence_to_in_order_with_its_article(stage: Stage) -> None:
    example = stage.example
    lines = list(tell(example, (row for rows in stage.streams.values() for row in rows), stage.denied))
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert [
        line.what for line in lines if not (line.article or line.refused or "Rút ứng cử" in line.what)
    ] == []
    told = Counter(line.at for line in lines)
    assert all(told[deed.at] for deed in example.script.acts if deed.why)
    assert any(line.next for line in lines)


def test_its_story_calls_the_bodies_as_people_do(stage: Stage) -> None:
    rows = [row for rows in stage.streams.values() for row in rows]
    for line in tell(stage.example, rows, stage.denied):
        who = line.what.partition(":")[0]
        assert "Cả nước" not in who
        assert not any(f" {tier}" in who for tier in TIERS), who


def test_everybody_in_it_is_invented_and_says_so(stage: Stage) -> None:
    assert stage.example.tale is not None
    assert all(each.name.endswith("(giả định)") for each in stage.example.candidates)
    assert any("ứng cử" in each or "toàn bộ" in each for each in stage.example.tale.invented)
    assert all(row.address.endswith(".example") for row in stage.example.contacts)


def _trang_viet() -> Example:
    return load(FOLDER.parent / "trang-viet-4")


def test_a_scenario_that_ends_otherwise_than_expected_says_in_what() -> None:
    example = _trang_viet()
    assert example.tale is not None
    played = Stage(example)
    cut = [scene for scene in script(example) if scene.legal_at.date() < example.call.day + timedelta(days=6)]
    played.play(cut)
    broken = [
        each.sentence for each in checks(example.tale.expected, example.log, played.streams) if not each.holds
    ]
    assert broken[0].startswith("C-TV-4: bầu đủ số đại biểu, trúng cử tv-1, tv-2, tv-3, tv-4")
    assert "cuộc bầu cử chưa kết thúc" in broken


def test_what_is_not_as_expected_is_told_and_fails() -> None:
    example = _trang_viet()
    text = StringIO()
    out = Console(file=text, width=120)
    found = [Check(True, "đủ"), Check(False, "C-TV-4: thiếu")]
    assert not narrate(example, [], found, out)
    assert narrate(example, [], found[:1], out)
    assert text.getvalue().count("✗ KHÁC: C-TV-4: thiếu") == 1


@pytest.mark.parametrize(("act", "code"), [(0, "no_consent"), (1, "not_authorised")])
def test_a_refusal_with_another_code_or_none_stops_the_play(act: int, code: str) -> None:
    example = _trang_viet()
    acts = list(example.script.acts)
    acts[act] = acts[act].model_copy(update={"refused": code})
    told = example.script.model_copy(update={"acts": tuple(acts)})
    other = example.model_copy(update={"script": told})
    with pytest.raises(OutOfScript, match=r"BC-106|ghi được"):
        Stage(other).play(script(other))


def test_an_act_takes_the_place_of_the_usual_one_of_its_name() -> None:
    example = load(FOLDER.parent / "binh-duong-1")
    confirmed = [
        order
        for scene in script(example)
        for order in scene.orders
        if type(order.command).__name__ == "ConfirmStatus" and not order.refused
    ]
    assert [order.act.reason[:8] for order in confirmed] == ["Xác nhận"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("do: AnnulResult", "do: AnnullResult", "script.acts.3: không có lệnh «AnnullResult»"),
        ("by: committee@HN\n", "by: committee@HNX\n", "script.acts.2: không có đơn vị của «committee@HNX»"),
        (
            "refused: not_authorised",
            "refused: not_today",
            "script.acts.1: không có lý do từ chối «not_today»",
        ),
        ("valid: 965", "valid: 9x5", "minutes.2.valid: «9x5» không phải số nguyên"),
        ("tv-7: 255", "tv-9: 255", "dòng 66, mục minutes.votes: không có người ứng cử «tv-9»"),
        ("day: 2021-06-06}\n  acts", "day: hôm nọ}\n  acts", "script.reruns.1.day: «hôm nọ» không phải ngày"),
    ],
)
def test_a_mistake_is_named_by_its_place_in_the_one_file(
    old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    text = (FOLDER.parent / "trang-viet-4" / "scenario.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "scenario.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ExampleError) as refusal:
        load(tmp_path)
    assert any(sentence in str(problem) for problem in refusal.value.problems), refusal.value
    assert all(problem.file == "scenario.yaml" for problem in refusal.value.problems)
