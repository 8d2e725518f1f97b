"""One constituency: list, minutes, result, further votes (Articles 24, 57 to 60, 77 to 82)."""

from typing import Final

from domain.contest.commands import (
    AssignAreas,
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    EstablishBoard,
    FixConstituency,
    MakeConstituencyMinutes,
    OpenRepoll,
    PublishOfficialList,
    SettleOpenPoint,
    StrikeOffCandidate,
)
from domain.contest.decide import decide, reads, units
from domain.contest.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="contest",
    kind="contest",
    initial=State,
    commands=(
        FixConstituency,
        AssignAreas,
        EstablishBoard,
        PublishOfficialList,
        StrikeOffCandidate,
        MakeConstituencyMinutes,
        DecideAdditionalBallot,
        DeclineAdditionalBallot,
        DecideRerun,
        OpenRepoll,
        SettleOpenPoint,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
