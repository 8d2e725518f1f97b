"""Summaries, publication, status and first sessions of one unit (Articles 57.7, 83 to 88)."""

from typing import Final

from domain.procedure import Procedure
from domain.summary.commands import (
    ConfirmStatus,
    HoldFirstSession,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    PublishProvinceList,
)
from domain.summary.decide import decide, reads, units
from domain.summary.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="summary",
    kind="unit",
    initial=State,
    commands=(
        PublishProvinceList,
        MakeProvinceMinutes,
        MakeNationalSummary,
        PublishNationalResult,
        MakeCouncilSummary,
        PublishCouncilResult,
        ConfirmStatus,
        HoldFirstSession,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
