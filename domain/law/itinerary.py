"""The steps of the procedure: who does what after which step, within which terms, and what is then on record.

p01 to p51 lead from the first resolution to the end of the bodies, s01 to s06 through a supplementary
election. Commands and events are named by type; whether each exists is a matter of the register, which this
module does not know. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from domain.law.book import book
from domain.law.deadline import Party, Words
from domain.law.table import BrokenRules, Row, UnreadRule, Version, read, rows

FILE: Final = "procedure.toml"

Phase = Literal["opening", "nomination", "lists", "polling", "result", "term"]
Trait = Literal["ballot", "round", "occasion", "poll", "about", "level"]
StepId = Annotated[str, Field(pattern=r"^[ps]\d\d$")]


def _row_of_law(name: str) -> str:
    if name not in book().rows:
        raise ValueError(f"the rule files have no row {name}")
    return name


DeadlineId = Annotated[str, AfterValidator(_row_of_law)]


class Step(Row):
    """One step. `papers` are the forms by version, as far as they were seen."""

    id: StepId
    phase: Phase
    title: Words
    actors: tuple[Party, ...] = Field(min_length=1)
    after: tuple[StepId, ...] = ()
    next: tuple[StepId, ...] = ()
    deadlines: tuple[DeadlineId, ...] = ()
    papers: dict[Version, tuple[str, ...]]
    commands: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    only: dict[Trait, tuple[str, ...]] = Field(default={})
    """What tells its events from those of the same type that another step leaves."""

    def leaves(self, event: str, traits: Mapping[str, str]) -> bool:
        """Whether an event with these traits belongs to the step; a trait it has not is no bar."""
        return event in self.events and all(
            not traits.get(trait) or traits[trait] in wanted for trait, wanted in self.only.items()
        )

    def terms(self, law: str) -> tuple[str, ...]:
        """Ids of the rows that bind this step in a version of the law."""
        return tuple(name for name in self.deadlines if law in book().rows[name].law)


@cache
def steps() -> dict[str, Step]:
    """Every step by id, in the order of the law. Raises BrokenRules where two steps do not fit together."""
    return _joined(rows(FILE, Step))


def step(name: str) -> Step:
    """One step. Raises UnreadRule for an id that is none."""
    if name not in steps():
        raise UnreadRule(f"Không có bước «{name}»; các bước là p01 đến p51 và s01 đến s06.")
    return steps()[name]


def of_event(event: str) -> tuple[Step, ...]:
    """The steps that leave this type of event on record."""
    return tuple(each for each in steps().values() if event in each.events)


def heading(event: str, form: str = "general", **traits: str) -> str:
    """«p40 Xác định kết quả ở đơn vị bầu cử»: the step an event belongs to, for whoever waits for it.

    `form` is general or supplementary; a supplementary election has the general step where it has none of its
    own. Empty for an event that no step leaves.
    """
    found = [each for each in of_event(event) if each.leaves(event, traits)]
    own = "s" if form == "supplementary" else "p"
    found.sort(key=lambda each: (each.id[0] != own, each.id))
    return f"{found[0].id} {found[0].title.vi}" if found else ""


@cache
def of_row(deadline: str) -> str:
    """The same for a row of the law: the first step it binds."""
    found = of_deadline(deadline)
    return f"{found[0].id} {found[0].title.vi}" if found else ""


def of_deadline(deadline: str) -> tuple[Step, ...]:
    """The steps that a row of the law binds."""
    return tuple(each for each in steps().values() if deadline in each.deadlines)


def load(text: str) -> dict[str, Step]:
    """Steps from the text of a file. Raises BrokenRules naming the step and what is wrong."""
    return _joined(tuple(read(FILE, text, Step)))


def _joined(found: tuple[Step, ...]) -> dict[str, Step]:
    table = {each.id: each for each in found}
    for each in found:
        for column, others in (("after", each.after), ("next", each.next)):
            for other in others:
                if other not in table:
                    raise BrokenRules(f"{FILE}, {each.id}, {column}: there is no step {other}")
        for other in each.after:
            if each.id not in table[other].next:
                raise BrokenRules(f"{FILE}, {each.id}, after: {other} does not name it as next")
    return table
