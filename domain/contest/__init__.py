"""One constituency: list, minutes, result, further votes (Articles 24, 57 to 60, 77 to 82)."""

from typing import Final

from domain.contest.commands import (
    AnnulResult,
    AssignAreas,
    ConsentToRerun,
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    EndBoard,
    EstablishBoard,
    FixConstituency,
    IssueConstituencyMinutes,
    MakeConstituencyMinutes,
    OpenRepoll,
    PrepareRepoll,
    ProofBallot,
    ProposeAnnulment,
    ProposeRepoll,
    PublishOfficialList,
    SettleMissingCandidate,
    SettleOpenPoint,
    SignConstituencyMinutes,
    StrikeOffCandidate,
    WithdrawAreas,
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
        WithdrawAreas,
        EstablishBoard,
        PublishOfficialList,
        StrikeOffCandidate,
        SettleMissingCandidate,
        ProofBallot,
        MakeConstituencyMinutes,
        DecideAdditionalBallot,
        DeclineAdditionalBallot,
        DecideRerun,
        OpenRepoll,
        SettleOpenPoint,
        ProposeAnnulment,
        AnnulResult,
        ProposeRepoll,
        ConsentToRerun,
        PrepareRepoll,
        SignConstituencyMinutes,
        IssueConstituencyMinutes,
        EndBoard,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
