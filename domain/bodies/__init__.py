"""Units and bodies: who takes part in the election, and the committee that runs it there."""

from typing import Final

from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.bodies.decide import decide, reads, units
from domain.bodies.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="bodies",
    kind="unit",
    initial=State,
    commands=(EnrolUnit, EstablishCommittee),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
