"""Cases: complaints, denunciations, petitions, incidents and verifications, one stream for each."""

from typing import Final

from domain.cases.commands import (
    AppealCase,
    ConsiderCase,
    DecideCase,
    NoteConsequence,
    NoteTermPassed,
    OrderVerification,
    PassOnCase,
    RegisterCase,
    ReportVerification,
    StopCase,
    TransferCase,
    WithdrawCase,
)
from domain.cases.decide import decide, reads, units
from domain.cases.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="cases",
    kind="case",
    initial=State,
    commands=(
        RegisterCase,
        ConsiderCase,
        PassOnCase,
        OrderVerification,
        ReportVerification,
        DecideCase,
        AppealCase,
        WithdrawCase,
        TransferCase,
        StopCase,
        NoteTermPassed,
        NoteConsequence,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
