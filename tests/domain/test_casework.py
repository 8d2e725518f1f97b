"""Cases: received by number, sent the way of the law, stopped, decided, handed over (R43, R44)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from domain.agenda.events import DutyCured, DutyMet, DutyMissed, DutyOpened
from domain.call.commands import CallElection
from domain.cases.commands import (
    AppealCase,
    ConsiderCase,
    DecideCase,
    NoteConsequence,
    NoteTermPassed,
    OrderVerification,
    PassOnCase,
    RegisterCase,
    ReportVerification,
    StopCase,
    TransferCase,
    WithdrawCase,
)
from domain.cases.events import CaseRegistered, CaseSetAside, CaseStopped
from domain.cases.listing import lines
from domain.command import Act
from domain.contest.commands import StrikeOffCandidate
from domain.summary.events import CouncilResultPublished, NationalResultPublished
from domain.voterlist.events import VoterListPosted
from tests.domain.ballot import A1, ASSEMBLY, COUNCIL, C, eve, fixed, published
from tests.domain.office import Office
from tests.domain.province import COMMUNE, ELECTION, VN
from tests.domain.scenario import Scenario, act, given

UNIT, AREA = "BK-NS-01", "BK-NS-01-A1"
CASE = "case/bk-2021"
COMMITTEE_CASE = f"{CASE}/{UNIT}.committee.1"
BOARD_CASE = f"{CASE}/{COUNCIL}.board.1"
TEAM_CASE = f"{CASE}/{AREA}.team.1"
NEC_CASE = f"{CASE}/VN.nec.1"
LIST_CASE = f"{CASE}/{UNIT}.people_committee.1"


def register(**fields: Any) -> RegisterCase:
    """A complaint about a candidate of the commune's council, unless said otherwise."""
    base = {"form": "complaint", "about": "candidate", "ballot": "commune", "unit": UNIT}
    return RegisterCase.model_validate({**base, **fields})


def committee(at: str) -> Act:
    return act("committee", UNIT, at)


def board(at: str) -> Act:
    return act("board", UNIT, at)


def nec(at: str) -> Act:
    return act("nec", "VN", at)


def decide(outcome: str = "upheld", effect: str = "none", **fields: Any) -> DecideCase:
    return DecideCase.model_validate({"outcome": outcome, "effect": effect, "decision": "12/QĐ", **fields})


def pass_on(body: str, unit: str, why: str = "not_competent", **fields: Any) -> PassOnCase:
    return PassOnCase.model_validate({"to_body": body, "to_unit": unit, "why": why, **fields})


def with_committee(at: str = "2021-05-05", **fields: Any) -> Scenario:
    """The commune's committee has registered a case."""
    return published().after(COMMITTEE_CASE, register(**fields), committee(at))


def with_board(at: str = "2021-05-05", **fields: Any) -> Scenario:
    return published().after(BOARD_CASE, register(contest=COUNCIL, **fields), board(at))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


# Receiving


@pytest.mark.covers("p30", "p33", "story:57")
def test_a_case_bears_the_number_of_the_register_of_who_received_it() -> None:
    made = published().when(f"{CASE}/{UNIT}.committee.7", register(), committee("2021-05-05T15:20:00")).one()
    assert (made.number, made.body, made.unit) == (7, "committee", UNIT)
    assert made.received == instant("2021-05-05T15:20:00")


@pytest.mark.parametrize(
    "code", ["7", f"{UNIT}.committee.07", f"{UNIT}.committee.0", f"{UNIT}.board.7", "BK.committee.7"]
)
def test_a_code_that_is_no_number_of_that_register_is_refused(code: str) -> None:
    published().when(f"{CASE}/{code}", register(), committee("2021-05-05")).then_refused(
        "case_number", f"{UNIT}.committee.1"
    )


def test_a_case_is_registered_once() -> None:
    with_committee().when(COMMITTEE_CASE, register(), committee("2021-05-06")).then_refused("already_done")


