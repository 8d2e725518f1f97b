"""The pages from polling to summary, the refusals they promise, and the commands behind them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from domain import contest, polling, pollingday, reporting, summary, supply
from domain.catalogue import CATALOGUE
from domain.command import COMMANDS
from domain.procedure import Procedure
from domain.register import PROCEDURES
from tests.domain.test_pages import PAGES, TRANSITION

DOMAIN = Path(__file__).parents[2] / "domain"
FINDING = re.compile(r"\"(F\.\d{3})\"")
NOTING = ("polling", "pollingday", "supply", "contest")
"""Folders and pages whose findings bear numbers of one row."""


@pytest.mark.parametrize(
    "procedure",
    [each.PROCEDURE for each in (contest, polling, pollingday, reporting, summary, supply)],
    ids=lambda procedure: procedure.name,
)
def test_the_transitions_on_the_page_are_the_commands(procedure: Procedure[Any]) -> None:
    page = (PAGES / f"{procedure.name}.md").read_text(encoding="utf-8")
    assert set(TRANSITION.findall(page)) == {command.__name__ for command in procedure.commands}
    assert all(f"| `{command.__name__}` |" in page for command in procedure.commands)


def test_every_finding_of_polling_and_constituency_is_on_a_page_and_the_other_way_round() -> None:
    sources = [DOMAIN / "minutes.py", DOMAIN / "sheet.py"]
    sources += [path for name in NOTING for path in (DOMAIN / name).glob("*.py")]
    given = {code for path in sources for code in FINDING.findall(path.read_text(encoding="utf-8"))}
    pages = "".join((PAGES / f"{name}.md").read_text(encoding="utf-8") for name in NOTING)
    assert given == set(re.findall(r"`(F\.\d{3})`", pages))


def test_every_command_has_a_procedure_that_decides_it() -> None:
    decided = {command.__name__ for procedure in PROCEDURES for command in procedure.commands}
    assert {name for name, command in COMMANDS.items() if command.__module__.startswith("domain.")} == decided


def test_refusals_have_numbers_of_their_own_and_those_of_the_result_are_all_used() -> None:
    numbers = [number for number, _ in CATALOGUE.values()]
    assert len(set(numbers)) == len(numbers)
    code = "".join(
        path.read_text(encoding="utf-8")
        for name in ("contest", "voterlist", "polling", "pollingday", "reporting", "summary")
        for path in (DOMAIN / name).glob("*.py")
    )
    unused = [key for key, (number, _) in CATALOGUE.items() if 300 <= number < 400 and f'"{key}"' not in code]
    assert unused == []
