"""Supplementary elections: whether one may be held, its call, and when the elected begin to serve."""

from typing import Final

from domain.procedure import Procedure
from domain.supplementary.commands import BeginMandate, CallSupplementary
from domain.supplementary.decide import decide, reads, units
from domain.supplementary.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="supplementary",
    kind="election",
    initial=State,
    commands=(CallSupplementary, BeginMandate),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
