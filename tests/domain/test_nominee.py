"""Before the nomination: proposed, heard at work, replaced (Articles 41, 42 and 52; p13 to p15)."""

from __future__ import annotations

import pytest

from domain.candidacy.commands import (
    HoldNomineeConference,
    Nominate,
    ProposeNominee,
    ReplaceNominee,
    SendNomineeMinutes,
)
from domain.candidacy.events import NomineeMinutesSent, NomineeProposed, NomineeReplaced
from domain.candidacy.ground import Replacement
from tests.domain.province import COMMUNE, consulted, estimated, first_round
from tests.domain.scenario import Scenario, act

PERSON = "candidacy/bk-2021/c-001"
NOMINATOR = act("nominator", "BK-NS-01", "2021-03-01")
PROPOSE = ProposeNominee(ballot="commune", unit="BK-NS-01")
NOMINATE = Nominate(ballot="commune", unit="BK-NS-01", origin="agency")


def begun() -> Scenario:
    return estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))


def met(
    confident: int, present: int = 60, summoned: int = 90, sitting: int = 1, counters: int = 3
) -> HoldNomineeConference:
    return HoldNomineeConference(
        sitting=sitting,
        summoned=summoned,
        present=present,
        confident=confident,
        method="hands",
        counters=counters,
    )


def proposed(*conferences: HoldNomineeConference) -> Scenario:
    story = begun().after(PERSON, PROPOSE, NOMINATOR)
    for conference in conferences:
        story = story.after(PERSON, conference, NOMINATOR)
    return story


@pytest.mark.covers("p13", "p14")
def test_a_leadership_proposes_after_the_first_round_and_once() -> None:
    begun().when(PERSON, PROPOSE, NOMINATOR).then(NomineeProposed(ballot="commune", unit="BK-NS-01"))
    estimated().when(PERSON, PROPOSE, NOMINATOR).then_refused("too_early", "lần thứ nhất")
    proposed().when(PERSON, PROPOSE, NOMINATOR).then_refused("already_done")
    by = act("candidate", "BK-NS-01", "2021-03-01")
    begun().when(PERSON, PROPOSE, by).then_refused("not_authorised")


@pytest.mark.covers("p13", "p14", "story:30")
def test_exactly_half_of_those_present_does_not_trust_a_nominee_and_one_more_does() -> None:
    half = proposed().when(PERSON, met(30), NOMINATOR)
    half.then_found()
    assert half.one().standing == "distrusted"
    assert proposed().when(PERSON, met(31), NOMINATOR).one().standing == "trusted"


@pytest.mark.covers("p13")
def test_a_nominee_without_confidence_is_not_nominated_and_somebody_else_begins_anew() -> None:
    story = proposed(met(30))
    story.when(PERSON, NOMINATE, NOMINATOR).then_refused("nominee_distrusted")
    other = ReplaceNominee(successor="c-002", ground="distrusted")
    story.when(PERSON, other, NOMINATOR).then(
        NomineeReplaced(successor="c-002", reason="Không được quá nửa số cử tri có mặt tín nhiệm")
    )
    story = story.after(PERSON, other, NOMINATOR)
    story.when(PERSON, NOMINATE, NOMINATOR).then_refused("replaced")
    story.when(PERSON, met(60, sitting=2), NOMINATOR).then_refused("replaced")
    story.when("candidacy/bk-2021/c-002", PROPOSE, NOMINATOR).then_found()


def test_somebody_trusted_is_not_replaced_for_want_of_trust_nor_by_himself() -> None:
    story = proposed(met(60))
    story.when(PERSON, ReplaceNominee(successor="c-002", ground="distrusted"), NOMINATOR).then_refused(
        "not_distrusted"
    )
    story.when(PERSON, ReplaceNominee(successor="c-001", ground="own_request"), NOMINATOR).then_refused(
        "own_successor"
    )


@pytest.mark.parametrize("ground", ["own_request", "nominator_request"])
def test_a_nominee_may_be_replaced_on_request(ground: Replacement) -> None:
    proposed(met(60)).when(PERSON, ReplaceNominee(successor="c-002", ground=ground), NOMINATOR).then_found()


def test_a_conference_held_again_decides_instead_of_the_first() -> None:
    story = proposed(met(10), met(50, sitting=2))
    story.when(PERSON, NOMINATE, NOMINATOR).then_found()
    story.when(PERSON, met(60, sitting=2), NOMINATOR).then_refused("already_done")


@pytest.mark.covers("p13", "p14")
def test_a_conference_below_two_thirds_or_counted_by_too_many_is_noted() -> None:
    proposed().when(PERSON, met(59, present=59), NOMINATOR).then_found("below_quorum")
    proposed().when(PERSON, met(50, counters=6), NOMINATOR).then_found("counters_out_of_range")
    proposed().when(PERSON, met(70, present=70, summoned=400), NOMINATOR).then_found()
    proposed().when(PERSON, met(69, present=69, summoned=400), NOMINATOR).then_found("below_quorum")


def test_more_people_than_summoned_and_more_votes_than_people_are_refused() -> None:
    proposed().when(PERSON, met(60, present=91), NOMINATOR).then_refused("more_than", "91", "90")
    proposed().when(PERSON, met(61, present=60), NOMINATOR).then_refused("more_than", "61", "60")


def test_a_conference_needs_somebody_proposed_who_is_not_nominated_yet() -> None:
    begun().when(PERSON, met(60), NOMINATOR).then_refused("too_early")
    story = proposed(met(60)).after(PERSON, NOMINATE, NOMINATOR)
    story.when(PERSON, met(60, sitting=2), NOMINATOR).then_refused("nominated_already")
    story.when(PERSON, ReplaceNominee(successor="c-2", ground="own_request"), NOMINATOR).then_refused(
        "nominated_already"
    )


def test_a_nomination_without_the_conference_at_work_is_noted() -> None:
    proposed().when(PERSON, NOMINATE, NOMINATOR).then_found("no_workplace_conference")


def test_a_nominee_is_put_forward_as_proposed_and_not_otherwise() -> None:
    village = Nominate(ballot="commune", unit="BK-NS-01", origin="village")
    proposed(met(60)).when(PERSON, village, NOMINATOR).then_refused("not_as_proposed", "BK-NS-01")


@pytest.mark.covers("p15")
def test_the_minutes_of_a_nomination_go_to_the_front_once_by_article_52_6() -> None:
    story = proposed(met(60)).after(PERSON, NOMINATE, NOMINATOR)
    story.when(PERSON, SendNomineeMinutes(), NOMINATOR).then(NomineeMinutesSent(ballot="commune"))
    story = story.after(PERSON, SendNomineeMinutes(), NOMINATOR)
    story.when(PERSON, SendNomineeMinutes(), NOMINATOR).then_refused("already_done")
    proposed(met(60)).when(PERSON, SendNomineeMinutes(), NOMINATOR).then_refused("too_early")


@pytest.mark.covers("p15")
def test_minutes_of_a_nomination_after_the_second_round_are_noted() -> None:
    story = consulted("c-001").after(PERSON, NOMINATE, NOMINATOR)
    story.when(PERSON, SendNomineeMinutes(), NOMINATOR).then_found("minutes_after_second_round")


def test_who_nominates_himself_has_no_such_minutes() -> None:
    oneself = Nominate(ballot="commune", unit="BK-NS-01", origin="self")
    story = begun().after(PERSON, oneself, act("candidate", "BK-NS-01", "2021-03-01"))
    story.when(PERSON, SendNomineeMinutes(), NOMINATOR).then_refused("self_nominated")
