"""The examples that come along: a line each, and a mistake in one is told before anything starts."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import call
from workers.play.demo import EXAMPLES


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
