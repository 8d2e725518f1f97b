"""One constituency: its list, its result, and the further vote the law asks for or forbids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from domain.call.commands import MoveDeadline
from domain.contest import PROCEDURE
from domain.contest.commands import (
    AnnulResult,
    AssignAreas,
    ConsentToRerun,
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    EstablishBoard,
    FixConstituency,
    MakeConstituencyMinutes,
    OpenRepoll,
    PrepareRepoll,
    ProposeRepoll,
    PublishOfficialList,
    SettleOpenPoint,
    StrikeOffCandidate,
)
from domain.contest.events import (
    AdditionalBallotDeclined,
    AdditionalBallotHeld,
    AreasAssigned,
    CandidateStruckOff,
    ConstituencyFixed,
    ConstituencyMinutesMade,
    Listed,
    LowTurnoutReported,
    OpenPointSettled,
    RerunDecided,
    ResultAnnulled,
    ResultDetermined,
    ShortfallReported,
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
    BOARD_NA,
    CLERK,
    COMMITTEE,
    COUNCIL,
    DAY,
    NA,
    NEC,
    PEOPLE,
    UNIT,
    C,
    accepted,
    closed,
    counted,
    determined,
    eve,
    first_ballot,
    fixed,
    listed,
    minutes,
    published,
    team,
)
from tests.domain.province import ELECTION, established
from tests.domain.scenario import Scenario, act

MADE = MakeConstituencyMinutes(poll="first")
SUNDAY = date(2021, 5, 30)
AFTER = act("committee", UNIT, "2021-05-26")
NEC_AFTER = act("nec", "VN", "2021-05-26")
SHORT = {"c1": 400}
"""One of three elected."""
ALL = {"c1": 400, "c2": 350, "c3": 300}
HALF = {"voted": 250, "issued": 250, "collected": 250, "valid": 250, "invalid": 0}
"""Exactly half of the voters."""


def state(story: Scenario, stream: str = C) -> State:
    return fold(PROCEDURE, story.events(stream))


def result(story: Scenario, stream: str = C) -> ResultDetermined:
    """The last result on a constituency's stream."""
    found = [event for event in story.events(stream) if isinstance(event, ResultDetermined)]
    return found[-1]


def decide(day: date = SUNDAY) -> DecideAdditionalBallot:
    return DecideAdditionalBallot(day=day, decision="QD-THEM")


def rerun(day: date = SUNDAY, cause: Any = "low_turnout", consent: str = "CV-HDBC") -> DecideRerun:
    return DecideRerun(day=day, cause=cause, decision="QD-LAI", consent=consent)


def annul(*areas: str, day: date | None = SUNDAY) -> AnnulResult:
    return AnnulResult(areas=areas, decision="730/NQ", day=day)


def consented(story: Scenario, stream: str = C) -> Scenario:
    """The committee reported the low turnout and the National Election Council agreed to a re-run."""
    proposed = story.after(stream, ProposeRepoll(poll="rerun", decision="BC-LAI"), AFTER)
    return proposed.after(stream, ConsentToRerun(decision="CV-HDBC"), NEC_AFTER)


def again(story: Scenario, votes: Mapping[str, int], poll: Any = "additional", **figures: Any) -> Scenario:
    """The further vote of the council held, counted and determined; figures of each of the two areas."""
    standing = state(story).candidates(poll)
    paper = minutes(COUNCIL, {**dict.fromkeys(standing, 0), **votes}, poll, **figures)
    story = counted(story, paper, day="2021-05-30")
    return story.after(C, MakeConstituencyMinutes(poll=poll), act("board", UNIT, "2021-05-31"))


# The constituency, its areas, its board


