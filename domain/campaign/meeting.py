"""Meetings with voters: planned, told, held, cancelled, reported (Article 66)."""

from __future__ import annotations

from typing import Final

from domain.bodies.unit import again
from domain.call.election import day, election
from domain.campaign.chances import absent, few, uneven
from domain.campaign.commands import CancelMeeting, HoldMeeting, NotifyMeeting, PlanMeeting, ReportMeetings
from domain.campaign.events import (
    MeetingCancelled,
    MeetingHeld,
    MeetingNotified,
    MeetingPlanned,
    MeetingsReported,
)
from domain.campaign.evolve import Meeting, State
from domain.campaign.ground import FORMS
from domain.campaign.standing import breaches, outside, stands
from domain.campaign.window import window
from domain.due import Election
from domain.event import Event
from domain.frame import frame
from domain.law.book import book
from domain.law.enumeration import entries
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Ballot, Finding
from domain.zone import local

REPORTS: Final = "voter_contact_reports"
NOTICE: Final = "g26_meeting_notice"
"""The guidance of one province on how long before a meeting the candidates are told."""


def plan(state: State, command: PlanMeeting, given: Given) -> list[Event]:
    if command.meeting in state.codes:
        raise again(given.stream, f"hội nghị tiếp xúc {command.meeting}")
    if command.commune and command.commune not in state.communes:
        wanted = ", ".join(sorted(state.communes))
        raise refuse("wrong_unit", stream=given.stream, where="commune", unit=command.commune, wanted=wanted)
    time = window(state, given)
    # Planned before the list is out: whether it will be in time cannot be told yet.
    broken = time.broken(command.at) if time.opens else None
    found = (*outside(broken, command.at, given), *_form(command, given))
    return [MeetingPlanned(findings=found, **command.model_dump())]


def _form(command: PlanMeeting, given: Given) -> tuple[Finding, ...]:
    """Online meetings came with the law of 2025."""
    form = next(row for row in entries("campaign_form", election(given).law) if row.article == "Điều 66")
    known = command.form == "in_person" or FORMS["online"] in form.vi
    return noted(
        "F.605",
        "" if known else f"hội nghị {FORMS[command.form]}; luật của cuộc bầu cử này chưa nêu hình thức đó",
        "ghi quyết định của cơ quan có thẩm quyền nếu có; nếu không thì tổ chức trực tiếp",
        form.article,
    )


def tell(state: State, command: NotifyMeeting, given: Given) -> list[Event]:
    meeting = _planned(state, command.meeting, given)
    if command.to in meeting.told:
        raise again(given.stream, f"thông báo hội nghị {command.meeting}")
    found = _short(meeting, given) if command.to == "candidates" else ()
    return [MeetingNotified(findings=found, **command.model_dump())]


def _short(meeting: Meeting, given: Given) -> tuple[Finding, ...]:
    called, row = election(given), book().deadline(NOTICE)
    terms = row.law.get(called.law)
    if terms is None or terms.due is None or day(given) not in row.only_on:
        return ()
    ahead = (local(meeting.at).date() - local(given.act.legal_at).date()).days
    wanted = -terms.due.offset
    return noted(
        "F.606",
        f"báo trước {ahead} ngày, hướng dẫn là {wanted} ngày" if ahead < wanted else "",
        "đây là hướng dẫn, không phải luật; báo ngay cho đủ người ứng cử",
        terms.article,
    )


def hold(state: State, command: HoldMeeting, given: Given) -> list[Event]:
    """Whenever it was held; outside the campaign's time it goes to the committee as well (Article 64)."""
    _planned(state, command.meeting, given)
    for code in command.present:
        if command.present.count(code) > 1:
            raise refuse("candidate_twice", stream=given.stream, candidacy=code)
        stands(state, code, given)
    moment = given.act.legal_at
    broken = window(state, given).broken(moment)
    found = (*outside(broken, moment, given), *absent(state.standing, command.present))
    held = MeetingHeld(findings=found, **command.model_dump())
    return [held, *breaches(state, broken, command.meeting, "", given)]


def cancel(state: State, command: CancelMeeting, given: Given) -> list[Event]:
    _planned(state, command.meeting, given)
    return [MeetingCancelled(**command.model_dump())]


def report(state: State, command: ReportMeetings, given: Given) -> list[Event]:
    """Meetings that were held, each reported once, to whom the law names (Article 66.3)."""
    for code in command.meetings:
        meeting = state.meetings.get(code)
        if meeting is None or meeting.stage != "held":
            raise refuse("no_meeting", stream=given.stream, meeting=code, how="đã tổ chức")
        if meeting.reported or command.meetings.count(code) > 1:
            raise again(given.stream, f"báo cáo về hội nghị {code}")
    ballot, tally = _ballot(state), state.tally()
    left = sorted(
        code
        for code, meeting in state.meetings.items()
        if meeting.stage == "held" and not meeting.reported and code not in command.meetings
    )
    found = list(
        noted(
            "F.607",
            f"còn hội nghị đã tổ chức chưa báo cáo: {', '.join(left)}" if left else "",
            "báo cáo tiếp các hội nghị đó",
            "Điều 66.3",
        )
    )
    found += uneven(tally)
    closes = window(state, given).closes
    if closes is not None and given.act.legal_at > closes:
        found += few(tally, ballot, day(given).year)
    return [
        MeetingsReported(
            addressees=_addressees(ballot, given), tally=tally, findings=tuple(found), **command.model_dump()
        )
    ]


def _addressees(ballot: Ballot, given: Given) -> tuple[str, ...]:
    called = election(given)
    asked = Election(kind=called.form, day=day(given), levels=called.levels)
    read = book()
    row = frame(read, read.versions[called.law], asked, read.deadline(REPORTS), ballot)
    return row.shares[0].owed_to


def _planned(state: State, code: str, given: Given) -> Meeting:
    meeting = state.meetings.get(code)
    if meeting is None or meeting.stage == "cancelled":
        raise refuse("no_meeting", stream=given.stream, meeting=code, how="trong lịch")
    if meeting.stage == "held":
        raise again(given.stream, f"hội nghị tiếp xúc {code}")
    return meeting


def _ballot(state: State) -> Ballot:
    if state.ballot is None:
        raise ValueError("the constituency is not fixed")
    return state.ballot
