"""Desk work that plans, letters and inspections ask for, beside the law: tasks, documents, scenarios."""

from typing import Final

from domain.office.commands import (
    AcknowledgeDocument,
    ActivateScenario,
    AdoptScenario,
    CloseTask,
    IssueDocument,
    MoveTask,
    NamePaperForm,
    NoteContact,
    RecordTask,
    ReopenTask,
    SetTask,
    StandDownScenario,
)
from domain.office.decide import decide, reads, units
from domain.office.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="office",
    kind="unit",
    initial=State,
    commands=(
        SetTask,
        MoveTask,
        RecordTask,
        CloseTask,
        ReopenTask,
        IssueDocument,
        AcknowledgeDocument,
        NamePaperForm,
        AdoptScenario,
        ActivateScenario,
        StandDownScenario,
        NoteContact,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)
