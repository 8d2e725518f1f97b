"""What a plan asks for stands on the agenda beside the law, is reminded alike, and never mixed with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from domain import agenda
from domain.agenda.evolve import Held
from domain.agenda.plan import PLAN
from domain.call.events import ElectionClosed
from domain.clerk.desk import Look
from domain.office.commands import (
    AcknowledgeDocument,
    CloseTask,
    IssueDocument,
    MoveTask,
    RecordTask,
    ReopenTask,
    SetTask,
)
from domain.office.owner import Owner, Share
from tests.domain.office import Office
from tests.domain.province import BK, enrolled
from tests.domain.scenario import act

AGENDA = "agenda/bk-2021/BK"
TOWN = Owner(body="people_committee", unit="BK-NS-01")
DISTRICT = Owner(body="people_committee", unit="BK-NS")
DUE = datetime.fromisoformat("2021-05-10T23:59:59+07:00")
LATER = datetime.fromisoformat("2021-05-20T23:59:59+07:00")
PROVINCE = act("committee", "BK", "2021-04-01")
MONEY = SetTask(
    code="KP-1",
    task="budget",
    owners=tuple(Share(body=each.body, unit=each.unit, planned=9) for each in (TOWN, DISTRICT)),
    due=DUE,
    plan="01/KH-UBBC",
)
KEY = f"plan:budget:KP-1:{TOWN.key}:1"


def asked() -> Office:
    """The province asks a district and a commune for word that the money has come."""
    office = Office("bk-2021", enrolled())
    office.attend("unit", "BK", "2021-03-31T08:00:00")
    office.give(BK, MONEY, PROVINCE)
    return office


def plans(office: Office) -> list[Held]:
    held = office.state(AGENDA, agenda.PROCEDURE).duties.values()
    return [one for one in held if one.duty.kind == PLAN]


def status(office: Office, key: str = KEY) -> str:
    return next(one.status for one in plans(office) if one.duty.key == key)


def letters(look: Look) -> list[tuple[str, str, str, Sequence[str]]]:
    return [(one.rung, one.to_body, one.to_unit, one.duties) for one in look.notices]


def closed(office: Office, at: str, outcome: str = "done", owner: Owner = TOWN, occasion: int = 1) -> None:
    command = CloseTask.model_validate(
        {"code": "KP-1", "owner": owner, "outcome": outcome, "occasion": occasion}
    )
    entry = {"code": "KP-1", "owner": owner, "stage": "received", "quantity": 9, "number": occasion}
    if outcome == "done":
        office.give(BK, RecordTask.model_validate(entry), act("committee", "BK", at))
    office.give(BK, command, act("committee", "BK", at))


def test_each_owner_owes_it_to_the_one_who_asked_under_the_plan_and_no_article() -> None:
    office = asked()
    law = len(office.state(AGENDA, agenda.PROCEDURE).duties)
    office.attend("unit", "BK", "2021-04-01T10:00:00")
    assert {(one.duty.body, one.duty.subject, one.duty.due) for one in plans(office)} == {
        ("people_committee", "BK-NS", DUE),
        ("people_committee", "BK-NS-01", DUE),
    }
    assert {one.duty.article for one in plans(office)} == {"theo 01/KH-UBBC"}
    assert {one.duty.title for one in plans(office)} == {"Kinh phí bầu cử: KP-1"}
    assert len(office.state(AGENDA, agenda.PROCEDURE).duties) == law + 2


@pytest.mark.covers("story:14")
def test_a_plan_is_reminded_where_it_is_owed_in_letters_of_its_own_and_then_reported_to_who_asked() -> None:
    office = asked()
    office.attend("unit", "BK", "2021-04-01T10:00:00")
    keys = {one.duty.key for one in plans(office)}

    def told(at: str) -> list[tuple[str, str, str, Sequence[str]]]:
        return [one for one in letters(office.attend("unit", "BK", at)) if set(one[3]) & keys]

    town, district = (KEY,), (f"plan:budget:KP-1:{DISTRICT.key}:1",)
    assert told("2021-05-07T07:59:59") == []
    assert told("2021-05-07T08:00:00") == [
        ("before", "people_committee", "BK-NS", district),
        ("before", "people_committee", "BK-NS-01", town),
    ]
    closed(office, "2021-05-09", owner=DISTRICT)
    assert told("2021-05-12T08:00:00") == [("escalated", "committee", "BK", town)]
    mixed = [set(one[3]) & keys for one in letters(office.attend("unit", "BK", "2021-05-12T08:00:00"))]
    assert all(found in (set(), {KEY}) for found in mixed)


def test_what_is_done_in_time_is_met_and_what_is_not_is_missed_and_made_good() -> None:
    office = asked()
    closed(office, "2021-05-09", owner=DISTRICT)
    office.attend("unit", "BK", "2021-05-11T00:00:00")
    assert status(office, f"plan:budget:KP-1:{DISTRICT.key}:1") == "met"
    assert status(office) == "missed"
    closed(office, "2021-05-12")
    office.attend("unit", "BK", "2021-05-12T10:00:00")
    assert status(office) == "cured"


def test_a_plan_that_is_missed_is_not_among_the_duties_of_the_law_that_are() -> None:
    office = asked()
    law = office.attend("unit", "BK", "2021-05-10T12:00:00")
    after = office.attend("unit", "BK", "2021-05-11T00:00:00")
    assert after.overdue == law.overdue
    assert after.next_due == law.next_due
    assert after.stage == law.stage
    assert "**Việc theo kế hoạch**" in after.details
    assert "| 10/05/2021 23:59 (quá hạn) | Kinh phí bầu cử: KP-1 BK-NS-01 |" in after.details


def test_what_is_given_up_is_owed_no_more_and_was_neither_met_nor_missed() -> None:
    office = asked()
    office.attend("unit", "BK", "2021-04-01T10:00:00")
    closed(office, "2021-04-02", outcome="dropped")
    office.attend("unit", "BK", "2021-04-02T10:00:00")
    assert status(office) == "moot"


def test_another_day_moves_what_is_still_owed_with_the_paper_that_says_so() -> None:
    office = asked()
    closed(office, "2021-04-02", owner=DISTRICT)
    office.attend("unit", "BK", "2021-04-02T10:00:00")
    office.give(BK, MoveTask(code="KP-1", number=1, due=LATER, decision="9/CV"), PROVINCE)
    office.attend("unit", "BK", "2021-04-03T10:00:00")
    (moved,) = [each for each in office.events(AGENDA) if type(each).__name__ == "DutyMoved"]
    assert (moved.key, moved.new, moved.decision) == (KEY, LATER, "9/CV")  # type: ignore[attr-defined]
    assert {one.duty.subject: one.duty.due for one in plans(office)} == {"BK-NS": DUE, "BK-NS-01": LATER}


def test_what_is_asked_again_is_a_duty_of_its_own_and_the_first_stays_met() -> None:
    office = asked()
    closed(office, "2021-04-02")
    again = ReopenTask(code="KP-1", owner=TOWN, occasion=2, due=LATER, decision="3/CV")
    office.give(BK, again, act("committee", "BK", "2021-04-03"))
    office.attend("unit", "BK", "2021-04-03T10:00:00")
    second = f"plan:budget:KP-1:{TOWN.key}:2"
    assert (status(office), status(office, second)) == ("met", "open")
    closed(office, "2021-04-04", occasion=2)
    office.attend("unit", "BK", "2021-04-04T10:00:00")
    assert status(office, second) == "met"


@pytest.mark.covers("story:6")
def test_who_has_not_confirmed_a_document_is_reminded_and_a_newer_version_takes_its_place() -> None:
    office = Office("bk-2021", enrolled())

    def issue(version: int, at: str) -> None:
        command = IssueDocument(
            code="HD-1",
            version=version,
            document="guidance",
            issuer="committee",
            number="2/HD",
            day=date(2021, 4, 1),
            content=f"{version}" * 64,
            recipients=(TOWN, DISTRICT),
            due=DUE,
        )
        office.give(BK, command, act("committee", "BK", at))

    issue(1, "2021-04-01")
    said = AcknowledgeDocument(code="HD-1", version=1, owner=TOWN)
    office.give(BK, said, act("people_committee", "BK-NS-01", "2021-04-02"))
    office.attend("unit", "BK", "2021-04-02T10:00:00")
    old, waiting = f"plan:document:HD-1:{TOWN.key}:1", f"plan:document:HD-1:{DISTRICT.key}:1"
    assert (status(office, old), status(office, waiting)) == ("met", "open")
    issue(2, "2021-04-05")
    office.attend("unit", "BK", "2021-04-05T10:00:00")
    assert status(office, waiting) == "moot"
    assert status(office, f"plan:document:HD-1:{DISTRICT.key}:2") == "open"
    assert status(office, f"plan:document:HD-1:{TOWN.key}:2") == "open"


def test_the_clerk_stays_for_accounts_and_awards_after_the_election_and_then_goes() -> None:
    office = Office("bk-2021", enrolled())
    office.attend("unit", "BK", "2021-03-31T08:00:00")
    office.give(BK, MONEY, PROVINCE)
    office._record("election/bk-2021", ElectionClosed(), act("nec", "VN", "2021-05-01"), "closed")
    look = office.attend("unit", "BK", "2021-05-07T08:00:00")
    assert (look.done, {one.to_unit for one in look.notices}) == (False, {"BK-NS", "BK-NS-01"})
    for owner in (TOWN, DISTRICT):
        closed(office, "2021-05-09", owner=owner)
    assert office.attend("unit", "BK", "2021-05-09T10:00:00").done
