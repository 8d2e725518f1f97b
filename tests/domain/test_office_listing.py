"""The desk as a coordinator reads it: who owes what, which teams nobody trained, the summary phase, forms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from domain.constituencies.events import AreaPlan, PollingAreasFixed
from domain.contest.events import BoardEstablished, ConstituencyFixed
from domain.office.commands import CloseTask, IssueDocument, NoteContact, RecordTask, SetTask
from domain.office.events import DocumentIssued
from domain.office.listing import Desk, TaskLine, desk
from domain.office.owner import Owner, Share
from domain.office.papers import PaperLine, papers, types
from tests.domain.province import BK, COMMUNE, NS, VN, enrolled
from tests.domain.scenario import Scenario, act

PROVINCE = act("committee", "BK", "2021-05-29")
TOWN = Owner(body="committee", unit="BK-NS-01")
DISTRICT = Owner(body="committee", unit="BK-NS")


def by(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59+07:00")


def task(code: str, kind: Any, due: str, *owners: Owner) -> SetTask:
    shares = tuple(Share(body=each.body, unit=each.unit) for each in owners)
    return SetTask(code=code, task=kind, owners=shares, due=by(due), plan="731/HĐBCQG-VP")


def done(code: str, stage: Any, owner: Owner, **more: Any) -> RecordTask:
    return RecordTask(code=code, owner=owner, number=1, stage=stage, **more)


def listed(story: Scenario) -> Desk:
    return desk(row for stream in (VN, BK, NS, COMMUNE) for row in story.records(stream))


def line(story: Scenario, code: str, unit: str) -> TaskLine:
    (found,) = [each for each in listed(story).tasks if (each.code, each.unit) == (code, unit)]
    return found


@pytest.mark.covers("story:15")
def test_a_team_of_which_nobody_was_trained_is_named() -> None:
    codes = ("BK-NS-01-A1", "BK-NS-01-A2")
    areas = tuple(AreaPlan(code=code, contests={"commune": "C-BK-NS-01-1"}) for code in codes)
    story = enrolled().and_given(COMMUNE, PollingAreasFixed(areas=areas))
    story = story.after(BK, task("TH-1", "training", "2021-06-01", TOWN), PROVINCE)
    assert line(story, "TH-1", "BK-NS-01").untrained == codes
    story = story.after(BK, done("TH-1", "held", TOWN, quantity=9, newcomers=2, area=codes[0]), PROVINCE)
    assert line(story, "TH-1", "BK-NS-01").untrained == codes[1:]
    assert line(story, "TH-1", "BK-NS-01").newcomers == {codes[0]: 2}


@pytest.mark.covers("story:17")
def test_the_summary_phase_of_bac_kan_2021_from_outline_to_reports_conferences_awards_accounts() -> None:
    outline = IssueDocument(
        code="DC-1",
        version=1,
        document="guidance",
        issuer="nec",
        number="731/HĐBCQG-VP",
        day=date(2021, 5, 29),
        content="a" * 64,
        recipients=(DISTRICT, TOWN),
    )
    story = enrolled().after(BK, outline, PROVINCE)
    for each in (
        task("BC-1", "report", "2021-06-08", DISTRICT, TOWN),
        task("HN-1", "conference", "2021-06-10", TOWN),
        task("HN-2", "conference", "2021-06-14", DISTRICT),
        task("KTh-1", "award", "2021-06-14", DISTRICT),
        task("QT-1", "settlement", "2021-07-30", TOWN),
    ):
        story = story.after(BK, each, PROVINCE)
    town = act("committee", "BK-NS-01", "2021-06-07")
    story = story.after(BK, done("BC-1", "sent", TOWN, paper="12/BC-UBBC"), town)
    story = story.after(BK, CloseTask(code="BC-1", owner=TOWN), town)
    story = story.after(BK, done("KTh-1", "proposed", DISTRICT, quantity=4), PROVINCE)
    now = by("2021-06-15")
    late = {(each.code, each.unit) for each in listed(story).tasks if each.late(now)}
    assert late == {("BC-1", "BK-NS"), ("HN-1", "BK-NS-01"), ("HN-2", "BK-NS"), ("KTh-1", "BK-NS")}
    award = CloseTask(code="KTh-1", owner=DISTRICT)
    story.when(BK, award, PROVINCE).then_refused("too_early", "đã quyết định")
    assert line(story, "BC-1", "BK-NS-01").papers == ("12/BC-UBBC",)


def test_what_is_given_up_is_not_late_and_what_was_closed_late_stays_so() -> None:
    story = enrolled().after(BK, task("T-1", "other", "2021-06-01", TOWN, DISTRICT), PROVINCE)
    story = story.after(BK, CloseTask(code="T-1", owner=TOWN, outcome="dropped"), PROVINCE)
    story = story.after(BK, CloseTask(code="T-1", owner=DISTRICT), act("committee", "BK", "2021-06-02"))
    now = by("2021-07-01")
    assert not line(story, "T-1", "BK-NS-01").late(now)
    assert line(story, "T-1", "BK-NS").late(now)


@pytest.mark.covers("story:5")
def test_a_call_to_who_owes_something_is_counted_beside_it() -> None:
    story = enrolled().after(BK, task("T-1", "other", "2021-06-01", TOWN), PROVINCE)
    call = NoteContact(owner=TOWN, number=1, means="call", duties=("plan:other:T-1:committee@BK-NS-01:1",))
    assert line(story.after(BK, call, PROVINCE), "T-1", "BK-NS-01").contacts == 1


def test_a_unit_sees_what_it_asked_and_what_it_owes() -> None:
    story = enrolled().after(BK, task("T-1", "other", "2021-06-01", TOWN, DISTRICT), PROVINCE)
    assert len(listed(story).about("BK").tasks) == 2
    assert [each.unit for each in listed(story).about("BK-NS").tasks] == ["BK-NS"]
    assert listed(story).about("VN").tasks == ()


def form(code: str, annex: str, *ballots: Any) -> DocumentIssued:
    """A form on which boards are set up, for these ballots or for all."""
    return DocumentIssued(
        code=code,
        version=1,
        kind="form",
        issuer="nec",
        number="41/NQ-HĐBCQG",
        annex=annex,
        day=date(2021, 1, 18),
        content="a" * 64,
        recipients=(),
        papers=("BoardEstablished", "TaskSet"),
        ballots=ballots,
    )


@pytest.mark.covers("story:55")
def test_of_two_forms_the_ballot_of_the_constituency_decides_and_else_nothing_is_made_up() -> None:
    contest = "contest/bk-2021/NA-BK-1"
    fixed = ConstituencyFixed(ballot="na", seats=3, unit="BK", publisher="VN")
    board = BoardEstablished(size=11, decision="7/QĐ")

    def told(*forms: DocumentIssued) -> PaperLine:
        story = enrolled().and_given(VN, *forms).and_given(contest, fixed, board)
        register = (*story.records(VN), *story.records(contest))
        assert set(types(register)) >= {"CountingMinutesRecorded", "BoardEstablished"}
        assert ("TaskSet" in types(register)) == bool(forms)
        (line,) = papers(register, [row for row in story.records(contest) if row.type == "BoardEstablished"])
        return line

    both = told(form("M22", "22/HĐBC-QH", "na"), form("M27", "27/HĐBC-HĐND", "commune"))
    assert (both.how, both.annex) == ("in_force", "22/HĐBC-QH")
    unclear = told(form("M22", "22/HĐBC-QH", "na"), form("M27", "27/HĐBC"))
    assert (unclear.how, unclear.form) == ("several", "")
    assert told().how == "unknown"