def test_a_case_about_a_ballot_that_is_not_held_is_refused() -> None:
    call = CallElection(name="2021", day=date(2021, 5, 23), levels=("na",))
    story = given().after(ELECTION, call, act("assembly", "VN", "2020-11-17"))
    story.when(NEC_CASE, register(unit="VN"), nec("2021-05-05")).then_refused(
        "ballot_not_called", "Hội đồng nhân dân cấp xã"
    )


@pytest.mark.parametrize("named", [{"contest": "C-9"}, {"candidacy": "x9"}, {"area": "BK-NS-01-A9"}])
def test_what_a_case_is_about_must_be_on_record(named: dict[str, str]) -> None:
    published().when(COMMITTEE_CASE, register(**named), committee("2021-05-05")).then_refused(
        "no_such_thing", next(iter(named.values()))
    )


def test_the_board_of_another_unit_does_not_receive_for_this_constituency() -> None:
    command = register(contest=ASSEMBLY, unit=UNIT, ballot="na")
    published().when(f"{CASE}/{ASSEMBLY}.board.1", command, board("2021-05-05")).then_refused("no_such_thing")


def test_nobody_registers_for_another_unit() -> None:
    by = act("committee", "BK", "2021-05-05")
    published().when(COMMITTEE_CASE, register(), by).then_refused("not_authorised", UNIT)


@pytest.mark.covers("p30")
def test_article_61_3_an_anonymous_denunciation_of_a_candidate_is_received_and_set_aside() -> None:
    command = register(form="denunciation", anonymous=True)
    events = published().when(COMMITTEE_CASE, command, committee("2021-05-05")).events
    assert [type(event) for event in events] == [CaseRegistered, CaseSetAside]
    story = published().and_given(COMMITTEE_CASE, *events)
    story.when(COMMITTEE_CASE, ConsiderCase(), committee("2021-05-06")).then_refused("case_over", "Điều 61.3")


@pytest.mark.parametrize("fields", [{"form": "petition"}, {"form": "denunciation", "about": "team"}])
def test_article_61_3_speaks_of_denunciations_of_candidates_only(fields: dict[str, str]) -> None:
    made = published().when(COMMITTEE_CASE, register(anonymous=True, **fields), committee("2021-05-05"))
    assert CaseSetAside not in {type(event) for event in made.events}


def test_a_paper_at_the_wrong_door_is_received_and_the_right_door_named() -> None:
    by = act("front", UNIT, "2021-05-05")
    made = published().when(f"{CASE}/{UNIT}.front.1", register(), by)
    made.then_found("off_route")
    assert "Ban bầu cử cấp xã" in made.one().findings[0].remedy


@pytest.mark.parametrize("form", ["incident", "verification"])
def test_what_the_law_has_no_route_for_stays_with_who_received_it(form: str) -> None:
    story = published().after(COMMITTEE_CASE, register(form=form, about="other"), committee("2021-05-20"))
    made = story.events(COMMITTEE_CASE)[0]
    assert isinstance(made, CaseRegistered)
    assert (made.findings, made.due, made.ground) == ((), None, CaseRegistered.article)
    story = story.after(COMMITTEE_CASE, decide("upheld", "annulment"), committee("2021-05-24"))
    further = AppealCase(to_body="nec", to_unit="VN")
    story.when(COMMITTEE_CASE, further, nec("2021-05-25")).then_refused("no_next_body")


# Terms


def test_r44_the_law_sets_no_term_for_a_complaint_about_a_candidate() -> None:
    made = with_committee().events(COMMITTEE_CASE)[0]
    assert isinstance(made, CaseRegistered)
    assert (made.deadline, made.due) == ("", None)
    assert "không nêu thời hạn" in made.route


@pytest.mark.covers("p24")
def test_article_33_an_error_in_the_voter_list_is_answered_within_five_days() -> None:
    by = act("people_committee", UNIT, "2021-04-20")
    made = published().when(LIST_CASE, register(about="voter_list"), by).one()
    assert (made.deadline, made.due) == ("voter_list_complaint_resolve", instant("2021-04-25T23:59:59"))