@pytest.mark.covers("p07")
def test_a_constituency_is_opened_as_published() -> None:
    story = Scenario({key: value for key, value in fixed().history.items() if key != C})
    as_published = FixConstituency(ballot="commune", seats=3, unit=UNIT, publisher=UNIT)
    story.when(C, as_published, CLERK).then(
        ConstituencyFixed(ballot="commune", seats=3, unit=UNIT, publisher=UNIT)
    )
    for wrong in ({"seats": 4}, {"ballot": "district"}, {"unit": "BK-NS"}):
        story.when(C, as_published.model_copy(update=wrong), CLERK).then_refused("not_published", UNIT)
    story.when("contest/bk-2021/C-BK-NS-01-9", as_published, CLERK).then_refused("not_published")
    fixed().when(C, as_published, CLERK).then_refused("already_done")


def test_an_unknown_constituency_is_refused_by_name_whoever_asks() -> None:
    nowhere = "contest/bk-2021/C-BK-NS-01-9"
    established().when(nowhere, MADE, BOARD).then_refused("unknown_contest_stream", "C-BK-NS-01-9")
    established().when(nowhere, decide(), COMMITTEE).then_refused("unknown_contest_stream")


def test_only_areas_of_the_commune_that_vote_here_are_assigned_and_each_once() -> None:
    story = fixed()
    first = story.events(C)[0]
    fresh = Scenario({**story.history, C: (first,)})
    fresh.when(C, AssignAreas(unit=UNIT, areas=AREAS), CLERK).then(AreasAssigned(unit=UNIT, areas=AREAS))
    fresh.when(C, AssignAreas(unit=UNIT, areas=("BK-NS-01-A9",)), CLERK).then_refused("unknown_area", "A9")
    fresh.when(C, AssignAreas(unit=UNIT, areas=(AREAS[0], AREAS[0])), CLERK).then_refused("already_done")
    story.when(C, AssignAreas(unit=UNIT, areas=AREAS), CLERK).then_refused("already_done", AREAS[0])


@pytest.mark.parametrize(
    ("size", "codes"), [(6, ["size_out_of_range"]), (7, []), (9, []), (10, ["size_out_of_range"])]
)
@pytest.mark.covers("p11", "story:3")
def test_a_commune_board_outside_seven_to_nine_members_is_noted(size: int, codes: list[str]) -> None:
    by = act("people_committee", UNIT, "2021-03-10")
    fixed().when(C, EstablishBoard(size=size, decision="QD"), by).then_found(*codes)
    published().when(C, EstablishBoard(size=9, decision="QD"), by).then_refused("already_done")


@pytest.mark.covers("p11")
def test_the_board_of_an_assembly_constituency_is_set_up_by_the_province() -> None:
    command = EstablishBoard(size=15, decision="QD")
    fixed().when(NA, command, act("people_committee", "BK", "2021-03-10")).then_found()
    fixed().when(NA, command, act("people_committee", "VN", "2021-03-10")).then_refused(
        "not_authorised", "BK"
    )


# The official list


def candidates(*codes: str, surplus_decision: str = "") -> PublishOfficialList:
    people = tuple(Listed(candidacy=code, order=n, seniority=n) for n, code in enumerate(codes, start=1))
    return PublishOfficialList(candidates=people, decision="NQ", surplus_decision=surplus_decision)


@pytest.mark.covers("p26")
def test_the_national_council_lists_the_assembly_s_candidates_and_the_committee_a_council_s() -> None:
    assembly = PublishOfficialList(candidates=listed(ASSEMBLY), decision="NQ")
    fixed().when(NA, assembly, NEC).then_found()
    fixed().when(NA, assembly, act("committee", "BK", "2021-04-27")).then_refused("not_authorised", "VN")
    fixed().when(C, candidates("c1", "c2", "c3", "c4", "c5"), COMMITTEE).then_found()
    fixed().when(C, candidates("c1"), act("nec", UNIT, "2021-04-27")).then_refused(
        "not_authorised", "committee"
    )


