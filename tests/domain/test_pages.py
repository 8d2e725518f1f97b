"""Every procedure before the ballot has a page whose transitions are its commands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from domain import (
    bodies,
    call,
    candidacy,
    cases,
    constituencies,
    consultation,
    docket,
    membership,
    structure,
    supplementary,
)
from domain.procedure import Procedure

PAGES = Path(__file__).parents[2] / "docs" / "procedures"
TRANSITION = re.compile(r"^\s+\S+ --> \S+: (\w+)$", re.MULTILINE)


@pytest.mark.parametrize(
    "procedure",
    [
        each.PROCEDURE
        for each in (
            call,
            bodies,
            structure,
            constituencies,
            consultation,
            candidacy,
            cases,
            docket,
            membership,
            supplementary,
        )
    ],
    ids=lambda procedure: procedure.name,
)
def test_the_transitions_on_the_page_are_the_commands(procedure: Procedure[Any]) -> None:
    page = (PAGES / f"{procedure.name}.md").read_text(encoding="utf-8")
    assert set(TRANSITION.findall(page)) == {command.__name__ for command in procedure.commands}
