"""A village nominates for the commune's council (Article 52, R16), and voters asked online (R18)."""

from __future__ import annotations

import pytest

from domain.candidacy.commands import Nominate
from domain.consultation.commands import (
    AllowOnlineConferences,
    HoldVillageConference,
    HoldVoterConferences,
    ProposeInVillage,
)
from domain.consultation.events import Conference, OnlineConferencesAllowed, VillageProposed
from domain.consultation.terms import Form
from tests.domain.province import BK, COMMUNE, consulted, established, estimated, first_round
from tests.domain.scenario import Scenario, act
from tests.domain.test_dossier import province_2026

FRONT = act("front", "BK-NS-01", "2021-03-01")
PROPOSE = ProposeInVillage(village="T-1", proposed=("c-001", "c-002"), places=1)


def begun() -> Scenario:
    return estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))


def proposed() -> Scenario:
    return begun().after(COMMUNE, PROPOSE, FRONT)


def meet(
    votes: dict[str, int],
    second: dict[str, int] | None = None,
    *,
    present: int = 60,
    summoned: int = 90,
    sitting: int = 1,
    counters: int = 3,
    form: Form = "meeting",
) -> HoldVillageConference:
    return HoldVillageConference(
        village="T-1",
        sitting=sitting,
        summoned=summoned,
        present=present,
        method="hands",
        form=form,
        counters=counters,
        places=1,
        votes=votes,
        second=second or {},
    )


@pytest.mark.covers("p14", "story:36")
def test_the_work_committee_of_a_village_proposes_after_the_first_round_and_once() -> None:
    begun().when(COMMUNE, PROPOSE, FRONT).then(
        VillageProposed(village="T-1", proposed=("c-001", "c-002"), places=1)
    )
    estimated().when(COMMUNE, PROPOSE, FRONT).then_refused("too_early")
    proposed().when(COMMUNE, PROPOSE, FRONT).then_refused("already_done", "T-1")
    twice = PROPOSE.model_copy(update={"proposed": ("c-001", "c-001")})
    begun().when(COMMUNE, twice, FRONT).then_refused("listed_twice")
    begun().when(COMMUNE, PROPOSE.model_copy(update={"places": 3}), FRONT).then_found("fewer_than_allotted")


@pytest.mark.covers("p14", "story:36")
def test_only_a_commune_has_villages_that_nominate() -> None:
    established().when(BK, PROPOSE, act("front", "BK", "2021-03-01")).then_refused("wrong_level")


@pytest.mark.covers("p14", "story:36")
def test_the_village_nominates_whom_more_than_half_of_those_present_want_most_votes_first() -> None:
    held = proposed().when(COMMUNE, meet({"c-001": 31, "c-002": 40}), FRONT)
    held.then_found()
    assert (held.one().step, held.one().nominated) == ("done", ("c-002",))
    half = proposed().when(COMMUNE, meet({"c-001": 30, "c-002": 30}), FRONT).one()
    assert (half.step, half.nominated) == ("done", ())


@pytest.mark.covers("p14")
def test_equal_votes_at_the_last_place_lead_to_a_second_vote_which_the_higher_number_wins() -> None:
    tie = {"c-001": 40, "c-002": 40}
    proposed().when(COMMUNE, meet(tie), FRONT).then_found("village_second_vote")
    story = proposed().after(COMMUNE, meet(tie), FRONT)
    won = story.when(COMMUNE, meet(tie, {"c-001": 29, "c-002": 21}, sitting=2), FRONT)
    won.then_found()
    assert won.one().nominated == ("c-001",)
    still = proposed().when(COMMUNE, meet(tie, {"c-001": 25, "c-002": 25}), FRONT)
    still.then_found("village_conference_decides")
    assert still.one().tied == ("c-001", "c-002")


def test_a_second_vote_on_others_and_more_votes_than_people_are_refused() -> None:
    tie = {"c-001": 40, "c-002": 40}
    proposed().when(COMMUNE, meet(tie, {"c-001": 9, "c-003": 8}), FRONT).then_refused("village_vote", "T-1")
    proposed().when(COMMUNE, meet({"c-001": 61}), FRONT).then_refused("village_vote", "61")
    proposed().when(COMMUNE, meet({"c-001": 40}, present=91), FRONT).then_refused("more_than")


def test_a_village_meets_after_its_proposal_and_not_again_when_it_is_done() -> None:
    begun().when(COMMUNE, meet({"c-001": 40}), FRONT).then_refused("too_early", "Ban công tác")
    story = proposed().after(COMMUNE, meet({"c-001": 40}), FRONT)
    story.when(COMMUNE, meet({"c-002": 40}, sitting=2), FRONT).then_refused("already_done")


@pytest.mark.covers("p14", "story:30")
def test_a_village_conference_below_its_quorum_or_counted_by_too_many_is_noted() -> None:
    proposed().when(COMMUNE, meet({"c-001": 40}, present=44), FRONT).then_found("below_quorum")
    proposed().when(COMMUNE, meet({"c-001": 40}, counters=6), FRONT).then_found("counters_out_of_range")


@pytest.mark.covers("p14", "story:36")
def test_a_village_nominee_is_put_forward_only_when_the_conference_nominated_him() -> None:
    command = Nominate(ballot="commune", unit="BK-NS-01", origin="village", village="T-1")
    by = act("nominator", "BK-NS-01", "2021-03-02")
    person = "candidacy/bk-2021/c-001"
    proposed().when(person, command, by).then_refused("too_early", "T-1")
    story = proposed().after(COMMUNE, meet({"c-001": 31, "c-002": 40}), FRONT)
    story.when(person, command, by).then_refused("not_nominated", "T-1")
    story.when("candidacy/bk-2021/c-002", command, by).then_found()
    agency = command.model_copy(update={"origin": "agency"})
    story.when("candidacy/bk-2021/c-002", agency, by).then_refused("not_a_village")


ALLOW = AllowOnlineConferences(cause="epidemic", decision="8/QĐ-UBBC")


@pytest.mark.covers("p19")
def test_voters_are_asked_online_only_where_the_province_or_the_nation_has_allowed_it() -> None:
    met = Conference(candidacy="c-001", place="residence", summoned=90, present=60, confident=60)
    online = HoldVoterConferences(ballot="commune", conferences=(met,), form="paper")
    story = consulted("c-001")
    story.when(COMMUNE, online, FRONT).then_refused("online_not_allowed")
    proposed().when(COMMUNE, meet({"c-001": 40}, form="online"), FRONT).then_refused("online_not_allowed")
    allowed = story.after(COMMUNE, ALLOW, act("committee", "BK", "2021-03-20"))
    assert allowed.when(COMMUNE, online, FRONT).one().form == "paper"
    story.when(COMMUNE, ALLOW, act("nec", "VN", "2021-03-20")).then_found("online_rule_not_read")
    story.when(COMMUNE, ALLOW, act("committee", "BK-NS-01", "2021-03-20")).then_refused("not_authorised")
    story.when(COMMUNE, ALLOW, act("nec", "BK", "2021-03-20")).then_refused("not_authorised")
    allowed.when(COMMUNE, ALLOW, act("committee", "BK", "2021-03-20")).then_refused("already_done")


def test_in_2026_the_rule_on_asking_online_was_read() -> None:
    story = province_2026()
    story.when("unit/bn-2026/BN-01", ALLOW, act("committee", "BN", "2026-02-01")).then(
        OnlineConferencesAllowed(cause="epidemic", decision="8/QĐ-UBBC")
    )