def test_a_candidate_is_listed_once_and_so_is_each_place_on_the_ballot() -> None:
    fixed().when(C, candidates("c1", "c2", "c1", "c3", "c4"), COMMITTEE).then_refused("candidate_twice", "c1")
    people = tuple(Listed(candidacy=f"c{n}", order=min(n, 4), seniority=n) for n in range(1, 6))
    twice = PublishOfficialList(candidates=people, decision="NQ")
    fixed().when(C, twice, COMMITTEE).then_refused("listed_twice", "order")
    published().when(C, candidates("c1", "c2", "c3", "c4", "c5"), COMMITTEE).then_refused("already_done")


def test_only_those_who_stand_here_with_an_accepted_dossier_are_listed() -> None:
    fixed().when(C, candidates("c1", "c2", "c3", "c4", "n1"), COMMITTEE).then_refused("not_accepted", "n1")
    elsewhere = fixed().and_given("candidacy/bk-2021/x1", *accepted("x1", "commune", "BK-NS-02"))
    elsewhere.when(C, candidates("c1", "c2", "c3", "c4", "x1"), COMMITTEE).then_refused("not_accepted", "x1")
    unchecked = fixed().and_given("candidacy/bk-2021/x2", *accepted("x2", "commune", UNIT)[:2])
    unchecked.when(C, candidates("c1", "c2", "c3", "c4", "x2"), COMMITTEE).then_refused("not_accepted", "x2")


def test_a_central_nominee_stands_for_the_assembly_in_a_province() -> None:
    story = fixed().and_given("candidacy/bk-2021/tw", *accepted("tw", "na", "VN"))
    story.when(NA, candidates("n1", "n2", "n3", "n4", "tw"), NEC).then_found()


@pytest.mark.parametrize(("seats", "enough"), [(1, 2), (2, 3), (3, 5), (4, 7), (5, 8)])
@pytest.mark.covers("p26", "story:24")
def test_a_council_list_has_the_surplus_of_its_seats_or_a_decision_that_allows_less(
    seats: int, enough: int
) -> None:
    people = [f"c{n}" for n in range(1, enough + 1)]
    fixed(seats).when(C, candidates(*people), COMMITTEE).then_found()
    fewer = candidates(*people[:-1])
    fixed(seats).when(C, fewer, COMMITTEE).then_refused("no_surplus", str(enough), "Điều 58.3")
    allowed = fewer.model_copy(update={"surplus_decision": "QD-KHUYET"})
    assert fixed(seats).when(C, allowed, COMMITTEE).one().surplus_decision == "QD-KHUYET"


def strike(code: str) -> StrikeOffCandidate:
    return StrikeOffCandidate(candidacy=code, why="strike_charged", decision="QD-XT", consent="CV-MT")


@pytest.mark.covers("p30")
def test_a_candidate_is_struck_off_until_the_first_area_opens() -> None:
    by = act("committee", UNIT, "2021-05-20")
    eve().when(C, strike("c1"), by).then(
        CandidateStruckOff(
            candidacy="c1", why="Bị khởi tố bị can (Điều 60)", decision="QD-XT", consent="CV-MT"
        )
    )
    opened = eve().after(A2, OpenPolling(poll="first"), team("05:00"))
    opened.when(C, strike("c1"), act("committee", UNIT, f"{DAY}T05:30:00")).then_refused(
        "polling_began", "c1"
    )


def test_nobody_is_struck_off_twice_or_without_being_listed() -> None:
    by = act("committee", UNIT, "2021-05-20")
    eve().when(C, strike("n1"), by).then_refused("not_listed", "n1")
    eve().after(C, strike("c1"), by).when(C, strike("c1"), by).then_refused("not_listed")


@pytest.mark.covers("p30", "story:24")
def test_striking_off_below_the_lawful_surplus_is_noted() -> None:
    by = act("committee", UNIT, "2021-05-20")
    story = eve()
    for code in ("c1", "c2", "c3"):
        story.when(C, strike(code), by).then_found()
        story = story.after(C, strike(code), by)
    story.when(C, strike("c4"), by).then_found("F.402")
    assert state(story).candidates("first") == ("c4", "c5", "c6", "c7", "c8")


