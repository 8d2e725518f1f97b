"""The day of the vote: opening, reports of turnout, closing."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from domain.call.election import day as election_day
from domain.call.election import election
from domain.contest.evolve import contest
from domain.minutes import noted
from domain.polling.commands import ClosePolling, OpenPolling, ReportTurnout, Vote
from domain.polling.events import PollingClosed, PollingOpened, TurnoutReported
from domain.polling.order import after, once
from domain.polling.state import State, session
from domain.polling.team import unposted
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding
from domain.zone import local

OPENING: Final = (time(5), time(7))
CLOSING: Final = (time(19), time(21))
"""Hours within which a team may open, and close (Article 71.1)."""


def open_polling(state: State, command: OpenPolling, given: Given) -> PollingOpened:
    """Once in each vote, a further one only where it was decided (Article 71.1)."""
    once(state.opened, command, given, "việc bắt đầu bỏ phiếu")
    found = [*_hours(given, OPENING, "bắt đầu"), *off_day(command, given)]
    if command.poll == "first":
        found += [*unposted(state, {*state.posted}), *_no_voters(state)]
    return PollingOpened(poll=command.poll, contest=command.contest, findings=tuple(found))


def _no_voters(state: State) -> tuple[Finding, ...]:
    return noted(
        "F.305",
        "" if state.voters else "chưa ghi việc niêm yết danh sách cử tri",
        "ghi lại nếu đã niêm yết; nếu chưa thì báo cáo Ban bầu cử",
        "Điều 32",
    )


def _polling_day(command: Vote, given: Given) -> date:
    if command.poll == "first":
        return election(given).polling_day(given.stream.code) or election_day(given)
    votes = contest(given, given.stream.beside("contest", command.contest))
    decided = votes.day_of(command.poll, given.stream.code)
    if decided is None:
        raise refuse(
            "too_early",
            stream=given.stream,
            what=f"bỏ phiếu {command.poll}",
            before=f"quyết định cho {command.contest}",
        )
    return decided


def report(state: State, command: ReportTurnout, given: Given) -> TurnoutReported:
    """A number that never falls."""
    after(state.opened, command, given, "bắt đầu bỏ phiếu")
    before = state.turnout.get(session(command.poll, command.contest), 0)
    if command.voted < before:
        raise refuse(
            "turnout_fell", stream=given.stream, slot=command.slot, voted=command.voted, before=before
        )
    listed = state.registered(command.contest)
    found = noted(
        "F.201",
        f"{command.voted} người đi bỏ phiếu, nhiều hơn {listed} cử tri trong danh sách niêm yết"
        if 0 < listed < command.voted
        else "",
        "đối chiếu danh sách cử tri đã bổ sung",
        "Điều 76.2",
    )
    return TurnoutReported(
        poll=command.poll, contest=command.contest, slot=command.slot, voted=command.voted, findings=found
    )


def close(state: State, command: ClosePolling, given: Given) -> PollingClosed:
    """Once, after the opening (Article 71.1)."""
    after(state.opened, command, given, "bắt đầu bỏ phiếu")
    once(state.closed, command, given, "việc kết thúc bỏ phiếu")
    stopped = noted(
        "F.312",
        "kết thúc khi cuộc bỏ phiếu đang gián đoạn"
        if state.interrupted(command.poll, command.contest)
        else "",
        "báo cáo ngay Ban bầu cử; ghi trong biên bản số cử tri chưa bỏ phiếu được",
        "Điều 71.3",
    )
    found = (*_hours(given, CLOSING, "kết thúc"), *stopped)
    return PollingClosed(poll=command.poll, contest=command.contest, findings=found)


def _hours(given: Given, hours: tuple[time, time], what: str) -> tuple[Finding, ...]:
    clock = local(given.act.legal_at).time()
    inside = hours[0] <= clock <= hours[1]
    sentence = f"{what} bỏ phiếu lúc {clock:%H:%M:%S}, ngoài khung {hours[0]:%H:%M}–{hours[1]:%H:%M}"
    return noted("F.301", "" if inside else sentence, "ghi lý do và báo cáo Ban bầu cử", "Điều 71.1")


def off_day(command: Vote, given: Given) -> tuple[Finding, ...]:
    """What is odd about voting on this day: it is not the one that was fixed for this area (Article 72)."""
    day, actual = _polling_day(command, given), local(given.act.legal_at).date()
    sentence = f"bỏ phiếu ngày {actual:%d/%m/%Y}, ngày đã ấn định là {day:%d/%m/%Y}"
    return noted(
        "F.302",
        "" if actual == day else sentence,
        "cần quyết định của Hội đồng bầu cử quốc gia cho bỏ phiếu sớm hoặc hoãn (Điều 72)",
        "Điều 72",
    )
