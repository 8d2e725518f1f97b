"""The desk of one consultation: the Front of one unit, for the Assembly or for the unit's own council."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain import call
from domain.clerk.desk import Desk, Look, View
from domain.event import Event
from domain.law.itinerary import heading
from domain.stream import Stream

STEPS: Final = (
    ("StructureEstimated", "", "dự kiến cơ cấu, thành phần, số lượng"),
    ("ConsultationHeld", "1", "hội nghị hiệp thương lần thứ nhất"),
    ("StructureAdjusted", "1", "điều chỉnh cơ cấu"),
    ("DossiersClosed", "", "khóa sổ nhận hồ sơ ứng cử"),
    ("ConsultationHeld", "2", "hội nghị hiệp thương lần thứ hai"),
    ("VoterConferencesHeld", "", "hội nghị cử tri"),
    ("VoterMattersVerified", "", "xác minh việc cử tri nêu"),
    ("ConsultationHeld", "3", "hội nghị hiệp thương lần thứ ba"),
    ("QualifiedListSent", "", "gửi biên bản và danh sách người đủ tiêu chuẩn"),
)
"""The steps in the order of the law (Articles 38 to 58), each with the event that completes it."""


def split(code: str) -> tuple[str, str]:
    """The unit and the ballot of a consultation's code."""
    unit, _, ballot = code.rpartition(".")
    return unit, ballot


def reads(view: View) -> Iterable[Stream]:
    yield view.home
    yield view.stream("unit", split(view.code)[0])


def look(view: View, moment: datetime) -> Look:
    """The consultation is over when its list of qualified candidates has gone up."""
    unit, ballot = split(view.code)
    done = [_step(event) for event in view.events(view.stream("unit", unit)) if _ballot(event) == ballot]
    form = view.state(call.PROCEDURE, view.home).form
    steps = [(name, round_, _heading(name, round_, ballot, form), title) for name, round_, title in STEPS]
    lines = [
        f"- [{'x' if (name, round_) in done else ' '}] {step.partition(' ')[0]} {title}"
        for name, round_, step, title in steps
    ]
    ahead = [f"{step}: chờ {title}" for name, round_, step, title in steps if (name, round_) not in done]
    over = ("QualifiedListSent", "") in done
    return Look(stage="xong" if over else ahead[0], details="\n".join(lines), done=over)


def _heading(event: str, occasion: str, ballot: str, form: str) -> str:
    return heading(event, form, ballot=ballot, round=occasion, occasion=occasion)


def _ballot(event: Event) -> str:
    return str(getattr(event, "ballot", ""))


def _step(event: Event) -> tuple[str, str]:
    occasion = getattr(event, "round", getattr(event, "occasion", ""))
    return type(event).__name__, str(occasion)


DESK: Final = Desk(kind="consultation", reads=reads, look=look)
