"""Polling and counting at one area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any, Final

from domain import constituencies
from domain.call.election import day as election_day
from domain.call.election import election
from domain.command import Command
from domain.contest.evolve import contest
from domain.event import Event
from domain.law.rules import body_size
from domain.minutes import Figures, findings
from domain.polling.commands import (
    ClosePolling,
    CorrectCountingMinutes,
    EstablishTeam,
    OpenPolling,
    PostCandidateLists,
    PostVoterList,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.polling.events import (
    CandidateListsPosted,
    CountingMinutesCorrected,
    CountingMinutesRecorded,
    CountingMinutesSent,
    PollingClosed,
    PollingOpened,
    TeamEstablished,
    TurnoutReported,
    UnusedBallotsSealed,
    VoterListPosted,
)
from domain.polling.evolve import State, session
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import Finding
from domain.zone import local

OPENING: Final = (time(5), time(7))
CLOSING: Final = (time(19), time(21))
"""Hours within which a team may open, and close (Article 71.1)."""


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The commune that fixed the area, and the constituencies whose lists or further votes are concerned."""
    match command:
        case EstablishTeam():
            return [stream.beside("unit", command.unit)]
        case PostCandidateLists():
            return [stream.beside("contest", code) for code in command.contests]
        case RecordCountingMinutes():
            return [stream.beside("contest", command.contest)]
        case OpenPolling() if command.contest:
            return [stream.beside("contest", command.contest)]
        case _:
            return []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The commune of the area: its people's committee, and the team that sits there."""
    return frozenset({command.unit if isinstance(command, EstablishTeam) else state.unit} - {""})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if not isinstance(command, EstablishTeam) and not state.unit:
        raise refuse("too_early", stream=given.stream, what=command.step, before="Tổ bầu cử")
    return [_DECIDERS[type(command)](state, command, given)]


def _establish(state: State, command: EstablishTeam, given: Given) -> TeamEstablished:
    if state.unit:
        raise refuse("already_done", stream=given.stream, what="Tổ bầu cử", when="trước trong luồng này")
    fixed = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.unit)).areas
    plan = next((area for area in fixed if area.code == given.stream.code), None)
    if plan is None:
        raise refuse("unknown_area", area=given.stream.code, unit=command.unit)
    size = body_size("team", "commune", None, election(given).law)
    return TeamEstablished(
        unit=command.unit,
        contests=plan.contests,
        size=command.size,
        decision=command.decision,
        findings=size.findings(command.size),
    )


def _post_voters(state: State, command: PostVoterList, given: Given) -> VoterListPosted:
    if strange := sorted(set(command.voters) - set(state.contests)):
        raise refuse("wrong_ballot", stream=given.stream, ballot=", ".join(strange))
    return VoterListPosted(voters=command.voters)


def _post_candidates(state: State, command: PostCandidateLists, given: Given) -> CandidateListsPosted:
    for code in command.contests:
        if code not in state.contests.values():
            raise refuse("not_of_area", stream=given.stream, contest=code)
        if not contest(given, given.stream.beside("contest", code)).listed:
            raise refuse(
                "too_early", stream=given.stream, what="niêm yết", before=f"danh sách chính thức của {code}"
            )
    return CandidateListsPosted(contests=command.contests)


def _open(state: State, command: OpenPolling, given: Given) -> PollingOpened:
    _once(state.opened, command, given, "việc bắt đầu bỏ phiếu")
    found = [*_hours(given, OPENING, "bắt đầu"), *_day(_polling_day(state, command, given), given)]
    return PollingOpened(poll=command.poll, contest=command.contest, findings=tuple(found))


def _polling_day(state: State, command: OpenPolling, given: Given) -> date:
    if command.poll == "first":
        if command.contest:
            raise refuse("no_contest", stream=given.stream, contest=command.contest)
        return election_day(given)
    if command.contest not in state.contests.values():
        raise refuse("not_of_area", stream=given.stream, contest=command.contest or "(trống)")
    decided = contest(given, given.stream.beside("contest", command.contest)).days.get(command.poll)
    if decided is None:
        raise refuse(
            "too_early",
            stream=given.stream,
            what=f"bỏ phiếu {command.poll}",
            before=f"quyết định cho {command.contest}",
        )
    return decided


def _turnout(state: State, command: ReportTurnout, given: Given) -> TurnoutReported:
    _after(state.opened, command, given, "bắt đầu bỏ phiếu")
    before = state.turnout.get(session(command.poll, command.contest), 0)
    if command.voted < before:
        raise refuse(
            "turnout_fell", stream=given.stream, slot=command.slot, voted=command.voted, before=before
        )
    return TurnoutReported(poll=command.poll, contest=command.contest, slot=command.slot, voted=command.voted)


def _close(state: State, command: ClosePolling, given: Given) -> PollingClosed:
    _after(state.opened, command, given, "bắt đầu bỏ phiếu")
    _once(state.closed, command, given, "việc kết thúc bỏ phiếu")
    return PollingClosed(
        poll=command.poll, contest=command.contest, findings=tuple(_hours(given, CLOSING, "kết thúc"))
    )


