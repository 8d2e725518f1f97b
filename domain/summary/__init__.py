"""Summaries, publication, status and first sessions of one unit (Articles 57.7, 83 to 88)."""

from typing import Final

from domain.procedure import Procedure
from domain.summary.commands import (
    ArchiveRecords,
    ConfirmStatus,
    DestroyPapers,
    HandOverRecords,
    HoldFirstSession,
    IssueCertificates,
    IssueSummary,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    PublishProvinceList,
    ReopenSummary,
    SignSummary,
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
        ReopenSummary,
        SignSummary,
        IssueSummary,
        ConfirmStatus,
        IssueCertificates,
        HoldFirstSession,
        HandOverRecords,
        ArchiveRecords,
        DestroyPapers,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
