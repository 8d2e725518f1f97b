"""The voter list of one polling area: posted, changed until its hours, noticed to the voters."""

from typing import Final

from domain.procedure import Procedure
from domain.voterlist.commands import (
    AddVoters,
    CertifyElsewhere,
    HandOutCards,
    NotifyVoters,
    PostVoterList,
    StrikeOffVoters,
)
from domain.voterlist.decide import decide, reads, units
from domain.voterlist.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="voterlist",
    kind="area",
    initial=State,
    commands=(
        PostVoterList,
        AddVoters,
        StrikeOffVoters,
        CertifyElsewhere,
        NotifyVoters,
        HandOutCards,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
