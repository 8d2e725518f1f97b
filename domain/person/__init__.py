"""Person: in how many places one person stands, across all candidacies of the election."""

from typing import Final

from domain.person.commands import TakePlace
from domain.person.decide import decide, reads, units
from domain.person.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="person",
    kind="person",
    initial=State,
    commands=(TakePlace,),
    reads=lambda state, command, stream: tuple(reads(state, command, stream)),
    units=units,
    decide=decide,
    evolve=evolve,
)
