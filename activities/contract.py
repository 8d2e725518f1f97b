"""Names and types that workflows and activities share; nothing here touches the world."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict

from domain.clerk.desk import Kind, Notice
from domain.clock import Clock

WORKFLOWS: Final[dict[Kind, str]] = {
    "election": "ElectionWorkflow",
    "unit": "UnitWorkflow",
    "consultation": "ConsultationWorkflow",
    "contest": "ContestWorkflow",
    "polling": "PollingWorkflow",
    "repoll": "RepollWorkflow",
    "case": "CaseWorkflow",
}
"""Workflow type of each kind of desk."""

TASK_QUEUE: Final = "baucu"
NOTICED: Final = "noticed"
"""Signal to every workflow: events up to this position concern you."""
STRUCK: Final = "struck"
"""Signal in a scripted rehearsal: the clock, held until now, may run to this legal time."""

ATTEND: Final = "attend"
NOTIFY: Final = "notify"
ANNOUNCE: Final = "announce"


def workflow_id(kind: Kind, election: str, code: str) -> str:
    """Made of business keys, so that whoever wants to speak to a workflow knows its id."""
    return f"{kind}/{election}/{code}" if code else f"{kind}/{election}"


class _Payload(BaseModel):
    """What passes through Temporal: ids, times and counts, never personal data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Errand(_Payload):
    """Input of every workflow, and all it carries through continue-as-new."""

    kind: Kind
    election: str
    code: str
    clock: Clock
    news: int = 0
    """Position of the newest event it was told of."""
    seen: int = 0
    """Position up to which it has dealt with everything."""
    next_at: datetime | None = None
    """Legal time of the next look."""
    horizon: datetime | None = None
    """Legal time to which a rehearsal's script lets the clock run; None when nobody holds it."""
    announced: int = 0
    """Fixings of the calendar that the units have been told of (ElectionWorkflow)."""
    repolls: tuple[str, ...] = ()
    """Further votes already handed to a RepollWorkflow (ContestWorkflow)."""


class AttendRequest(_Payload):
    """Look at the desk: because of news up to a position, or because a legal instant has come."""

    kind: Kind
    election: str
    code: str
    news: int
    instant: datetime | None
    now: datetime
    """The legal time at which the workflow woke."""
    announced: int = 0


class Attended(_Payload):
    """What was found and done at the desk."""

    next_at: datetime | None
    horizon: datetime | None
    stage: str
    details: str
    overdue: int
    next_due: datetime | None
    recorded: int
    """Events recorded at this look."""
    notices: tuple[Notice, ...] = ()
    moment: datetime
    """The legal time for which the desk was looked at."""
    repolls: tuple[str, ...] = ()
    calendar: int = 0
    done: bool = False


class NotifyRequest(_Payload):
    """Send these reminders and record what became of each."""

    election: str
    code: str
    moment: datetime
    notices: tuple[Notice, ...]
    seen: int
    next_at: datetime | None


class AnnounceRequest(_Payload):
    """Tell every unit of the election that the calendar was fixed or moved, starting whoever is not there."""

    election: str
    position: int
    next_at: datetime | None
