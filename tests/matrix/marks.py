"""The `covers` marks of the tests, read from their source: which test shows which step or story.

Read and not collected, so that the page can be written where no test could run.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parents[1]


def marks(folder: Path = TESTS) -> Mapping[str, tuple[str, ...]]:
    """Names of tests by what they cover, in the order of the files."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("test_*.py")):
        for covered, test in _of_file(file):
            found[covered].append(f"{file.relative_to(folder).with_suffix('').as_posix()}::{test}")
    return {covered: tuple(dict.fromkeys(tests)) for covered, tests in found.items()}


def _of_file(file: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                for covered in _covered(decorator):
                    yield covered, node.name


def _covered(node: ast.expr) -> Iterator[str]:
    """The arguments of `pytest.mark.covers(...)`; nothing of any other decorator."""
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "pytest.mark.covers":
        return
    for argument in node.args:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise ValueError(f"line {argument.lineno}: covers takes texts, such as p24 or story:57")
        yield argument.value
