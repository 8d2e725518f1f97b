"""Structure: how many are to be put forward, women and minorities among them, and its adjustment."""

from typing import Final

from domain.procedure import Procedure, reads_nothing
from domain.structure.commands import AdjustStructure, EstimateStructure, SendStructure
from domain.structure.decide import decide, units
from domain.structure.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="structure",
    kind="unit",
    initial=State,
    commands=(EstimateStructure, SendStructure, AdjustStructure),
    reads=reads_nothing,
    units=units,
    decide=decide,
    evolve=evolve,
)