def _seal(state: State, command: SealUnusedBallots, given: Given) -> UnusedBallotsSealed:
    _after(state.closed, command, given, "kết thúc bỏ phiếu")
    _once(state.sealed, command, given, "việc niêm phong phiếu không dùng")
    found = []
    if command.received != command.issued + command.spoiled + command.unused:
        found.append(
            Finding(
                code="F.101",
                sentence=f"nhận {command.received} phiếu, không bằng phát ra {command.issued}, hỏng "
                f"{command.spoiled} và không dùng {command.unused}",
                remedy="kiểm kê lại; nếu đúng như vậy thì giữ nguyên và báo cáo Ban bầu cử",
                article="Điều 73",
            )
        )
    return UnusedBallotsSealed(**command.model_dump(), findings=tuple(found))


def _record(state: State, command: RecordCountingMinutes, given: Given) -> CountingMinutesRecorded:
    figures, found = _figures(state, command, given)
    if state.counted(command.poll, command.contest) is not None:
        raise refuse(
            "already_done",
            stream=given.stream,
            what=f"biên bản kiểm phiếu {command.contest}",
            when="trước; sửa bằng CorrectCountingMinutes",
        )
    return CountingMinutesRecorded(
        poll=command.poll, ballot=command.ballot, contest=command.contest, figures=figures, findings=found
    )


def _correct(state: State, command: CorrectCountingMinutes, given: Given) -> CountingMinutesCorrected:
    figures, found = _figures(state, command, given)
    standing = state.counted(command.poll, command.contest)
    if standing is None or command.edition != standing.edition + 1:
        raise refuse(
            "wrong_edition",
            stream=given.stream,
            contest=command.contest,
            edition=command.edition,
            wanted=standing.edition + 1 if standing else "biên bản lần đầu",
        )
    return CountingMinutesCorrected(
        poll=command.poll,
        ballot=command.ballot,
        contest=command.contest,
        edition=command.edition,
        figures=figures,
        why=command.why,
        findings=found,
    )


def _figures(
    state: State, command: RecordCountingMinutes, given: Given
) -> tuple[Figures, tuple[Finding, ...]]:
    """The figures as on paper, with what does not fit; only what no paper can say is refused."""
    if state.contests.get(command.ballot) != command.contest:
        raise refuse("not_of_area", stream=given.stream, contest=command.contest)
    if session(command.poll, command.contest) not in state.sealed:
        raise refuse(
            "too_early", stream=given.stream, what="biên bản kiểm phiếu", before="niêm phong phiếu không dùng"
        )
    standing = contest(given, given.stream.beside("contest", command.contest))
    if strange := sorted(set(command.votes) - standing.on_ballot(command.poll)):
        raise refuse("unknown_candidate", stream=given.stream, candidacy=", ".join(strange))
    figures = Figures(**{name: getattr(command, name) for name in Figures.model_fields})
    over = figures.overdrawn()
    if over is not None:
        raise refuse(
            "votes_above_valid",
            stream=given.stream,
            contest=command.contest,
            candidacy=over,
            votes=figures.votes[over],
            valid=figures.valid,
        )
    return figures, tuple(findings(figures, standing.seats_of(command.poll)))


def _send(state: State, command: SendCountingMinutes, given: Given) -> CountingMinutesSent:
    _once(state.sent, command, given, "việc gửi biên bản kiểm phiếu")
    wanted = {ballot: code for ballot, code in state.contests.items() if command.contest in ("", code)}
    missing = [code for code in wanted.values() if state.counted(command.poll, code) is None]
    if missing or not wanted:
        raise refuse(
            "too_early",
            stream=given.stream,
            what="gửi biên bản kiểm phiếu",
            before=f"biên bản của {', '.join(missing) or command.contest}",
        )
    return CountingMinutesSent(poll=command.poll, contest=command.contest, ballots=tuple(wanted))


def _once(done: frozenset[str], command: Any, given: Given, what: str) -> None:
    if session(command.poll, command.contest) in done:
        raise refuse("already_done", stream=given.stream, what=what, when="trước trong luồng này")


def _after(done: frozenset[str], command: Any, given: Given, before: str) -> None:
    if session(command.poll, command.contest) not in done:
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)


def _hours(given: Given, hours: tuple[time, time], what: str) -> list[Finding]:
    clock = local(given.act.legal_at).time()
    if hours[0] <= clock <= hours[1]:
        return []
    return [
        Finding(
            code="F.301",
            sentence=f"{what} bỏ phiếu lúc {clock:%H:%M}, ngoài khung {hours[0]:%H:%M}–{hours[1]:%H:%M}",
            remedy="ghi lý do và báo cáo Ban bầu cử",
            article="Điều 71.1",
        )
    ]


def _day(day: date, given: Given) -> list[Finding]:
    actual = local(given.act.legal_at).date()
    if actual == day:
        return []
    return [
        Finding(
            code="F.302",
            sentence=f"bỏ phiếu ngày {actual:%d/%m/%Y}, ngày đã ấn định là {day:%d/%m/%Y}",
            remedy="cần quyết định của Hội đồng bầu cử quốc gia cho bỏ phiếu sớm hoặc hoãn (Điều 72)",
            article="Điều 72",
        )
    ]


_DECIDERS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    EstablishTeam: _establish,
    PostVoterList: _post_voters,
    PostCandidateLists: _post_candidates,
    OpenPolling: _open,
    ReportTurnout: _turnout,
    ClosePolling: _close,
    SealUnusedBallots: _seal,
    RecordCountingMinutes: _record,
    CorrectCountingMinutes: _correct,
    SendCountingMinutes: _send,
}
