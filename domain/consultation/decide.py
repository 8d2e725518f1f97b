"""The steps of a consultation, in the order of the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.bodies.unit import again, committee, must_be, organiser
from domain.call.election import day as election_day
from domain.call.election import dossiers_due
from domain.command import Command
from domain.consultation.commands import (
    CloseDossiers,
    HoldConsultation,
    HoldVoterConferences,
    SendQualifiedList,
    VerifyVoterMatters,
)
from domain.consultation.confidence import attendance, distrusted, judge
from domain.consultation.events import (
    ConsultationHeld,
    DossiersClosed,
    QualifiedListSent,
    VoterConferencesHeld,
    VoterMattersVerified,
)
from domain.consultation.evolve import State, Talks
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.structure.events import StructureEstimated
from domain.terms import NATION, Ballot, Finding
from domain.zone import local


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The nation, where the structure is estimated on which provinces consult for the Assembly."""
    assembly = isinstance(command, HoldConsultation) and command.ballot == "na"
    return (stream.beside("unit", NATION),) if assembly and stream.code != NATION else ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit itself: nation and provinces for the Assembly, a council's own unit for the council."""
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case CloseDossiers():
            return [_close(state.talks(command.ballot), command, given)]
        case HoldConsultation():
            return [_hold(state.talks(command.ballot), command, given)]
        case HoldVoterConferences():
            return [_confer(state.talks(command.ballot), command, given)]
        case VerifyVoterMatters():
            return [_verify(state.talks(command.ballot), command, given)]
        case SendQualifiedList():
            return [_send(state.talks(command.ballot), command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _close(talks: Talks, command: CloseDossiers, given: Given) -> DossiersClosed:
    level = organiser(given, command.ballot)
    must_be(given, command, "nec" if level == "nation" else "committee")
    committee(given, "khóa sổ nhận hồ sơ")
    if talks.closed:
        raise again(given.stream, "khóa sổ nhận hồ sơ")
    return DossiersClosed(
        ballot=command.ballot,
        received=command.received,
        handed_over=command.handed_over,
        findings=tuple(_odd_closing(command, given)),
    )


def _odd_closing(command: CloseDossiers, given: Given) -> Iterator[Finding]:
    if command.received != command.handed_over:
        yield Finding(
            code="dossiers_differ",
            sentence=f"Nhận {command.received} hồ sơ, chuyển Mặt trận {command.handed_over} hồ sơ.",
            remedy="Ghi rõ hồ sơ nào bị trả, rút hoặc chuyển thiếu trong biên bản bàn giao.",
            article="Điều 36",
        )
    due = dossiers_due(given, command.ballot, given.stream.code)
    if due is not None and local(given.act.legal_at).date() < local(due).date():
        yield Finding(
            code="closed_early",
            sentence=f"Khóa sổ trước ngày cuối nhận hồ sơ là {local(due):%d/%m/%Y}.",
            remedy="Tiếp tục nhận hồ sơ đến hết hạn luật định.",
            article="Điều 35.1",
        )


def _hold(talks: Talks, command: HoldConsultation, given: Given) -> ConsultationHeld:
    organiser(given, command.ballot)
    if command.round in talks.rounds:
        raise again(given.stream, f"hội nghị hiệp thương lần {command.round} ({command.ballot})")
    _in_order(talks, command, given)
    _once(given, "agreed", command.agreed)
    _once(given, "special", [each.candidacy for each in command.special])
    if command.round == 3:
        _from_second_round(talks, command.agreed, "danh sách lần thứ ba", given)
        distrusted(talks, command, given)
    return ConsultationHeld(
        ballot=command.ballot,
        round=command.round,
        invited=command.invited,
        present=command.present,
        agreed=command.agreed,
        special=command.special,
        findings=tuple(_odd_round(talks, command, given)),
    )


def _in_order(talks: Talks, command: HoldConsultation, given: Given) -> None:
    """Round 1 works on the estimated structure, round 2 on the dossiers, round 3 on voters' confidence."""
    before = {
        1: (_estimated(command.ballot, given), "dự kiến cơ cấu"),
        2: (1 in talks.rounds and talks.closed, "hội nghị lần thứ nhất và việc khóa sổ hồ sơ"),
        3: (2 in talks.rounds and talks.sittings > 0, "hội nghị lần thứ hai và hội nghị cử tri"),
    }
    done, missing = before[command.round]
    if not done:
        what = f"hội nghị hiệp thương lần {command.round}"
        raise refuse("too_early", stream=given.stream, what=what, before=missing)


def _estimated(ballot: Ballot, given: Given) -> bool:
    where = given.stream.beside("unit", NATION) if ballot == "na" else given.stream
    return any(
        isinstance(event, StructureEstimated) and event.ballot == ballot
        for event in given.events.get(str(where), ())
    )


def _odd_round(talks: Talks, command: HoldConsultation, given: Given) -> Iterator[Finding]:
    if command.present > command.invited:
        yield Finding(
            code="more_present_than_invited",
            sentence=f"Có mặt {command.present} người, mời {command.invited} người.",
            remedy="Kiểm tra danh sách đại biểu được mời và biên bản hội nghị.",
        )
    if command.round == 1 and command.agreed:
        yield Finding(
            code="names_in_first_round",
            sentence="Hội nghị lần thứ nhất thỏa thuận cơ cấu, số lượng, chưa lập danh sách người ứng cử.",
            remedy="Đưa tên người ứng cử ra hội nghị lần thứ hai.",
            article="Điều 38; Điều 50",
        )
    if command.round == 3:
        yield from judge(talks, command, election_day(given).year)
        if not talks.verified:
            yield Finding(
                code="matters_not_verified",
                sentence="Hội nghị lần thứ ba họp khi chưa ghi nhận việc xác minh vụ việc cử tri nêu.",
                remedy="Ghi kết quả xác minh, trả lời; nếu không có vụ việc nào thì ghi số 0.",
                article="Điều 46.4; Điều 55.4",
            )


def _confer(talks: Talks, command: HoldVoterConferences, given: Given) -> VoterConferencesHeld:
    organiser(given, command.ballot)
    if 2 not in talks.rounds:
        raise refuse(
            "too_early",
            stream=given.stream,
            what="hội nghị cử tri",
            before="hội nghị hiệp thương lần thứ hai",
        )
    if command.sitting <= talks.sittings:
        raise again(given.stream, f"hội nghị cử tri đợt {command.sitting}")
    for place in ("residence", "workplace"):
        at_place = [each.candidacy for each in command.conferences if each.place == place]
        _once(given, f"conferences ({place})", at_place)
    _from_second_round(talks, [each.candidacy for each in command.conferences], "hội nghị cử tri", given)
    for each in command.conferences:
        if each.confident > each.present:
            raise refuse(
                "more_than",
                stream=given.stream,
                part=f"số tín nhiệm «{each.candidacy}»",
                more=each.confident,
                whole="số có mặt",
                most=each.present,
            )
    year = election_day(given).year
    return VoterConferencesHeld(
        ballot=command.ballot,
        sitting=command.sitting,
        conferences=command.conferences,
        findings=tuple(finding for each in command.conferences for finding in attendance(each, year)),
    )


def _verify(talks: Talks, command: VerifyVoterMatters, given: Given) -> VoterMattersVerified:
    organiser(given, command.ballot)
    if not talks.sittings:
        raise refuse(
            "too_early", stream=given.stream, what="xác minh vụ việc cử tri nêu", before="hội nghị cử tri"
        )
    if talks.verified:
        raise again(given.stream, "xác minh vụ việc cử tri nêu")
    if command.answered > command.raised:
        raise refuse(
            "more_than",
            stream=given.stream,
            part="số vụ việc đã trả lời",
            more=command.answered,
            whole="số vụ việc cử tri nêu",
            most=command.raised,
        )
    findings: tuple[Finding, ...] = ()
    if command.answered < command.raised:
        findings = (
            Finding(
                code="matters_unanswered",
                sentence=f"Còn {command.raised - command.answered} vụ việc cử tri nêu chưa được trả lời.",
                remedy="Trả lời trước hội nghị hiệp thương lần thứ ba hoặc báo cáo hội nghị.",
                article="Điều 46.4" if command.ballot == "na" else "Điều 55.4",
            ),
        )
    return VoterMattersVerified(
        ballot=command.ballot, raised=command.raised, answered=command.answered, findings=findings
    )


def _send(talks: Talks, command: SendQualifiedList, given: Given) -> QualifiedListSent:
    organiser(given, command.ballot)
    if talks.sent:
        raise again(given.stream, "gửi danh sách người đủ tiêu chuẩn")
    if 3 not in talks.rounds:
        raise refuse(
            "too_early",
            stream=given.stream,
            what="gửi danh sách người đủ tiêu chuẩn",
            before="hội nghị hiệp thương lần thứ ba",
        )
    return QualifiedListSent(ballot=command.ballot, candidacies=talks.rounds[3])


def _from_second_round(talks: Talks, candidacies: Sequence[str], what: str, given: Given) -> None:
    for candidacy in candidacies:
        if candidacy not in talks.rounds[2]:
            raise refuse("not_on_list", stream=given.stream, candidacy=candidacy, what=what)


def _once(given: Given, where: str, codes: Sequence[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise refuse("listed_twice", stream=given.stream, where=where, item=code)
