"""The page of desk work: its transitions are the commands, its findings and kinds those of the program."""

from __future__ import annotations

import re

from domain import office
from domain.catalogue import desk
from domain.office.kind import TASKS
from tests.domain.test_pages import PAGES, TRANSITION
from tests.domain.test_result_pages import DOMAIN, FINDING

PAGE = (PAGES / "office.md").read_text(encoding="utf-8")
SOURCE = "".join(path.read_text(encoding="utf-8") for path in (DOMAIN / "office").glob("*.py"))


def test_the_transitions_on_the_page_are_the_commands() -> None:
    assert set(TRANSITION.findall(PAGE)) == {command.__name__ for command in office.PROCEDURE.commands}
    assert all(f"| `{command.__name__}` |" in PAGE for command in office.PROCEDURE.commands)


def test_every_finding_and_every_kind_of_task_is_on_the_page_and_the_other_way_round() -> None:
    assert set(FINDING.findall(SOURCE)) == set(re.findall(r"`(F\.\d{3})`", PAGE))
    assert all(f"`{kind}`" in PAGE for kind in TASKS)


def test_every_refusal_of_the_desk_is_raised_somewhere() -> None:
    assert [key for key in desk.REFUSALS if f'"{key}"' not in SOURCE] == []
