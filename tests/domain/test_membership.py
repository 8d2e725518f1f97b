"""Members of committees, boards and teams: who sits there, who must leave, how they vote, when they end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from domain import agenda
from domain.candidacy.events import CandidacyAllocated, CandidacyWithdrawn, CandidateNominated
from domain.command import Command
from domain.constituencies.events import AreaPlan, PollingAreasFixed
from domain.consultation.events import Addressee
from domain.contest.commands import StrikeOffCandidate
from domain.contest.events import (
    AreasAssigned,
    BoardEstablished,
    CandidateStruckOff,
    ConstituencyFixed,
    Listed,
    OfficialListPublished,
)
from domain.membership.commands import (
    AppointMembers,
    ClearMember,
    DecideInBody,
    EndCommittee,
    FindMemberStanding,
    LeaveBody,
    ReplaceMember,
    SendMemberList,
    SetUpSubcommittee,
    StrikeOffMember,
)
from domain.membership.events import (
    CommitteeEnded,
    Form,
    Kind,
    Member,
    MemberCleared,
    MemberLeft,
    MemberStruckOff,
    Outcome,
    Represents,
    SubcommitteeSetUp,
)
from domain.polling.events import TeamEstablished
from domain.summary.commands import ConfirmStatus, HandOverRecords, MakeProvinceMinutes
from domain.summary.events import (
    FirstSessionHeld,
    NationalResultPublished,
    RecordsHandedOver,
)
from domain.terms import NATION
from domain.zone import end_of_day
from tests.domain.office import Office
from tests.domain.province import BK, COMMUNE, NS, VN, established
from tests.domain.scenario import Scenario, act

C1, NA1, A1 = "contest/bk-2021/C-1", "contest/bk-2021/NA-1", "area/bk-2021/A1"
WHO, PROVINCE = act("people_committee", "BK-NS-01", "2021-03-20"), act("people_committee", "BK", "2021-03-20")
SEATS: dict[str, tuple[Represents, ...]] = {
    "nec": ("standing_committee", "government", "front"),
    "committee": ("council", "people_committee", "front"),
    "board": ("agency", "organisation", "voter"),
    "team": ("voter",),
}
BOTH: Any = ("council", "front")


def people(number: int, represents: Sequence[Represents], first: int = 1) -> tuple[Member, ...]:
    """A chair, a deputy, a secretary, one for each body that has a seat, and plain members."""
    seats: list[Member] = []
    offices: Any = ("chair", "deputy", "secretary")
    for place in range(number):
        office = offices[place] if place < 3 else "member"
        told = represents[place - 3] if 3 <= place < 3 + len(represents) else ""
        seats.append(Member(person=f"p{first + place}", office=office, represents=told))
    return tuple(seats)


def appointed(
    body: Kind, number: int, place: str = "", agreed: Any = BOTH, form: Form = ""
) -> AppointMembers:
    members = people(number, SEATS[body])
    return AppointMembers(body=body, place=place, members=members, agreed=agreed, form=form, decision="QD-9")


@cache
def set_up() -> Scenario:
    """Committees, the board of one constituency of the commune and of one of the Assembly, one team."""
    area = AreaPlan(code="A1", contests={"na": "NA-1", "commune": "C-1"})
    return (
        established()
        .and_given(COMMUNE, PollingAreasFixed(areas=(area,)))
        .and_given(
            C1,
            ConstituencyFixed(ballot="commune", seats=3, unit="BK-NS-01", publisher="BK-NS-01"),
            BoardEstablished(size=7, decision="QD-2"),
        )
        .and_given(
            NA1,
            ConstituencyFixed(ballot="na", seats=3, unit="BK", publisher="VN"),
            BoardEstablished(size=9, decision="QD-2"),
        )
        .and_given(A1, TeamEstablished(unit="BK-NS-01", contests=area.contests, size=11, decision="QD-3"))
    )


@cache
def standing(member: str = "p5", person: str = "p5") -> Scenario:
    """A member of the board of C-1 stands there; the list is published on 28 April 2021."""
    nominated = CandidateNominated(ballot="commune", unit="BK-NS-01", origin="agency", person=person)
    return (
        set_up()
        .after(COMMUNE, appointed("board", 7, "C-1"), WHO)
        .after(COMMUNE, appointed("team", 11, "A1"), WHO)
        .and_given("candidacy/bk-2021/c-1", nominated, CandidacyAllocated(contest="C-1", occasion=1))
    )


FOUND = FindMemberStanding(body="board", place="C-1", member="p5", candidacy="c-1", contest="C-1")
LATE = act("people_committee", "BK-NS-01", "2021-05-06")


@pytest.mark.covers("p06", "story:3")
@pytest.mark.parametrize(
    ("stream", "body", "number", "place", "unit"),
    [
        (BK, "committee", 29, "", "BK"),
        (COMMUNE, "committee", 9, "", "BK-NS-01"),
        (COMMUNE, "board", 7, "C-1", "BK-NS-01"),
        (COMMUNE, "team", 11, "A1", "BK-NS-01"),
    ],
)
def test_the_peoples_committee_names_the_members_of_each_body(
    stream: str, body: Kind, number: int, place: str, unit: str
) -> None:
    outcome = set_up().when(
        stream, appointed(body, number, place), act("people_committee", unit, "2021-03-20")
    )
    outcome.then_found()
    assert len(outcome.one().members) == number


@pytest.mark.covers("p01")
def test_article_12_the_assembly_names_the_members_of_the_national_council() -> None:
    command = appointed("nec", 21, agreed=())
    set_up().when(VN, command, act("assembly", "VN", "2021-02-05")).then_found()
    set_up().when(VN, command, act("people_committee", "VN", "2021-02-05")).then_refused("not_authorised")


@pytest.mark.covers("p01")
def test_article_12_3_the_council_has_each_sub_committee_once() -> None:
    command, by = (
        SetUpSubcommittee(task="complaints", size=7, decision="NQ-3"),
        act("nec", "VN", "2021-02-05"),
    )
    set_up().when(VN, command, by).then(SubcommitteeSetUp(task="complaints", size=7, decision="NQ-3"))
    set_up().after(VN, command, by).when(VN, command, by).then_refused("already_done")


@pytest.mark.covers("p11", "story:3")
def test_article_24_a_seat_left_empty_and_a_number_other_than_decided_are_noted() -> None:
    few = AppointMembers(
        body="board", place="C-1", members=people(6, ("agency", "organisation")), agreed=BOTH, decision="QD-9"
    )
    set_up().when(COMMUNE, few, WHO).then_found(
        "size_out_of_range", "seat_left_empty", "members_not_as_decided"
    )


@pytest.mark.covers("p11")
def test_two_at_the_head_of_a_body_are_noted() -> None:
    members = people(7, SEATS["board"])
    two = (*members[:6], Member(person="p7", office="chair"))
    command = AppointMembers(body="board", place="C-1", members=two, agreed=BOTH, decision="QD-9")
    set_up().when(COMMUNE, command, WHO).then_found("several_chairs")


@pytest.mark.covers("p06")
def test_article_22_members_named_without_the_consent_of_council_and_front_are_noted() -> None:
    story = set_up()
    (finding,) = story.when(COMMUNE, appointed("committee", 9, agreed=("front",)), WHO).one().findings
    assert finding.code == "not_agreed"
    assert "Thường trực Hội đồng nhân dân" in finding.sentence
    assert "Mặt trận" not in finding.sentence


@pytest.mark.covers("p12")
@pytest.mark.parametrize(("number", "codes"), [(5, ()), (9, ()), (10, ("size_out_of_range",))])
def test_article_25_a_team_of_an_armed_unit_has_five_to_nine_members(
    number: int, codes: tuple[str, ...]
) -> None:
    story = set_up().and_given(
        "area/bk-2021/A2",
        TeamEstablished(unit="BK-NS-01", contests={"na": "NA-1"}, size=number, decision="QD-3"),
    )
    members = people(number, ("commander", "soldier"))
    command = AppointMembers(
        body="team", place="A2", form="armed_forces", members=members, agreed=BOTH, decision="QD-9"
    )
    story.when(COMMUNE, command, WHO).then_found(*codes)


@pytest.mark.covers("p12")
def test_article_25_a_team_shared_with_an_armed_unit_needs_its_commanders_consent_too() -> None:
    members = people(11, ("voter", "commander", "soldier"))
    command = AppointMembers(
        body="team", place="A1", form="shared", members=members, agreed=BOTH, decision="QD-9"
    )
    set_up().when(COMMUNE, command, WHO).then_found("not_agreed")
    agreed = command.model_copy(update={"agreed": (*BOTH, "commander")})
    set_up().when(COMMUNE, agreed, WHO).then_found()


def test_only_a_team_has_a_form() -> None:
    command = appointed("board", 7, "C-1", form="armed_forces")
    set_up().when(COMMUNE, command, WHO).then_refused("wrong_form")


def test_the_same_person_sits_once_in_a_body_but_may_sit_on_board_and_team() -> None:
    members = (*people(6, SEATS["board"]), Member(person="p1"))
    twice = AppointMembers(body="board", place="C-1", members=members, agreed=BOTH, decision="QD-9")
    set_up().when(COMMUNE, twice, WHO).then_refused("listed_twice", "p1")
    # A member of a board may also sit on the team (joint circular 02/2016, Article 3.1).
    story = set_up().after(COMMUNE, appointed("board", 7, "C-1"), WHO)
    story.when(COMMUNE, appointed("team", 11, "A1"), WHO).then_found()


def test_members_are_named_once_of_a_body_that_is_there_by_the_unit_it_belongs_to() -> None:
    board = appointed("board", 7, "C-1")
    set_up().after(COMMUNE, board, WHO).when(COMMUNE, board, WHO).then_refused("already_done")
    set_up().when(COMMUNE, appointed("board", 7, "C-9"), WHO).then_refused("too_early", "Ban bầu cử C-9")
    set_up().when(COMMUNE, appointed("board", 9, "NA-1"), WHO).then_refused("too_early")
    set_up().when(COMMUNE, appointed("nec", 21), WHO).then_refused("wrong_level")
    set_up().when(VN, appointed("committee", 21), act("assembly", "VN", "2021-02-05")).then_refused(
        "wrong_level"
    )
    set_up().when(COMMUNE, board, act("people_committee", "BK-NS", "2021-03-20")).then_refused(
        "not_authorised"
    )


def test_a_board_names_its_constituency_and_a_committee_no_place() -> None:
    with pytest.raises(ValueError, match="place"):
        appointed("board", 7)
    with pytest.raises(ValueError, match="place"):
        appointed("committee", 9, "C-1")


@pytest.mark.covers("p27")
def test_article_27_a_member_who_stands_there_has_until_the_day_of_the_list() -> None:
    by = act("clerk", "BK-NS-01", "2021-04-20")
    found = standing().when(COMMUNE, FOUND, by).one()
    assert (found.ballot, found.seat) == ("commune", "C-1.p5")
    # No list yet: the last lawful day of its publication; with the list, the day of the list itself.
    assert str(found.due) == "2021-04-28 23:59:59+07:00"
    listed = OfficialListPublished(
        candidates=(Listed(candidacy="c-1", order=1, seniority=1),), decision="NQ-1"
    )
    story = standing()._adding(C1, (listed,), act("committee", "BK-NS-01", "2021-04-25"))
    due = story.when(COMMUNE, FOUND, by).one().due
    assert due == end_of_day(act("committee", "BK-NS-01", "2021-04-25").legal_at.date())


@pytest.mark.covers("p27")
def test_article_27_the_team_of_an_area_serves_every_constituency_that_votes_there() -> None:
    team = FOUND.model_copy(update={"body": "team", "place": "A1"})
    by = act("clerk", "BK-NS-01", "2021-04-20")
    assert standing().when(COMMUNE, team, by).one().place == "A1"
    elsewhere = FOUND.model_copy(update={"contest": "C-2"})
    standing().when(COMMUNE, elsewhere, by).then_refused("not_served", "C-2")


@pytest.mark.covers("p27")
def test_open_point_26_a_member_of_a_committee_may_stand() -> None:
    story = standing().after(COMMUNE, appointed("committee", 9), WHO)
    command = FindMemberStanding(body="committee", member="p5", candidacy="c-1", contest="C-1")
    story.when(COMMUNE, command, act("clerk", "BK-NS-01", "2021-04-20")).then_refused("not_served")


@pytest.mark.covers("p27")
def test_nobody_is_found_to_stand_who_does_not_or_does_not_sit_there() -> None:
    by = act("clerk", "BK-NS-01", "2021-04-20")
    standing(person="p6").when(COMMUNE, FOUND, by).then_refused("not_standing")
    stranger = FOUND.model_copy(update={"member": "p99"})
    standing().when(COMMUNE, stranger, by).then_refused("no_member", "p99")
    gone = standing().and_given(
        "candidacy/bk-2021/c-1", CandidacyWithdrawn(reason="own_request", findings=())
    )
    gone.when(COMMUNE, FOUND, by).then_refused("not_standing")
    standing().after(COMMUNE, FOUND, by).when(COMMUNE, FOUND, by).then_refused("already_done")


@pytest.mark.covers("p27")
def test_article_27_who_stands_resigns_and_is_replaced_after_agreement() -> None:
    story = standing().after(COMMUNE, FOUND, act("clerk", "BK-NS-01", "2021-04-20"))
    leave = LeaveBody(body="board", place="C-1", member="p5", why="stands")
    at = act("people_committee", "BK-NS-01", "2021-04-26")
    story.when(COMMUNE, leave, at).then(MemberLeft(body="board", place="C-1", member="p5", why="stands"))
    left = story.after(COMMUNE, leave, at)
    left.when(COMMUNE, leave, at).then_refused("no_member")
    new = Member(person="p70", represents="organisation")
    replace = ReplaceMember(
        body="board", place="C-1", replaces="p5", member=new, agreed=BOTH, decision="QD-12"
    )
    left.when(COMMUNE, replace, at).then_found()
    left.after(COMMUNE, replace, at).when(COMMUNE, replace, at).then_refused("too_early")
    story.when(COMMUNE, replace, at).then_refused("too_early", "p5")
    without = replace.model_copy(update={"agreed": ()})
    left.when(COMMUNE, without, at).then_found("not_agreed")


@pytest.mark.covers("p27")
def test_article_27_is_the_ground_of_leaving_only_for_who_stands_there() -> None:
    by = act("people_committee", "BK-NS-01", "2021-04-20")
    stands = LeaveBody(body="board", place="C-1", member="p5", why="stands")
    assert standing().when(COMMUNE, stands, by).one().ground == "Điều 27"
    moved = stands.model_copy(update={"why": "moved"})
    assert standing().when(COMMUNE, moved, by).one().ground == "Thông tư 02/2016/TT-BNV, Điều 3.3"


@pytest.mark.covers("p27")
def test_article_27_nobody_who_stands_there_takes_the_seat() -> None:
    at = act("people_committee", "BK-NS-01", "2021-04-26")
    left = (
        standing()
        .after(COMMUNE, FOUND, act("clerk", "BK-NS-01", "2021-04-20"))
        .after(COMMUNE, LeaveBody(body="board", place="C-1", member="p5", why="stands"), at)
        .after(COMMUNE, LeaveBody(body="board", place="C-1", member="p6", why="moved"), at)
    )
    command = ReplaceMember(
        body="board", place="C-1", replaces="p6", member=Member(person="p5"), agreed=BOTH, decision="QD-12"
    )
    left.when(COMMUNE, command, at).then_refused("barred_member", "Điều 27")
    sitting = command.model_copy(update={"member": Member(person="p1")})
    left.when(COMMUNE, sitting, at).then_refused("already_done")


@pytest.mark.covers("p27")
def test_article_27_who_does_not_resign_is_struck_off_after_the_day_of_the_list_and_not_before() -> None:
    command = StrikeOffMember(body="board", place="C-1", member="p5", decision="QD-11")
    standing().when(COMMUNE, command, LATE).then_refused("too_early")
    story = standing().after(COMMUNE, FOUND, act("clerk", "BK-NS-01", "2021-04-20"))
    last = act("people_committee", "BK-NS-01", "2021-04-28T23:59:59")
    story.when(COMMUNE, command, last).then_refused("too_early", "Điều 27")
    story.when(COMMUNE, command, act("people_committee", "BK-NS-01", "2021-04-29T00:00:00")).then(
        MemberStruckOff(body="board", place="C-1", member="p5", decision="QD-11")
    )
    story.when(COMMUNE, command, act("assembly", "BK-NS-01", "2021-05-06")).then_refused("not_authorised")


@pytest.mark.covers("p27")
@pytest.mark.parametrize(
    ("list_day", "next_day"), [("2021-04-25", "2021-04-26"), ("2021-05-02", "2021-05-03")]
)
def test_article_27_the_day_of_the_list_counts_also_for_who_was_found_before_it(
    list_day: str, next_day: str
) -> None:
    candidates = (Listed(candidacy="c-1", order=1, seniority=1),)
    publish = OfficialListPublished(candidates=candidates, decision="NQ-1")
    clerk = Office("bk-2021", standing(), since="2021-03-20")
    clerk.give(COMMUNE, FOUND, act("clerk", "BK-NS-01", "2021-04-20"))
    clerk._record(C1, publish, act("committee", "BK-NS-01", list_day), "published")
    command = StrikeOffMember(body="board", place="C-1", member="p5", decision="QD-11")
    last = act("people_committee", "BK-NS-01", f"{list_day}T23:59:59")
    assert clerk.refused(COMMUNE, command, last) == "too_early"
    clerk.give(COMMUNE, command, act("people_committee", "BK-NS-01", f"{next_day}T00:00:00"))


@cache
def returned(body: Kind = "board", place: str = "C-1") -> Scenario:
    """A member has left and come back in the place of the one who had taken the seat."""
    at = act("people_committee", "BK-NS-01", "2021-04-01")
    seat: Any = {"body": body, "place": place}
    took, back = Member(person="p70"), Member(person="p6")
    return (
        standing()
        .after(COMMUNE, LeaveBody(**seat, member="p6", why="own_request"), at)
        .after(COMMUNE, ReplaceMember(**seat, replaces="p6", member=took, agreed=BOTH, decision="QD-12"), at)
        .after(COMMUNE, LeaveBody(**seat, member="p70", why="moved"), at)
        .after(COMMUNE, ReplaceMember(**seat, replaces="p70", member=back, agreed=BOTH, decision="QD-13"), at)
    )


@pytest.mark.covers("p27")
@pytest.mark.parametrize(("body", "place"), [("board", "C-1"), ("team", "A1")])
def test_who_comes_back_and_leaves_again_leaves_a_second_time_of_his_own(body: Kind, place: str) -> None:
    at = act("people_committee", "BK-NS-01", "2021-04-10")
    seat: Any = {"body": body, "place": place}
    first = LeaveBody(**seat, member="p6", why="own_request")
    second = first.model_copy(update={"occasion": 2})
    story = returned(body, place)
    assert first.step != second.step
    # The number of the departure is what tells a retry of the first from the second.
    story.when(COMMUNE, first, at).then_refused("wrong_number", "«p6»", "là 2, không phải 1")
    story.when(COMMUNE, second, at).then(MemberLeft(**seat, member="p6", why="own_request"))
    left = story.after(COMMUNE, second, at)
    left.when(COMMUNE, second, at).then_refused("no_member")
    new = Member(person="p71")
    replace = ReplaceMember(**seat, replaces="p6", member=new, agreed=BOTH, decision="QD-14")
    left.when(COMMUNE, replace, at).then_refused("wrong_number", "«p6»")
    again = replace.model_copy(update={"occasion": 2})
    assert again.step != replace.step
    assert left.when(COMMUNE, again, at).one().member == new


@pytest.mark.covers("p27")
def test_a_second_departure_stands_on_the_record_beside_the_first() -> None:
    clerk = Office("bk-2021", standing(), since="2021-03-20")
    seat: Any = {"body": "board", "place": "C-1"}
    back = ReplaceMember(**seat, replaces="p6", member=Member(person="p6"), agreed=BOTH, decision="QD-12")
    told: tuple[Command, ...] = (
        LeaveBody(**seat, member="p6", why="moved"),
        back,
        LeaveBody(**seat, member="p6", why="moved", occasion=2),
        back.model_copy(update={"occasion": 2, "decision": "QD-13"}),
    )
    for day, command in enumerate(told, start=1):
        clerk.give(COMMUNE, command, act("people_committee", "BK-NS-01", f"2021-04-0{day}"))
    assert clerk.types(COMMUNE)[-4:] == ["MemberLeft", "MemberReplaced"] * 2


def test_the_first_departure_keeps_the_key_under_which_it_was_recorded_before() -> None:
    seat: Any = {"body": "board", "place": "C-1"}
    strike = StrikeOffMember(**seat, member="p5", decision="QD-11")
    replace = ReplaceMember(**seat, replaces="p5", member=Member(person="p70"), decision="QD-12")
    assert LeaveBody(**seat, member="p5", why="moved").step == "LeaveBody:board:C-1:p5"
    assert strike.step == "StrikeOffMember:board:C-1:p5"
    assert replace.step == "ReplaceMember:board:C-1:p5"
    assert strike.model_copy(update={"occasion": 2}).step == "StrikeOffMember:board:C-1:p5:2"


@pytest.mark.covers("p27")
def test_article_27_who_left_to_stand_comes_back_once_he_stands_no_longer() -> None:
    at = act("people_committee", "BK-NS-01", "2021-04-26")
    seat: Any = {"body": "board", "place": "C-1"}
    left = (
        standing()
        .after(COMMUNE, FOUND, act("clerk", "BK-NS-01", "2021-04-20"))
        .after(COMMUNE, LeaveBody(**seat, member="p5", why="stands"), at)
    )
    back = ReplaceMember(**seat, replaces="p5", member=Member(person="p5"), agreed=BOTH, decision="QD-12")
    left.when(COMMUNE, back, at).then_refused("barred_member", "Điều 27")
    gone = left.and_given(
        "candidacy/bk-2021/c-1", CandidacyWithdrawn(reason="own_request", findings=())
    ).after(COMMUNE, back, at)
    # The candidacy he no longer has is no ground to strike him off.
    strike = StrikeOffMember(**seat, member="p5", decision="QD-13", occasion=2)
    gone.when(COMMUNE, strike, LATE).then_refused("too_early", "việc người đó ứng cử")
    assert (
        gone.when(COMMUNE, LeaveBody(**seat, member="p5", why="moved", occasion=2), at).one().why == "moved"
    )


@pytest.mark.covers("p27")
def test_who_stands_no_longer_may_stay() -> None:
    by = act("clerk", "BK-NS-01", "2021-04-29")
    story = standing().after(COMMUNE, FOUND, by)
    command = ClearMember(body="board", place="C-1", member="p5", candidacy="c-1")
    story.when(COMMUNE, command, by).then_refused("too_early")
    struck = story.and_given(C1, CandidateStruckOff(candidacy="c-1", why="died", decision="QD-1"))
    cleared = struck.when(COMMUNE, command, by)
    cleared.then(MemberCleared(body="board", place="C-1", member="p5", candidacy="c-1"))
    after = struck.after(COMMUNE, command, by)
    strike = StrikeOffMember(body="board", place="C-1", member="p5", decision="QD-11")
    after.when(COMMUNE, strike, LATE).then_refused("too_early")


@pytest.mark.covers("p06")
def test_article_22_the_list_goes_to_the_bodies_the_row_names_and_again_after_a_replacement() -> None:
    story = set_up().after(COMMUNE, appointed("committee", 9), WHO)
    to = tuple(Addressee(body=body, unit="BK-NS") for body in ("council", "people_committee", "front"))
    command = SendMemberList(body="committee", recipients=to)
    story.when(COMMUNE, command, WHO).then_found()
    fewer = command.model_copy(update={"recipients": (*to[:2], Addressee(body="nec", unit="VN"))})
    story.when(COMMUNE, fewer, WHO).then_found("addressee_missing", "addressee_not_named")
    story.after(COMMUNE, command, WHO).when(COMMUNE, command, WHO).then_refused("already_done")
    second = command.model_copy(update={"edition": 2})
    story.when(COMMUNE, second, WHO).then_refused("wrong_number")
    replaced = (
        story.after(COMMUNE, command, WHO)
        .after(COMMUNE, LeaveBody(body="committee", member="p9", why="moved"), WHO)
        .after(
            COMMUNE,
            ReplaceMember(
                body="committee", replaces="p9", member=Member(person="p71"), agreed=BOTH, decision="QD-12"
            ),
            WHO,
        )
    )
    replaced.when(COMMUNE, second, WHO).then_found()
    set_up().when(COMMUNE, command, WHO).then_refused("too_early")


@pytest.mark.covers("p06", "p11", "p12")
@pytest.mark.parametrize(
    ("stream", "unit", "body", "number", "place", "to"),
    [
        (
            BK,
            "BK",
            "committee",
            29,
            "",
            ("nec@VN", "standing_committee@VN", "government@VN", "front@VN"),
        ),
        (NS, "BK-NS", "committee", 13, "", ("council@BK", "people_committee@BK", "front@BK")),
        (BK, "BK", "board", 9, "NA-1", ("committee@BK",)),
        (COMMUNE, "BK-NS-01", "board", 7, "C-1", ("committee@BK-NS-01",)),
        (COMMUNE, "BK-NS-01", "team", 11, "A1", ("committee@BK-NS-01",)),
    ],
)
def test_each_list_has_its_own_addressees(
    stream: str, unit: str, body: Kind, number: int, place: str, to: tuple[str, ...]
) -> None:
    by = act("people_committee", unit, "2021-03-20")
    recipients = tuple(Addressee(body=one.split("@")[0], unit=one.split("@")[1]) for one in to)
    story = set_up().after(stream, appointed(body, number, place), by)
    story.when(stream, SendMemberList(body=body, place=place, recipients=recipients), by).then_found()


BOARD = act("board", "BK-NS-01", "2021-05-24")


@pytest.mark.covers("p06", "p11", "p12")
@pytest.mark.parametrize(
    ("present", "in_favour", "outcome"),
    [
        (4, 4, "no_quorum"),  # two thirds of seven are five
        (5, 3, "not_carried"),  # more than half of all seven, not of the five present
        (5, 4, "carried"),
        (7, 4, "carried"),
    ],
)
def test_article_26_1_two_thirds_must_be_there_and_more_than_half_of_all_members_agree(
    present: int, in_favour: int, outcome: Outcome
) -> None:
    command = DecideInBody(
        body="board", place="C-1", number="1", subject="result", present=present, in_favour=in_favour
    )
    told = set_up().after(COMMUNE, appointed("board", 7, "C-1"), WHO).when(COMMUNE, command, BOARD).one()
    assert (told.members, told.outcome, told.ground) == (7, outcome, "Điều 26.1")
    assert [reason.article for reason in told.reasons] == ["Điều 13; Điều 26.1"] * 2


@pytest.mark.covers("p01")
def test_article_13_the_national_council_votes_by_the_same_majority() -> None:
    command = DecideInBody(body="nec", number="1", subject="official_list", present=14, in_favour=11)
    told = set_up().when(VN, command, act("nec", "VN", "2021-04-20")).one()
    assert (told.members, told.outcome, told.ground) == (21, "carried", "Điều 13")


def test_without_names_a_body_has_as_many_members_as_were_decided() -> None:
    command = DecideInBody(body="team", place="A1", number="1", subject="report", present=8, in_favour=6)
    told = set_up().when(COMMUNE, command, act("team", "BK-NS-01", "2021-05-23")).one()
    assert (told.members, told.outcome) == (11, "carried")


def test_a_vote_that_cannot_be_is_refused() -> None:
    command = DecideInBody(body="board", place="C-1", number="1", subject="result", present=7, in_favour=4)
    for odd in ({"present": 8}, {"in_favour": 8}, {"in_favour": 4, "against": 4}):
        set_up().when(COMMUNE, command.model_copy(update=odd), BOARD).then_refused("more_than")
    set_up().when(COMMUNE, command, act("team", "BK-NS-01", "2021-05-24")).then_refused("not_authorised")
    set_up().after(COMMUNE, command, BOARD).when(COMMUNE, command, BOARD).then_refused("already_done")


AFTER = act("committee", "BK", "2021-06-15")


@pytest.mark.covers("p51")
def test_article_28_1_the_committee_of_a_province_ends_for_the_assembly_with_the_publication() -> None:
    command = EndCommittee(ballot="na")
    set_up().when(BK, command, AFTER).then_refused("too_early", "công bố kết quả")
    story = set_up().and_given(VN, NationalResultPublished(elected=()))
    story.when(BK, command, AFTER).then(
        CommitteeEnded(body="committee", ballot="na", after="result_published")
    )
    story.after(BK, command, AFTER).when(BK, command, AFTER).then_refused("already_done")
    assert CommitteeEnded(body="committee", ballot="na", after="result_published").ground == "Điều 28.1"


@pytest.mark.covers("p51")
def test_article_28_2_a_committee_ends_for_its_council_with_the_first_session() -> None:
    command = EndCommittee(ballot="commune")
    by = act("committee", "BK-NS-01", "2021-07-01")
    set_up().when(COMMUNE, command, by).then_refused("too_early", "kỳ họp thứ nhất")
    story = set_up().and_given(COMMUNE, FirstSessionHeld(ballot="commune"))
    assert story.when(COMMUNE, command, by).one().after == "first_session"


@pytest.mark.covers("p51")
def test_article_20_the_national_council_ends_with_the_hand_over() -> None:
    command, by = EndCommittee(ballot="na"), act("nec", "VN", "2021-07-25")
    story = set_up().and_given(VN, FirstSessionHeld(ballot="na"))
    story.when(VN, command, by).then_refused("too_early", "bàn giao")
    told = story.and_given(VN, RecordsHandedOver(ballot="na", to_body="standing_committee"))
    assert told.when(VN, command, by).one().ground == "Điều 20"


@pytest.mark.covers("p51")
def test_only_the_organisers_of_a_ballot_end_for_it() -> None:
    set_up().when(
        COMMUNE, EndCommittee(ballot="na"), act("committee", "BK-NS-01", "2021-07-01")
    ).then_refused("wrong_level")
    set_up().when(BK, EndCommittee(ballot="na"), act("nec", NATION, "2021-07-01")).then_refused(
        "not_authorised"
    )


@pytest.mark.covers("p51")
def test_article_28_a_committee_that_has_ended_acts_no_more_but_for_what_the_law_leaves_it() -> None:
    story = (
        set_up()
        .and_given(VN, NationalResultPublished(elected=()))
        .and_given(BK, FirstSessionHeld(ballot="province"))
        .after(BK, EndCommittee(ballot="na"), AFTER)
    )
    minutes, other = MakeProvinceMinutes(contests=("NA-1",)), ConfirmStatus(ballot="province")
    story.when(BK, minutes, AFTER).then_refused("body_ended", "Điều 28.1")
    # A further edition follows a re-run the Council has ordered: that is left to it.
    again = story.when(BK, minutes.model_copy(update={"edition": 2}), AFTER).refusal
    assert again is not None
    assert again.code != "body_ended"
    # For the council of the province it goes on until the first session, and hands over after its end.
    goes_on = DecideInBody(body="committee", number="7", subject="report", present=25, in_favour=20)
    assert story.when(BK, goes_on, AFTER).one().outcome == "carried"
    ended = story.after(BK, EndCommittee(ballot="province"), AFTER)
    ended.when(BK, other, AFTER).then_refused("body_ended", "Điều 28.2")
    ended.when(BK, goes_on, AFTER).then_refused("body_ended")
    ended.when(BK, HandOverRecords(ballot="province"), AFTER).then(
        RecordsHandedOver(ballot="province", to_body="council")
    )


LEAVES = "board_member_candidate_leaves:commune:C-1.p5"


def office(person: str = "p5") -> Office:
    """The commune's clerk; the members of a board and a team are named, the list is published."""
    story = (
        standing(person=person)
        .and_given(
            C1,
            OfficialListPublished(
                candidates=tuple(
                    Listed(candidacy=code, order=place, seniority=place)
                    for place, code in enumerate(("c-1", "c-2", "c-3", "c-4", "c-5"), 1)
                ),
                decision="NQ-1",
            ),
        )
        .and_given(NA1, AreasAssigned(unit="BK-NS-01", areas=("A1",)))
        .and_given(C1, AreasAssigned(unit="BK-NS-01", areas=("A1",)))
    )
    return Office("bk-2021", story, since="2021-04-25")


