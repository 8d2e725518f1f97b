"""The desk of a constituency says in words what is awaited, and when nothing is."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from domain.clerk import DESKS
from domain.clerk.desk import Look, View
from domain.contest.commands import (
    AnnulResult,
    DecideAdditionalBallot,
    DeclineAdditionalBallot,
    MakeConstituencyMinutes,
    SettleOpenPoint,
)
from domain.event import Event, Meta, Recorded
from domain.stream import parse
from domain.summary.commands import MakeCouncilSummary, MakeProvinceMinutes, ReopenSummary
from tests.domain.ballot import (
    AREAS,
    COUNCIL,
    NA,
    UNIT,
    C,
    counted,
    determined,
    eve,
    first_ballot,
    fixed,
    minutes,
    published,
)
from tests.domain.province import BK, COMMUNE
from tests.domain.scenario import Scenario, act

ALL = {"c1": 400, "c2": 350, "c3": 300}
AGAIN = "p44 Tổ chức bầu cử thêm, bầu cử lại"
"""Heading of the step in `domain/law/procedure.toml`."""
SHORT = {"c1": 400}
TWINS = {"c1": 400, "c2": 350, "c7": 300, "c8": 300}
LOW: dict[str, Any] = {"voted": 250, "issued": 250, "collected": 250, "valid": 250, "invalid": 0}
AFTER = act("committee", UNIT, "2021-05-26")
NEC = act("nec", "VN", "2021-05-26")
FURTHER = DecideAdditionalBallot(day=date(2021, 5, 30), decision="QD")


def recorded(stream: str, version: int, event: Event) -> Recorded:
    """A row with what a desk looks at."""
    when = act("nec", "VN", "2021-05-26").legal_at
    return Recorded(
        log="bk-2021",
        position=0,
        stream=stream,
        version=version,
        event_id=uuid5(NAMESPACE_URL, f"{stream}:{version}"),
        type=type(event).__name__,
        schema_version=event.schema_version,
        event=event,
        meta=Meta(actor="test", body="nec", unit="VN", command=str(version), digest=""),
        legal_at=when,
        recorded_at=when,
        prev_hash="",
        hash="",
    )


def look(story: Scenario, stream: str = C, kind: Any = "contest") -> Look:
    """What the desk of this constituency, or of its further vote, sees."""
    records = {
        name: [recorded(name, number, event) for number, event in enumerate(events, 1)]
        for name, events in story.history.items()
    }
    view = View("bk-2021", parse(stream).code, records)
    return DESKS[kind].look(view, AFTER.legal_at)


def choose(*elected: str, poll: Any = "first") -> SettleOpenPoint:
    return SettleOpenPoint(poll=poll, elected=elected, decision="NQ", why="bốc thăm")


def annulled(*areas: str) -> AnnulResult:
    return AnnulResult(areas=areas, decision="NQ", day=date(2021, 6, 6))


def additional_without_half() -> Scenario:
    """One of three elected; to the additional ballot exactly half of the voters came."""
    story = determined(SHORT).after(C, FURTHER, AFTER)
    votes = {**dict.fromkeys(("c2", "c3", "c4", "c5", "c6", "c7", "c8"), 0), "c2": 200, "c3": 150}
    story = counted(story, minutes(COUNCIL, votes, "additional", **LOW), day="2021-05-30")
    return story.after(C, MakeConstituencyMinutes(poll="additional"), act("board", UNIT, "2021-05-31"))


@pytest.mark.parametrize(
    ("story", "stage"),
    [
        (fixed, "chờ p11 Thành lập Ban bầu cử (Điều 24)"),
        (published, "chờ p40 Xác định kết quả ở đơn vị bầu cử (Điều 77)"),
        (eve, "chờ p40 Xác định kết quả ở đơn vị bầu cử (Điều 77)"),
    ],
)
def test_before_the_result_the_desk_waits_for_the_next_step(story: Any, stage: str) -> None:
    assert (look(story()).stage, look(story()).done) == (stage, False)


@pytest.mark.parametrize(
    ("story", "stage"),
    [
        (determined(SHORT), "p42 Ấn định ngày bầu cử thêm, Hội đồng nhân dân: chờ quyết định bầu cử thêm"),
        (determined(SHORT).after(C, FURTHER, AFTER), f"{AGAIN}: chờ bầu cử thêm ngày 30/05/2021"),
        (
            determined({"c1": 250}, {"n1": 250}, **LOW),
            "p43 Bầu cử lại, hủy kết quả bầu cử: chờ quyết định bầu cử lại",
        ),
        (determined(ALL).after(C, annulled(), NEC), f"{AGAIN}: chờ bầu cử lại ngày 06/06/2021"),
        (determined(TWINS), "p40 Xác định kết quả ở đơn vị bầu cử: chờ quyết định về điểm luật chưa rõ"),
        (
            additional_without_half(),
            "p40 Xác định kết quả ở đơn vị bầu cử: chờ quyết định về điểm luật chưa rõ",
        ),
    ],
    ids=["short", "additional decided", "low turnout", "annulled", "twins", "additional without half"],
)
def test_with_a_result_that_is_not_settled_the_desk_waits_for_what_is_outstanding(
    story: Scenario, stage: str
) -> None:
    assert (look(story).stage, look(story).done) == (stage, False)


@pytest.mark.parametrize(
    ("story", "stage"),
    [
        (determined(ALL), "bầu đủ số đại biểu"),
        (determined({"c1": 400, "c2": 350}), "thiếu đại biểu, không bầu thêm"),
        (determined(TWINS).after(C, choose("c7"), NEC), "bầu đủ số đại biểu"),
        (
            additional_without_half().after(C, choose("c2", "c3", poll="additional"), NEC),
            "bầu đủ số đại biểu",
        ),
        (
            additional_without_half().after(C, choose(poll="additional"), NEC),
            "thiếu đại biểu, không bầu thêm",
        ),
    ],
    ids=["all", "two of three", "twin chosen", "both recognised", "nobody recognised"],
)
def test_a_settled_constituency_says_how_it_ended_also_after_a_decision_on_an_open_point(
    story: Scenario, stage: str
) -> None:
    assert (look(story).stage, look(story).done) == (stage, True)


def test_a_seat_of_the_assembly_left_empty_by_decision_is_settled_short() -> None:
    story = determined(ALL, {"n1": 400, "n2": 350})
    assert look(story, NA).stage == (
        "p41 Quyết định bầu cử thêm hay không, đại biểu Quốc hội: "
        "chờ quyết định của Hội đồng bầu cử quốc gia về bầu cử thêm"
    )
    story = story.after(NA, DeclineAdditionalBallot(decision="NQ", why="đủ cơ cấu"), NEC)
    assert (look(story, NA).stage, look(story, NA).done) == ("thiếu đại biểu, không bầu thêm", True)


def test_the_details_keep_every_result_with_its_ground_and_the_decision_on_an_open_point() -> None:
    details = look(determined(TWINS).after(C, choose("c7"), NEC)).details
    assert "luật chưa rõ" in details
    assert "Điều 78.4 (O-2)" in details
    assert details.endswith("- **Quyết định về điểm luật chưa quy định**: c7")


def test_each_constituency_is_looked_at_by_itself() -> None:
    made = MakeConstituencyMinutes(poll="first")
    story = first_ballot(ALL).after(C, made, act("board", UNIT, "2021-05-25"))
    assert look(story).done
    assert look(story, NA).stage == "chờ p40 Xác định kết quả ở đơn vị bầu cử (Điều 77)"


@pytest.mark.covers("p43", "story:12")
def test_an_annulment_opens_the_council_s_summary_again() -> None:
    summary = MakeCouncilSummary(ballot="commune", contests=(COUNCIL,))
    story = determined(ALL).after(COMMUNE, summary, act("committee", UNIT, "2021-05-27"))
    assert look(story).orders == ()
    story = story.after(C, annulled(AREAS[0]), NEC)
    (order,) = look(story).orders
    wanted = ReopenSummary(ballot="commune", contest=COUNCIL)
    assert (str(order.stream), order.command, order.unit) == (COMMUNE, wanted, UNIT)
    story = story.after(COMMUNE, wanted, act("clerk", UNIT, "2021-05-29"))
    assert look(story).orders == ()


def test_an_annulment_opens_the_provincial_minutes_of_the_assembly_again() -> None:
    minuted = MakeProvinceMinutes(contests=("NA-BK-1",))
    story = determined(ALL).after(BK, minuted, act("committee", "BK", "2021-05-28"))
    (order,) = look(story.after(NA, annulled(), NEC), NA).orders
    assert (str(order.stream), order.unit) == (BK, "BK")
    assert look(story.after(NA, annulled(), NEC), NA).details.endswith("toàn đơn vị, NQ")


def test_the_desk_of_a_re_run_counts_only_the_areas_that_vote_again() -> None:
    story = determined(ALL).after(C, annulled(AREAS[0]), NEC)
    seen = look(story, f"contest/bk-2021/{COUNCIL}.rerun", "repoll")
    assert seen.stage == f"{AGAIN}: bầu cử lại ngày 06/06/2021"
    assert "- khu vực đã mở: 0/1" in seen.details
    assert "- [ ] phiếu bầu" in seen.details
