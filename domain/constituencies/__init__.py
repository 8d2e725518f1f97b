"""Constituencies with their seats, and the polling areas in which their voters vote."""

from typing import Final

from domain.constituencies.commands import (
    AdjustPollingAreas,
    ApprovePollingAreas,
    FixPollingAreas,
    PublishConstituencies,
    ReportPollingAreas,
)
from domain.constituencies.decide import decide, reads, units
from domain.constituencies.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="constituencies",
    kind="unit",
    initial=State,
    commands=(
        PublishConstituencies,
        FixPollingAreas,
        ApprovePollingAreas,
        ReportPollingAreas,
        AdjustPollingAreas,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
