"""What no import contract can see: clocks in the domain, and calls that break a replay."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers.settings import CHECKOUT

CLOCKS = {"now", "utcnow", "today", "fromtimestamp", "localtime", "monotonic", "perf_counter"}


def calls(folder: str) -> Iterator[tuple[str, ast.Attribute]]:
    for path in sorted((CHECKOUT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute):
                yield f"{path.relative_to(CHECKOUT)}:{node.lineno}", node


def test_the_domain_never_asks_what_time_it_is() -> None:
    assert [where for where, node in calls("domain") if node.attr in CLOCKS] == []


def test_no_workflow_uses_the_calls_of_asyncio_that_differ_from_replay_to_replay() -> None:
    unsafe = {"wait", "as_completed", "create_subprocess_exec", "to_thread"}
    found = [
        where
        for where, node in calls("workflows")
        if node.attr in unsafe and isinstance(node.value, ast.Name) and node.value.id == "asyncio"
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["domain", "ledger", "activities", "workflows", "workers", "console"])
def test_no_module_is_longer_than_four_hundred_lines(folder: str) -> None:
    long = [path for path in _modules(folder) if len(path.read_text().splitlines()) > 400]
    assert long == []


def _modules(folder: str) -> list[Path]:
    return sorted((CHECKOUT / folder).rglob("*.py"))
