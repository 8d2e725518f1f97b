"""A result annulled, in one area or everywhere, and the window in which to vote again (Article 81)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from domain.call.commands import MoveDeadline
from domain.call.events import ElectionCalled
from domain.contest import PROCEDURE
from domain.contest.commands import (
    AnnulResult,
    ConsentToRerun,
    DecideAdditionalBallot,
    DecideRerun,
    IssueConstituencyMinutes,
    MakeConstituencyMinutes,
    ProposeAnnulment,
    ProposeRepoll,
    SignConstituencyMinutes,
)
from domain.contest.events import (
    AnnulmentProposed,
    ConstituencyMinutesIssued,
    ConstituencyMinutesMade,
    RepollProposed,
    ResultDetermined,
)
from domain.contest.evolve import State
from domain.polling.commands import OpenPolling, SendCountingMinutes
from domain.procedure import fold
from tests.domain.ballot import (
    A1,
    A2,
    AREAS,
    ASSEMBLY,
    BOARD,
    COUNCIL,
    NA,
    UNIT,
    C,
    closed,
    determined,
    first_ballot,
    minutes,
    team,
)
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act

ALL = {"c1": 400, "c2": 350, "c3": 300}
NEC = act("nec", "VN", "2021-05-29")
DAY = date(2021, 6, 6)
AREA = AREAS[0]
AGAIN = MakeConstituencyMinutes(poll="rerun")
LATER = act("board", UNIT, "2021-06-07")


def state(story: Scenario, stream: str = C) -> State:
    return fold(PROCEDURE, story.events(stream))


def annul(*areas: str, day: date | None = DAY, **more: Any) -> AnnulResult:
    return AnnulResult(areas=areas, decision="730/NQ-HDBCQG", day=day, **more)


@cache
def annulled(*areas: str) -> Scenario:
    return determined(ALL).after(C, annul(*areas), NEC)


def voted_again(story: Scenario, votes: dict[str, int], area: str = A1, **figures: Any) -> Scenario:
    """One area votes again, counts and sends."""
    story = closed(story, area, "rerun", COUNCIL, "2021-06-06")
    at = team("22:00", "2021-06-06")
    story = story.after(area, minutes(COUNCIL, votes, "rerun", **figures), at)
    return story.after(area, SendCountingMinutes(poll="rerun", contest=COUNCIL), at)


def half() -> Scenario:
    """Exactly half of the voters voted."""
    figures = {"voted": 250, "issued": 250, "collected": 250, "valid": 250, "invalid": 0}
    return determined({"c1": 200}, {"n1": 200}, **figures)


# One area


@pytest.mark.covers("p43", "story:12")
def test_an_area_whose_result_is_annulled_votes_again_alone_and_the_constituency_waits() -> None:
    found = state(annulled(AREA))
    assert (found.areas_of("rerun"), found.settled, found.elected) == ((AREA,), False, ())
    assert found.awaiting == "bầu cử lại ngày 06/06/2021"
    opening = OpenPolling(poll="rerun", contest=COUNCIL)
    annulled(AREA).when(A1, opening, team("07:00", "2021-06-06")).then_found()
    annulled(AREA).when(A2, opening, team("07:00", "2021-06-06")).then_refused("too_early", COUNCIL)


@pytest.mark.covers("p44")
def test_the_new_minutes_of_the_area_replace_its_old_ones_and_no_others_in_the_sum() -> None:
    story = voted_again(annulled(AREA), {"c4": 470, "c2": 100, "c5": 470})
    made, found = story.when(C, AGAIN, LATER).events
    assert isinstance(made, ConstituencyMinutesMade)
    assert isinstance(found, ResultDetermined)
    assert [(one.area, one.poll) for one in made.teams] == [(AREAS[0], ""), (AREAS[1], "first")]
    # 400 + 0 for c1 is under half of 940; c2 has 350 + 100, c4 and c5 470 + 0: exactly half is not enough.
    assert (made.figures.votes["c1"], made.figures.votes["c2"], made.figures.votes["c4"]) == (400, 450, 470)
    assert made.figures.registered == 1000
    assert (found.outcome, found.elected) == ("closed_short", ())
    assert state(story.after(C, AGAIN, LATER)).settled


def test_minutes_wait_for_the_area_that_votes_again_and_not_for_the_others() -> None:
    annulled(AREA).when(C, AGAIN, LATER).then_refused("minutes_missing", AREA)


def test_an_area_may_be_annulled_before_the_board_has_made_its_minutes() -> None:
    story = first_ballot(ALL).after(C, annul(AREA), NEC)
    made = MakeConstituencyMinutes(poll="first")
    story.when(C, made, BOARD).then_refused("too_early", "bầu cử lại")
    story = voted_again(story, {"c1": 470, "c2": 470, "c3": 470})
    assert state(story.after(C, AGAIN, LATER)).elected == ("c1", "c2", "c3")


def test_a_second_area_is_annulled_by_a_decision_of_its_own_with_a_day_of_its_own() -> None:
    story = annulled(AREA).after(C, AnnulResult(areas=(AREAS[1],), decision="731/NQ"), NEC)
    assert state(story).awaiting == "quyết định bầu cử lại"
    fix = DecideRerun(day=date(2021, 6, 7), cause="annulled", decision="732/NQ")
    event = story.when(C, fix, NEC).one()
    assert event.areas == (AREAS[1],)
    story = story.after(C, fix, NEC)
    assert [state(story).day_of("rerun", code) for code in AREAS] == [DAY, date(2021, 6, 7)]
    story.when(C, fix, NEC).then_refused("already_done")


def test_nothing_is_annulled_twice_nor_where_nobody_voted_nor_elsewhere() -> None:
    annulled(AREA).when(C, annul(AREA), NEC).then_refused("already_done", AREA)
    annulled().when(C, annul(AREA), NEC).then_refused("already_done")
    determined(ALL).when(C, annul("BK-NS-01-A9"), NEC).then_refused("unknown_area", "A9")
    low = half()
    low.when(C, annul(AREA), NEC).then_refused("nothing_to_annul", "Điều 80")
    after = voted_again(annulled(AREA), {"c1": 470}).after(C, AGAIN, LATER)
    after.when(C, annul(AREAS[1]), act("nec", "VN", "2021-06-07")).then_refused("already_done")
    twice = after.after(C, annul(day=None), act("nec", "VN", "2021-06-08"))
    twice.when(C, annul(AREA, day=None), act("nec", "VN", "2021-06-09")).then_refused("already_done")


def test_annulling_everything_takes_back_the_days_of_single_areas() -> None:
    story = annulled(AREA).after(C, AnnulResult(decision="733/NQ"), NEC)
    found = state(story)
    assert (found.areas_of("rerun"), found.awaiting) == (AREAS, "quyết định bầu cử lại")
    assert found.day_of("rerun", AREA) is None


def test_too_few_voters_in_the_sum_after_an_annulment_is_an_open_point() -> None:
    story = voted_again(
        annulled(AREA), {"c1": 5}, registered=1000, voted=10, issued=10, collected=10, valid=10, invalid=0
    )
    assert state(story.after(C, AGAIN, LATER)).pending == "open_point"


def test_an_additional_ballot_that_was_decided_before_the_annulment_is_not_held() -> None:
    short = determined({"c1": 400})
    additional = DecideAdditionalBallot(day=date(2021, 5, 30), decision="QD-THEM")
    story = short.after(C, additional, act("committee", UNIT, "2021-05-26"))
    opening = OpenPolling(poll="additional", contest=COUNCIL)
    at = team("07:00", "2021-05-30")
    story.when(A2, opening, at).then_found()
    story.after(C, annul(AREA), NEC).when(A2, opening, at).then_refused("too_early", COUNCIL)


# Who proposes


@pytest.mark.covers("p43")
@pytest.mark.parametrize(
    ("body", "unit", "allowed"),
    [
        ("standing_committee", "VN", True),
        ("government", "VN", True),
        ("front", "VN", True),
        ("committee", "BK", True),
        ("committee", "BK-NS", False),
        ("committee", UNIT, False),
        ("front", "BK", False),
    ],
)
def test_an_annulment_is_proposed_by_those_article_81_names(body: str, unit: str, allowed: bool) -> None:
    command = ProposeAnnulment(unit=unit, areas=(AREA,), decision="12/TTr")
    outcome = determined(ALL).when(C, command, act(body, unit, "2021-05-28"))
    if allowed:
        assert isinstance(outcome.one(), AnnulmentProposed)
    else:
        outcome.then_refused("not_authorised")


def test_a_proposal_that_is_named_but_not_on_record_is_noted() -> None:
    named = annul(AREA, day=None, proposed_by="government")
    determined(ALL).when(C, named, NEC).then_found("F.404")
    command = ProposeAnnulment(unit="VN", areas=(AREA,), decision="12/TTr")
    story = determined(ALL).after(C, command, act("government", "VN", "2021-05-28"))
    story.when(C, named, NEC).then_found()


# Article 80.3: three acts


@pytest.mark.covers("p43")
def test_a_council_s_rerun_takes_a_report_a_consent_and_a_day() -> None:
    low = half()
    by = act("committee", UNIT, "2021-05-26")
    consent = ConsentToRerun(decision="CV-1")
    low.when(C, consent, NEC).then_refused("too_early", "báo cáo")
    report = ProposeRepoll(poll="rerun", decision="BC-1")
    low.when(C, report, by).then(RepollProposed(poll="rerun", decision="BC-1"))
    low.after(C, report, by).when(C, report, by).then_refused("already_done")
    agreed = low.after(C, report, by).after(C, consent, NEC)
    agreed.when(C, consent, NEC).then_refused("already_done")
    fix = DecideRerun(day=DAY, cause="low_turnout", decision="QD-1")
    agreed.when(C, fix, act("committee", UNIT, "2021-05-30")).then_found()


def test_there_is_nothing_to_propose_or_to_agree_to_where_all_seats_are_filled_or_for_the_assembly() -> None:
    by = act("committee", UNIT, "2021-05-26")
    determined(ALL).when(C, ProposeRepoll(poll="rerun", decision="BC"), by).then_refused("too_early")
    low = half()
    low.when(NA, ConsentToRerun(decision="CV"), NEC).then_refused("no_rerun")


@pytest.mark.covers("p41")
def test_a_province_asks_for_the_additional_ballot_of_the_assembly() -> None:
    short = determined(ALL, {"n1": 400})
    command = ProposeRepoll(poll="additional", decision="BC-2")
    short.when(NA, command, act("committee", "BK", "2021-05-25")).then_found()
    short.when(NA, command, act("committee", UNIT, "2021-05-25")).then_refused("not_authorised", "BK")


# The window


@cache
def version_b() -> Scenario:
    """The same story under version B: its first election day is 15/3/2026."""
    first = determined(ALL).events(ELECTION)[0]
    assert isinstance(first, ElectionCalled)
    levels = ("na", "province", "commune")
    called = first.model_copy(update={"day": date(2026, 3, 15), "law": "B", "levels": levels})
    return Scenario({**determined(ALL).history, ELECTION: (called,)})


@pytest.mark.covers("p43")
@pytest.mark.parametrize("place", [{"unit": UNIT}, {"contest": COUNCIL}], ids=["unit", "contest"])
def test_in_version_b_an_annulment_on_the_eighth_day_needs_a_decision_under_article_98_3(
    place: dict[str, str],
) -> None:
    late = act("nec", "VN", "2026-03-23")
    story = version_b()
    sunday = date(2026, 3, 29)
    story.when(C, annul(AREA, day=sunday), late).then_refused(
        "no_lawful_day", "22/03/2026", "Điều 81.2", "Điều 98.3", "bau_lai_day_annulled"
    )
    in_time = act("nec", "VN", "2026-03-20")
    story.when(C, annul(AREA, day=sunday), in_time).then_refused("outside_window", "22/03/2026")
    move = MoveDeadline.model_validate(
        {
            "deadline": "bau_lai_day_annulled",
            "level": "commune",
            **place,
            "due": "2026-03-29T23:59:59+07:00",
            "decision": "NQ-98.3",
            "reason": "Hủy kết quả sau khi hết hạn bầu cử lại",
        }
    )
    moved = story.after(ELECTION, move, late)
    assert len(moved.when(C, annul(AREA, day=sunday), late).events) == 2


@pytest.mark.covers("p43")
def test_in_version_a_an_annulment_after_the_last_day_has_no_lawful_day() -> None:
    late = act("nec", "VN", "2021-06-08")
    refused = determined(ALL).when(C, annul(AREA, day=date(2021, 6, 13)), late)
    refused.then_refused("no_lawful_day", "07/06/2021", "Điều 81.2", "luật bản A")
    # The annulment itself is recorded all the same, and the constituency waits.
    story = determined(ALL).after(C, annul(AREA, day=None), late)
    assert state(story).awaiting == "quyết định bầu cử lại"


# The paper


@pytest.mark.covers("p40", "story:23")
@pytest.mark.parametrize(
    ("votes", "words"),
    [
        (ALL, "Số người trúng cử: 3 trên 3 đại biểu được bầu. Kết luận: bầu đủ số đại biểu (Điều 78.3)."),
        ({"c1": 400}, "Còn thiếu: 2 đại biểu. Kết luận: phải bầu cử thêm (Điều 79.2)."),
    ],
)
def test_the_conclusion_of_the_minutes_is_worded_by_rule(votes: dict[str, int], words: str) -> None:
    found = state(determined(votes)).results["first"]
    assert "Số cử tri tham gia bỏ phiếu: 960 trên 1000, quá một nửa." in found.conclusion
    assert found.conclusion.endswith(words)


def sign(office: Any, number: int = 1) -> SignConstituencyMinutes:
    return SignConstituencyMinutes(poll="first", office=office, number=number)


@pytest.mark.covers("p40", "story:19")
def test_minutes_are_issued_with_the_signatures_of_the_chair_and_every_deputy_and_not_before() -> None:
    issue = IssueConstituencyMinutes(poll="first", deputies=2)
    story = determined(ALL)
    story.when(C, issue, BOARD).then_refused("not_signed", "cấp trưởng", "cấp phó thứ 2")
    story = story.after(C, sign("chair"), BOARD).after(C, sign("deputy"), BOARD)
    story.when(C, issue, BOARD).then_refused("not_signed", "cấp phó thứ 2")
    story = story.after(C, sign("deputy", 2), BOARD)
    event = story.when(C, issue, BOARD).one()
    assert isinstance(event, ConstituencyMinutesIssued)
    assert (event.copies, event.recipients[0]) == (4, "committee@commune")
    story.after(C, issue, BOARD).when(C, issue, BOARD).then_refused("already_done")


def test_nobody_signs_twice_nor_before_the_minutes_nor_as_a_second_chair() -> None:
    first_ballot(ALL).when(C, sign("chair"), BOARD).then_refused("too_early")
    story = determined(ALL).after(C, sign("chair"), BOARD)
    story.when(C, sign("chair"), BOARD).then_refused("already_done")
    story.when(C, sign("chair", 2), BOARD).then_refused("not_signed", "một")


def test_the_assembly_s_minutes_go_in_three_copies_to_nation_and_province() -> None:
    by = act("board", "BK", "2021-05-26")
    story = determined(ALL)
    for office in ("chair", "deputy"):
        story = story.after(NA, sign(office), by)
    event = story.when(NA, IssueConstituencyMinutes(poll="first", deputies=1), by).one()
    assert (event.copies, event.recipients) == (3, ("nec@nation", "committee@province", "front@province"))
    assert ASSEMBLY in str(NA)
