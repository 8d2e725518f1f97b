"""A suit about a voter list: what the court does between the filing and the judgment."""

from typing import Final

from domain.procedure import Procedure
from domain.suit.commands import AcceptSuit, OpenHearing, OrderTrial
from domain.suit.decide import decide, reads, units
from domain.suit.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="suit",
    kind="case",
    initial=State,
    commands=(AcceptSuit, OrderTrial, OpenHearing),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
