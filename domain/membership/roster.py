"""Who sits on a body: named, found standing there, gone, replaced (Articles 12, 22, 24, 25, 27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from domain.bodies.unit import again, following, must_be, once
from domain.call.election import election
from domain.candidacy.evolve import candidacy
from domain.contest.events import OfficialListPublished
from domain.contest.evolve import contest
from domain.fact import LegalTime
from domain.law.composition import Seat, barred, unfilled
from domain.law.rules import Variant, body_size
from domain.law.table import UnreadRule
from domain.membership.body import Body, body, contests
from domain.membership.commands import (
    AppointMembers,
    ClearMember,
    FindMemberStanding,
    LeaveBody,
    ReplaceMember,
    StrikeOffMember,
)
from domain.membership.events import (
    Consent,
    Member,
    MemberCleared,
    MemberFoundStanding,
    MemberLeft,
    MemberReplaced,
    MembersAppointed,
    MemberStruckOff,
)
from domain.membership.evolve import Roster, State
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BODY_NAMES, Ballot, Finding
from domain.zone import end_of_day, local

LEAVES: Final = "board_member_candidate_leaves"
"""The row by which a member who stands there leaves, until the day of the list."""
CONSENTS: Final[dict[str, str]] = {
    "council": "Thường trực Hội đồng nhân dân",
    "front": "Ban thường trực Mặt trận Tổ quốc",
    "commander": "chỉ huy đơn vị",
}


def appoint(state: State, command: AppointMembers, given: Given) -> MembersAppointed:
    """All members at once, each once; what is odd about the whole is noted."""
    found = body(state, command, given, command.body, command.place, command.form)
    must_be(given, command, found.founder)
    if command.form and command.body != "team":
        raise refuse("wrong_form", stream=given.stream, form=command.form, body=BODY_NAMES[command.body])
    if command.key in state.rosters:
        raise again(given.stream, f"danh sách {_name(command.body, command.place)}")
    once(given, "members", [one.person for one in command.members])
    return MembersAppointed(
        **command.model_dump(),
        findings=(*_odd(found, command.members), *_agreed(found, command.agreed)),
    )


def find(state: State, command: FindMemberStanding, given: Given) -> MemberFoundStanding:
    """Somebody who sits there and stands in a constituency the body serves (Article 27)."""
    roster = _seated(state, command, given)
    served = contests(state, command.body, command.place)
    if not barred(command.body, served, [command.contest]):
        name = _name(command.body, command.place)
        raise refuse("not_served", stream=given.stream, body=name, contest=command.contest)
    if command.member in roster.standing:
        raise again(given.stream, f"việc «{command.member}» ứng cử ở nơi mình làm thành viên")
    ballot = _stands(command, given)
    return MemberFoundStanding(
        **command.model_dump(),
        ballot=ballot,
        due=_until(command.contest, ballot, given),
    )


def _stands(command: FindMemberStanding, given: Given) -> Ballot:
    """The ballot for which this person stands in this constituency; refuses another person or place."""
    person = candidacy(given, given.stream.beside("candidacy", command.candidacy))
    here = contest(given, given.stream.beside("contest", command.contest))
    listed = any(one.candidacy == command.candidacy for one in here.standing)
    same = person.person in ("", command.member) and not person.gone
    if not same or here.ballot is None or not (listed or person.contest == command.contest):
        raise refuse(
            "not_standing",
            stream=given.stream,
            candidacy=command.candidacy,
            contest=command.contest,
            member=command.member,
        )
    return here.ballot


def _until(code: str, ballot: Ballot, given: Given) -> LegalTime | None:
    """The end of the day on which the list was published, or by which the law has it published."""
    for event, legal_at, _ in given.history(given.stream.beside("contest", code)):
        if isinstance(event, OfficialListPublished):
            return end_of_day(local(legal_at).date())
    return election(given).due(LEAVES, ballot, given.stream.code)


def leave(state: State, command: LeaveBody, given: Given) -> MemberLeft:
    """Whatever the ground, the seat is vacant from then on."""
    found = body(state, command, given, command.body, command.place)
    must_be(given, command, found.founder)
    _departs(_seated(state, command, given), command, given)
    return MemberLeft(**command.model_dump(exclude={"occasion"}))


def strike_off(state: State, command: StrikeOffMember, given: Given) -> MemberStruckOff:
    """Only who stands there, and only once the day has passed by which he was to leave (Article 27)."""
    found = body(state, command, given, command.body, command.place)
    must_be(given, command, found.founder)
    roster = _seated(state, command, given)
    _departs(roster, command, given)
    standing = roster.standing.get(command.member)
    what = f"xóa tên «{command.member}»"
    if standing is None:
        before = "việc người đó ứng cử ở nơi mình làm thành viên"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    # Found before the list came out, only the law's last day was known; the list may be earlier, or late.
    due = _until(standing.contest, standing.ballot, given)
    if due is None or given.act.legal_at <= due:
        before = "hết ngày công bố danh sách chính thức để người đó tự xin thôi (Điều 27)"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    return MemberStruckOff(**command.model_dump(exclude={"occasion"}))


def _departs(roster: Roster, command: LeaveBody | StrikeOffMember, given: Given) -> None:
    """Refuse a departure that is not the next one of this person: a retry names the one it repeats."""
    what = f"lần «{command.member}» thôi ở {_name(command.body, command.place)}"
    following(given, what, roster.departures.get(command.member, 0) + 1, command.occasion)


def clear(state: State, command: ClearMember, given: Given) -> MemberCleared:
    """The candidacy was withdrawn, or struck off the list: the member may stay."""
    standing = _seated(state, command, given).standing.get(command.member)
    if standing is None or standing.candidacy != command.candidacy or not gone(standing, given):
        what, before = f"việc «{command.member}» thôi ứng cử", "việc rút hoặc xóa tên người ứng cử đó"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    return MemberCleared(**command.model_dump())


def gone(standing: MemberFoundStanding, given: Given) -> bool:
    """Whether the candidacy for which a member was found to stand is no longer one."""
    person = candidacy(given, given.stream.beside("candidacy", standing.candidacy))
    here = contest(given, given.stream.beside("contest", standing.contest))
    return person.gone or standing.candidacy in here.struck


def replace(state: State, command: ReplaceMember, given: Given) -> MemberReplaced:
    """A vacant seat goes to somebody who does not sit there and does not stand there (Article 27).

    Who left because he stood there may come back once that candidacy is withdrawn or struck off.
    """
    roster = state.roster(command.key)
    found = body(state, command, given, command.body, command.place, roster.form)
    must_be(given, command, found.founder)
    name = _name(command.body, command.place)
    if command.replaces not in roster.vacant:
        what, before = f"thay «{command.replaces}» ở {name}", "việc người đó thôi làm thành viên"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    departure = f"lần «{command.replaces}» thôi ở {name}"
    following(given, departure, roster.departures[command.replaces], command.occasion)
    newcomer = command.member.person
    if roster.sits(newcomer):
        raise again(given.stream, f"thành viên «{newcomer}» của {name}")
    standing = roster.standing.get(newcomer)
    if standing and not gone(standing, given):
        raise refuse(
            "barred_member", stream=given.stream, member=newcomer, contest=standing.contest, body=name
        )
    return MemberReplaced(
        **command.model_dump(exclude={"occasion"}),
        findings=(*_odd(found, (*roster.members, command.member)), *_agreed(found, command.agreed)),
    )


def _seated(
    state: State, command: FindMemberStanding | LeaveBody | StrikeOffMember | ClearMember, given: Given
) -> Roster:
    roster = state.roster(command.key)
    election(given)
    if not roster.sits(command.member):
        name = _name(command.body, command.place)
        raise refuse("no_member", stream=given.stream, member=command.member, body=name)
    return roster


def _name(kind: str, place: str) -> str:
    return f"{BODY_NAMES[kind]} {place}".strip()


def _odd(found: Body, members: Sequence[Member]) -> Iterator[Finding]:
    """Against the law's size and seats, against the decision that set the body up, and two at the head."""
    number = len(members)
    # A body of a form whose numbers or seats the law does not give is not judged by them.
    with suppress(UnreadRule):
        variant: Variant = "armed_forces" if found.form == "armed_forces" else ""
        size = body_size(
            found.body,
            found.level,
            found.ballot,
            found.law,
            "supplementary" if found.supplementary else variant,
        )
        yield from size.findings(number)
    with suppress(UnreadRule):
        form: Final = "supplementary" if found.supplementary else found.form
        yield from unfilled(_seats(members), found.body, found.level, found.ballot, found.law, form)
    if number != found.size:
        yield Finding(
            code="members_not_as_decided",
            sentence=f"Danh sách có {number} thành viên, quyết định thành lập ghi {found.size}.",
            remedy="Đối chiếu quyết định thành lập với danh sách kèm theo.",
            article=found.article,
        )
    chairs = sum(one.office == "chair" for one in members)
    if chairs > 1:
        yield Finding(
            code="several_chairs",
            sentence=f"Danh sách có {chairs} người đứng đầu.",
            remedy="Sửa chức vụ trong danh sách; mỗi tổ chức có một người đứng đầu.",
            article=found.article,
        )


def _seats(members: Sequence[Member]) -> set[Seat]:
    offices: set[Seat] = {one.office for one in members if one.office != "member"}
    return offices | {one.represents for one in members if one.represents}


def _agreed(found: Body, agreed: Sequence[Consent]) -> Iterator[Finding]:
    """Whose agreement with the decision is not on record."""
    if missing := [CONSENTS[one] for one in found.consents if one not in agreed]:
        yield Finding(
            code="not_agreed",
            sentence=f"Chưa ghi việc thống nhất với {', '.join(missing)} trước khi quyết định.",
            remedy="Ghi văn bản thống nhất; nơi thí điểm không có Hội đồng nhân dân thì chỉ cần Mặt trận.",
            article=found.article,
        )
