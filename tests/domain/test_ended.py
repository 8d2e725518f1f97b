"""A body that has ended acts on no stream any more: cases, constituencies, units (Articles 20, 28, 61.4)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import pytest

from domain.campaign.commands import ReportBreach
from domain.cases.commands import (
    ConsiderCase,
    DecideCase,
    NoteConsequence,
    PassOnCase,
    RegisterCase,
    TransferCase,
    WithdrawCase,
)
from domain.command import Act, Command
from domain.contest.commands import AnnulResult, EndBoard, ProposeAnnulment
from domain.contest.events import BoardEnded, ConstituencyFixed
from domain.membership.commands import EndCommittee
from domain.summary.commands import HandOverRecords
from domain.summary.events import CouncilResultPublished, FirstSessionHeld, NationalResultPublished
from domain.supply.commands import TakeDelivery
from tests.domain.ballot import A1, AREAS, ASSEMBLY, COUNCIL, NA, UNIT, C, determined
from tests.domain.province import BK, COMMUNE, VN
from tests.domain.scenario import Scenario, act
from tests.domain.test_constituencies import TQ1, of_2026

CASE = "case/bk-2021"
VOTES = {"c1": 400, "c2": 350, "c3": 300}
JUNE, JULY = "2021-06-10", "2021-07-25"
DECIDE = DecideCase(outcome="rejected", decision="12/QĐ")


def register(about: str, ballot: str, unit: str, **fields: Any) -> RegisterCase:
    base = {"form": "complaint", "about": about, "ballot": ballot, "unit": unit}
    return RegisterCase.model_validate({**base, **fields})


def by(body: str, unit: str, at: str) -> Act:
    return act(body, unit, at)


@cache
def published() -> Scenario:
    """Both results are published; the boards, the team and the committees have cases in hand."""
    story = determined(VOTES)
    for code, command, body in (
        (f"{COUNCIL}.board.1", register("counting", "commune", UNIT, contest=COUNCIL), "board"),
        (f"{ASSEMBLY}.board.1", register("counting", "na", "BK", contest=ASSEMBLY), "board"),
        (f"{AREAS[0]}.team.1", register("team", "commune", UNIT, area=AREAS[0]), "team"),
        (f"{UNIT}.committee.1", register("campaign", "commune", UNIT), "committee"),
        ("BK.committee.1", register("campaign", "na", "BK"), "committee"),
        ("BK.committee.2", register("campaign", "province", "BK"), "committee"),
        ("VN.nec.1", register("result", "na", "VN"), "nec"),
    ):
        story = story.after(f"{CASE}/{code}", command, by(body, command.unit, "2021-05-24"))
    return story.and_given(COMMUNE, CouncilResultPublished(ballot="commune", elected=("c1",))).and_given(
        VN, NationalResultPublished(elected=("n1",))
    )


@cache
def over() -> Scenario:
    """Boards, committees and the Council have ended, one after the other."""
    story = published().after(C, EndBoard(), by("board", UNIT, JUNE))
    story = story.after(NA, EndBoard(), by("board", "BK", JUNE))
    story = story.after(BK, EndCommittee(ballot="na"), by("committee", "BK", JUNE))
    story = story.and_given(COMMUNE, FirstSessionHeld(ballot="commune"))
    story = story.after(COMMUNE, EndCommittee(ballot="commune"), by("committee", UNIT, JULY))
    story = story.and_given(VN, FirstSessionHeld(ballot="na"))
    story = story.after(VN, HandOverRecords(ballot="na"), by("nec", "VN", JULY))
    return story.after(VN, EndCommittee(ballot="na"), by("nec", "VN", JULY))


HELD = [
    (f"{COUNCIL}.board.1", "board", UNIT, "Điều 28.3", "Ban bầu cử"),
    (f"{ASSEMBLY}.board.1", "board", "BK", "Điều 28.1", "Ban bầu cử"),
    (f"{AREAS[0]}.team.1", "team", UNIT, "Điều 28.3", "Tổ bầu cử"),
    (f"{UNIT}.committee.1", "committee", UNIT, "Điều 28.2", "Ủy ban bầu cử"),
    ("BK.committee.1", "committee", "BK", "Điều 28.1", "Ủy ban bầu cử"),
    ("VN.nec.1", "nec", "VN", "Điều 20", "Hội đồng bầu cử quốc gia"),
]


@pytest.mark.covers("p34", "p51")
@pytest.mark.parametrize(("code", "body", "unit", "article", "name"), HELD)
@pytest.mark.parametrize(
    "command",
    [
        ConsiderCase(),
        DECIDE,
        PassOnCase(to_body="front", to_unit=UNIT, why="not_competent"),
        WithdrawCase(why="own_request"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_articles_20_and_28_a_body_that_has_ended_settles_no_case_any_more(
    code: str, body: str, unit: str, article: str, name: str, command: Command
) -> None:
    stream, late = f"{CASE}/{code}", by(body, unit, "2021-08-02")
    assert published().when(stream, command, by(body, unit, JUNE)).refusal is None
    over().when(stream, command, late).then_refused("body_ended", article, name)


@pytest.mark.covers("p51")
@pytest.mark.parametrize(
    ("code", "command", "body"),
    [
        (f"{COUNCIL}.board.2", register("counting", "commune", UNIT, contest=COUNCIL), "board"),
        (f"{AREAS[0]}.team.2", register("team", "commune", UNIT, area=AREAS[0], contest=COUNCIL), "team"),
        (f"{UNIT}.committee.2", register("result", "commune", UNIT), "committee"),
        ("VN.nec.2", register("result", "na", "VN"), "nec"),
    ],
)
def test_articles_20_and_28_a_body_that_has_ended_receives_no_case_any_more(
    code: str, command: RegisterCase, body: str
) -> None:
    stream = f"{CASE}/{code}"
    assert published().when(stream, command, by(body, command.unit, JUNE)).refusal is None
    over().when(stream, command, by(body, command.unit, "2021-08-02")).then_refused("body_ended")


@pytest.mark.covers("p34")
@pytest.mark.parametrize(
    ("code", "unit", "body", "to"),
    [
        (f"{COUNCIL}.board.1", UNIT, "committee", UNIT),
        (f"{AREAS[0]}.team.1", UNIT, "committee", UNIT),
        (f"{UNIT}.committee.1", UNIT, "committee", UNIT),
        (f"{ASSEMBLY}.board.1", "BK", "committee", "VN"),
        ("BK.committee.1", "VN", "nec", "VN"),
        ("VN.nec.1", "VN", "nec", "VN"),
    ],
)
def test_article_61_4_what_was_not_resolved_is_handed_over_also_after_the_end(
    code: str, unit: str, body: str, to: str
) -> None:
    made = over().when(f"{CASE}/{code}", TransferCase(to_unit=to), by(body, unit, "2021-08-02")).one()
    assert (made.to_body, made.ground) == ("standing_committee" if to == "VN" else "council", "Điều 61.4")


def test_what_others_did_about_a_case_decided_before_the_end_may_still_be_noted() -> None:
    stream = f"{CASE}/{COUNCIL}.board.1"
    decide = DecideCase(outcome="upheld", effect="correct_minutes", decision="12/QĐ")
    story = published().after(stream, decide, by("board", UNIT, "2021-05-25"))
    story = story.after(C, EndBoard(), by("board", UNIT, JUNE))
    note = NoteConsequence(stream=A1, event=UUID(int=1))
    story.when(stream, note, by("board", UNIT, JUNE)).then_refused("not_the_cause")


@pytest.mark.covers("p48")
def test_article_87_2_the_complaints_about_the_result_are_settled_before_the_end() -> None:
    """The Council and a committee end last: what they received about the result they still answer."""
    story = published().after(C, EndBoard(), by("board", UNIT, JUNE))
    stream = f"{CASE}/{UNIT}.committee.3"
    story = story.after(stream, register("result", "commune", UNIT), by("committee", UNIT, JUNE))
    assert story.when(stream, DECIDE, by("committee", UNIT, "2021-06-28")).one().final
    assert story.when(f"{CASE}/VN.nec.1", DECIDE, by("nec", "VN", "2021-06-28")).one().final


@pytest.mark.covers("p51")
def test_article_28_a_committee_that_has_ended_for_the_assembly_goes_on_for_its_council() -> None:
    story, at = over(), by("committee", "BK", "2021-06-12")
    story.when(f"{CASE}/BK.committee.1", DECIDE, at).then_refused("body_ended", "Điều 28.1")
    assert story.when(f"{CASE}/BK.committee.2", DECIDE, at).refusal is None


@pytest.mark.covers("p43", "p51")
def test_article_81_a_re_run_ordered_after_their_end_calls_board_and_committee_back() -> None:
    annul = AnnulResult(decision="730/NQ", day=date(2021, 6, 6))
    story = published().after(C, EndBoard(), by("board", UNIT, JUNE))
    story = story.and_given(COMMUNE, FirstSessionHeld(ballot="commune"))
    story = story.after(COMMUNE, EndCommittee(ballot="commune"), by("committee", UNIT, JULY))
    held = f"{CASE}/{COUNCIL}.board.1"
    story.when(held, DECIDE, by("board", UNIT, JULY)).then_refused("body_ended")
    take = TakeDelivery(batch="9", ballots=1000, poll="rerun")
    story.when(C, take, by("committee", UNIT, JULY)).then_refused("body_ended", "Điều 28.2")
    back = story.after(C, annul, act("nec", "VN", "2021-05-29"))
    assert back.when(held, DECIDE, by("board", UNIT, JULY)).refusal is None
    refusal = back.when(C, take, by("committee", UNIT, JULY)).refusal
    assert refusal is None or refusal.code != "body_ended"


@pytest.mark.covers("p51")
def test_articles_20_and_28_no_act_on_a_constituency_either() -> None:
    story, late = over(), "2021-08-02"
    annul = AnnulResult(decision="731/NQ")
    for stream in (NA, C):
        assert published().when(stream, annul, by("nec", "VN", JUNE)).refusal is None
        story.when(stream, annul, by("nec", "VN", late)).then_refused("body_ended", "Điều 20")
    propose = ProposeAnnulment(unit="BK", decision="5/TTr")
    assert published().when(NA, propose, by("committee", "BK", JUNE)).refusal is None
    story.when(NA, propose, by("committee", "BK", late)).then_refused("body_ended", "Điều 28.1")
    breach = ReportBreach(breach="v1", what="ban_gifts")
    assert published().when(C, breach, by("committee", UNIT, JUNE)).refusal is None
    story.when(C, breach, by("committee", UNIT, late)).then_refused("body_ended", "Điều 28.2")


def test_a_case_about_an_area_is_about_the_constituency_in_which_it_votes_on_that_ballot() -> None:
    for ballot, contest in (("commune", COUNCIL), ("na", ASSEMBLY)):
        command = register("counting", ballot, UNIT, area=AREAS[0])
        made = determined(VOTES).when(f"{CASE}/{AREAS[0]}.team.9", command, by("team", UNIT, "2021-05-23"))
        assert made.one().contest == contest


@pytest.mark.covers("p34", "p51")
def test_version_b_ends_the_bodies_of_a_commune_by_the_same_articles() -> None:
    contest, held, own = "contest/tq-2026/C-1", "case/tq-2026/C-1.board.1", "case/tq-2026/TQ-1.committee.1"
    fixed = ConstituencyFixed(ballot="commune", seats=3, unit="TQ-1", publisher="TQ-1")
    counting = register("counting", "commune", "TQ-1", contest="C-1")
    story = (
        of_2026()
        .and_given(contest, fixed, *determined(VOTES).events(C)[1:])
        .after(held, counting, act("board", "TQ-1", "2026-03-16"))
        .after(own, register("result", "commune", "TQ-1"), act("committee", "TQ-1", "2026-03-27"))
    )
    assert story.when(own, DECIDE, act("committee", "TQ-1", "2026-04-01")).one().ground == "Điều 87"
    ended = (
        story.and_given(contest, BoardEnded(ballot="commune", occasion=1))
        .and_given(TQ1, FirstSessionHeld(ballot="commune"))
        .after(TQ1, EndCommittee(ballot="commune"), act("committee", "TQ-1", "2026-04-20"))
    )
    ended.when(held, DECIDE, act("board", "TQ-1", "2026-04-21")).then_refused("body_ended", "Điều 28.3")
    late = act("committee", "TQ-1", "2026-04-21")
    ended.when(own, DECIDE, late).then_refused("body_ended", "Điều 28.2")
    assert ended.when(own, TransferCase(to_unit="TQ-1"), late).one().to_body == "council"
