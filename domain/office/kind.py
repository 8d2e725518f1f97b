"""Kinds of task: rows of `domain/law/desk.toml`, which are no law and never stand among it."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from domain.law.table import Row, rows

TaskKind = Literal[
    "training",
    "seal",
    "budget",
    "settlement",
    "inspection",
    "finding",
    "supply",
    "programme",
    "report",
    "conference",
    "award",
    "other",
]
"""What may be set as a task."""

Stage = Literal[
    "held",
    "ordered",
    "registered",
    "delivered",
    "returned",
    "received",
    "submitted",
    "approved",
    "visited",
    "remedied",
    "sent",
    "proposed",
    "decided",
    "done",
]
"""Steps in which work is recorded; `done` where a kind has none of its own."""


class Words(BaseModel):
    """A step of a kind of task."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Stage
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Kind(Row):
    """One kind of task: what is counted (Vietnamese, empty where nothing is), its steps, who closes it."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    measure: str
    stages: tuple[Words, ...]
    closes: Literal["owner", "setter"]

    @property
    def order(self) -> tuple[Stage, ...]:
        """The steps in their order; one that says it is done where the kind has none."""
        return tuple(step.id for step in self.stages) or ("done",)

    def told(self, stage: str) -> str:
        """A step in Vietnamese."""
        return next((step.vi for step in self.stages if step.id == stage), "đã làm")


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by id. Raises BrokenRules where the file cannot be used."""
    return {row.id: row for row in rows("desk.toml", Kind)}


def kind(name: TaskKind) -> Kind:
    """The row of one kind."""
    return kinds()[name]


TASKS: tuple[TaskKind, ...] = get_args(TaskKind)
