"""What an example says of its election, and what its people do otherwise than usual."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.call.events import ElectionForm
from domain.fact import Code
from domain.terms import Ballot
from domain.vacancy import Body
from workers.play.deed import Deed, Party, When
from workers.play.sheet import Many
from workers.play.table import Page


class Rehearsal(Page):
    """From when to when the legal clock runs, and how many days pass in a second."""

    starts: When
    ends: When
    days_per_second: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Vacancy(Page):
    """Why a supplementary election may be held, and which unit's body calls it."""

    parent: Code
    unit: Code
    province: Code
    body: Body
    called_by: Party


class Call(Page):
    """`election.yaml`; `vacancy` only where an election is supplementary."""

    id: Code
    name: str = Field(min_length=1)
    form: ElectionForm
    day: date
    levels: tuple[Ballot, ...] = Field(min_length=1)
    announced: date
    sources: dict[str, str]
    rehearsal: Rehearsal
    vacancy: Vacancy | None = None


class RealDate(Page):
    """A duty whose instant is known from a source."""

    deadline: str
    at: When
    source: str


class Deviation(Page):
    """A duty of a unit that is not done as usual; `days` after its due date."""

    deadline: str
    unit: Code
    reason: str = Field(min_length=1)


class Delay(Deviation):
    days: Many


class Further(Page):
    """The day on which a constituency, or some areas of it, vote once more."""

    contest: Code
    day: date


class Move(Page):
    """A date moved by a recorded decision of the unit's own committee."""

    deadline: str
    ballot: Ballot
    unit: Code
    due: When
    decided: When
    decision: str
    reason: str


class Elsewhen(Page):
    """A polling area that votes on another day than everybody; who asked and the decision are in `acts`."""

    area: Code
    day: date


class Left(Page):
    """A usual act that is left out, by the name of its step on its stream."""

    stream: str
    step: str


class Absent(Page):
    """A step of the law that this election has no occasion for, and why."""

    step: str
    reason: str = Field(min_length=1)


class Script(Page):
    """`script.yaml`: what differs from everything done in time.

    An additional ballot is decided as usual, once the first is counted; what decides a re-run is in `acts`.
    With `usual: false` nothing happens but the `acts`.
    """

    dates: tuple[RealDate, ...] = ()
    late: tuple[Delay, ...] = ()
    never: tuple[Deviation, ...] = ()
    recorded_late: tuple[Delay, ...] = ()
    additional_ballots: tuple[Further, ...] = ()
    reruns: tuple[Further, ...] = ()
    moved: tuple[Move, ...] = ()
    polling_days: tuple[Elsewhen, ...] = ()
    usual: bool = True
    closely: tuple[Code, ...] = ()
    """Units that keep every paper on record, also those for which the law has no day."""
    absent: tuple[Absent, ...] = ()
    without: tuple[Left, ...] = ()
    acts: tuple[Deed, ...] = ()
