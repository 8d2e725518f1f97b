"""A village or street group nominates for the commune's council (Article 52, R16); asking voters online."""

from __future__ import annotations

from collections.abc import Iterator

from domain.bodies.unit import again, must_be, once, organiser, unit
from domain.call.election import day, election
from domain.conference import Nomination, nominate, sitting, team
from domain.consultation.commands import AllowOnlineConferences, HoldVillageConference, ProposeInVillage
from domain.consultation.events import OnlineConferencesAllowed, VillageConferenceHeld, VillageProposed
from domain.consultation.evolve import State
from domain.consultation.terms import Form
from domain.law.power import power
from domain.law.table import UnreadRule
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import NATION, Finding


def propose(state: State, command: ProposeInVillage, given: Given) -> VillageProposed:
    """The Front's work committee proposes, when the commune's Front has allotted the places."""
    organiser(given, "commune")
    talks = state.talks("commune")
    what = f"dự kiến người giới thiệu ở {command.village}"
    if 1 not in talks.rounds:
        before = "hội nghị hiệp thương lần thứ nhất"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    if command.village in talks.villages:
        raise again(given.stream, what)
    once(given, "proposed", command.proposed)
    findings: tuple[Finding, ...] = ()
    if len(command.proposed) < command.places:
        findings = (
            Finding(
                code="fewer_than_allotted",
                sentence=f"{command.village} dự kiến {len(command.proposed)} người, "
                f"được phân bổ {command.places}.",
                remedy="Giới thiệu thêm người, hoặc báo Mặt trận cấp xã vì sao thiếu.",
                article="Điều 52",
            ),
        )
    return VillageProposed(**command.model_dump(), findings=findings)


def confer(state: State, command: HoldVillageConference, given: Given) -> VillageConferenceHeld:
    """The voters' nomination by votes; equal at the last place they vote again, or decide how to go on."""
    organiser(given, "commune")
    known = state.talks("commune").villages.get(command.village)
    what = f"hội nghị cử tri {command.village}"
    if known is None:
        before = "cuộc họp Ban công tác Mặt trận"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    if known.step == "done" or command.sitting <= known.sittings:
        raise again(given.stream, what)
    in_form(state, command.form, given)
    if command.present > command.summoned:
        raise refuse(
            "more_than",
            stream=given.stream,
            part="số có mặt",
            more=command.present,
            whole="số được triệu tập",
            most=command.summoned,
        )
    year = day(given).year
    try:
        result = nominate(command.votes, command.present, command.places, year, command.second or None)
    except ValueError as error:
        raise refuse("village_vote", stream=given.stream, village=command.village, problem=error) from error
    return VillageConferenceHeld(
        **command.model_dump(),
        step=result.step,
        nominated=result.nominated,
        tied=result.tied,
        findings=tuple(_odd(command, result, year)),
    )


def _odd(command: HoldVillageConference, result: Nomination, year: int) -> Iterator[Finding]:
    sat = sitting("village", command.summoned, command.present, year)
    if not sat.quorate:
        yield Finding(
            code="quorum_not_read" if sat.quorate is None else "below_quorum",
            sentence=f"{command.village}: {sat.reason.text}.",
            remedy="Tổ chức lại hội nghị cử tri rồi ghi lần sau.",
            article=sat.reason.article,
        )
    yield from team("village", command.counters, year)
    if result.step in ("second_vote", "conference_decides", "unread"):
        reason = result.reasons[-1]
        yield Finding(
            code=f"village_{result.step}",
            sentence=f"{command.village}: {reason.text}.",
            remedy="Ghi lần hội nghị sau với kết quả biểu quyết tiếp, hoặc quyết định của hội nghị.",
            article=reason.article,
        )


def in_form(state: State, form: Form, given: Given) -> None:
    """Refuse to ask voters otherwise than in a meeting where nobody has allowed it (R18)."""
    if form != "meeting" and not state.online:
        raise refuse("online_not_allowed", stream=given.stream)


def allow_online(state: State, command: AllowOnlineConferences, given: Given) -> OnlineConferencesAllowed:
    """By the National Election Council, or by the province for itself and its communes."""
    own = unit(given)
    if state.online:
        raise again(given.stream, "cho phép lấy ý kiến trực tuyến hoặc bằng phiếu")
    wanted = "nec" if given.act.unit == NATION else "committee"
    must_be(given, command, wanted)
    findings: tuple[Finding, ...] = ()
    try:
        power("online_conference", (own.ballots or election(given).levels)[-1], election(given).law)
    except UnreadRule:
        findings = (
            Finding(
                code="online_rule_not_read",
                sentence="Chưa đọc được quy định của năm bầu cử này về lấy ý kiến trực tuyến, bằng phiếu.",
                remedy="Đối chiếu với nghị quyết của Ủy ban Thường vụ Quốc hội áp dụng cho năm đó.",
            ),
        )
    return OnlineConferencesAllowed(**command.model_dump(), findings=findings)
