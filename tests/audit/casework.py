"""Events of cases and of supplementary elections, of which Bắc Kạn's election had none."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.call.events import VacancyEstablished
from domain.cases.events import (
    CaseAppealed,
    CaseConsidered,
    CaseDecided,
    CasePassedOn,
    CaseRegistered,
    CaseSetAside,
    CaseStopped,
    CaseTermPassed,
    CaseTransferred,
    CaseWithdrawn,
    ConsequenceNoted,
    VerificationOrdered,
    VerificationReported,
)
from domain.docket.events import CaseCrossedOff, CaseEntered
from domain.event import Event
from domain.supplementary.events import MandateBegun
from domain.terms import Finding, Reason
from domain.vacancy import Condition
from domain.zone import at, end_of_day, start_of_day

LOG: Final = "bk-2021"
CASE: Final = f"case/{LOG}/BK-NS-01.board.1"
RESULT: Final = "result_complaint_resolve_hdnd"
FINDING: Final = Finding(code="F.201", sentence="Có điểm lạ.", remedy="Kiểm tra lại.", article="Điều 61.1")
RECEIVED: Final = at(date(2021, 6, 2), 9)
DUE: Final = end_of_day(date(2021, 6, 22))
REASON: Final = Reason(article="Điều 89.2", text="khuyết 9 trên 20 đại biểu")

EVENTS: Final[tuple[tuple[str, Event], ...]] = (
    (
        CASE,
        CaseRegistered(
            ruled="Điều 87",
            form="complaint",
            about="result",
            ballot="commune",
            body="board",
            unit="BK-NS-01",
            number=1,
            contest="C-BK-NS-01-1",
            area="BK-NS-01-A1",
            candidacy="c-001",
            received=RECEIVED,
            route="Kết quả bầu cử: gửi Ủy ban bầu cử cấp xã",
            deadline=RESULT,
            due=DUE,
            findings=(FINDING,),
        ),
    ),
    (CASE, CaseSetAside()),
    (CASE, CaseConsidered(ruled="Điều 87", body="committee", unit="BK-NS-01")),
    (
        CASE,
        CasePassedOn(
            ruled="Điều 87",
            to_body="committee",
            to_unit="BK-NS-01",
            why="not_competent",
            received=RECEIVED,
            deadline=RESULT,
            due=DUE,
            findings=(FINDING,),
        ),
    ),
    (CASE, VerificationOrdered(to_body="people_committee", to_unit="BK-NS-01", due=DUE)),
    (CASE, VerificationReported(found="confirmed")),
    (
        CASE,
        CaseDecided(
            ruled="Điều 87",
            body="committee",
            unit="BK-NS-01",
            outcome="upheld",
            effect="annulment",
            decision="12/QĐ",
            clear=False,
            final=True,
            findings=(FINDING,),
        ),
    ),
    (CASE, CaseAppealed(ruled="Điều 61.1", to_body="committee", to_unit="BK-NS-01", received=RECEIVED)),
    (CASE, CaseWithdrawn(why="own_request")),
    (CASE, CaseStopped(since=start_of_day(date(2021, 5, 13)))),
    (CASE, CaseTermPassed(deadline=RESULT, due=DUE)),
    (CASE, CaseTransferred(to_body="council", to_unit="BK-NS-01", findings=(FINDING,))),
    (
        CASE,
        ConsequenceNoted(stream=f"contest/{LOG}/C-BK-NS-01-1", event="00000000-0000-5000-8000-000000000001"),
    ),
    (
        f"unit/{LOG}/BK-NS-01",
        CaseEntered(
            case="BK-NS-01.committee.1",
            occasion=1,
            body="committee",
            ballot="commune",
            received=RECEIVED,
            deadline=RESULT,
            due=DUE,
        ),
    ),
    (
        f"unit/{LOG}/BK-NS-01",
        CaseCrossedOff(case="BK-NS-01.committee.1", occasion=1, stage="decided"),
    ),
    (
        "election/xa-2028-bs",
        VacancyEstablished(
            parent="bn-2026",
            ballot="commune",
            unit="BN-01",
            province="BN",
            elected=20,
            serving=11,
            statutory=20,
            term_end=date(2031, 3, 15),
            new_unit=False,
            lawful=True,
            conditions=(Condition(basis="election", met=True, reason=REASON),),
            reasons=(REASON,),
            decided_by="council@province",
            settled="12/NQ",
            findings=(FINDING,),
        ),
    ),
    (
        "election/xa-2028-bs",
        MandateBegun(
            ballot="commune",
            unit="BN-01",
            deputies=("c-001",),
            session=date(2028, 10, 5),
            ruled="Luật 72/2025/QH15, Điều 29.5",
        ),
    ),
)