@pytest.mark.covers("p48")
@pytest.mark.parametrize(
    ("stream", "ballot", "unit", "body", "due"),
    [
        (NEC_CASE, "na", "VN", "nec", "2021-07-11T23:59:59"),
        (COMMITTEE_CASE, "commune", UNIT, "committee", "2021-07-01T23:59:59"),
    ],
)
def test_article_87_2_in_version_a_the_council_has_thirty_days_a_committee_twenty(
    stream: str, ballot: str, unit: str, body: str, due: str
) -> None:
    command = register(about="result", ballot=ballot, unit=unit)
    made = published().when(stream, command, act(body, unit, "2021-06-11")).one()
    assert made.due == instant(due)


def _result_complaint(at: str, published_at: str) -> Any:
    office = Office("bk-2021", published())
    result = CouncilResultPublished(ballot="commune", elected=("c1",))
    office._record(COMMUNE, result, committee(published_at), "published")
    return office.give(COMMITTEE_CASE, register(about="result"), committee(at))[0].event


@pytest.mark.covers("p48")
def test_article_87_1_a_complaint_about_a_result_reaches_the_committee_within_five_days() -> None:
    assert _result_complaint("2021-06-06T23:59:59", "2021-06-01").findings == ()
    (late,) = _result_complaint("2021-06-07T00:00:00", "2021-06-01").findings
    assert (late.code, late.article) == ("lodged_late", "Điều 87")


def test_a_complaint_about_the_assembly_result_counts_from_the_councils_publication() -> None:
    office = Office("bk-2021", published())
    office._record(VN, NationalResultPublished(elected=("n1",)), nec("2021-06-10"), "published")
    (row,) = office.give(NEC_CASE, register(about="result", ballot="na", unit="VN"), nec("2021-06-16"))
    assert [finding.code for finding in getattr(row.event, "findings", ())] == ["lodged_late"]


def test_article_33_a_complaint_more_than_thirty_days_after_posting_is_noted_as_late() -> None:
    office = Office("bk-2021", fixed())
    office._record(
        A1, VoterListPosted(voters={"commune": 500}), act("people_committee", UNIT, "2021-04-10"), "v"
    )
    command = register(about="voter_list", area=AREA)
    (row,) = office.give(LIST_CASE, command, act("people_committee", UNIT, "2021-05-11"))
    assert [finding.code for finding in getattr(row.event, "findings", ())] == ["lodged_late"]


# Who acts, and where it goes


def test_only_who_holds_a_case_acts_on_it() -> None:
    with_committee().when(COMMITTEE_CASE, decide(), act("people_committee", UNIT, "2021-05-06")).then_refused(
        "not_authorised", "committee"
    )


@pytest.mark.covers("story:50", "p38")
def test_article_75_a_team_passes_what_it_cannot_settle_on_the_spot_to_its_board() -> None:
    team, late = act("team", UNIT, "2021-05-23T21:10:00"), "2021-05-23T23:30:00"
    command = register(about="counting", area=AREA, contest=COUNCIL)
    story = eve().after(TEAM_CASE, command, team)
    passed = story.when(TEAM_CASE, pass_on("board", UNIT, "unsettled_on_spot"), act("team", UNIT, late))
    passed.then_found()
    assert passed.one().ground == "Điều 75"
    story = story.and_given(TEAM_CASE, *passed.events)
    story.when(TEAM_CASE, decide(), act("team", UNIT, late)).then_refused("not_authorised", "board")
    story.when(TEAM_CASE, decide(effect="correct_minutes"), board("2021-05-24")).one()


