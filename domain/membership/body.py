"""One body of a unit as its members' commands look it up: is it set up, how large, who founds it."""

from __future__ import annotations

from typing import Final

from domain.bodies.unit import level, unit
from domain.call.election import election
from domain.command import Command
from domain.contest.events import BoardEstablished, ConstituencyFixed
from domain.fact import Fact
from domain.law.power import Matter, Power, power
from domain.membership.events import Form, Kind
from domain.membership.evolve import State
from domain.polling.events import TeamEstablished
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BODY_NAMES, NATION, Ballot, Level

HOMES: Final[dict[str, str]] = {"board": "contest", "team": "area"}
"""The kind of stream on which a board or a team was set up."""

MATTERS: Final[dict[Kind, Matter]] = {
    "nec": "establish_nec",
    "committee": "establish_committee",
    "board": "establish_board",
    "team": "establish_team",
}
"""The row of the law on powers that says who sets a body up, and with whose consent."""


class Body(Fact):
    """A body that has been set up: the size decided then, and what the law's rows are looked up by."""

    body: Kind
    level: Level
    ballot: Ballot | None
    form: Form
    size: int
    law: str
    supplementary: bool

    @property
    def founder(self) -> str:
        """The body that names its members."""
        return self._power.decides.partition("@")[0]

    @property
    def consents(self) -> tuple[str, ...]:
        """The bodies that agree first; for a team shared with an armed unit its commander too."""
        shared = ("commander",) if self.form == "shared" else ()
        return (*(each.partition("@")[0] for each in self._power.consents), *shared)

    @property
    def article(self) -> str:
        """Under which article it was set up."""
        return "Điều 90" if self.supplementary else self._power.article

    @property
    def _power(self) -> Power:
        level: Ballot = "na" if self.level == "nation" else self.level
        return power(MATTERS[self.body], self.ballot or level, self.law)


def home(stream: Stream, body: str, place: str) -> tuple[Stream, ...]:
    """Where a board or a team was set up; nothing for the unit's own committee, which is on its stream."""
    return (stream.beside(HOMES[body], place),) if body in HOMES and place else ()


def body(state: State, command: Command, given: Given, kind: Kind, place: str, form: Form = "") -> Body:
    """The body named; refuses a wrong one for the unit, and one that has not been set up there."""
    called, own = election(given), level(given)
    if kind in ("nec", "committee") and (kind == "nec") != (own == "nation"):
        wanted = NATION if kind == "nec" else "tỉnh, huyện hoặc xã"
        what = BODY_NAMES[kind]
        raise refuse("wrong_level", stream=given.stream, what=what, level=own, wanted=wanted)
    ballot, size = _set_up(state, given, kind, place)
    if size is None:
        name = f"{BODY_NAMES[kind]} {place}".strip()
        raise refuse("too_early", stream=given.stream, what=type(command).__name__, before=name)
    return Body(
        body=kind,
        level=own,
        ballot=ballot,
        form=form,
        size=size,
        law=called.law,
        supplementary=called.form == "supplementary",
    )


def _set_up(state: State, given: Given, kind: Kind, place: str) -> tuple[Ballot | None, int | None]:
    """The ballot of a board, and how many members were decided; no number where it is not this unit's."""
    ballot: Ballot | None = None
    size: int | None = None
    owner = given.stream.code
    match kind:
        case "board":
            for event in given.events.get(str(given.stream.beside("contest", place)), ()):
                match event:
                    case ConstituencyFixed():
                        ballot, owner = event.ballot, event.unit
                    case BoardEstablished():
                        size = event.size
        case "team":
            for event in given.events.get(str(given.stream.beside("area", place)), ()):
                if isinstance(event, TeamEstablished):
                    owner, size = event.unit, event.size
        case _:
            size = state.size if unit(given).committee else None
    return ballot, size if owner == given.stream.code else None


def contests(state: State, kind: Kind, place: str) -> tuple[str, ...]:
    """The constituencies a board or a team serves."""
    if kind == "board":
        return (place,)
    return state.serves.get(place, ()) if kind == "team" else ()
