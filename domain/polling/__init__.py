"""One polling area: team, lists, the ballot, the count (Articles 25, 32, 59, 69 to 76)."""

from typing import Final

from domain.polling.commands import (
    ClosePolling,
    CorrectCountingMinutes,
    EstablishTeam,
    OpenPolling,
    PostCandidateLists,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.polling.decide import decide, reads, units
from domain.polling.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="polling",
    kind="area",
    initial=State,
    commands=(
        EstablishTeam,
        PostCandidateLists,
        OpenPolling,
        ReportTurnout,
        ClosePolling,
        SealUnusedBallots,
        RecordCountingMinutes,
        CorrectCountingMinutes,
        SendCountingMinutes,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