@pytest.mark.covers("story:50")
def test_article_75_a_team_may_settle_on_the_spot() -> None:
    command = register(about="counting", area=AREA)
    story = eve().after(TEAM_CASE, command, act("team", UNIT, "2021-05-23T21:10:00"))
    made = story.when(TEAM_CASE, decide("rejected"), act("team", UNIT, "2021-05-23T21:40:00")).one()
    assert (made.final, made.ground) == (False, "Điều 75")


def test_a_case_passed_to_a_body_the_route_does_not_know_is_noted() -> None:
    with_committee().when(
        COMMITTEE_CASE, pass_on("people_committee", UNIT), committee("2021-05-06")
    ).then_found("off_route")


def test_a_case_is_not_passed_to_who_holds_it_nor_to_a_unit_that_takes_no_part() -> None:
    story, by = with_committee(), committee("2021-05-06")
    story.when(COMMITTEE_CASE, pass_on("committee", UNIT), by).then_refused("wrong_receiver")
    story.when(COMMITTEE_CASE, pass_on("committee", "XX"), by).then_refused("unknown_unit", "XX")


def test_a_result_complaint_that_is_passed_on_is_due_from_its_receipt_there() -> None:
    by = act("people_committee", UNIT, "2021-06-02")
    stream = f"{CASE}/{UNIT}.people_committee.2"
    story = published().after(stream, register(about="result"), by)
    moved = story.when(stream, pass_on("committee", UNIT), act("people_committee", UNIT, "2021-06-04")).one()
    assert moved.due == instant("2021-06-24T23:59:59")


def test_article_61_1_b_against_the_boards_decision_one_goes_to_the_committee_whose_word_is_final() -> None:
    appeal = AppealCase(to_body="committee", to_unit=UNIT)
    story = with_board().after(BOARD_CASE, decide("rejected"), board("2021-05-06"))
    story = story.after(BOARD_CASE, appeal, committee("2021-05-07"))
    made = story.when(BOARD_CASE, decide("rejected", decision="13/QĐ"), committee("2021-05-08")).one()
    assert made.final
    story = story.and_given(BOARD_CASE, made)
    again = AppealCase(to_body="nec", to_unit="VN")
    story.when(BOARD_CASE, again, nec("2021-05-09")).then_refused("decision_final", "Điều 61.1.b")


def test_article_61_1_a_only_the_national_councils_word_on_a_candidate_of_the_assembly_is_final() -> None:
    stream = f"{CASE}/BK.committee.1"
    command = register(ballot="na", unit="BK")
    story = published().after(stream, command, act("committee", "BK", "2021-05-05"))
    made = story.when(stream, decide("rejected"), act("committee", "BK", "2021-05-06")).one()
    assert not made.final
    story = story.and_given(stream, made)
    wrong = AppealCase(to_body="committee", to_unit=UNIT)
    story.when(stream, wrong, committee("2021-05-07")).then_refused("wrong_receiver", "Hội đồng bầu cử")
    story = story.after(stream, AppealCase(to_body="nec", to_unit="VN"), nec("2021-05-07"))
    assert story.when(stream, decide("rejected", decision="3/NQ"), nec("2021-05-08")).one().final


def test_the_law_names_no_body_above_the_committee_for_the_campaign() -> None:
    story = with_committee(about="campaign")
    story = story.after(COMMITTEE_CASE, decide("rejected"), committee("2021-05-06"))
    story.when(COMMITTEE_CASE, AppealCase(to_body="nec", to_unit="VN"), nec("2021-05-07")).then_refused(
        "no_next_body", "Điều 62.1"
    )


def test_nobody_goes_further_before_there_is_a_decision() -> None:
    appeal = AppealCase(to_body="committee", to_unit=UNIT)
    with_board().when(BOARD_CASE, appeal, committee("2021-05-06")).then_refused("too_early")


