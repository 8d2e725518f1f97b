"""A suit about a voter list: the court's steps and their terms (Article 33; Administrative Procedure)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from domain.cases import PROCEDURE as CASES
from domain.cases.commands import AppealCase, DecideCase, RegisterCase
from domain.command import Act, Command
from domain.procedure import fold
from domain.suit import PROCEDURE
from domain.suit.commands import AcceptSuit, OpenHearing, OrderTrial
from domain.suit.events import SuitDropped
from tests.domain.ballot import UNIT, eve
from tests.domain.scenario import Scenario, act

CASE = f"case/bk-2021/{UNIT}.people_committee.1"
TRY = OrderTrial(decision="2/QĐ-TA")


def court(at: str, unit: str = "BK-NS") -> Act:
    return act("court", unit, at)


def answered(about: str = "voter_list") -> Scenario:
    """The people's committee has rejected a complaint."""
    people = act("people_committee", UNIT, "2021-04-22")
    register = RegisterCase.model_validate(
        {"form": "complaint", "about": about, "ballot": "commune", "unit": UNIT}
    )
    return (
        eve()
        .after(CASE, register, people)
        .after(CASE, DecideCase(outcome="rejected", decision="5/TB"), people)
    )


def sued(at: str = "2021-04-25") -> Scenario:
    return answered().after(CASE, AppealCase(to_body="court", to_unit="BK-NS"), court(at))


def accepted(at: str = "2021-04-25") -> Scenario:
    return sued().after(CASE, AcceptSuit(), court(at))


def ordered(at: str = "2021-04-27") -> Scenario:
    return accepted().after(CASE, TRY, court(at))


def end_of(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59+07:00")


@pytest.mark.covers("p24")
def test_articles_198_and_199_accepted_at_once_ordered_in_two_days_heard_in_two_more() -> None:
    took = sued().when(CASE, AcceptSuit(), court("2021-04-25T16:00:00")).one()
    assert (took.due, took.findings) == (end_of("2021-04-27"), ())
    order = accepted().when(CASE, TRY, court("2021-04-27T23:59:59")).one()
    assert (order.due, order.findings) == (end_of("2021-04-29"), ())
    ordered().when(CASE, OpenHearing(), court("2021-04-29T23:59:59")).then_found()


@pytest.mark.covers("p24")
def test_the_judgment_decides_the_case_for_good() -> None:
    story = ordered().after(CASE, OpenHearing(), court("2021-04-29"))
    judgment = DecideCase(outcome="upheld", effect="correct_list", decision="1/BA")
    story = story.after(CASE, judgment, court("2021-04-29T11:00:00"))
    assert fold(CASES, story.events(CASE)).final
    assert fold(PROCEDURE, story.events(CASE)).stage == "decided"
    story.when(CASE, OpenHearing(), court("2021-04-30")).then_refused("already_done")


@pytest.mark.covers("p24")
def test_article_116_a_suit_later_than_five_days_before_the_day_is_noted() -> None:
    sued("2021-05-18T23:59:59").when(CASE, AcceptSuit(), court("2021-05-18T23:59:59")).then_found()
    late = sued("2021-05-19T00:00:00").when(CASE, AcceptSuit(), court("2021-05-19T09:00:00"))
    late.then_found("F.511")
    assert "19/05/2021, hạn cuối là 18/05/2021" in late.one().findings[0].sentence


@pytest.mark.parametrize(
    ("story", "command", "at", "code"),
    [
        (sued, AcceptSuit(), "2021-04-26T00:00:00", "F.512"),
        (accepted, TRY, "2021-04-28T00:00:00", "F.513"),
        (accepted, OrderTrial(outcome="dropped", decision="1"), "2021-04-28T00:00:00", "F.513"),
        (ordered, OpenHearing(), "2021-04-30T00:00:00", "F.514"),
    ],
)
def test_articles_198_and_199_a_court_that_is_late_is_noted_not_refused(
    story: Any, command: Command, at: str, code: str
) -> None:
    story().when(CASE, command, court(at)).then_found(code)


def test_article_199_1_the_court_may_drop_the_case_and_then_closes_it() -> None:
    drop = OrderTrial(outcome="dropped", decision="3/QĐ-TA")
    assert isinstance(accepted().when(CASE, drop, court("2021-04-26")).one(), SuitDropped)
    story = accepted().after(CASE, drop, court("2021-04-26"))
    story.when(CASE, OpenHearing(), court("2021-04-27")).then_refused("already_done")
    closing = DecideCase(outcome="not_considered", decision="3/QĐ-TA")
    story.when(CASE, closing, court("2021-04-26")).one()


def test_the_steps_follow_one_another() -> None:
    sued().when(CASE, TRY, court("2021-04-26")).then_refused("too_early", "thụ lý")
    accepted().when(CASE, OpenHearing(), court("2021-04-26")).then_refused("too_early", "xét xử")
    accepted().when(CASE, AcceptSuit(), court("2021-04-26")).then_refused("already_done")


def test_no_suit_before_a_court_or_about_anything_else() -> None:
    answered().when(CASE, AcceptSuit(), court("2021-04-25")).then_refused("no_suit")
    eve().when(CASE, AcceptSuit(), court("2021-04-25")).then_refused("no_suit")


def test_only_the_court_before_which_it_is() -> None:
    sued().when(CASE, AcceptSuit(), court("2021-04-25", "BK")).then_refused("not_authorised")
    by = act("people_committee", "BK-NS", "2021-04-25")
    sued().when(CASE, AcceptSuit(), by).then_refused("not_authorised")
