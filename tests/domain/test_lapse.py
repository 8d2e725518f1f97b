"""No lawful day is left for a further vote: the desk says so, and a person decides (O-29, O-30)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.clerk.contest import DESK
from domain.clerk.desk import Look, View
from domain.contest.commands import SettleOpenPoint
from domain.contest.events import ResultAnnulled
from domain.summary.commands import MakeCouncilSummary
from domain.summary.events import CouncilSummaryMade
from domain.zone import at
from tests.domain.ballot import COUNCIL, UNIT, C, determined
from tests.domain.province import COMMUNE
from tests.domain.scenario import Scenario, act
from tests.domain.test_annulment import (
    AGAIN,
    ALL,
    AREA,
    LATER,
    annul,
    annulled,
    half,
    state,
    version_b,
    voted_again,
)

LAST = date(2021, 6, 7)
"""The fifteenth day after election day: the last on which version A lets anybody vote again."""
SHORT = {"c1": 400}
BEFORE, AFTER = (act("nec", "VN", f"2021-06-0{day}T09:00:00") for day in (7, 8))
COMMITTEE = act("committee", UNIT, "2021-06-09")
SUM = MakeCouncilSummary(ballot="commune", contests=(COUNCIL,))


def lapsed(poll: str, *elected: str) -> SettleOpenPoint:
    return SettleOpenPoint.model_validate(
        {"poll": poll, "elected": elected, "decision": "740/NQ-HĐBCQG", "why": "không còn ngày hợp pháp"}
    )


def look(story: Scenario, day: date) -> Look:
    """What the desk of the council's constituency sees at nine on a day."""
    records = {stream: story.records(stream) for stream in story.history}
    return DESK.look(View("bk-2021", COUNCIL, records), at(day, 9))


def annulled_without_day() -> Scenario:
    """The whole result is annulled, and nobody says when to vote again."""
    return determined(ALL).after(C, annul(day=None), act("nec", "VN", "2021-06-01"))


@pytest.mark.covers("p42", "p43")
@pytest.mark.parametrize("story", [determined(SHORT), half(), annulled_without_day()])
def test_the_desk_looks_again_after_the_last_day_and_names_the_open_point(story: Scenario) -> None:
    """Articles 79.3, 80.4, 81.2, version A: fifteen days, and nobody may move them."""
    early = look(story, LAST)
    assert early.next_at == at(date(2021, 6, 8), 0)
    assert "O-29" not in early.stage
    late = look(story, date(2021, 6, 8))
    assert late.next_at is None
    assert "hết ngày hợp pháp" in late.stage
    assert "O-29" in late.stage
    assert "O-29" in late.details


def test_in_version_b_the_desk_asks_for_the_day_to_be_moved() -> None:
    """Article 98.3."""
    story = version_b().after(C, annul(AREA, day=None), act("nec", "VN", "2026-03-23"))
    assert "Điều 98.3" in look(story, date(2026, 3, 23)).stage
    refused = story.when(C, lapsed("rerun"), act("nec", "VN", "2026-03-24"))
    refused.then_refused("no_open_point")


@pytest.mark.covers("p42", "p47")
def test_a_decision_leaves_the_seats_empty_and_the_summary_can_close() -> None:
    story = determined(SHORT)
    story.when(COMMUNE, SUM, COMMITTEE).then_refused("not_settled", COUNCIL)
    story.when(C, lapsed("additional"), BEFORE).then_refused("no_open_point", "bầu cử thêm")
    story.when(C, lapsed("additional", "c2"), AFTER).then_refused("not_open")
    story.when(C, lapsed("rerun"), AFTER).then_refused("no_open_point")
    story = story.after(C, lapsed("additional"), AFTER)
    found = state(story)
    assert (found.settled, found.elected) == (True, ("c1",))
    assert look(story, date(2021, 6, 9)).done
    made = story.when(COMMUNE, SUM, COMMITTEE).one()
    assert isinstance(made, CouncilSummaryMade)
    assert made.results[0].elected == ("c1",)


@pytest.mark.covers("p43", "p44")
def test_what_was_annulled_and_cannot_be_voted_again_elects_nobody_and_shows_no_figures() -> None:
    story = annulled_without_day().after(C, lapsed("rerun"), AFTER)
    assert (state(story).settled, state(story).elected) == (True, ())
    made = story.when(COMMUNE, SUM, COMMITTEE).one()
    assert (made.results[0].elected, made.results[0].figures) == ((), None)


@pytest.mark.covers("p43", "p44")
def test_an_annulled_rerun_is_an_open_point_and_not_a_second_rerun() -> None:
    """Article 81 speaks of one re-run (O-30)."""
    story = voted_again(annulled(AREA), ALL).after(C, AGAIN, LATER)
    (event,) = story.when(C, annul(AREA, day=None), AFTER).events
    assert isinstance(event, ResultAnnulled)
    assert [finding.code for finding in event.findings] == ["F.408"]
    story = story.after(C, annul(AREA, day=None), AFTER)
    assert (state(story).pending, state(story).elected) == ("open_point", ())
    story.when(C, annul(day=date(2021, 6, 13)), AFTER).then_refused("already_done")
    story.when(COMMUNE, SUM, COMMITTEE).then_refused("not_settled")
    story = story.after(C, lapsed("rerun"), act("nec", "VN", "2021-06-09"))
    assert (state(story).settled, state(story).elected) == (True, ())


@pytest.mark.covers("p43", "p44")
def test_a_rerun_that_was_settled_and_then_annulled_is_settled_by_a_second_decision() -> None:
    few: Any = {"registered": 1000, "voted": 10, "issued": 10, "collected": 10, "valid": 10, "invalid": 0}
    story = voted_again(annulled(AREA), {"c1": 5}, **few).after(C, AGAIN, LATER)
    first = lapsed("rerun")
    story = story.after(C, first, AFTER).after(C, annul(AREA, day=None), AFTER)
    story.when(C, first, AFTER).then_refused("wrong_number")
    second = first.model_copy(update={"occasion": 2})
    assert second.step != first.step
    assert state(story.after(C, second, AFTER)).settled