@pytest.mark.covers("p24")
def test_article_33_who_got_no_answer_in_five_days_may_go_to_court() -> None:
    people = act("people_committee", UNIT, "2021-04-20")
    story = published().after(LIST_CASE, register(about="voter_list"), people)
    court = act("court", "BK-NS", "2021-04-27")
    suit = AppealCase(to_body="court", to_unit="BK-NS")
    story.when(LIST_CASE, suit, court).then_refused("too_early", "hết hạn")
    passed = NoteTermPassed(due=instant("2021-04-25T23:59:59"))
    clerk = act("clerk", UNIT, "2021-04-26")
    story = story.after(LIST_CASE, passed, clerk).after(LIST_CASE, suit, court)
    made = story.when(LIST_CASE, decide(effect="correct_list", decision="01/QĐST"), court).one()
    assert made.final


def test_the_term_is_not_noted_as_passed_before_it_has_passed() -> None:
    people = act("people_committee", UNIT, "2021-04-20")
    story = published().after(LIST_CASE, register(about="voter_list"), people)
    due = instant("2021-04-25T23:59:59")
    early = act("clerk", UNIT, "2021-04-25T23:59:59")
    story.when(LIST_CASE, NoteTermPassed(due=due), early).then_refused("too_early", "25/04/2021")
    with_committee().when(COMMITTEE_CASE, NoteTermPassed(due=due), early).then_refused("too_early")


def test_what_is_true_is_found_out_by_the_body_that_was_asked() -> None:
    order = OrderVerification(to_body="people_committee", to_unit=UNIT)
    story = with_committee().after(COMMITTEE_CASE, order, committee("2021-05-06"))
    story.when(
        COMMITTEE_CASE, order.model_copy(update={"occasion": 2}), committee("2021-05-06")
    ).then_refused("already_done")
    report = ReportVerification(found="confirmed")
    story.when(COMMITTEE_CASE, report, act("front", UNIT, "2021-05-08")).then_refused("not_authorised")
    story.after(COMMITTEE_CASE, report, act("people_committee", UNIT, "2021-05-08"))
    with_committee().when(COMMITTEE_CASE, report, committee("2021-05-08")).then_refused("too_early")


def test_a_case_that_was_taken_back_is_over() -> None:
    story = with_committee().after(COMMITTEE_CASE, WithdrawCase(why="own_request"), committee("2021-05-06"))
    story.when(COMMITTEE_CASE, decide(), committee("2021-05-07")).then_refused("case_over", "đã được rút")


def test_nothing_is_done_about_a_case_that_nobody_registered() -> None:
    published().when(COMMITTEE_CASE, decide(), committee("2021-05-07")).then_refused("too_early", "ghi sổ")


# Decisions and what follows


@pytest.mark.parametrize(
    ("outcome", "effect"),
    [("rejected", "strike_off"), ("upheld", "correct_list"), ("not_considered", "annulment")],
)
def test_a_consequence_must_fit_the_matter_and_the_finding(outcome: str, effect: str) -> None:
    with_committee().when(COMMITTEE_CASE, decide(outcome, effect), committee("2021-05-06")).then_refused(
        "wrong_effect"
    )


@pytest.mark.covers("p30", "story:53")
def test_the_strike_off_that_follows_names_the_decision_as_its_cause() -> None:
    office = Office("bk-2021", published())
    office.give(COMMITTEE_CASE, register(candidacy="c1"), committee("2021-05-05"))
    (decided,) = office.give(COMMITTEE_CASE, decide(effect="strike_off"), committee("2021-05-06"))
    look = office.attend("case", f"{UNIT}.committee.1", "2021-05-06")
    assert (look.stage, look.done) == ("đã giải quyết: đúng; chờ xóa tên người ứng cử", False)

    strike = StrikeOffCandidate(candidacy="c1", why="strike_complaint", decision="13/QĐ", consent="14/CV-MT")
    because = committee("2021-05-07").model_copy(update={"causation": str(decided.event_id)})
    (struck,) = office.give(C, strike, because)
    note = NoteConsequence(stream=C, event=struck.event_id)
    office.give(COMMITTEE_CASE, note, committee("2021-05-07"))
    look = office.attend("case", f"{UNIT}.committee.1", "2021-05-07")
    assert (look.stage, look.done) == ("đã giải quyết: đúng", True)


