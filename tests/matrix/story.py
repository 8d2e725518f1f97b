"""The user stories: whose they are, what is wished, and what serves it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

FILE: Final = Path(__file__).parent / "stories.toml"


class Story(BaseModel):
    """One story; `by` is what serves it where an event or a term of its own is not the point."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str = Field(min_length=1)
    wish: str = Field(min_length=1)
    events: tuple[str, ...]
    deadlines: tuple[str, ...]
    by: str = ""


@cache
def stories() -> Mapping[int, Story]:
    """All of them by number, in order."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {int(number): Story.model_validate(table) for number, table in tables.items()}
