"""Documents issued by version: who must replace the old one, who has confirmed, which form a paper bears."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from domain.bodies.commands import EstablishCommittee
from domain.office.commands import AcknowledgeDocument, IssueDocument, NamePaperForm
from domain.office.events import DocumentAcknowledged, DocumentIssued, PaperFormNamed
from domain.office.owner import Owner
from tests.domain.province import BK, VN, enrolled
from tests.domain.scenario import Scenario, act

ISSUED = act("committee", "BK", "2021-04-01")
COUNCIL = Owner(body="people_committee", unit="BK-NS")
TOWN = Owner(body="committee", unit="BK-NS-01")
AT_TOWN = act("committee", "BK-NS-01", "2021-04-05")
DUE = datetime.fromisoformat("2021-04-08T23:59:59+07:00")
FIRST, SECOND, SHEET = "a" * 64, "b" * 64, "c" * 64
NEC = act("nec", "VN", "2021-01-18")


def issued(version: int = 1, content: str = FIRST, **more: Any) -> IssueDocument:
    fields: dict[str, Any] = {
        "code": "HD-1",
        "version": version,
        "document": "guidance",
        "issuer": "committee",
        "number": f"{version}/HD-UBBC",
        "day": date(2021, 4, 1),
        "content": content,
        "recipients": (COUNCIL, TOWN),
        "due": DUE,
    }
    return IssueDocument(**(fields | more))


def confirmed(version: int = 1, owner: Owner = TOWN, replaced: bool = False) -> AcknowledgeDocument:
    return AcknowledgeDocument(code="HD-1", version=version, owner=owner, replaced=replaced)


def form(version: int = 1, **more: Any) -> IssueDocument:
    """Form 21/HĐBC, on which committees are set up."""
    fields: dict[str, Any] = {
        "code": "M21",
        "document": "form",
        "issuer": "nec",
        "number": "41/NQ-HĐBCQG",
        "annex": "21/HĐBC",
        "recipients": (),
        "due": None,
        "papers": ("CommitteeEstablished",),
    }
    return issued(version, FIRST if version == 1 else SECOND, **(fields | more))


@pytest.mark.covers("story:6")
def test_a_document_goes_out_once_in_a_version_and_each_confirms_for_itself() -> None:
    story = enrolled()
    story.when(BK, issued(), ISSUED).then(
        DocumentIssued(
            code="HD-1",
            version=1,
            kind="guidance",
            issuer="committee",
            number="1/HD-UBBC",
            day=date(2021, 4, 1),
            content=FIRST,
            recipients=(COUNCIL, TOWN),
            due=DUE,
        )
    )
    story = story.after(BK, issued(), ISSUED)
    story.when(BK, issued(), ISSUED).then_refused("wrong_number", "2")
    story.when(BK, confirmed(), AT_TOWN).then(
        DocumentAcknowledged(code="HD-1", version=1, owner=TOWN, replaced=False)
    )
    story.when(BK, confirmed(owner=COUNCIL), AT_TOWN).then_refused("not_authorised")
    story.after(BK, confirmed(), AT_TOWN).when(BK, confirmed(), AT_TOWN).then_refused("already_done")
    told_by_telephone = story.when(BK, confirmed(owner=COUNCIL), act("committee", "BK", "2021-04-07"))
    assert told_by_telephone.one().owner == COUNCIL


@pytest.mark.covers("story:6")
def test_a_new_version_names_who_must_replace_the_old_one_and_where_the_difference_stands() -> None:
    story = enrolled().after(BK, issued(), ISSUED)
    front = Owner(body="front", unit="BK-NS")
    event = story.when(
        BK, issued(2, SECOND, difference=SHEET, recipients=(COUNCIL, TOWN, front)), ISSUED
    ).one()
    assert (event.replaces, event.difference, event.findings) == ((COUNCIL, TOWN), SHEET, ())


@pytest.mark.covers("story:6")
def test_who_keeps_an_old_version_and_is_not_sent_the_new_one_is_named() -> None:
    outcome = enrolled().after(BK, issued(), ISSUED).when(BK, issued(2, SECOND, recipients=(TOWN,)), ISSUED)
    outcome.then_found("F.701")
    assert "people_committee@BK-NS" in outcome.one().findings[0].sentence


@pytest.mark.covers("story:6")
def test_a_version_that_changes_nothing_is_noted() -> None:
    enrolled().after(BK, issued(), ISSUED).when(BK, issued(2, FIRST), ISSUED).then_found("F.703")


@pytest.mark.covers("story:6")
def test_confirming_a_version_that_was_overtaken_is_noted() -> None:
    story = enrolled().after(BK, issued(), ISSUED).after(BK, issued(2, SECOND), ISSUED)
    story.when(BK, confirmed(1), AT_TOWN).then_found("F.702")
    story.when(BK, confirmed(2, replaced=True), AT_TOWN).then_found()


def test_what_was_not_sent_is_not_confirmed() -> None:
    story = enrolled().after(BK, issued(recipients=(TOWN,)), ISSUED)
    story.when(BK, confirmed(2), AT_TOWN).then_refused("no_such_thing", "bản 2")
    story.when(BK, confirmed(owner=COUNCIL), ISSUED).then_refused("no_such_thing", "BK-NS")


def test_a_code_stays_with_its_kind_and_only_a_form_is_for_papers() -> None:
    story = enrolled().after(BK, issued(), ISSUED)
    story.when(BK, issued(2, SECOND, document="plan"), ISSUED).then_refused("other_kind", "guidance")
    enrolled().when(BK, issued(papers=("CommitteeEstablished",)), ISSUED).then_refused("unknown_paper")
    enrolled().when(VN, form(papers=("Mẫu 15-BC",)), NEC).then_refused("unknown_paper", "Mẫu 15-BC")


def with_paper(*versions: tuple[int, str]) -> tuple[Scenario, NamePaperForm]:
    """Forms are issued on these days; then the province sets up its committee on 1/2/2021."""
    story = enrolled()
    early = [each for each in versions if each[1] < "2021-02-01"]
    late = [each for each in versions if each[1] >= "2021-02-01"]
    for version, on in early:
        story = story.after(VN, form(version), act("nec", "VN", on))
    setting_up = EstablishCommittee(size=29, decision="5/QĐ")
    story = story.after(BK, setting_up, act("people_committee", "BK", "2021-02-01"))
    paper = story.records(BK)[-1].event_id
    for version, on in late:
        story = story.after(VN, form(version), act("nec", "VN", on))
    return story, NamePaperForm(paper="unit", stream="BK", event=paper, kept_by="VN", form="M21", version=1)


@pytest.mark.covers("story:55")
def test_a_paper_names_the_form_it_bears_by_register_code_and_version() -> None:
    story, named = with_paper((1, "2021-01-18"))
    story.when(BK, named, ISSUED).then(
        PaperFormNamed(
            kind="unit",
            stream="BK",
            event=str(named.event),
            type="CommitteeEstablished",
            kept_by="VN",
            form="M21",
            version=1,
        )
    )
    story.after(BK, named, ISSUED).when(BK, named, ISSUED).then_refused("already_done")


@pytest.mark.covers("story:55")
def test_an_old_form_is_noted_when_the_new_one_was_out_before_the_paper_and_not_when_it_came_later() -> None:
    story, named = with_paper((1, "2021-01-10"), (2, "2021-01-18"))
    story.when(BK, named, ISSUED).then_found("F.721")
    story, named = with_paper((1, "2021-01-10"), (2, "2021-03-01"))
    story.when(BK, named, ISSUED).then_found()


@pytest.mark.covers("story:55")
def test_a_form_for_other_papers_is_noted() -> None:
    story, named = with_paper((1, "2021-01-18"))
    story = story.after(VN, form(code="M22", papers=("TeamEstablished",)), NEC)
    other = named.model_copy(update={"form": "M22"})
    story.when(BK, other, ISSUED).then_found("F.722")


def test_a_paper_or_a_form_that_is_not_on_record_is_refused() -> None:
    story, named = with_paper((1, "2021-01-18"))
    missing = named.model_copy(update={"version": 2})
    story.when(BK, missing, ISSUED).then_refused("no_form", "M21", "VN")
    nothing = named.model_copy(update={"event": UUID(int=0)})
    story.when(BK, nothing, ISSUED).then_refused("no_such_paper", "BK")
    another = act("committee", "BK-NS", "2021-04-01")
    story.when("unit/bk-2021/BK-NS", named, another).then_refused("no_such_paper", "BK-NS")
