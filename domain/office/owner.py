"""Who owes a task or gets a document: a body of a unit, and the key by which both sides name it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.fact import Code, Fact

OfficeBody = Literal[
    "standing_committee", "government", "nec", "front", "council", "people_committee", "committee"
]
"""Bodies with an office: boards and teams are trained and supplied by theirs."""


class Owner(Fact):
    """A body of a unit."""

    body: OfficeBody
    unit: Code

    @property
    def key(self) -> str:
        return f"{self.body}@{self.unit}"


class Share(Owner):
    """What one owner is to do of a task."""

    planned: int = Field(default=0, ge=0)
    """What the kind of task counts, dong where it is money; 0 where nothing is planned."""


def owner(key: str) -> Owner:
    """The owner that a key names."""
    body, _, unit = key.partition("@")
    return Owner.model_validate({"body": body, "unit": unit})