def status(clerk: Office) -> str:
    held = clerk.state("agenda/bk-2021/BK-NS-01", agenda.PROCEDURE).duties.get(LEAVES)
    return held.status if held else "none"


@pytest.mark.covers("p27")
def test_article_27_the_clerk_finds_who_sits_and_stands_in_one_place_and_opens_a_duty_for_each_seat() -> None:
    clerk = office()
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    assert clerk.types(COMMUNE).count("MemberFoundStanding") == 2  # on the board and on the team
    assert status(clerk) == "open"
    duty = clerk.state("agenda/bk-2021/BK-NS-01", agenda.PROCEDURE).duties[LEAVES].duty
    assert (str(duty.due), duty.body, duty.article) == (
        "2021-04-25 23:59:59+07:00",
        "people_committee",
        "Điều 27",
    )


@pytest.mark.covers("p27")
def test_article_27_nobody_is_asked_to_leave_where_nobody_stands() -> None:
    clerk = office(person="p60")
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    assert status(clerk) == "none"
    assert "MemberFoundStanding" not in clerk.types(COMMUNE)


@pytest.mark.covers("p27")
def test_article_27_who_leaves_on_the_day_of_the_list_meets_the_duty_of_that_seat_alone() -> None:
    clerk = office()
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    by = act("people_committee", "BK-NS-01", "2021-04-25T16:00:00")
    clerk.give(COMMUNE, LeaveBody(body="board", place="C-1", member="p5", why="stands"), by)
    clerk.attend("unit", "BK-NS-01", "2021-04-25T17:00:00")
    assert status(clerk) == "met"
    other = clerk.state("agenda/bk-2021/BK-NS-01", agenda.PROCEDURE).duties
    assert other["board_member_candidate_leaves:commune:A1.p5"].status == "open"


