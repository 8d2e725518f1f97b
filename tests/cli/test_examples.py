"""The examples that come along: a line each, and a mistake in one is told before anything starts."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from console.cli import build
from tests.cli.conftest import call
from workers.play.demo import EXAMPLES
from workers.settings import CHECKOUT


async def test_the_list_names_every_example_with_a_line_each() -> None:
    done = await call("demo", "--list")
    assert (done.code, done.err) == (0, "")
    lines = dict(line.split(": ", 1) for line in done.out.splitlines())
    assert set(lines) == {folder.name for folder in EXAMPLES.iterdir() if folder.is_dir()}
    assert lines["trang-viet-4"].startswith("Tráng Việt 4, 2021 – thu vào nhiều phiếu hơn phát ra")
    assert lines["bac-kan-2021"].endswith("tỉnh Bắc Kạn")


async def test_a_scenario_with_a_mistake_starts_nothing(tmp_path: Path) -> None:
    text = (EXAMPLES / "cu-san-9" / "scenario.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "sai"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(text.replace("do: ConsentToRerun", "do: ConsentToNothing"), "utf-8")
    done = await call("demo", "--no-wait", "--example", str(folder), STATE_DIR=str(tmp_path))
    assert done.code == 2
    assert "mục script.acts.3: không có lệnh «ConsentToNothing»" in done.err
    assert not (tmp_path / "state").exists()


async def test_an_example_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    for name in ("trang-viet", ""):
        done = await call("demo", "--no-wait", "--example", name, STATE_DIR=str(tmp_path))
        assert done.code == 2
        assert f"Không có ví dụ «{name}»" in done.err
        assert "trang-viet-4" in done.err


async def test_a_folder_that_is_no_example_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = await call("demo", "--no-wait", "--example", str(tmp_path), STATE_DIR=str(tmp_path / "state"))
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert "không có scenario.yaml, cũng không có election.yaml" in done.err


async def test_the_file_of_a_scenario_stands_for_its_folder(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("title: [\n", "utf-8")
    done = await call("demo", "--example", str(tmp_path / "scenario.yaml"), STATE_DIR=str(tmp_path / "state"))
    assert done.code == 2
    assert done.err.startswith("BC-921: scenario.yaml, dòng 2: không phải YAML hợp lệ")


def test_every_command_and_option_in_the_readme_is_one() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    lines = [line.partition("#  ")[0] for block in blocks for line in block.splitlines()]
    asked = [shlex.split(line, comments=True) for line in lines if line.startswith("./baucu ")]
    assert len(asked) > 20
    for _, *words in asked:
        words = words[: words.index(">")] if ">" in words else words
        if words not in (["test"], ["--help"]):
            build(words[0]).parse_args(words, print_error=False, exit_on_error=False)


def test_the_readme_names_every_command_that_an_election_is_seen_with() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for name in ("timeline", "voters", "desk", "demo --list", "record --list", "calendar", "outcome", "law"):
        assert f"./baucu {name}" in readme
    for page in re.findall(r"\]\(([\w./-]+)\)", readme):
        assert (CHECKOUT / page).exists(), page