# Minutes and result


@pytest.mark.covers("p40", "story:23")
def test_the_board_adds_up_both_areas_and_determines_the_result() -> None:
    made, found = first_ballot(ALL).when(C, MADE, BOARD).events
    assert isinstance(made, ConstituencyMinutesMade)
    assert isinstance(found, ResultDetermined)
    assert (made.figures.registered, made.figures.voted, made.figures.valid) == (1000, 960, 940)
    assert made.figures.votes["c1"] == 800
    assert [(team.area, team.edition, team.poll) for team in made.teams] == [(code, 1, "") for code in AREAS]
    assert len({team.event for team in made.teams} - {""}) == len(AREAS)
    assert (found.outcome, found.elected, found.seats) == ("complete", ("c1", "c2", "c3"), 3)
    assert found.percent["c1"] == "85.11"
    assert state(determined(ALL)).settled


def test_the_board_waits_for_every_area_and_names_those_missing() -> None:
    eve().when(C, MADE, BOARD).then_refused("minutes_missing", *AREAS)
    story = closed(eve(), A1)
    for paper in (minutes(ASSEMBLY, {"n1": 470}), minutes(COUNCIL, ALL)):
        story = story.after(A1, paper, team("22:00"))
    story.when(C, MADE, BOARD).then_refused("minutes_missing", *AREAS)
    story = story.after(A1, SendCountingMinutes(poll="first"), team("23:00"))
    outcome = story.when(C, MADE, BOARD)
    outcome.then_refused("minutes_missing", AREAS[1])
    assert outcome.refusal is not None
    assert AREAS[0] not in outcome.refusal.sentence


def test_there_are_no_constituency_minutes_without_a_board() -> None:
    story = first_ballot(ALL)
    without = Scenario(
        {**story.history, C: tuple(e for e in story.events(C) if type(e).__name__ != "BoardEstablished")}
    )
    without.when(C, MADE, BOARD).then_refused("too_early", "Ban bầu cử")


def test_constituency_minutes_are_made_once_and_by_the_board_of_the_unit() -> None:
    determined(ALL).when(C, MADE, BOARD).then_refused("already_done")
    first_ballot(ALL).when(C, MADE, BOARD_NA).then_refused("not_authorised", UNIT)


def test_oddities_of_the_areas_show_again_in_the_sums() -> None:
    story = first_ballot(ALL, collected=555, valid=545)
    made = story.when(C, MADE, BOARD).events[0]
    assert isinstance(made, ConstituencyMinutesMade)
    assert [finding.code for finding in made.findings] == ["F.202", "F.203"]


@pytest.mark.covers("p40", "story:58")
def test_a_tie_at_the_last_seat_goes_to_the_elder_by_the_seniority_of_the_list() -> None:
    found = result(determined({"c1": 400, "c2": 350, "c3": 300, "c4": 300}))
    assert (found.outcome, found.elected) == ("complete", ("c1", "c2", "c4"))
    assert "78.4" in "".join(reason.article for reason in found.reasons)


def test_a_struck_off_candidate_is_not_elected_even_with_votes() -> None:
    story = eve().after(C, strike("c1"), act("committee", UNIT, "2021-05-20"))
    story = counted(story, minutes(ASSEMBLY, {"n1": 470}), minutes(COUNCIL, {**ALL, "c4": 250}))
    assert result(story.after(C, MADE, BOARD)).elected == ("c2", "c3", "c4")


# Article 79: councils


@pytest.mark.covers("p40", "story:11", "story:58")
def test_two_of_three_on_a_council_gets_no_additional_ballot() -> None:
    story = determined({"c1": 400, "c2": 350})
    assert (result(story).outcome, state(story).settled) == ("closed_short", True)
    story.when(C, decide(), AFTER).then_refused("no_additional", "Điều 79.2", "2 trên 3")