def test_an_event_that_names_another_cause_is_no_consequence() -> None:
    office = Office("bk-2021", published())
    office.give(COMMITTEE_CASE, register(candidacy="c1"), committee("2021-05-05"))
    note = NoteConsequence(stream=C, event=UUID(int=1))
    assert office.refused(COMMITTEE_CASE, note, committee("2021-05-06")) == "too_early"
    office.give(COMMITTEE_CASE, decide(effect="strike_off"), committee("2021-05-06"))
    strike = StrikeOffCandidate(candidacy="c1", why="strike_complaint", decision="13/QĐ", consent="14/CV-MT")
    (struck,) = office.give(C, strike, committee("2021-05-07"))
    note = NoteConsequence(stream=C, event=struck.event_id)
    assert office.refused(COMMITTEE_CASE, note, committee("2021-05-07")) == "not_the_cause"


# The ten days before election day


@pytest.mark.covers("p30")
@pytest.mark.parametrize(
    "command",
    [ConsiderCase(), decide("rejected"), OrderVerification(to_body="people_committee", to_unit=UNIT)],
    ids=lambda command: type(command).__name__,
)
def test_article_61_2_from_ten_days_before_nothing_is_examined_any_more(command: Any) -> None:
    story = with_committee()
    story.when(COMMITTEE_CASE, command, committee("2021-05-12T23:59:59")).one()
    story.when(COMMITTEE_CASE, command, committee("2021-05-13T00:00:00")).then_refused(
        "stopped", "00:00 13/05/2021", "Điều 61.2"
    )


def test_article_61_2_stops_complaints_about_candidates_and_no_others() -> None:
    story = with_committee(about="campaign")
    story.when(COMMITTEE_CASE, decide("rejected"), committee("2021-05-20")).one()


@pytest.mark.covers("p33", "p34")
def test_o_22_after_the_stop_a_paper_is_still_received_and_passed_on() -> None:
    made = published().when(COMMITTEE_CASE, register(), committee("2021-05-20"))
    assert [type(event) for event in made.events] == [CaseRegistered, CaseStopped]
    story = published().and_given(COMMITTEE_CASE, *made.events)
    story.when(COMMITTEE_CASE, pass_on("board", UNIT, "after_stop"), committee("2021-05-20")).one()


@pytest.mark.covers("p30")
def test_article_61_2_a_clear_case_still_leads_to_striking_off_before_election_day() -> None:
    clear = decide(effect="strike_off", clear=True)
    story = with_committee()
    made = story.when(COMMITTEE_CASE, clear, committee("2021-05-22T23:59:59")).one()
    assert (made.clear, made.ground) == (True, "Điều 61.2")
    story.when(COMMITTEE_CASE, clear, committee("2021-05-23T00:00:00")).then_refused("stopped")


def test_a_clear_case_is_decided_by_who_strikes_off_and_to_nothing_else() -> None:
    clear = decide(effect="strike_off", clear=True)
    with_board().when(BOARD_CASE, clear, board("2021-05-15")).then_refused("not_clear", "Ủy ban bầu cử")
    nothing = decide("upheld", clear=True)
    with_committee().when(COMMITTEE_CASE, nothing, committee("2021-05-15")).then_refused("not_clear")


def test_the_stop_is_noted_when_it_has_come_and_once() -> None:
    story = with_committee()
    story.when(COMMITTEE_CASE, StopCase(), act("clerk", UNIT, "2021-05-12T23:59:59")).then_refused(
        "too_early"
    )
    story = story.after(COMMITTEE_CASE, StopCase(), act("clerk", UNIT, "2021-05-13T00:00:00"))
    story.when(COMMITTEE_CASE, StopCase(), act("clerk", UNIT, "2021-05-14")).then_refused("already_done")


# Handing over


