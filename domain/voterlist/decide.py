"""The voter list of a polling area: posted once, changed until its hours, never a constant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from domain.bodies.unit import again, must_be
from domain.call.election import election
from domain.command import Command
from domain.event import Event
from domain.law.book import book
from domain.law.deadline import BALLOTS
from domain.law.franchise import ballots, voter
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BALLOT_NAMES, Ballot, Finding
from domain.voterlist.carried import carried
from domain.voterlist.commands import (
    AddVoters,
    CertifyElsewhere,
    HandOutCards,
    NotifyVoters,
    PostVoterList,
    StrikeOffVoters,
)
from domain.voterlist.events import (
    ElsewhereCertified,
    VoterCardsHandedOut,
    VoterListPosted,
    VotersAdded,
    VotersNotified,
    VotersStruckOff,
)
from domain.voterlist.evolve import State
from domain.voterlist.ground import ADDITIONS, REMOVALS, Ground
from domain.voterlist.hour import span
from domain.zone import local

CERTIFICATE: Final = "vote_elsewhere_certificate"
NOTICE: Final = "voter_notice"


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The case that is carried out."""
    case = getattr(command, "case", "")
    return [stream.beside("case", case)] if case else []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The commune of the area. As long as it has no team `decide` refuses, and says why."""
    return frozenset({state.unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if not state.unit:
        raise refuse("too_early", stream=given.stream, what=command.step, before="Tổ bầu cử")
    if not state.posted and not isinstance(command, PostVoterList | NotifyVoters):
        raise refuse("too_early", stream=given.stream, what=command.step, before="niêm yết danh sách cử tri")
    return [DECISIONS[type(command)](state, command, given)]


def _post(state: State, command: PostVoterList, given: Given) -> VoterListPosted:
    """One list, for the ballots the area votes on (Article 32)."""
    if state.posted:
        raise again(given.stream, "danh sách cử tri")
    if strange := sorted(set(command.voters) - set(state.ballots)):
        raise refuse("wrong_ballot", stream=given.stream, ballot=", ".join(strange))
    left_out = [BALLOT_NAMES[ballot] for ballot in state.ballots if ballot not in command.voters]
    found = noted(
        "F.303",
        f"danh sách cử tri không có số người được bầu {', '.join(left_out)}" if left_out else "",
        "ghi số cử tri riêng cho từng cấp",
        "Điều 29",
    )
    return VoterListPosted(voters=command.voters, findings=found)


def _add(state: State, command: AddVoters, given: Given) -> VotersAdded:
    ground = ADDITIONS[command.why]
    if command.subject and command.subject in state.listed:
        raise refuse("listed_twice", stream=given.stream, where="subject", item=command.subject)
    own = _entered(state, command, ground, given)
    change = dict.fromkeys(own, command.number)
    return VotersAdded(
        ruled=ground.article,
        change=change,
        voters=_changed(state.voters, change),
        findings=_hour(state, command.why, ground, given),
        **command.model_dump(),
    )


def _strike(state: State, command: StrikeOffVoters, given: Given) -> VotersStruckOff:
    ground = REMOVALS[command.why]
    own = _entered(state, command, ground, given)
    certificates = max(command.certificates, int(command.subject in state.certified))
    void = {ballot: min(certificates, state.away.get(ballot, 0)) for ballot in own}
    _within(command.cards_taken, command.number, "số thẻ thu lại", given)
    _within(certificates, command.number, "số giấy chứng nhận hết giá trị", given)
    for ballot in own:
        listed, away = state.voters.get(ballot, 0), state.away.get(ballot, 0)
        what = f"số xóa tên, bầu {BALLOT_NAMES[ballot]}"
        _within(command.number, listed, what, given)
        # Whoever holds a certificate is on the list: struck off without saying so, somebody must be left.
        _within(command.number - void[ballot], listed - away, f"{what}, không có giấy chứng nhận", given)
    change = dict.fromkeys(own, -command.number)
    missing = command.number - command.cards_taken if ground.deadline == "voter_list_strike_off" else 0
    return VotersStruckOff(
        ruled=ground.article,
        change=change,
        voters=_changed(state.voters, change),
        void={ballot: number for ballot, number in void.items() if number},
        findings=(
            *_hour(state, command.why, ground, given),
            *noted(
                "F.502",
                f"còn {missing} thẻ cử tri chưa thu của người bị xóa tên" if missing else "",
                "thu hồi thẻ, báo Tổ bầu cử không phát phiếu cho thẻ đó",
                "Điều 30.5",
            ),
        ),
        **command.model_dump(exclude={"certificates"}),
    )


def _entered(
    state: State, command: AddVoters | StrikeOffVoters, ground: Ground, given: Given
) -> tuple[Ballot, ...]:
    """The ballots of the area that this kind of voter receives; refuses what the ground cannot be about."""
    law = election(given).law
    kind = voter(command.status)
    if ground.voters and command.status not in ground.voters:
        wanted = ", ".join(ground.voters)
        raise refuse("wrong_status", stream=given.stream, why=ground.vi, status=command.status, wanted=wanted)
    own = tuple(ballot for ballot in ballots(command.status, law) if ballot in state.ballots)
    if not own:
        raise refuse("no_ballot", stream=given.stream, status=kind.vi, article=kind.article)
    if command.entry in state.entries:
        raise again(given.stream, f"số {command.entry} trong sổ theo dõi cử tri")
    carried(command.case, ground, command.why == "judgment", given)
    return own


def _certify(state: State, command: CertifyElsewhere, given: Given) -> ElsewhereCertified:
    must_be(given, command, "commander" if command.purpose == "home" else "people_committee")
    if command.entry in state.entries:
        raise again(given.stream, f"số {command.entry} trong sổ theo dõi cử tri")
    if command.subject and command.subject in state.certified:
        raise again(given.stream, f"giấy chứng nhận cho {command.subject}")
    kind = "soldier" if command.purpose == "home" else "elsewhere"
    own = tuple(each for each in ballots(kind, election(given).law) if each in state.ballots)
    if not own:
        raise refuse("no_ballot", stream=given.stream, status=voter(kind).vi, article=voter(kind).article)
    away = _changed(state.away, dict.fromkeys(own, command.number))
    for ballot in own:
        what = f"số người được bỏ phiếu ở nơi khác, bầu {BALLOT_NAMES[ballot]}"
        _within(away[ballot], state.voters.get(ballot, 0), what, given)
    row = CERTIFICATE if command.purpose == "elsewhere" else ""
    return ElsewhereCertified(
        away=away, findings=_outside(state, row, "cấp giấy chứng nhận", given), **command.model_dump()
    )


def _notify(state: State, command: NotifyVoters, given: Given) -> VotersNotified:
    """At any time; only from ten days before on it is what the law asks for (Article 70)."""
    if command.notice in state.notices:
        raise again(given.stream, f"thông báo {command.notice}")
    found = _outside(state, NOTICE, "thông báo ngày, nơi, giờ bỏ phiếu", given)
    return VotersNotified(findings=found, **command.model_dump())


def _cards(state: State, command: HandOutCards, given: Given) -> VoterCardsHandedOut:
    if command.batch in state.batches:
        raise again(given.stream, f"đợt phát thẻ {command.batch}")
    total = state.cards + command.number
    found = noted(
        "F.503",
        f"đã phát {total} thẻ cử tri, danh sách có {state.most} cử tri" if total > state.most else "",
        "đối chiếu sổ phát thẻ với danh sách; thu hồi thẻ phát thừa",
        "Điều 25.2.c",
    )
    return VoterCardsHandedOut(total=total, findings=found, **command.model_dump())


def _hour(state: State, why: str, ground: Ground, given: Given) -> tuple[Finding, ...]:
    """A change after its hour is noted; so is one that no row binds, once polling has closed."""
    late = _outside(state, ground.deadline, f"thay đổi danh sách cử tri ({ground.vi})", given)
    if late or not state.closed:
        return late
    return noted(
        "F.504",
        f"thay đổi danh sách cử tri ({ground.vi}) ghi sau khi kết thúc bỏ phiếu",
        "đối chiếu với tổng số cử tri trong biên bản kiểm phiếu",
        "Điều 76.2",
    )


def _outside(state: State, row: str, what: str, given: Given) -> tuple[Finding, ...]:
    called = election(given)
    term, moment = span(called, row, given, state.unit), local(given.act.legal_at)
    if term.holds(moment):
        return ()
    due = f"hạn cuối là {local(term.due):%H:%M:%S %d/%m/%Y}" if term.due and moment > term.due else ""
    first = f"chỉ từ {local(term.opens):%H:%M:%S %d/%m/%Y}" if term.opens else ""
    return noted(
        "F.501",
        f"{what} lúc {moment:%H:%M:%S %d/%m/%Y}; {due or first}",
        "kiểm tra giờ trên giấy tờ; nếu đúng như vậy thì báo cáo Ban bầu cử",
        _article(row, called.law),
    )


def _article(row: str, law: str) -> str:
    return book().deadline(row).law[law].article


def _within(part: int, whole: int, what: str, given: Given) -> None:
    if part > whole:
        raise refuse("more_than", stream=given.stream, part=what, more=part, whole="số đang có", most=whole)


def _changed(voters: Mapping[Ballot, int], change: Mapping[Ballot, int]) -> dict[Ballot, int]:
    both = {**voters, **{ballot: voters.get(ballot, 0) + by for ballot, by in change.items()}}
    return {ballot: both[ballot] for ballot in BALLOTS if ballot in both}


DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    PostVoterList: _post,
    AddVoters: _add,
    StrikeOffVoters: _strike,
    CertifyElsewhere: _certify,
    NotifyVoters: _notify,
    HandOutCards: _cards,
}
