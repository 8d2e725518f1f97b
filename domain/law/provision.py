"""The rules that decide, numbered R01 to R50: what each says, where, and what in the program carries it.

`provisions.toml` has one row a rule. `code` names the function that applies it, as `module:name`; a rule
without one is a sentence for people, or an open point, and the row says which.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from domain.law.table import Row, UnreadRule, Version, rows


class Provision(Row):
    """One rule in our own words."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    laws: tuple[Version, ...] = Field(min_length=1)
    code: tuple[str, ...] = ()
    text: bool = False
    """Whether it is a sentence for people: nothing is computed by it."""

    @model_validator(mode="after")
    def _carried_by_something(self) -> Self:
        if bool(self.code) == self.text:
            raise ValueError(
                "name the code that carries the rule, or say text = true where nothing is computed"
            )
        return self


def provisions() -> tuple[Provision, ...]:
    """All rules in their order."""
    return rows("provisions.toml", Provision)


def provision(number: str) -> Provision:
    """One rule by its number, such as R31. Raises UnreadRule where there is none."""
    found = next((row for row in provisions() if row.id == number), None)
    if found is None:
        raise UnreadRule(f"Không có quy tắc «{number}»; các quy tắc: R01 đến R50.")
    return found
