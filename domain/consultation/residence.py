"""Conferences at home: planned, one for each candidate, and their minutes sent (Articles 45, 54)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.bodies.unit import again, following, once, organiser, unit
from domain.call.election import election
from domain.consultation.commands import PlanResidenceConferences, SendConferenceMinutes
from domain.consultation.events import ConferenceMinutesSent, ResidenceConferencesPlanned
from domain.consultation.evolve import State
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import NATION, Ballot, Finding
from domain.zone import local


def plan(state: State, command: PlanResidenceConferences, given: Given) -> ResidenceConferencesPlanned:
    """After the second round; whoever has no conference in it, or one too late, is noted."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    what = "kế hoạch hội nghị cử tri nơi cư trú"
    if 2 not in talks.rounds:
        raise refuse("too_early", stream=given.stream, what=what, before="hội nghị hiệp thương lần thứ hai")
    if 3 in talks.rounds:
        raise again(given.stream, "hội nghị hiệp thương lần thứ ba")
    following(given, what, talks.plan + 1, command.edition)
    once(given, "plans", [each.candidacy for each in command.plans])
    for each in command.plans:
        if each.candidacy not in talks.rounds[2]:
            raise refuse("not_on_list", stream=given.stream, candidacy=each.candidacy, what=what)
        unit(given, each.unit)
    return ResidenceConferencesPlanned(
        **command.model_dump(), findings=tuple(_odd(command, talks.rounds[2], given))
    )


def _odd(command: PlanResidenceConferences, listed: tuple[str, ...], given: Given) -> Iterator[Finding]:
    article = "Điều 45" if command.ballot == "na" else "Điều 54"
    planned = {each.candidacy for each in command.plans}
    if left := [code for code in listed if code not in planned]:
        yield Finding(
            code="conference_not_planned",
            sentence=f"Chưa có hội nghị cử tri nơi cư trú cho {', '.join(left)}.",
            remedy="Lập kế hoạch cho từng người trong danh sách sơ bộ.",
            article=article,
        )
    last = _third_round(command.ballot, given)
    if late := [each.candidacy for each in command.plans if last is not None and each.day > last]:
        yield Finding(
            code="conference_planned_late",
            sentence=f"Hội nghị cử tri về {', '.join(late)} sau ngày cuối hiệp thương lần thứ ba.",
            remedy="Chuyển hội nghị lên trước hội nghị hiệp thương lần thứ ba.",
            article=article,
        )


def _third_round(ballot: Ballot, given: Given) -> date | None:
    central = given.stream.code == NATION
    row = "consult3_hdnd" if ballot != "na" else "consult3_central" if central else "consult3_province_na"
    due = election(given).due(row, ballot, given.stream.code)
    return local(due).date() if due else None


def send(state: State, command: SendConferenceMinutes, given: Given) -> ConferenceMinutesSent:
    """The minutes of a gathering that is on record, once."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if command.sitting > talks.sittings:
        before = f"hội nghị cử tri đợt {command.sitting}"
        raise refuse("too_early", stream=given.stream, what="gửi biên bản", before=before)
    if command.sitting in talks.reported:
        raise again(given.stream, f"gửi biên bản hội nghị cử tri đợt {command.sitting}")
    return ConferenceMinutesSent(ballot=command.ballot, sitting=command.sitting)
