"""The example as committed, and copies of it to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workers.play.example import Example, ExampleError, load

FOLDER = Path(__file__).parents[2] / "examples" / "bac-kan-2021"

Broken = Callable[[str, str, str], list[str]]


@pytest.fixture(scope="session")
def example() -> Example:
    return load(FOLDER)


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """Replace a text in one file of a copy, load it, and give the sentences of the refusal."""
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)

    def change(file: str, old: str, new: str) -> list[str]:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(ExampleError) as refusal:
            load(copy)
        return [str(problem) for problem in refusal.value.problems]

    return change