@pytest.mark.covers("p40", "p42", "story:11", "story:58")
def test_one_of_three_on_a_council_must_have_an_additional_ballot_and_is_reported_at_once() -> None:
    events = first_ballot(SHORT).when(C, MADE, BOARD).events
    assert events[-1] == ShortfallReported(seats=3, elected=1)
    story = determined(SHORT)
    assert (result(story).outcome, state(story).settled) == ("additional", False)
    assert result(story).next.latest == date(2021, 6, 7)
    assert state(story).awaiting == "quyết định bầu cử thêm"
    found = story.when(C, decide(), AFTER).one()
    assert (found.day, found.seats) == (SUNDAY, 2)
    assert found.candidates == ("c2", "c3", "c4", "c5", "c6", "c7", "c8")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 5, 22), "outside_window"),
        (date(2021, 5, 23), "outside_window"),
        (date(2021, 5, 25), "outside_window"),
        (date(2021, 5, 30), ""),
        (date(2021, 6, 6), ""),
        (date(2021, 6, 7), ""),
        (date(2021, 6, 8), "outside_window"),
    ],
)
def test_an_additional_ballot_is_held_after_the_decision_and_within_fifteen_days(
    day: date, code: str
) -> None:
    outcome = determined(SHORT).when(C, decide(day), AFTER)
    assert (outcome.refusal.code if outcome.refusal else "") == code


def test_an_additional_ballot_is_never_on_election_day_but_may_be_on_the_day_of_its_decision() -> None:
    evening = act("committee", UNIT, "2021-05-23T23:00:00")
    determined(SHORT).when(C, decide(date(2021, 5, 23)), evening).then_refused(
        "outside_window", "sau 23/05/2021"
    )
    same_day = act("committee", UNIT, "2021-05-30T06:00:00")
    determined(SHORT).when(C, decide(), same_day).then_found()


def test_an_additional_ballot_on_a_weekday_is_noted() -> None:
    determined(SHORT).when(C, decide(date(2021, 6, 7)), AFTER).then_found("F.401")


def test_version_a_lets_nobody_move_the_last_day_of_a_further_vote() -> None:
    """Article 98.3 came with version B; what is recorded in A stays recorded and changes nothing here."""
    command = MoveDeadline.model_validate(
        {
            "deadline": "bau_them_day",
            "level": "commune",
            "due": "2021-06-13T23:59:59+07:00",
            "decision": "NQ-DOI",
            "reason": "Lũ quét",
        }
    )
    story = determined(SHORT).after(ELECTION, command, act("nec", "VN", "2021-05-24"))
    later = decide(date(2021, 6, 13))
    story.when(C, later, AFTER).then_refused("outside_window", "07/06/2021")
    story.when(C, later, act("committee", UNIT, "2021-06-08")).then_refused(
        "no_lawful_day", "07/06/2021", "Điều 79.3", "luật bản A"
    )


def test_the_committee_decides_for_its_council_and_not_the_national_council() -> None:
    determined(SHORT).when(C, decide(), NEC_AFTER).then_refused("not_authorised", UNIT)
    determined(SHORT).when(C, decide(), act("committee", "BK", "2021-05-26")).then_refused("not_authorised")


def test_no_additional_ballot_before_the_result_or_where_nobody_is_missing() -> None:
    first_ballot(SHORT).when(C, decide(), AFTER).then_refused("too_early")
    determined(ALL).when(C, decide(), AFTER).then_refused("no_additional", "đủ")


def test_a_council_s_shortfall_may_not_be_declined() -> None:
    command = DeclineAdditionalBallot(decision="QD", why="không cần")
    determined(SHORT).when(C, command, NEC_AFTER).then_refused("nothing_to_decline")


