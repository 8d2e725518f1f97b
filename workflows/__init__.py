"""The durable procedures: thin, they wait and remind; the domain decides."""

from typing import Final

from workflows.case import CaseWorkflow
from workflows.consultation import ConsultationWorkflow
from workflows.contest import ContestWorkflow
from workflows.election import ElectionWorkflow
from workflows.polling import PollingWorkflow
from workflows.repoll import RepollWorkflow
from workflows.unit import UnitWorkflow

ALL: Final = (
    ElectionWorkflow,
    UnitWorkflow,
    ConsultationWorkflow,
    ContestWorkflow,
    PollingWorkflow,
    RepollWorkflow,
    CaseWorkflow,
)
