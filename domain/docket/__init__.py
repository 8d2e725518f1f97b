"""The docket: the register of cases of one unit's bodies, as its clerk keeps it."""

from typing import Final

from domain.docket.commands import CrossOffCase, EnterCase
from domain.docket.decide import decide, reads, units
from domain.docket.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="docket",
    kind="unit",
    initial=State,
    commands=(EnterCase, CrossOffCase),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