@pytest.mark.covers("p44")
def test_the_additional_ballot_adds_to_the_elected_of_the_first() -> None:
    story = again(determined(SHORT).after(C, decide(), AFTER), {"c2": 300, "c3": 250})
    found = result(story)
    assert (found.outcome, found.seats, found.elected) == ("complete", 2, ("c2", "c3"))
    assert state(story).elected == ("c1", "c2", "c3")
    assert state(story).settled


@pytest.mark.covers("p44", "story:58")
def test_an_additional_ballot_with_nobody_over_half_closes_short_and_there_is_no_second() -> None:
    story = again(determined(SHORT).after(C, decide(), AFTER), {"c2": 235, "c3": 235})
    assert (result(story).outcome, result(story).elected) == ("closed_short", ())
    assert state(story).elected == ("c1",)
    assert state(story).settled
    story.when(C, decide(date(2021, 6, 6)), AFTER).then_refused("second_additional", "79.3")


def test_minutes_of_an_additional_ballot_need_the_decision() -> None:
    command = MakeConstituencyMinutes(poll="additional")
    determined(SHORT).when(C, command, BOARD).then_refused("too_early", "quyết định")


def test_while_the_additional_ballot_is_to_come_the_constituency_waits_for_its_day() -> None:
    story = determined(SHORT).after(C, decide(), AFTER)
    assert state(story).awaiting == "bầu cử thêm ngày 30/05/2021"
    assert not state(story).settled
    story.when(C, decide(), AFTER).then_refused("second_additional")


# Article 79: the Assembly


@pytest.mark.covers("p41")
def test_the_assembly_short_by_one_leaves_the_decision_to_the_national_council() -> None:
    story = determined(ALL, {"n1": 400, "n2": 350})
    assert result(story, NA).outcome == "ask_nec_additional"
    assert state(story, NA).awaiting == "quyết định của Hội đồng bầu cử quốc gia về bầu cử thêm"
    story.when(NA, decide(), act("committee", "BK", "2021-05-26")).then_refused("not_authorised", "VN")
    assert story.when(NA, decide(), NEC_AFTER).one().candidates == ("n3", "n4", "n5")
    decline = DeclineAdditionalBallot(decision="NQ", why="Đủ cơ cấu")
    story.when(NA, decline, NEC_AFTER).then(AdditionalBallotDeclined(decision="NQ", why="Đủ cơ cấu"))
    story = story.after(NA, decline, NEC_AFTER)
    assert state(story, NA).settled
    assert state(story, NA).elected == ("n1", "n2")
    story.when(NA, decide(), NEC_AFTER).then_refused("already_done")
    story.when(NA, decline, NEC_AFTER).then_refused("already_done")


def test_what_was_decided_is_not_declined_afterwards() -> None:
    story = determined(ALL, {"n1": 400}).after(NA, decide(), NEC_AFTER)
    command = DeclineAdditionalBallot(decision="NQ", why="thôi")
    story.when(NA, command, NEC_AFTER).then_refused("nothing_to_decline")


# Articles 80 and 81: the re-run


def half() -> Scenario:
    return determined({"c1": 200, "c2": 180, "c3": 150}, {"n1": 250}, **HALF)


@pytest.mark.covers("p40", "p43", "story:58")
def test_exactly_half_of_the_voters_is_reported_at_once_and_elects_nobody() -> None:
    found = half()
    assert found.events(C)[-1] == LowTurnoutReported(registered=1000, voted=500)
    assert (result(found).outcome, result(found).elected) == ("rerun", ())
    assert state(found).awaiting == "quyết định bầu cử lại"


def test_a_committee_decides_a_rerun_only_with_the_consent_of_the_national_council() -> None:
    half().when(C, rerun(), AFTER).then_refused("no_consent", "Điều 80.3")
    event = consented(half()).when(C, rerun(consent=""), AFTER).one()
    assert (event.consent, event.candidates) == ("CV-HDBC", PEOPLE[COUNCIL])
    half().when(NA, rerun(consent=""), NEC_AFTER).then_found()
    half().when(NA, rerun(), act("committee", "BK", "2021-05-26")).then_refused("not_authorised")


