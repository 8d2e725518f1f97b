"""What voters raise about a candidate, who verifies it and until when (Articles 46 and 55; p22)."""

from __future__ import annotations

from typing import Literal

import pytest

from domain.candidacy.events import CandidateNominated, Origin
from domain.consultation.commands import AnswerMatter, HoldVoterConferences, RaiseMatter, VerifyVoterMatters
from domain.consultation.events import Conference, MatterAnswered
from domain.consultation.terms import Verifier
from domain.law.rules import Place
from tests.domain.province import COMMUNE, consulted, estimated
from tests.domain.scenario import Scenario, act

FRONT = act("front", "BK-NS-01", "2021-04-01")


def heard(origin: Origin = "agency") -> Scenario:
    met = Conference(candidacy="c-001", place="residence", summoned=90, present=60, confident=60)
    nominated = CandidateNominated(ballot="commune", unit="BK-NS-01", origin=origin)
    return (
        consulted("c-001")
        .and_given("candidacy/bk-2021/c-001", nominated)
        .after(COMMUNE, HoldVoterConferences(ballot="commune", conferences=(met,)), FRONT)
    )


def matter(
    number: int = 1, place: Place = "workplace", head: Literal["no", "head", "top"] = "no"
) -> RaiseMatter:
    return RaiseMatter(ballot="commune", matter=number, candidacy="c-001", place=place, head=head)


@pytest.mark.covers("p22", "story:31")
@pytest.mark.parametrize(
    ("origin", "place", "head", "verifier"),
    [
        ("agency", "workplace", "no", "employer"),
        ("agency", "workplace", "head", "superior"),
        ("agency", "workplace", "top", "founder"),
        ("agency", "residence", "no", "nominator"),
        ("village", "residence", "no", "nominator"),
        ("self", "residence", "no", "committee"),
        ("self", "workplace", "no", "committee"),
    ],
)
def test_who_verifies_follows_from_the_place_and_from_who_nominated_by_article_55(
    origin: Origin, place: Place, head: Literal["no", "head", "top"], verifier: Verifier
) -> None:
    raised = heard(origin).when(COMMUNE, matter(place=place, head=head), FRONT).one()
    assert raised.verifier == verifier
    assert raised.due.isoformat() == "2021-04-13T23:59:59+07:00"


@pytest.mark.covers("p22", "story:31")
def test_a_matter_is_answered_once_and_in_its_term() -> None:
    story = heard().after(COMMUNE, matter(), FRONT)
    answer = AnswerMatter(ballot="commune", matter=1, answer="refuted")
    story.when(COMMUNE, answer, act("people_committee", "BK-NS-01", "2021-04-13T23:59:59")).then(
        MatterAnswered(ballot="commune", matter=1, answer="refuted")
    )
    story.when(COMMUNE, answer, act("nominator", "BK-NS-01", "2021-04-14")).then_found("answer_late")
    answered = story.after(COMMUNE, answer, FRONT)
    answered.when(COMMUNE, answer, FRONT).then_refused("unknown_matter")
    heard().when(COMMUNE, answer, FRONT).then_refused("unknown_matter", "1")


def test_a_matter_has_the_next_number_and_somebody_of_the_second_round() -> None:
    heard().when(COMMUNE, matter(2), FRONT).then_refused("wrong_number", "1")
    other = matter().model_copy(update={"candidacy": "c-009"})
    heard().when(COMMUNE, other, FRONT).then_refused("not_on_list", "c-009")
    estimated().when(COMMUNE, matter(), FRONT).then_refused("too_early")


@pytest.mark.covers("p22")
def test_the_summary_says_what_the_matters_on_record_say() -> None:
    story = heard().after(COMMUNE, matter(), FRONT).after(COMMUNE, matter(2), FRONT)
    story = story.after(COMMUNE, AnswerMatter(ballot="commune", matter=2, answer="confirmed"), FRONT)
    wrong = VerifyVoterMatters(ballot="commune", raised=2, answered=2)
    story.when(COMMUNE, wrong, FRONT).then_refused("matters_differ", "2", "1")
    right = VerifyVoterMatters(ballot="commune", raised=2, answered=1)
    story.when(COMMUNE, right, FRONT).then_found("matters_unanswered")
    story.after(COMMUNE, right, FRONT).when(COMMUNE, matter(3), FRONT).then_refused("already_done")
