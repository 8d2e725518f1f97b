"""The steps of a consultation, in the order of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from domain.bodies.unit import again, committee, following, must_be, once, organiser, unit
from domain.call.election import day as election_day
from domain.call.election import dossiers_due, election
from domain.candidacy.evolve import candidacy
from domain.command import Command
from domain.conference import team
from domain.consultation import matter, papers, residence, village
from domain.consultation.commands import (
    AgreeStructure,
    AllowOnlineConferences,
    AnswerMatter,
    CloseDossiers,
    ConfirmConsultationMinutes,
    HandOverDossiers,
    HoldConsultation,
    HoldVillageConference,
    HoldVoterConferences,
    NoteMonitoring,
    PlanResidenceConferences,
    ProposeInVillage,
    RaiseMatter,
    ReceiveDossiers,
    SendCentralNominees,
    SendConferenceMinutes,
    SendConsultationMinutes,
    SendQualifiedList,
    SplitPreliminaryList,
    TakeConsultationVote,
    VerifyVoterMatters,
)
from domain.consultation.confidence import attendance, distrusted, judge
from domain.consultation.events import (
    ConsultationHeld,
    ConsultationVoteTaken,
    DossiersClosed,
    QualifiedListSent,
    StructureAgreed,
    VoterConferencesHeld,
)
from domain.consultation.evolve import State, Talks
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.structure.events import StructureEstimated
from domain.structure.number import check_parts
from domain.terms import NATION, Ballot, Finding
from domain.zone import local


def reads(state: State, command: Command, stream: Stream) -> Iterator[Stream]:
    """The nation, where the structure is estimated on which provinces consult for the Assembly; the
    candidacies a list names; the units a paper goes to."""
    match command:
        case HoldConsultation():
            if command.ballot == "na" and stream.code != NATION:
                yield stream.beside("unit", NATION)
            yield from (stream.beside("candidacy", code) for code in command.agreed)
        case HandOverDossiers() | SendCentralNominees():
            yield from (stream.beside("candidacy", code) for code in command.candidacies)
            if isinstance(command, SendCentralNominees):
                yield stream.beside("unit", command.province)
        case RaiseMatter():
            yield stream.beside("candidacy", command.candidacy)
        case PlanResidenceConferences():
            yield from (stream.beside("unit", each.unit) for each in command.plans)
        case SplitPreliminaryList():
            yield from (stream.beside("unit", code) for code in command.parts)


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit itself: nation and provinces for the Assembly, a council's own unit for the council.

    Who receives a paper confirms it, and who stands above may allow what a unit may not.
    """
    own = given.stream.code
    match command:
        case ConfirmConsultationMinutes():
            return frozenset({command.recipient.unit})
        case ReceiveDossiers():
            return frozenset({own, NATION})
        case AllowOnlineConferences():
            return frozenset({papers.province(own, unit(given).path), NATION})
        case _:
            return frozenset({own})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    return [DECISIONS[type(command)](state, command, given)]


def _close(state: State, command: CloseDossiers, given: Given) -> DossiersClosed:
    talks = state.talks(command.ballot)
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


def _hold(state: State, command: HoldConsultation, given: Given) -> ConsultationHeld:
    talks = state.talks(command.ballot)
    organiser(given, command.ballot)
    if command.round in talks.rounds:
        raise again(given.stream, f"hội nghị hiệp thương lần {command.round} ({command.ballot})")
    _in_order(talks, command, given)
    once(given, "agreed", command.agreed)
    once(given, "special", [each.candidacy for each in command.special])
    for code in command.agreed:
        if candidacy(given, given.stream.beside("candidacy", code)).gone:
            raise refuse("left_consultation", stream=given.stream, candidacy=code)
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
    """Whether there is a structure to work on; a supplementary election has none (Articles 90 to 92)."""
    if election(given).form == "supplementary":
        return True
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


def _confer(state: State, command: HoldVoterConferences, given: Given) -> VoterConferencesHeld:
    talks = state.talks(command.ballot)
    organiser(given, command.ballot)
    village.in_form(state, command.form, given)
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
        once(given, f"conferences ({place})", at_place)
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
        form=command.form,
        findings=tuple(finding for each in command.conferences for finding in attendance(each, year)),
    )


def _send(state: State, command: SendQualifiedList, given: Given) -> QualifiedListSent:
    talks = state.talks(command.ballot)
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
    for code in candidacies:
        if code not in talks.rounds[2]:
            raise refuse("not_on_list", stream=given.stream, candidacy=code, what=what)


def _vote(state: State, command: TakeConsultationVote, given: Given) -> ConsultationVoteTaken:
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if command.round > 1 and command.round - 1 not in talks.rounds:
        before = f"hội nghị hiệp thương lần {command.round - 1}"
        raise refuse("too_early", stream=given.stream, what="biểu quyết", before=before)
    following(given, "lần biểu quyết", talks.items.get(command.round, 0) + 1, command.item)
    if command.agree + command.oppose > command.members:
        raise refuse(
            "more_than",
            stream=given.stream,
            part="số phiếu",
            more=command.agree + command.oppose,
            whole="số thành viên có mặt",
            most=command.members,
        )
    findings = team("consultation", command.counters, election_day(given).year)
    return ConsultationVoteTaken(**command.model_dump(), findings=findings)


def _agree(state: State, command: AgreeStructure, given: Given) -> StructureAgreed:
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if command.round not in talks.rounds:
        before = f"hội nghị hiệp thương lần {command.round}"
        raise refuse("too_early", stream=given.stream, what="thỏa thuận cơ cấu", before=before)
    if command.round in talks.structures:
        raise again(given.stream, f"thỏa thuận cơ cấu lần {command.round}")
    check_parts(given.stream, command.number, command.women, command.minorities)
    findings: tuple[Finding, ...] = ()
    if command.asks and command.ballot != "na" and command.round == 2:
        findings = (
            Finding(
                code="no_second_adjustment",
                sentence="Hội nghị đề nghị điều chỉnh lần hai; Hội đồng nhân dân chỉ điều chỉnh một lần.",
                remedy="Hiệp thương trong cơ cấu đã điều chỉnh lần thứ nhất.",
                article="Điều 51",
            ),
        )
    return StructureAgreed(**command.model_dump(), findings=findings)


DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    CloseDossiers: _close,
    HandOverDossiers: papers.hand_over,
    ReceiveDossiers: papers.take_over,
    HoldConsultation: _hold,
    TakeConsultationVote: _vote,
    AgreeStructure: _agree,
    SendConsultationMinutes: papers.send_minutes,
    ConfirmConsultationMinutes: papers.confirm_minutes,
    SplitPreliminaryList: papers.split,
    ProposeInVillage: village.propose,
    HoldVillageConference: village.confer,
    AllowOnlineConferences: village.allow_online,
    HoldVoterConferences: _confer,
    PlanResidenceConferences: residence.plan,
    SendConferenceMinutes: residence.send,
    RaiseMatter: matter.raise_matter,
    AnswerMatter: matter.answer,
    VerifyVoterMatters: matter.verify,
    SendQualifiedList: _send,
    SendCentralNominees: papers.send_central,
    NoteMonitoring: papers.monitor,
}
