"""The state of an election as a whole: its day, its law, its dates."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from domain.call.events import (
    CalendarFixed,
    DeadlineMoved,
    DueRow,
    ElectionCalled,
    ElectionClosed,
    ElectionForm,
    PollingDaySet,
    VacancyEstablished,
)
from domain.event import Event
from domain.fact import Fact
from domain.terms import Ballot


class State(Fact):
    """What is known of the election; `day` is nothing until it has been called."""

    name: str = ""
    day: date | None = None
    form: ElectionForm = "general"
    levels: tuple[Ballot, ...] = ()
    vacancy: VacancyEstablished | None = None
    """Whose seats a supplementary election fills; nothing in a general one."""
    law: str = ""
    occasions: tuple[str, ...] = ()
    rows: tuple[DueRow, ...] = ()
    moved: tuple[DeadlineMoved, ...] = ()
    """Every decision that moved a date, in the order of recording; the last one that fits holds."""
    special: dict[str, PollingDaySet] = Field(default_factory=dict)
    """Areas with a polling day of their own, by code; the last decision holds."""
    closed: bool = False

    def polling_day(self, area: str) -> date | None:
        """The day of the first ballot in an area; nothing until the election has been called."""
        return self.special[area].day if area in self.special else self.day

    def own(self, deadline: str, level: str, code: str) -> DueRow | None:
        """The row that holds in one polling area and nowhere else; nothing where it votes with everybody."""
        decided = self.special.get(code)
        rows = decided.rows if decided else ()
        return next((row for row in rows if row.deadline == deadline and row.level in (level, "all")), None)

    def due(self, deadline: str, level: str, *places: str) -> datetime | None:
        """The instant until which a step is in time at a place; nothing where no date is known.

        `places` are its codes: the unit, and the constituency or area in it. Of the decisions that fit the
        last recorded holds; for an area with a polling day of its own one for everybody does not fit.
        """
        row = next(filter(None, (self.own(deadline, level, code) for code in places)), None)
        everywhere = ("",) if row is None else ()
        for move in reversed(self.moved):
            fits = move.deadline == deadline and move.level in (level, "all")
            if fits and move.place in (*everywhere, *places):
                return move.due
        if row is not None:
            return row.due
        return next(
            (row.due for row in self.rows if row.deadline == deadline and row.level in (level, "all")), None
        )


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the election's own stream."""
    match event:
        case VacancyEstablished():
            return state.model_copy(update={"vacancy": event})
        case ElectionCalled():
            known = event.model_dump(include={"name", "day", "form", "levels", "law"})
            return state.model_copy(update=known)
        case CalendarFixed():
            return state.model_copy(
                update={"rows": event.rows, "occasions": (*state.occasions, event.occasion)}
            )
        case DeadlineMoved():
            return state.model_copy(update={"moved": (*state.moved, event)})
        case PollingDaySet():
            return state.model_copy(
                update={"special": {**state.special, **dict.fromkeys(event.areas, event)}}
            )
        case ElectionClosed():
            return state.model_copy(update={"closed": True})
        case _:
            return state
