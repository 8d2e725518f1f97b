"""Desk work in the story, and what holds of it: what plans ask for, documents, forms, scenarios."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from domain.event import Event
from domain.office.events import (
    DocumentIssued,
    ScenarioActivated,
    ScenarioStoodDown,
    TaskClosed,
    TaskReopened,
    TaskSet,
)

TOWN = {"body": "people_committee", "unit": "BK-01"}
BOARD = {"body": "committee", "unit": "BK"}
OFFICE = ("committee", "BK")


def bureau(order: Callable[..., Any], election: str, due: str, later: str) -> Iterator[Any]:
    """Money, training, seals and an inspection asked of a commune, a guidance in two versions, a form."""
    it = "unit/BK"

    def task(code: str, kind: str, *owners: Any, **more: Any) -> Any:
        return order(
            it, "SetTask", *OFFICE, -50, code=code, task=kind, owners=owners, due=due, plan="1/KH", **more
        )

    def entry(code: str, stage: str, number: int = 1, owner: Any = TOWN, **more: Any) -> Any:
        return order(
            it, "RecordTask", *OFFICE, -45, code=code, owner=owner, number=number, stage=stage, **more
        )

    def close(code: str, owner: Any = TOWN, **more: Any) -> Any:
        return order(it, "CloseTask", *OFFICE, -44, code=code, owner=owner, **more)

    yield task("KP-1", "budget", {**TOWN, "planned": 100}, {**BOARD, "planned": 7})
    yield task("TH-1", "training", {**TOWN, "planned": 9})
    yield task("CD-1", "seal", TOWN)
    yield task("KT-1", "inspection", BOARD)
    yield task("KT-2", "finding", TOWN, parent="KT-1")
    yield order(it, "MoveTask", *OFFICE, -49, code="KP-1", number=1, due=later, decision="2/CV")
    yield entry("KP-1", "received", quantity=60)
    yield entry("KP-1", "received", 2, quantity=40)
    yield entry("TH-1", "held", quantity=9, newcomers=3, area="A1")
    for number, stage in enumerate(("ordered", "registered", "delivered"), start=1):
        yield entry("CD-1", stage, number, quantity=1)
    yield entry("KT-1", "visited", owner=BOARD, quantity=1)
    yield entry("KT-2", "remedied")
    for code, owner in (("KP-1", TOWN), ("TH-1", TOWN), ("KT-2", TOWN), ("KT-1", BOARD)):
        yield close(code, owner)
    yield close("CD-1", outcome="dropped")
    yield order(
        it, "ReopenTask", *OFFICE, -43, code="CD-1", owner=TOWN, occasion=2, due=later, decision="3/CV"
    )
    paper = {
        "code": "HD-1",
        "document": "guidance",
        "issuer": "committee",
        "number": "1/HD",
        "day": "2020-01-01",
        "recipients": [TOWN, BOARD],
        "due": due,
    }
    yield order(it, "IssueDocument", *OFFICE, -48, version=1, content="0" * 64, **paper)
    yield order(it, "AcknowledgeDocument", TOWN["body"], "BK-01", -47, code="HD-1", version=1, owner=TOWN)
    yield order(it, "IssueDocument", *OFFICE, -46, version=2, content="a" * 64, **paper)
    yield order(it, "AcknowledgeDocument", *OFFICE, -45, code="HD-1", version=2, owner=TOWN, replaced=True)
    yield order(
        "unit/VN", "IssueDocument", "nec", "VN", -48, code="M21", version=1, document="form", issuer="nec",
        number="41/NQ", annex="21/HĐBC", day="2020-01-01", content="0" * 64, papers=["CommitteeEstablished"],
    )  # fmt: skip
    yield order(
        it, "NamePaperForm", "people_committee", "BK", -44, paper="unit", stream="BK",
        event=uuid5(NAMESPACE_URL, f"unit/{election}/BK/2"), kept_by="VN", form="M21", version=1,
    )  # fmt: skip
    yield order(
        it, "AdoptScenario", *OFFICE, -44, code="PA-1", version=1, incident="storm", lead="army", plan="4/PA",
        content="0" * 64,
    )  # fmt: skip
    yield order(it, "ActivateScenario", *OFFICE, -43, code="PA-1", occasion=1, areas=["A1"])
    yield order(it, "StandDownScenario", *OFFICE, -42, code="PA-1", occasion=1)
    told = {"owner": TOWN, "duties": ["dossier_submit:commune:"]}
    yield order(it, "NoteContact", *OFFICE, -42, number=1, means="call", **told)
    yield order(it, "NoteContact", TOWN["body"], "BK-01", -42, number=2, means="acknowledged", **told)


def untidy(history: Sequence[Event]) -> Iterator[str]:
    """What is wrong with the desk of a unit, by the last event of its stream."""
    last = history[-1]
    match last:
        case TaskClosed():
            since = [
                event
                for event in history[:-1]
                if isinstance(event, TaskClosed | TaskReopened)
                and (event.code, event.owner) == (last.code, last.owner)
            ]
            if since and isinstance(since[-1], TaskClosed):
                yield f"{last.code} of {last.owner.key} is closed twice"
            findings = {
                each.code for each in history if isinstance(each, TaskSet) and each.parent == last.code
            }
            if last.outcome == "done" and any(_owed(history, code) for code in findings):
                yield f"inspection {last.code} is over with open findings"
        case DocumentIssued():
            before = [each for each in history if isinstance(each, DocumentIssued) and each.code == last.code]
            if [each.version for each in before] != [*range(1, len(before) + 1)]:
                yield f"versions of {last.code} do not follow each other"
        case ScenarioActivated():
            turns = [
                each
                for each in history
                if isinstance(each, ScenarioActivated | ScenarioStoodDown) and each.code == last.code
            ]
            if len(turns) > 1 and isinstance(turns[-2], ScenarioActivated):
                yield f"scenario {last.code} is put into force twice"


def _owed(history: Sequence[Event], code: str) -> bool:
    owing: set[str] = set()
    for event in history:
        match event:
            case TaskSet() if event.code == code:
                owing = {share.key for share in event.owners}
            case TaskClosed() if event.code == code:
                owing.discard(event.owner.key)
            case TaskReopened() if event.code == code:
                owing.add(event.owner.key)
    return bool(owing)