def test_a_rerun_has_its_last_day_and_is_decided_once() -> None:
    agreed = consented(half())
    agreed.when(C, rerun(date(2021, 6, 8)), AFTER).then_refused("outside_window", "07/06/2021")
    agreed.after(C, rerun(), AFTER).when(C, rerun(), AFTER).then_refused("already_done")


def test_without_low_turnout_only_annulment_leads_to_a_rerun_and_only_the_national_council_annuls() -> None:
    determined(ALL).when(C, rerun(), AFTER).then_refused("no_rerun")
    determined(ALL).when(C, annul(), AFTER).then_refused("not_authorised", "VN")
    determined(ALL).when(C, rerun(cause="annulled"), AFTER).then_refused("not_authorised", "VN")
    annulled, decided = determined(ALL).when(C, annul(), NEC_AFTER).events
    assert isinstance(annulled, ResultAnnulled)
    assert isinstance(decided, RerunDecided)
    assert (decided.ground, decided.areas, decided.candidates) == ("Điều 81", (), PEOPLE[COUNCIL])
    determined(ALL).when(C, rerun(cause="annulled"), NEC_AFTER).then_refused("no_rerun")
    eve().when(C, annul(), NEC_AFTER).then_refused("nothing_to_annul", *AREAS)


@pytest.mark.covers("p44")
def test_a_rerun_with_low_turnout_again_stands_and_fills_all_seats() -> None:
    story = again(
        consented(half()).after(C, rerun(), AFTER), {"c4": 200, "c5": 180, "c6": 150}, "rerun", **HALF
    )
    found = result(story)
    assert (found.outcome, found.seats, found.elected) == ("complete", 3, ("c4", "c5", "c6"))
    assert "Điều 80.4" in [reason.article for reason in found.reasons]
    assert state(story).elected == ("c4", "c5", "c6")


def test_an_annulled_result_is_replaced_by_the_rerun() -> None:
    story = determined(ALL).after(C, annul(), NEC_AFTER)
    assert state(story).awaiting == "bầu cử lại ngày 30/05/2021"
    story = again(story, {"c4": 400, "c5": 350}, "rerun")
    assert (result(story).outcome, state(story).elected) == ("closed_short", ("c4", "c5"))
    story.when(C, decide(date(2021, 6, 6)), act("committee", UNIT, "2021-06-01")).then_refused(
        "no_additional", "O-4"
    )


def test_annulment_ends_the_way_to_an_additional_ballot() -> None:
    annulled = determined(SHORT).after(C, annul(), NEC_AFTER)
    annulled.when(C, decide(), AFTER).then_refused("no_additional", "bầu cử lại")
    both = determined(SHORT).after(C, decide(), AFTER).after(C, annul(), NEC_AFTER)
    command = MakeConstituencyMinutes(poll="additional")
    both.when(C, command, BOARD).then_refused("too_early", "bầu cử lại")


@pytest.mark.covers("p44", "story:13")
def test_the_clerk_notes_a_further_vote_once_it_is_held() -> None:
    command = OpenRepoll(poll="additional")
    by = act("clerk", "VN", "2021-05-30T07:00:00")
    determined(SHORT).when(C, command, by).then_refused("too_early")
    story = determined(SHORT).after(C, decide(), AFTER)
    everything = PrepareRepoll(poll="additional", done=("voter_list", "cards", "ballots", "boxes", "notices"))
    ready = story.after(C, everything, AFTER)
    ready.when(C, command, by).then(AdditionalBallotHeld(day=SUNDAY))
    ready.when(C, everything, AFTER).then_refused("already_done")
    story.when(C, command, by).then(AdditionalBallotHeld(day=SUNDAY))
    story.when(C, PrepareRepoll(poll="additional", done=("voter_list", "cards")), AFTER).then_found("F.403")
    ready_now = story.when(C, everything, AFTER)
    ready_now.then_found()
    story.when(C, PrepareRepoll(poll="rerun", done=("cards",)), AFTER).then_refused("too_early")
    story.after(C, command, by).when(C, command, by).then_refused("already_done")
    board = act("board", UNIT, "2021-05-30T07:00:00")
    voting = consented(half()).after(C, rerun(), AFTER)
    assert voting.when(C, OpenRepoll(poll="rerun"), board).one().day == SUNDAY