@pytest.mark.covers("p34")
def test_article_61_4_the_unresolved_go_to_the_new_councils_standing_board_after_election_day() -> None:
    story, hand = with_board(), TransferCase(to_unit=UNIT)
    story.when(BOARD_CASE, hand, committee("2021-05-23T23:59:59")).then_refused("too_early", "24/05/2021")
    made = story.when(BOARD_CASE, hand, committee("2021-05-24T00:00:00")).one()
    assert (made.to_body, made.to_unit, made.ground) == ("council", UNIT, "Điều 61.4")


@pytest.mark.covers("p34")
def test_article_61_4_those_of_the_assembly_go_to_its_standing_committee() -> None:
    stream = f"{CASE}/BK.committee.1"
    story = published().after(stream, register(ballot="na", unit="BK"), act("committee", "BK", "2021-05-05"))
    wrong = TransferCase(to_unit="BK")
    story.when(stream, wrong, nec("2021-06-01")).then_refused("wrong_receiver", "Ủy ban thường vụ Quốc hội")
    assert (
        story.when(stream, TransferCase(to_unit="VN"), nec("2021-06-01")).one().to_body
        == "standing_committee"
    )


def test_another_committee_or_the_national_council_does_not_hand_over_a_councils_case() -> None:
    story, hand = with_board(), TransferCase(to_unit=UNIT)
    story.when(BOARD_CASE, hand, act("committee", "BK", "2021-06-01")).then_refused("not_authorised")
    story.when(BOARD_CASE, hand, act("nec", UNIT, "2021-06-01")).then_refused("not_authorised")


def test_handing_over_while_the_term_runs_is_noted() -> None:
    story = published().after(COMMITTEE_CASE, register(about="result"), committee("2021-06-02"))
    hand = TransferCase(to_unit=UNIT)
    story.when(COMMITTEE_CASE, hand, committee("2021-06-10")).then_found("transferred_within_term")


def test_a_case_that_was_decided_is_not_handed_over() -> None:
    story = with_committee().after(COMMITTEE_CASE, decide("rejected"), committee("2021-05-06"))
    story.when(COMMITTEE_CASE, TransferCase(to_unit=UNIT), committee("2021-06-01")).then_refused("case_over")


# The clerk


def test_the_desk_notes_the_stop_at_its_instant_and_waits_for_the_hand_over() -> None:
    office = Office("bk-2021", published())
    office.give(COMMITTEE_CASE, register(), committee("2021-05-05"))
    look = office.attend("case", f"{UNIT}.committee.1", "2021-05-05")
    assert look.next_at == instant("2021-05-13T00:00:00")
    look = office.attend("case", f"{UNIT}.committee.1", "2021-05-13T00:00:00")
    assert office.types(COMMITTEE_CASE) == ["CaseRegistered", "CaseStopped"]
    assert (look.done, look.next_at) == (False, None)
    assert "chờ bàn giao" in look.stage
    office.give(COMMITTEE_CASE, TransferCase(to_unit=UNIT), committee("2021-06-01"))
    assert office.attend("case", f"{UNIT}.committee.1", "2021-06-01").done


def duties(office: Office, unit: str = UNIT) -> list[type]:
    agenda = f"agenda/bk-2021/{unit}"
    about = [event for event in office.events(agenda) if "complaint" in event.model_dump_json()]
    return [
        type(event) for event in about if isinstance(event, DutyOpened | DutyMet | DutyMissed | DutyCured)
    ]


def result_case() -> Office:
    """A complaint about the result, in the register since 2/6/2021: due on 22/6."""
    office = Office("bk-2021", published())
    office.give(COMMITTEE_CASE, register(about="result"), committee("2021-06-02"))
    office.attend("case", f"{UNIT}.committee.1", "2021-06-02")
    office.attend("unit", UNIT, "2021-06-02")
    return office


