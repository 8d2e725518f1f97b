"""The pages of voter list, suit and campaign: their commands, their findings, what they refuse."""

from __future__ import annotations

from typing import Any

import pytest

from domain import campaign, suit, voterlist
from domain.catalogue import CATALOGUE
from domain.procedure import Procedure
from tests.domain.test_pages import PAGES, TRANSITION
from tests.domain.test_result_pages import DOMAIN, FINDING

MINE = pytest.mark.parametrize(
    "procedure",
    [each.PROCEDURE for each in (voterlist, suit, campaign)],
    ids=lambda procedure: procedure.name,
)


def source(name: str) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((DOMAIN / name).glob("*.py")))


@MINE
def test_the_transitions_on_the_page_are_the_commands(procedure: Procedure[Any]) -> None:
    page = (PAGES / f"{procedure.name}.md").read_text(encoding="utf-8")
    assert set(TRANSITION.findall(page)) == {command.__name__ for command in procedure.commands}
    assert all(f"| `{command.__name__}` |" in page for command in procedure.commands)


@MINE
def test_every_finding_is_on_the_page_and_the_other_way_round(procedure: Procedure[Any]) -> None:
    page = (PAGES / f"{procedure.name}.md").read_text(encoding="utf-8")
    listed = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `F.")}
    assert listed == set(FINDING.findall(source(procedure.name)))


def test_every_refusal_of_theirs_is_used() -> None:
    code = "".join(map(source, ("voterlist", "suit", "campaign")))
    unused = [key for key, (number, _) in CATALOGUE.items() if 600 <= number < 606 and f'"{key}"' not in code]
    assert unused == []
