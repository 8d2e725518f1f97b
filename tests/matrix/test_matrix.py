"""The matrix is the one the code and the tests give, and no cell of it is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

import domain.register  # noqa: F401  # with it every event type is known
from domain.event import EVENTS
from domain.law.book import book
from domain.law.itinerary import steps
from tests.matrix.marks import marks
from tests.matrix.page import PAGE, lines, page
from tests.matrix.story import stories


def test_the_committed_page_is_the_one_that_the_code_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.matrix"


def test_every_mark_names_a_step_or_a_story() -> None:
    assert set(marks()) - {*steps(), *(f"story:{number}" for number in stories())} == set()


def test_the_stories_are_sixty_and_name_events_and_terms_that_exist() -> None:
    assert [*stories()] == list(range(1, 61))
    for number, story in stories().items():
        assert set(story.events) <= set(EVENTS), number
        assert set(story.deadlines) <= set(book().rows), number


def test_no_cell_is_empty() -> None:
    of_law, of_desk = lines()
    assert (len(of_law), len(of_desk)) == (57, 60)
    assert [line.name for line in (*of_law, *of_desk) if not all(line.cells)] == []


def test_what_is_missing_is_named_above_the_table() -> None:
    of_law, of_desk = lines()
    for rows in (of_law, of_desk):
        for column in ("events", "terms", "tests"):
            short = [line.name for line in rows if column in line.missing]
            assert not short or f"Without {column}: {', '.join(short)}." in page()


def test_marks_are_read_from_the_decorators_of_tests_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        'import pytest\n\n@pytest.mark.covers("p24", "story:57")\n@pytest.mark.slow\ndef test_a(): ...\n\n'
        '@pytest.mark.covers("p24")\nasync def test_b(): ...\n\n@pytest.mark.covers("p25")\n'
        "def helper(): ...\n"
    )

    assert marks(tmp_path) == {
        "p24": ("test_one::test_a", "test_one::test_b"),
        "story:57": ("test_one::test_a",),
    }


def test_a_mark_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text(
        "import pytest\n\n@pytest.mark.covers(*ALL)\ndef test_a():\n    pass\n"
    )

    with pytest.raises(ValueError, match="covers takes texts"):
        marks(tmp_path)