# Open points of the law


def twins(seats: int = 3) -> Scenario:
    """The two eldest of the list, born on one day, tie at the last seat."""
    return determined({"c1": 400, "c2": 350, "c7": 300, "c8": 300}, seats=seats)


def choose(*elected: str, poll: Any = "first") -> SettleOpenPoint:
    return SettleOpenPoint(poll=poll, elected=elected, decision="NQ-HDBC", why="bốc thăm trước hai bên")


def test_twins_who_tie_at_the_last_seat_wait_for_a_decision_and_the_others_are_certain() -> None:
    story = twins()
    found = result(story)
    assert (found.outcome, found.elected, found.open) == ("open_point", ("c1", "c2"), ("c7", "c8"))
    assert found.ground == "Điều 78.4 (O-2)"
    assert not state(story).settled


def test_the_decision_on_an_open_point_chooses_among_those_concerned_and_as_many_as_there_are_seats() -> None:
    story = twins()
    for wrong in ((), ("c3",), ("c7", "c8"), ("c7", "c7")):
        story.when(C, choose(*wrong), NEC_AFTER).then_refused("not_open", "c7, c8")
    story.when(C, choose("c7"), AFTER).then_refused("not_authorised")
    story.when(C, choose("c7"), NEC_AFTER).then(
        OpenPointSettled(poll="first", elected=("c7",), decision="NQ-HDBC", why="bốc thăm trước hai bên")
    )
    settled = story.after(C, choose("c7"), NEC_AFTER)
    assert state(settled).elected == ("c1", "c2", "c7")
    assert state(settled).settled
    settled.when(C, choose("c7"), NEC_AFTER).then_refused("no_open_point")


def test_where_both_twins_have_a_seat_nothing_is_open() -> None:
    found = result(determined({"c1": 400, "c7": 300, "c8": 300}))
    assert (found.outcome, set(found.elected)) == ("complete", {"c1", "c7", "c8"})


def test_low_turnout_in_an_additional_ballot_waits_for_a_decision_that_may_elect_all_or_nobody() -> None:
    story = again(determined(SHORT).after(C, decide(), AFTER), {"c2": 200, "c3": 150}, **HALF)
    found = result(story)
    assert (found.outcome, found.elected, found.open) == ("open_point", (), ("c2", "c3"))
    assert found.ground == "Điều 78.1, 80.4 (O-3)"
    assert state(story).elected == ("c1",)
    story.when(C, choose("c2", poll="additional"), NEC_AFTER).then_refused("not_open")
    everybody = story.after(C, choose("c2", "c3", poll="additional"), NEC_AFTER)
    nobody = story.after(C, choose(poll="additional"), NEC_AFTER)
    assert state(everybody).elected == ("c1", "c2", "c3")
    assert state(nobody).elected == ("c1",)
    assert state(everybody).settled
    assert state(nobody).settled


def test_no_open_point_is_settled_where_the_law_is_clear() -> None:
    determined(ALL).when(C, choose("c4"), NEC_AFTER).then_refused("no_open_point", "không còn việc gì")
    first_ballot(ALL).when(C, choose("c4"), NEC_AFTER).then_refused("no_open_point")
    assert state(established().and_given(A1)).pending == "first"
