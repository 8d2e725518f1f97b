"""Candidacy: nomination, the dossier and what became of it, withdrawal; erasure of the person's data."""

from typing import Final

from domain.candidacy.commands import (
    CheckDossier,
    EraseSubject,
    FileDossier,
    Nominate,
    WithdrawCandidacy,
)
from domain.candidacy.decide import decide, reads, units
from domain.candidacy.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="candidacy",
    kind="candidacy",
    initial=State,
    commands=(Nominate, FileDossier, CheckDossier, WithdrawCandidacy, EraseSubject),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
