"""The voter list of one polling area: posted, changed until its hours, and what it was at any hour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from domain.agenda.commands import Attend
from domain.agenda.events import DutyMet, DutyMissed
from domain.call.commands import MoveDeadline
from domain.cases.commands import AppealCase, DecideCase, RegisterCase
from domain.command import Act, Command
from domain.law.book import book
from domain.law.franchise import voters
from domain.polling import PROCEDURE as POLLING
from domain.polling.commands import EstablishTeam, OpenPolling, ReportTurnout
from domain.polling.events import TeamEstablished
from domain.procedure import fold
from domain.terms import Ballot
from domain.voterlist import PROCEDURE
from domain.voterlist.commands import (
    AddVoters,
    CertifyElsewhere,
    HandOutCards,
    NotifyVoters,
    PostVoterList,
    Status,
    StrikeOffVoters,
)
from domain.voterlist.events import VoterListPosted
from domain.voterlist.ground import ADDITIONS, REMOVALS
from domain.voterlist.series import Total, series, standing, together
from tests.domain.ballot import A1, A2, CONTESTS, UNIT, closed, eve, fixed, team
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act

AGENDA = f"agenda/bk-2021/{UNIT}"
CASE = f"case/bk-2021/{UNIT}.people_committee.1"
CODE = f"{UNIT}.people_committee.1"


def commune(at: str = "2021-05-10") -> Act:
    return act("people_committee", UNIT, at)


def add(why: str = "moved_in", status: str = "moved_permanent", entry: str = "1", **fields: Any) -> AddVoters:
    return AddVoters.model_validate({"why": why, "status": status, "entry": entry, **fields})


def strike(
    why: str = "moved_out", status: str = "resident", entry: str = "1", **fields: Any
) -> StrikeOffVoters:
    return StrikeOffVoters.model_validate({"why": why, "status": status, "entry": entry, **fields})


def voters_of(story: Scenario, area: str = A1) -> dict[Ballot, int]:
    return fold(PROCEDURE, story.events(area)).voters


def totals(story: Scenario, area: str = A1) -> tuple[Total, ...]:
    rows = [(row.event, row.legal_at, str(row.event_id)) for row in story.records(area)]
    return series(area.rpartition("/")[2], rows)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def complained(outcome: str = "upheld", effect: str = "correct_list", **fields: Any) -> Scenario:
    """A complaint about the list of the first area was received and answered."""
    register = RegisterCase.model_validate(
        {"form": "complaint", "about": "voter_list", "ballot": "commune", "unit": UNIT, **fields}
    )
    decide = DecideCase.model_validate({"outcome": outcome, "effect": effect, "decision": "5/TB"})
    return eve().after(CASE, register, commune("2021-04-20")).after(CASE, decide, commune("2021-04-22"))


# Posting


@pytest.mark.covers("p20")
def test_article_32_the_list_is_posted_once_with_its_voters_for_each_ballot() -> None:
    assert voters_of(eve()) == {"na": 500, "commune": 500}
    eve().when(A1, PostVoterList(voters={"na": 1}), commune()).then_refused("already_done")


@pytest.mark.covers("p20")
def test_article_32_a_ballot_left_out_of_the_list_is_noted() -> None:
    story = fixed().after(A1, EstablishTeam(unit=UNIT, size=11, decision="QD"), commune("2021-04-01"))
    story.when(A1, PostVoterList(voters={"na": 500}), commune("2021-04-10")).then_found("F.303")
    story.when(A1, PostVoterList(voters={"district": 9}), commune("2021-04-10")).then_refused("wrong_ballot")


def test_article_31_2_the_commander_posts_the_list_of_his_unit() -> None:
    story = fixed().after(A1, EstablishTeam(unit=UNIT, size=7, decision="QD"), commune("2021-04-01"))
    story.when(A1, PostVoterList(voters={"na": 90, "commune": 0}), act("commander", UNIT, "2021-04-10")).one()


@pytest.mark.parametrize(
    "command", [add(), strike(), CertifyElsewhere(entry="1"), HandOutCards(batch="1", number=1)]
)
def test_nothing_is_changed_certified_or_handed_out_before_the_posting(command: Command) -> None:
    story = fixed().after(A1, EstablishTeam(unit=UNIT, size=11, decision="QD"), commune("2021-04-01"))
    by = act("team" if isinstance(command, HandOutCards) else "people_committee", UNIT, "2021-04-10")
    story.when(A1, command, by).then_refused("too_early", "niêm yết")


def test_no_list_without_a_team_and_nobody_of_another_commune() -> None:
    fixed().when(A1, PostVoterList(voters={"na": 1}), commune()).then_refused("too_early", "Tổ bầu cử")
    eve().when(A1, add(), act("people_committee", "BK-NS", "2021-05-10")).then_refused("not_authorised")
    eve().when(A1, add(), act("front", UNIT, "2021-05-10")).then_refused("not_authorised")


# Additions and strike-offs until their hour


@pytest.mark.covers("p25", "story:59")
def test_article_30_3_a_voter_who_moved_is_added_for_the_ballots_of_his_kind() -> None:
    made = eve().when(A1, add(status="moved_temporary", number=3), commune()).one()
    assert made.change == {"na": 3}
    assert made.voters == {"na": 503, "commune": 500}
    assert made.ground == "Điều 30.3"
    assert made.findings == ()


@pytest.mark.covers("p25")
@pytest.mark.parametrize("status", [row.id for row in voters()])
def test_articles_29_to_34_every_kind_of_voter_changes_the_ballots_he_receives(status: Status) -> None:
    expected = {
        "resident": {"na", "commune"},
        "soldier_at_home": {"na", "commune"},
        "returned_permanent": {"na", "commune"},
        "released_permanent": {"na", "commune"},
        "moved_permanent": {"na", "commune"},
    }
    made = eve().when(A1, strike("died", status), commune()).one()
    assert set(made.change) == expected.get(status, {"na"})


HOURS = [
    ("returned_overseas", "returned_permanent", "2021-05-22T06:59:59", "2021-05-22T07:00:00"),
    ("moved_in", "moved_permanent", "2021-05-22T06:59:59", "2021-05-22T07:00:00"),
    ("right_restored", "resident", "2021-05-22T07:00:00", "2021-05-22T07:00:01"),
    ("released", "released_temporary", "2021-05-22T07:00:00", "2021-05-22T07:00:01"),
    ("certificate", "elsewhere", "2021-05-23T23:59:59", "2021-05-24T00:00:00"),
]


@pytest.mark.covers("p25")
@pytest.mark.parametrize(("why", "status", "last", "late"), HOURS)
def test_articles_29_and_30_an_addition_after_its_hour_is_recorded_and_noted(
    why: str, status: str, last: str, late: str
) -> None:
    eve().when(A1, add(why, status), commune(last)).then_found()
    made = eve().when(A1, add(why, status), commune(late))
    made.then_found("F.501")
    article = made.one().findings[0].article
    assert article.startswith(ADDITIONS[made.one().why].article)
    assert made.one().voters["na"] == 501


@pytest.mark.covers("p25")
@pytest.mark.parametrize("why", ["deprived", "imprisoned", "incapable"])
def test_article_30_5_strike_off_up_to_the_opening(why: str) -> None:
    command = strike(why, cards_taken=1)
    eve().when(A1, command, commune("2021-05-23T07:00:00")).then_found()
    eve().when(A1, command, commune("2021-05-23T07:00:01")).then_found("F.501")


def test_article_30_5_the_hour_counts_from_the_opening_that_is_on_record() -> None:
    story = eve().after(A1, OpenPolling(poll="first"), team("05:00"))
    story.when(A1, strike("imprisoned", cards_taken=1), commune("2021-05-23T06:00:00")).then_found("F.501")
    eve().when(A1, strike("imprisoned", cards_taken=1), commune("2021-05-23T06:00:00")).then_found()


def test_article_72_a_commune_that_votes_early_has_its_own_hours() -> None:
    early = MoveDeadline(
        deadline="polling_open",
        level="all",
        unit=UNIT,
        due=instant("2021-05-20T07:00:00"),
        decision="9/NQ-HĐBCQG",
        reason="bỏ phiếu sớm",
    )
    story = eve().after(ELECTION, early, act("nec", "VN", "2021-05-10"))
    story.when(A1, add(), commune("2021-05-19T06:59:59")).then_found()
    story.when(A1, add(), commune("2021-05-19T07:00:00")).then_found("F.501")


def test_article_30_5_a_card_that_was_not_taken_back_is_noted() -> None:
    eve().when(A1, strike("deprived", number=2, cards_taken=1), commune()).then_found("F.502")
    eve().when(A1, strike("moved_out"), commune()).then_found()
    eve().when(A1, strike("deprived", cards_taken=2), commune()).then_refused("more_than", "thẻ")


def test_a_change_recorded_after_polling_that_no_row_binds_is_noted_too() -> None:
    closed(eve(), A1).when(A1, strike("died"), commune("2021-05-24")).then_found("F.504")


def test_more_than_the_list_has_cannot_be_struck_off() -> None:
    eve().when(A1, strike(number=501), commune()).then_refused("more_than", "501", "500")


@pytest.mark.covers("p25")
def test_article_34_a_certificate_is_void_when_its_holder_is_struck_off() -> None:
    story = eve().after(A1, CertifyElsewhere(entry="9", number=499), commune())
    story.when(A1, strike("died", number=2), commune()).then_refused("more_than", "không có giấy chứng nhận")
    made = story.when(A1, strike("died", number=2, certificates=1), commune()).one()
    assert (made.void, made.voters["na"]) == ({"na": 1}, 498)
    story.when(A1, strike("died", certificates=2), commune()).then_refused("more_than", "giấy chứng nhận")
    known = eve().after(A1, CertifyElsewhere(entry="9", subject="v-1"), commune())
    assert known.when(A1, strike("died", subject="v-1"), commune()).one().void == {"na": 1}
    found = totals(story.after(A1, strike("died", number=2, certificates=1), commune("2021-05-11")))
    assert [one.away.get("na", 0) for one in found] == [0, 499, 498]


def test_a_ground_fits_its_kinds_of_voters() -> None:
    eve().when(A1, add("released", "resident"), commune()).then_refused("wrong_status", "released_permanent")
    eve().when(A1, strike("released", "resident"), commune()).then_refused("wrong_status", "detained")


def test_a_voter_of_no_ballot_here_is_no_voter_of_this_area() -> None:
    only = {"commune": CONTESTS["commune"]}
    area = "area/bk-2021/BK-NS-01-A9"
    story = eve().and_given(
        area,
        TeamEstablished.model_validate({"unit": UNIT, "contests": only, "size": 11, "decision": "QD"}),
        VoterListPosted(voters={"commune": 90}),
    )
    story.when(area, add(status="moved_temporary"), commune()).then_refused("no_ballot", "Điều 30.3")
    story.when(area, CertifyElsewhere(entry="2"), commune()).then_refused("no_ballot", "Điều 34")


def test_an_entry_number_and_a_subject_come_once() -> None:
    story = eve().after(A1, add(subject="v-1"), commune())
    story.when(A1, strike(entry="1"), commune()).then_refused("already_done", "số 1")
    story.when(A1, add(entry="2", subject="v-1"), commune()).then_refused("listed_twice", "v-1")
    again = story.after(A1, strike(entry="2", subject="v-1"), commune())
    again.when(A1, add(entry="3", subject="v-1"), commune()).one()
    with pytest.raises(ValueError, match="subject"):
        add(subject="v-1", number=2)


# Complaint and judgment


@pytest.mark.covers("p24")
def test_article_33_an_upheld_complaint_is_carried_out_on_the_list() -> None:
    made = complained(area="BK-NS-01-A1").when(A1, add("complaint", "resident", case=CODE), commune()).one()
    assert (made.case, made.ground, made.voters["commune"]) == (CODE, "Điều 33", 501)


@pytest.mark.covers("p24")
@pytest.mark.parametrize(
    ("outcome", "effect", "case"),
    [
        ("rejected", "none", CODE),
        ("upheld", "none", CODE),
        ("upheld", "correct_list", ""),
        ("upheld", "correct_list", "x"),
    ],
)
def test_article_33_without_an_upheld_complaint_that_ground_is_refused(
    outcome: str, effect: str, case: str
) -> None:
    story = complained(outcome, effect)
    story.when(A1, add("complaint", "resident", case=case), commune()).then_refused("no_list_case")


def test_article_33_a_case_about_another_area_or_for_another_ground_is_refused() -> None:
    story = complained(area="BK-NS-01-A1")
    story.when(A2, add("complaint", "resident", case=CODE), commune()).then_refused("no_list_case")
    story.when(A1, add("moved_in", case=CODE), commune()).then_refused("no_list_case")
    story.when(A1, add("judgment", "resident", case=CODE), commune()).then_refused("no_list_case", "Tòa án")


@pytest.mark.covers("p24")
def test_a_judgment_for_the_voter_is_carried_out() -> None:
    court = act("court", "BK-NS", "2021-04-25")
    judgment = DecideCase(outcome="upheld", effect="correct_list", decision="1/BA")
    story = complained("rejected", "none").after(CASE, AppealCase(to_body="court", to_unit="BK-NS"), court)
    story = story.after(CASE, judgment, act("court", "BK-NS", "2021-04-28"))
    made = story.when(A1, strike("judgment", case=CODE), commune("2021-04-28")).one()
    assert made.voters == {"na": 499, "commune": 499}
    story.when(A1, strike("complaint", case=CODE), commune()).then_refused("no_list_case")


# Certificates, notices, cards


@pytest.mark.covers("p25")
def test_article_34_who_votes_elsewhere_stays_on_the_list_and_is_counted_apart() -> None:
    made = eve().when(A1, CertifyElsewhere(entry="7", number=4), commune()).one()
    assert (made.away, made.ground, made.findings) == ({"na": 4}, "Điều 34", ())
    story = eve().and_given(A1, made)
    assert voters_of(story) == {"na": 500, "commune": 500}
    more = CertifyElsewhere(entry="8", number=497)
    story.when(A1, more, commune()).then_refused("more_than", "501")


@pytest.mark.covers("p25")
def test_article_34_certificates_from_the_posting_to_election_day() -> None:
    eve().when(A1, CertifyElsewhere(entry="1"), commune("2021-05-23T23:59:59")).then_found()
    eve().when(A1, CertifyElsewhere(entry="1"), commune("2021-05-24T00:00:00")).then_found("F.501")
    eve().when(A1, CertifyElsewhere(entry="1"), commune("2021-03-31")).then_found("F.501")


def test_article_31_2_only_the_commander_lets_a_soldier_vote_at_home() -> None:
    command = CertifyElsewhere(entry="1", purpose="home", subject="s-1")
    made = eve().when(A1, command, act("commander", UNIT, "2021-05-10")).one()
    assert made.ground == "Điều 31.2"
    eve().when(A1, command, commune()).then_refused("not_authorised", "commander")
    again = command.model_copy(update={"entry": "2"})
    story = eve().and_given(A1, made)
    story.when(A1, again, act("commander", UNIT, "2021-05-10")).then_refused("already_done", "s-1")
    story.when(A1, command, act("commander", UNIT, "2021-05-10")).then_refused("already_done", "số 1")


@pytest.mark.covers("p32")
def test_article_70_notices_in_the_ten_days_before_the_day() -> None:
    notice = NotifyVoters(notice="1", means="loudspeaker")
    eve().when(A1, notice, team("00:00", "2021-05-13")).then_found()
    eve().when(A1, notice, team("23:59", "2021-05-22")).then_found()
    early = eve().when(A1, notice, team("23:59", "2021-05-12"))
    early.then_found("F.501")
    assert early.one().findings[0].article == "Điều 70; Điều 25.2.d"
    eve().after(A1, notice, team("08:00", "2021-05-13")).when(
        A1, notice, team("08:00", "2021-05-14")
    ).then_refused("already_done")


@pytest.mark.covers("p32")
def test_article_70_the_notice_is_a_duty_of_every_area() -> None:
    told = eve().after(A1, NotifyVoters(notice="1", means="posted"), team("08:00", "2021-05-14"))
    # The agenda names its areas once it holds duties about them: the second look sees the notice.
    command = Attend(level="commune", ballots=("commune",), version=0)
    clerk = act("clerk", UNIT, "2021-05-13")
    story = told.after(AGENDA, command, clerk)
    later = Attend(level="commune", ballots=("commune",), version=len(story.events(AGENDA)))
    events = story.when(AGENDA, later, act("clerk", UNIT, "2021-05-23")).events
    about = {
        event.key: type(event).__name__
        for event in events
        if isinstance(event, DutyMet | DutyMissed) and event.key.startswith("voter_notice")
    }
    assert about == {
        "voter_notice:all:BK-NS-01-A1": "DutyMet",
        "voter_notice:all:BK-NS-01-A2": "DutyMissed",
    }


@pytest.mark.covers("p32")
def test_article_25_2_more_cards_than_voters_are_noted() -> None:
    story = eve().after(A1, HandOutCards(batch="1", number=500), team("08:00", "2021-05-14"))
    by = team("08:00", "2021-05-15")
    story.when(A1, HandOutCards(batch="2", number=1), by).then_found("F.503")
    story.when(A1, HandOutCards(batch="1", number=1), by).then_refused("already_done")


# The total at any hour


def changed() -> Scenario:
    """Three added on 10 May, one struck off on 12 May but written down before them, ten away on 11 May."""
    return (
        eve()
        .after(A1, strike("died", entry="1"), commune("2021-05-12"))
        .after(A1, add(entry="2", number=3), commune("2021-05-10"))
        .after(A1, CertifyElsewhere(entry="3", number=10), commune("2021-05-11"))
    )


@pytest.mark.covers("story:59", "p25")
def test_the_total_as_it_stood_at_any_hour_and_why_it_changed() -> None:
    found = totals(changed())
    assert [one.voters["na"] for one in found] == [500, 503, 503, 502]
    assert [one.away.get("na", 0) for one in found] == [0, 0, 10, 10]
    assert "bổ sung 3: chuyển nơi thường trú, tạm trú đến" in found[1].why
    assert "xóa tên 1: đã chết" in found[3].why
    assert [one.article for one in found[:3]] == ["Điều 32", "Điều 30.3", "Điều 34"]
    at = standing(found, instant("2021-05-11T08:59:59"))
    assert at is not None
    assert at.voters == {"na": 503, "commune": 503}
    assert standing(found, instant("2021-03-01T00:00:00")) is None


@pytest.mark.covers("story:8", "story:59")
def test_areas_together_at_one_moment() -> None:
    lists = [totals(changed()), totals(eve(), A2)]
    first, later = (together(lists, instant(at)) for at in ("2021-05-10T09:00:00", "2021-05-23T11:00:00"))
    assert first.voters == {"na": 1003, "commune": 1003}
    assert (later.areas, later.voters["na"], later.away) == (2, 1002, {"na": 10})
    assert together(lists, instant("2021-03-01T00:00:00")).areas == 0


@pytest.mark.covers("story:8")
def test_turnout_is_compared_with_the_list_as_it_stands_then() -> None:
    story = eve().after(A1, add(number=3), commune()).after(A1, OpenPolling(poll="first"), team("07:00"))
    assert fold(POLLING, story.events(A1)).registered("") == 503
    story.when(A1, ReportTurnout(poll="first", slot="11h", voted=503), team("11:00")).then_found()
    story.when(A1, ReportTurnout(poll="first", slot="11h", voted=504), team("11:00")).then_found("F.201")


def test_every_ground_says_its_words_and_the_article_of_its_row() -> None:
    for ground in (*ADDITIONS.values(), *REMOVALS.values()):
        assert ground.vi
        if ground.deadline:
            assert book().deadline(ground.deadline).law["A"].article.startswith(ground.article)


def test_a_name_is_no_subject() -> None:
    with pytest.raises(ValueError, match="subject"):
        add(subject="Nguyễn Văn A")