@pytest.mark.covers("p27")
def test_article_27_who_stays_has_missed_it_and_is_struck_off() -> None:
    clerk = office()
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    clerk.attend("unit", "BK-NS-01", "2021-04-26T08:00:00")
    assert status(clerk) == "missed"
    strike = StrikeOffMember(body="board", place="C-1", member="p5", decision="QD-11")
    clerk.give(COMMUNE, strike, act("people_committee", "BK-NS-01", "2021-04-26"))
    clerk.attend("unit", "BK-NS-01", "2021-04-26T10:00:00")
    assert status(clerk) == "cured"


@pytest.mark.covers("p27")
def test_the_clerk_clears_who_was_struck_off_the_list() -> None:
    clerk = office()
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    strike = StrikeOffCandidate(candidacy="c-1", why="strike_died", decision="QD-3", consent="MT-1")
    clerk.give(C1, strike, act("committee", "BK-NS-01", "2021-04-25T11:00:00"))
    clerk.attend("unit", "BK-NS-01", "2021-04-25T12:00:00")
    assert clerk.types(COMMUNE).count("MemberCleared") == 2
    assert status(clerk) == "met"


@pytest.mark.covers("p27")
def test_article_27_a_team_serves_the_assemblys_constituency_too() -> None:
    """Whoever sits on the team of an area and stands for the Assembly there has to leave the team."""
    nominated = CandidateNominated(ballot="na", unit="BK", origin="agency", person="p9")
    listed = OfficialListPublished(
        candidates=(Listed(candidacy="n-1", order=1, seniority=1),), decision="NQ-1"
    )
    story = standing(person="p60").and_given("candidacy/bk-2021/n-1", nominated).and_given(NA1, listed)
    clerk = Office("bk-2021", story, since="2021-04-25")
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    duties = clerk.state("agenda/bk-2021/BK-NS-01", agenda.PROCEDURE).duties
    assert duties["board_member_candidate_leaves:na:A1.p9"].status == "open"


