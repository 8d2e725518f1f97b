"""Consultation: three rounds at the Front, the conferences and papers between them, the list that goes up."""

from typing import Final

from domain.consultation.decide import DECISIONS, decide, reads, units
from domain.consultation.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="consultation",
    kind="unit",
    initial=State,
    commands=tuple(DECISIONS),
    reads=lambda state, command, stream: tuple(reads(state, command, stream)),
    units=units,
    decide=decide,
    evolve=evolve,
)
