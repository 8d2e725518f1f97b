"""What a body does as a whole: votes, sends its list, sets up others, ends (Articles 12, 13, 20, 26, 28)."""

from __future__ import annotations

from typing import Final, Literal

from domain import bodies, call
from domain.bodies.unit import again, must_be, once
from domain.consultation.papers import addressees, odd_recipients
from domain.law.book import book
from domain.law.deadline import BALLOTS
from domain.meeting import Vote, carried
from domain.membership.body import body
from domain.membership.commands import DecideInBody, EndCommittee, SendMemberList, SetUpSubcommittee
from domain.membership.events import (
    BodyDecided,
    CommitteeEnded,
    MemberListSent,
    Outcome,
    SubcommitteeSetUp,
)
from domain.membership.evolve import State
from domain.procedure import Given
from domain.refusal import refuse
from domain.summary.events import NationalResultPublished
from domain.terms import BALLOT_NAMES, BODY_NAMES, NATION, Finding

LISTS: Final[dict[str, str]] = {
    "committee:province": "ubbc_p_set_up",
    "committee:district": "ubbc_d_set_up",
    "committee:commune": "ubbc_c_set_up",
    "board:na": "ban_na_set_up",
    "board:province": "ban_hdnd_p_set_up",
    "board:district": "ban_hdnd_d_set_up",
    "board:commune": "ban_hdnd_c_set_up",
    "team:": "to_bau_cu_set_up",
}
"""The row that names who gets the list of members, by body and the level or ballot it is for."""


def vote(state: State, command: DecideInBody, given: Given) -> BodyDecided:
    """What came of it is recorded and never refused; only figures that cannot be are."""
    found = body(state, command, given, command.body, command.place)
    must_be(given, command, command.body)
    if f"{command.key}:{command.number}" in state.decided:
        raise again(given.stream, f"nghị quyết số {command.number}")
    members = len(state.roster(command.key).members) or found.size
    more = command.in_favour + command.against
    for part, number, whole, most in (
        ("số người có mặt", command.present, "số thành viên", members),
        ("số người biểu quyết", more, "số người có mặt", command.present),
    ):
        if number > most:
            raise refuse("more_than", stream=given.stream, part=part, more=number, whole=whole, most=most)
    cast = Vote(members=members, present=command.present, agree=command.in_favour, oppose=command.against)
    decision = carried(cast, found.law)
    outcome: Outcome = "carried" if decision.carried else "not_carried"
    return BodyDecided(
        **command.model_dump(),
        members=members,
        outcome=outcome if decision.quorate else "no_quorum",
        reasons=decision.reasons,
    )


def send(state: State, command: SendMemberList, given: Given) -> MemberListSent:
    """The list as it stands, to the bodies the row of the law names; others are noted."""
    found = body(state, command, given, command.body, command.place)
    must_be(given, command, found.founder)
    if command.key not in state.rosters:
        what, before = "gửi danh sách thành viên", "danh sách thành viên"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    roster = state.roster(command.key)
    if command.edition == roster.sent:
        raise again(given.stream, f"gửi danh sách thành viên lần {command.edition}")
    if command.edition != roster.edition:
        wanted, what = roster.edition, "danh sách thành viên"
        raise refuse("wrong_number", stream=given.stream, what=what, wanted=wanted, number=command.edition)
    once(given, "recipients", [f"{each.body}@{each.unit}" for each in command.recipients])
    own = {"committee": found.level, "board": found.ballot, "team": ""}.get(command.body)
    row = book().rows.get(LISTS.get(f"{command.body}:{own}", ""))
    findings: tuple[Finding, ...] = ()
    if row is not None and found.law in row.law:
        ballot = next(one for one in BALLOTS if one in row.law[found.law].owed_to)
        wanted_by = addressees(row.id, found.ballot or ballot, found.level, given)
        article = row.law[found.law].article
        findings = odd_recipients("Danh sách thành viên", command.recipients, wanted_by, article)
    return MemberListSent(**command.model_dump(), findings=findings)


def set_up(state: State, command: SetUpSubcommittee, given: Given) -> SubcommitteeSetUp:
    """One of each kind, by the Council itself."""
    body(state, command, given, "nec", "")
    if command.task in state.subcommittees:
        raise again(given.stream, f"tiểu ban {command.task}")
    return SubcommitteeSetUp(**command.model_dump())


After = Literal["result_published", "first_session", "hand_over"]

AFTER: Final[dict[After, str]] = {
    "result_published": "công bố kết quả bầu cử đại biểu Quốc hội",
    "first_session": "kỳ họp thứ nhất của Hội đồng nhân dân",
    "hand_over": "bàn giao hồ sơ cho Ủy ban thường vụ Quốc hội khóa mới",
}


def end(state: State, command: EndCommittee, given: Given) -> CommitteeEnded:
    """After its last act, also when the election as a whole is closed (Articles 20, 28)."""
    called = given.state(call.PROCEDURE, given.stream.beside("election"))
    unit = given.state(bodies.PROCEDURE)
    kind: Literal["nec", "committee"] = "nec" if given.stream.code == NATION else "committee"
    name = f"{BODY_NAMES[kind]}, {BALLOT_NAMES[command.ballot]}"
    must_be(given, command, kind)
    if not unit.committee or called.day is None:
        raise refuse("too_early", stream=given.stream, what=f"kết thúc nhiệm vụ {name}", before=name)
    # The provinces organise the Assembly's election together with the nation.
    own = ("na",) if kind == "nec" else (unit.level, *(("na",) if unit.level == "province" else ()))
    if command.ballot not in own or command.ballot not in called.levels:
        wanted = f"đơn vị tổ chức bầu {BALLOT_NAMES[command.ballot]}"
        raise refuse("wrong_level", stream=given.stream, what=name, level=unit.level, wanted=wanted)
    if command.ballot in state.ended:
        raise again(given.stream, f"kết thúc nhiệm vụ {name}")
    after: After = "hand_over"
    if kind == "committee":
        after = "result_published" if command.ballot == "na" else "first_session"
    nation = given.events.get(str(given.stream.beside("unit", NATION)), ())
    published = after == "result_published" and any(isinstance(e, NationalResultPublished) for e in nation)
    if not published and f"{after}:{command.ballot}" not in state.reached:
        raise refuse("too_early", stream=given.stream, what=f"kết thúc nhiệm vụ {name}", before=AFTER[after])
    return CommitteeEnded(body=kind, ballot=command.ballot, after=after)
