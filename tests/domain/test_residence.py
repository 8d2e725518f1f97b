"""Conferences at home: one for each candidate, before the third round (Articles 45 and 54; p19)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.consultation.commands import (
    HoldVoterConferences,
    PlanResidenceConferences,
    SendConferenceMinutes,
)
from domain.consultation.events import (
    Conference,
    ConferenceMinutesSent,
    ConsultationHeld,
    Plan,
    ResidenceConferencesPlanned,
)
from tests.domain.province import COMMUNE, consulted, estimated
from tests.domain.scenario import act

FRONT = act("front", "BK-NS-01", "2021-03-25")


def planned(*codes: str, day: date = date(2021, 4, 1), unit: str = "BK-NS-01") -> PlanResidenceConferences:
    plans = tuple(Plan(candidacy=code, unit=unit, day=day, group="block") for code in codes)
    return PlanResidenceConferences(ballot="commune", plans=plans)


@pytest.mark.covers("p19", "story:29")
def test_each_candidate_of_the_second_round_has_one_conference_at_home() -> None:
    story, command = consulted("c-001", "c-002"), planned("c-001", "c-002")
    story.when(COMMUNE, command, FRONT).then(
        ResidenceConferencesPlanned(ballot="commune", edition=1, plans=command.plans)
    )
    story.when(COMMUNE, planned("c-001"), FRONT).then_found("conference_not_planned")
    story.when(COMMUNE, planned("c-001", "c-001"), FRONT).then_refused("listed_twice", "c-001")
    story.when(COMMUNE, planned("c-009"), FRONT).then_refused("not_on_list")
    story.when(COMMUNE, planned("c-001", unit="BK-XX"), FRONT).then_refused("unknown_unit", "BK-XX")
    estimated().when(COMMUNE, command, FRONT).then_refused("too_early")


@pytest.mark.covers("p19", "story:29")
def test_a_conference_planned_after_the_last_day_of_the_third_round_is_noted() -> None:
    story = consulted("c-001")
    story.when(COMMUNE, planned("c-001", day=date(2021, 4, 18)), FRONT).then_found()
    late = planned("c-001", day=date(2021, 4, 19))
    story.when(COMMUNE, late, FRONT).then_found("conference_planned_late")


def test_a_plan_takes_the_place_of_the_one_before_until_the_third_round() -> None:
    story = consulted("c-001").after(COMMUNE, planned("c-001"), FRONT)
    second = planned("c-001", day=date(2021, 4, 2)).model_copy(update={"edition": 2})
    story.when(COMMUNE, second, FRONT).then_found()
    story.when(COMMUNE, second.model_copy(update={"edition": 3}), FRONT).then_refused("wrong_number", "2")
    third = ConsultationHeld(ballot="commune", round=3, invited=9, present=9, agreed=("c-001",))
    story.and_given(COMMUNE, third).when(COMMUNE, second, FRONT).then_refused("already_done")


@pytest.mark.covers("p19")
def test_the_minutes_of_a_gathering_go_to_the_front_once_by_article_54_5() -> None:
    met = Conference(candidacy="c-001", place="residence", summoned=90, present=60, confident=60)
    command = SendConferenceMinutes(ballot="commune")
    story = consulted("c-001")
    story.when(COMMUNE, command, FRONT).then_refused("too_early", "đợt 1")
    story = story.after(COMMUNE, HoldVoterConferences(ballot="commune", conferences=(met,)), FRONT)
    story.when(COMMUNE, command, FRONT).then(ConferenceMinutesSent(ballot="commune", sitting=1))
    story.after(COMMUNE, command, FRONT).when(COMMUNE, command, FRONT).then_refused("already_done")
