"""A command in this process, for those that need no database: quick enough to ask many times."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from console.cli import main
from tests.cli.conftest import Done


@dataclass(frozen=True)
class Desk:
    """Gives commands, and files that they read."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Done:
        self.capture.readouterr()
        code = main(words)
        told = self.capture.readouterr()
        return Done(code, told.out, told.err)

    def file(self, content: Any) -> str:
        """A file with this text, or with this value as JSON."""
        path = self.folder / "du-lieu.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def refused(self, *words: str) -> Done:
        """It ends with 2, one sentence, and a problem object that says the same."""
        page = self(*words)
        assert page.code == 2, page
        assert set(page.json) == {"type", "code", "number", "title", "detail", "details"}
        assert page.sentence == f"{page.json['number']}: {page.json['detail']}"
        return page


def example(told: str) -> Any:
    """The first JSON object that a help page shows in full."""
    start = told.index("\n{") + 1
    return json.JSONDecoder().raw_decode(told[start:])[0]


def promised(schema: Any, value: Any) -> None:
    """Fails unless the value is what a printed schema promises, and the schema is one."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(value)