@pytest.mark.covers("p48")
def test_the_answer_is_a_duty_of_the_unit_and_met_by_the_decision() -> None:
    office = result_case()
    (opened,) = [
        event.duty
        for event in office.events(f"agenda/bk-2021/{UNIT}")
        if isinstance(event, DutyOpened) and event.duty.kind == "case"
    ]
    assert (opened.subject, opened.body) == (f"{UNIT}.committee.1", "committee")
    assert (opened.due, opened.article) == (instant("2021-06-22T23:59:59"), "Điều 87.2")
    office.give(COMMITTEE_CASE, decide("rejected"), committee("2021-06-20"))
    assert office.attend("case", f"{UNIT}.committee.1", "2021-06-20").done
    office.attend("unit", UNIT, "2021-06-20")
    assert duties(office) == [DutyOpened, DutyMet]
    assert office.types(COMMUNE)[-2:] == ["CaseEntered", "CaseCrossedOff"]


@pytest.mark.covers("p48")
def test_a_term_that_passes_is_noted_on_the_case_and_missed_on_the_agenda_and_may_be_made_good() -> None:
    office = result_case()
    look = office.attend("case", f"{UNIT}.committee.1", "2021-06-23T00:00:00")
    assert office.types(COMMITTEE_CASE)[-1] == "CaseTermPassed"
    assert look.overdue == 1
    notices = office.attend("unit", UNIT, "2021-06-23T08:00:00").notices
    assert any(f":{UNIT}.committee.1" in key for notice in notices for key in notice.duties)
    office.give(COMMITTEE_CASE, decide("rejected"), committee("2021-06-25"))
    office.attend("case", f"{UNIT}.committee.1", "2021-06-25")
    office.attend("unit", UNIT, "2021-06-25")
    assert duties(office) == [DutyOpened, DutyMissed, DutyCured]


def test_a_case_that_moves_between_bodies_is_crossed_off_and_entered() -> None:
    office = Office("bk-2021", published())
    stream, code = f"{CASE}/{UNIT}.people_committee.2", f"{UNIT}.people_committee.2"
    office.give(stream, register(about="result"), act("people_committee", UNIT, "2021-06-02"))
    office.attend("case", code, "2021-06-02")
    moved = pass_on("committee", UNIT)
    office.give(stream, moved, act("people_committee", UNIT, "2021-06-03"))
    office.attend("case", code, "2021-06-03")
    office.attend("unit", UNIT, "2021-06-03")
    assert office.types(COMMUNE)[-3:] == ["CaseEntered", "CaseCrossedOff", "CaseEntered"]
    assert duties(office) == [DutyOpened], "passing it here is no answer"
    away = pass_on("nec", "VN", "further_up", occasion=2)
    office.give(stream, away, committee("2021-06-04"))
    office.attend("case", code, "2021-06-04")
    office.attend("unit", UNIT, "2021-06-04")
    assert duties(office) == [DutyOpened, DutyMet]
    assert office.types(VN)[-1] == "CaseEntered"


@pytest.mark.covers("story:57")
def test_the_register_is_listed_by_number_with_what_became_of_each() -> None:
    office = Office("bk-2021", published())
    for number in (1, 2, 3, 10):
        office.give(f"{CASE}/{UNIT}.committee.{number}", register(), committee("2021-05-05"))
    office.give(COMMITTEE_CASE, decide("rejected"), committee("2021-05-06"))
    for number in (2, 3, 10):
        office.attend("case", f"{UNIT}.committee.{number}", "2021-05-13T00:00:00")
    office.give(f"{CASE}/{UNIT}.committee.3", TransferCase(to_unit=UNIT), committee("2021-06-01"))
    found = lines(office.streams)
    assert [(line.number, line.stage) for line in found] == [
        (1, "decided"),
        (2, "received"),
        (3, "transferred"),
        (10, "received"),
    ]
    assert [line.decided for line in found[:1]] == [instant("2021-05-06T09:00:00")]
    assert {line.stopped for line in found[1:]} == {instant("2021-05-13T00:00:00")}
