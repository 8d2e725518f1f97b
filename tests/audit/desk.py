"""Events of desk work, which no election is kept with: plans, documents, forms, scenarios."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.event import Event
from domain.office.events import (
    ContactNoted,
    DocumentAcknowledged,
    DocumentIssued,
    PaperFormNamed,
    ScenarioActivated,
    ScenarioAdopted,
    ScenarioStoodDown,
    TaskClosed,
    TaskMoved,
    TaskRecorded,
    TaskReopened,
    TaskSet,
)
from domain.office.owner import Owner, Share
from domain.terms import Finding
from domain.zone import end_of_day

OFFICE: Final = "unit/bk-2021/BK"
TOWN: Final = Owner(body="people_committee", unit="BK-NS-01")
FINDING: Final = Finding(code="F.714", sentence="Có điểm lạ.", remedy="Kiểm tra lại.")
DUE: Final = end_of_day(date(2021, 5, 10))

EVENTS: Final[tuple[tuple[str, Event], ...]] = tuple(
    (OFFICE, event)
    for event in (
        TaskSet(
            code="KT-2",
            kind="finding",
            owners=(Share(body="people_committee", unit="BK-NS-01", planned=1),),
            due=DUE,
            plan="01/KH-UBBC",
            set_by="committee",
            parent="KT-1",
        ),
        TaskMoved(code="KT-2", number=1, due=DUE, decision="02/CV-UBBC"),
        TaskRecorded(
            code="TH-1",
            owner=TOWN,
            number=1,
            stage="held",
            quantity=11,
            area="BK-NS-01-A1",
            newcomers=4,
            paper="BB-2",
            findings=(FINDING,),
        ),
        TaskClosed(code="KT-2", owner=TOWN, occasion=1, outcome="done", findings=(FINDING,)),
        TaskReopened(code="KT-2", owner=TOWN, occasion=2, due=DUE, decision="03/CV-UBBC"),
        DocumentIssued(
            code="M21",
            version=2,
            kind="form",
            issuer="nec",
            number="41/NQ-HĐBCQG",
            annex="21/HĐBC",
            day=date(2021, 1, 18),
            content="a" * 64,
            difference="b" * 64,
            recipients=(TOWN,),
            replaces=(TOWN,),
            due=DUE,
            papers=("CommitteeEstablished",),
            ballots=("na",),
            findings=(FINDING,),
        ),
        DocumentAcknowledged(code="M21", version=2, owner=TOWN, replaced=True, findings=(FINDING,)),
        PaperFormNamed(
            kind="unit",
            stream="BK",
            event="0f0f0f0f-0000-5000-8000-000000000000",
            type="CommitteeEstablished",
            kept_by="VN",
            form="M21",
            version=1,
            findings=(FINDING,),
        ),
        ScenarioAdopted(
            code="PA-1",
            version=1,
            incident="power_cut",
            lead="power_company",
            plan="04/PA-UBND",
            content="c" * 64,
        ),
        ScenarioActivated(code="PA-1", occasion=1, version=1, areas=("BK-NS-01-A1",), case="BK.committee.1"),
        ScenarioStoodDown(code="PA-1", occasion=1),
        ContactNoted(
            owner=TOWN, number=1, means="call", duties=("dossier_submit:commune:",), paper="05/CV-UBBC"
        ),
    )
)
