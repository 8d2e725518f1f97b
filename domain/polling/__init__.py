"""One polling area: team, lists, the ballot, the count (Articles 25, 32, 59, 69 to 76)."""

from typing import Final

from domain.polling.commands import (
    CheckBox,
    CheckCollected,
    ClosePolling,
    ConfirmCount,
    ConfirmMinutes,
    CorrectCountingMinutes,
    EnterCount,
    EstablishTeam,
    HandOverBallots,
    InterruptPolling,
    JudgeDoubtful,
    NoteComplaints,
    OpenBox,
    OpenPolling,
    PostCandidateLists,
    RecordCountingMinutes,
    ReportInterruption,
    ReportSurplus,
    ReportTurnout,
    ResumePolling,
    SealUnusedBallots,
    SendCountingMinutes,
    SettleCount,
    SortBallots,
    TakeBallots,
    TakeSupply,
)
from domain.polling.decide import decide, reads, units
from domain.polling.evolve import evolve
from domain.polling.state import State
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="polling",
    kind="area",
    initial=State,
    commands=(
        EstablishTeam,
        PostCandidateLists,
        TakeSupply,
        CheckBox,
        OpenPolling,
        ReportTurnout,
        InterruptPolling,
        ReportInterruption,
        ResumePolling,
        ClosePolling,
        SealUnusedBallots,
        OpenBox,
        CheckCollected,
        ReportSurplus,
        JudgeDoubtful,
        SortBallots,
        EnterCount,
        ConfirmCount,
        SettleCount,
        RecordCountingMinutes,
        CorrectCountingMinutes,
        NoteComplaints,
        SendCountingMinutes,
        ConfirmMinutes,
        HandOverBallots,
        TakeBallots,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