@pytest.mark.covers("p27")
def test_article_27_who_stands_twice_where_his_team_serves_leaves_it_though_one_candidacy_is_gone() -> None:
    nominated = CandidateNominated(ballot="na", unit="BK", origin="agency", person="p5")
    listed = OfficialListPublished(
        candidates=(Listed(candidacy="n-1", order=1, seniority=1),), decision="NQ-1"
    )
    clerk = office()
    clerk._record("candidacy/bk-2021/n-1", nominated, act("front", "BK", "2021-04-25"), "nominated")
    clerk._record(NA1, listed, act("nec", "VN", "2021-04-25"), "listed")
    clerk.attend("unit", "BK-NS-01", "2021-04-25T10:00:00")
    strike = StrikeOffCandidate(candidacy="c-1", why="strike_died", decision="QD-3", consent="MT-1")
    clerk.give(C1, strike, act("committee", "BK-NS-01", "2021-04-25T11:00:00"))
    clerk.attend("unit", "BK-NS-01", "2021-04-25T12:00:00")
    duties = clerk.state("agenda/bk-2021/BK-NS-01", agenda.PROCEDURE).duties
    assert duties["board_member_candidate_leaves:commune:A1.p5"].status == "met"
    assert duties["board_member_candidate_leaves:na:A1.p5"].status == "open"
    leave = LeaveBody(body="team", place="A1", member="p5", why="stands")
    clerk.give(COMMUNE, leave, act("people_committee", "BK-NS-01", "2021-04-25T16:00:00"))
    clerk.attend("unit", "BK-NS-01", "2021-04-25T17:00:00")
    duties = clerk.state("agenda/bk-2021/BK-NS-01", agenda.PROCEDURE).duties
    assert duties["board_member_candidate_leaves:na:A1.p5"].status == "met"
