"""Candidacy: proposed, nominated, the dossier and what became of it, withdrawal; erasure of personal data."""

from typing import Final

from domain.candidacy.decide import DECISIONS, decide, reads, units
from domain.candidacy.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="candidacy",
    kind="candidacy",
    initial=State,
    commands=tuple(DECISIONS),
    reads=lambda state, command, stream: tuple(reads(state, command, stream)),
    units=units,
    decide=decide,
    evolve=evolve,
)
