"""Events about bodies, their members and their polling areas of which Bắc Kạn's election had none."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.constituencies.events import (
    AreaPlan,
    ConstituenciesPublished,
    ContestPlan,
    PollingAreasAdjusted,
    PollingAreasApproved,
    PollingAreasFixed,
    PollingAreasReported,
)
from domain.consultation.events import Addressee
from domain.contest.events import AreasWithdrawn, BoardEnded
from domain.event import Event
from domain.membership.events import (
    BodyDecided,
    CommitteeEnded,
    Member,
    MemberCleared,
    MemberFoundStanding,
    MemberLeft,
    MemberListSent,
    MemberReplaced,
    MembersAppointed,
    MemberStruckOff,
    SubcommitteeSetUp,
)
from domain.structure.events import StructureSent
from domain.terms import Finding, Reason
from domain.zone import end_of_day

LOG: Final = "bk-2021"
UNIT: Final = f"unit/{LOG}/BK-NS-01"
CONTEST: Final = f"contest/{LOG}/C-BK-NS-01-1"
BOARD: Final = "C-BK-NS-01-1"
FINDING: Final = Finding(code="not_agreed", sentence="Có điểm lạ.", remedy="Kiểm tra lại.", article="Điều 24")
TO: Final = (Addressee(body="committee", unit="BK-NS-01"),)

EVENTS: Final[tuple[tuple[str, Event], ...]] = (
    (
        UNIT,
        MembersAppointed(
            body="board",
            place=BOARD,
            members=(Member(person="p1", office="chair"), Member(person="p2", represents="voter")),
            agreed=("council",),
            decision="9/QĐ",
            findings=(FINDING,),
        ),
    ),
    (
        UNIT,
        MemberFoundStanding(
            body="board",
            place=BOARD,
            member="p2",
            candidacy="c-001",
            contest=BOARD,
            ballot="commune",
            due=end_of_day(date(2021, 4, 28)),
        ),
    ),
    (UNIT, MemberLeft(body="board", place=BOARD, member="p2", why="stands")),
    (UNIT, MemberStruckOff(body="board", place=BOARD, member="p2", decision="10/QĐ")),
    (UNIT, MemberCleared(body="board", place=BOARD, member="p2", candidacy="c-001")),
    (
        UNIT,
        MemberReplaced(
            body="board",
            place=BOARD,
            replaces="p2",
            member=Member(person="p3", represents="voter"),
            agreed=("council", "front"),
            decision="11/QĐ",
            findings=(FINDING,),
        ),
    ),
    (UNIT, MemberListSent(body="board", place=BOARD, edition=1, recipients=TO, findings=(FINDING,))),
    (
        UNIT,
        BodyDecided(
            body="board",
            place=BOARD,
            number="1",
            subject="result",
            about=BOARD,
            members=7,
            present=5,
            in_favour=4,
            against=1,
            outcome="carried",
            reasons=(Reason(article="Điều 26.1", text="4 người tán thành"),),
        ),
    ),
    (f"unit/{LOG}/VN", SubcommitteeSetUp(task="complaints", size=7, decision="12/NQ")),
    (UNIT, CommitteeEnded(body="committee", ballot="commune", after="first_session")),
    (CONTEST, BoardEnded(ballot="commune", occasion=1)),
    (CONTEST, AreasWithdrawn(unit="BK-NS-01", areas=("BK-NS-01-A2",))),
    (UNIT, StructureSent(ballot="commune", recipients=TO, findings=(FINDING,))),
    (
        UNIT,
        ConstituenciesPublished(
            ballot="commune",
            contests=(ContestPlan(code=BOARD, seats=3, unit="BK-NS-01"),),
            total=4,
            meeting="1",
            findings=(FINDING,),
        ),
    ),
    (
        UNIT,
        PollingAreasFixed(
            areas=(
                AreaPlan(code="BK-NS-01-A1", contests={"commune": BOARD}, voters=90, place="armed_forces"),
            ),
            findings=(FINDING,),
        ),
    ),
    (UNIT, PollingAreasApproved(decision="13/QĐ")),
    (UNIT, PollingAreasReported(areas=2)),
    (UNIT, PollingAreasAdjusted(withdrawn=("BK-NS-01-A2",), decision="14/QĐ")),
)
