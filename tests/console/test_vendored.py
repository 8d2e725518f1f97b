"""What others wrote is what the notes say it is, and no file lacks a note."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTES = (ROOT / "console/static/VENDORED.md", ROOT / "tests/console/vendor/VENDORED.md")
OWN = {"VENDORED.md", "brand.css", "fonts.css", "console.js", "mark.svg"}


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.parent.name)
def test_every_vendored_file_has_the_hash_of_its_note(note: Path) -> None:
    noted = dict(re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", note.read_text(), flags=re.MULTILINE))
    found = {
        str(path.relative_to(note.parent)): sha256(path.read_bytes()).hexdigest()
        for path in note.parent.rglob("*")
        if path.is_file() and path.name not in OWN
    }
    assert found == noted
