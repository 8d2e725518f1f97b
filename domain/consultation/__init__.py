"""Consultation: three rounds at the Front, voter conferences between them, the list that goes up."""

from typing import Final

from domain.consultation.commands import (
    CloseDossiers,
    HoldConsultation,
    HoldVoterConferences,
    SendQualifiedList,
    VerifyVoterMatters,
)
from domain.consultation.decide import decide, reads, units
from domain.consultation.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="consultation",
    kind="unit",
    initial=State,
    commands=(CloseDossiers, HoldConsultation, HoldVoterConferences, VerifyVoterMatters, SendQualifiedList),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
