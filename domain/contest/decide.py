"""One constituency: its list, its minutes, its result, and the further vote it may need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from domain import candidacy, constituencies
from domain.bodies.unit import level, must_be, unit
from domain.call.election import day as election_day
from domain.call.election import election
from domain.command import Command
from domain.contest.commands import (
    AssignAreas,
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    EstablishBoard,
    FixConstituency,
    MakeConstituencyMinutes,
    OpenRepoll,
    PublishOfficialList,
    StrikeOffCandidate,
)
from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotDeclined,
    AdditionalBallotHeld,
    AreasAssigned,
    BoardEstablished,
    CandidateStruckOff,
    ConstituencyFixed,
    ConstituencyMinutesMade,
    LowTurnoutReported,
    OfficialListPublished,
    RerunDecided,
    RerunHeld,
    ResultDetermined,
    ShortfallReported,
    TeamMinutes,
)
from domain.contest.evolve import State
from domain.event import Event
from domain.law.rules import body_size, surplus
from domain.minutes import NOTHING, findings
from domain.outcome import Answer, Question, Standing, latest_day, outcome
from domain.polling.evolve import area
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION, Finding
from domain.zone import local

SUNDAY: Final = 6


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """Who published it, the communes and areas that belong to it, the candidacies on its list."""
    match command:
        case FixConstituency():
            return [stream.beside("unit", command.publisher), stream.beside("unit", command.unit)]
        case AssignAreas():
            return [stream.beside("unit", command.unit)]
        case EstablishBoard():
            return [stream.beside("unit", state.unit)] if state.unit else []
        case PublishOfficialList():
            return [stream.beside("candidacy", one.candidacy) for one in command.candidates]
        case MakeConstituencyMinutes() | StrikeOffCandidate():
            return [stream.beside("area", code) for code in state.areas]
        case _:
            return []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The organising unit; for the Assembly the Council decides on lists and further votes at the nation."""
    match command:
        case FixConstituency() | AssignAreas() | DeclineAdditionalBallot():
            return frozenset({NATION})
        case EstablishBoard() | MakeConstituencyMinutes():
            return frozenset({state.unit} - {""})
        case OpenRepoll():
            return frozenset({NATION, state.unit} - {""})
        case DecideRerun(cause="annulled"):
            return frozenset({NATION})
        case _:
            return frozenset({NATION if state.ballot == "na" else state.unit} - {""})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if state.ballot is None and not isinstance(command, FixConstituency):
        raise refuse("unknown_contest_stream", stream=given.stream)
    return list(_DECIDERS[type(command)](state, command, given))


def _fix(state: State, command: FixConstituency, given: Given) -> list[Event]:
    if state.ballot is not None:
        raise refuse("already_done", stream=given.stream, what="đơn vị bầu cử", when="trước trong luồng này")
    unit(given, command.unit)
    published = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.publisher))
    plans = {plan.code: plan for plan in published.contests.get(command.ballot, ())}
    plan = plans.get(given.stream.code)
    if plan is None or (plan.seats, plan.unit) != (command.seats, command.unit):
        raise refuse("not_published", stream=given.stream, publisher=command.publisher)
    return [
        ConstituencyFixed(
            ballot=command.ballot, seats=command.seats, unit=command.unit, publisher=command.publisher
        )
    ]


def _assign(state: State, command: AssignAreas, given: Given) -> list[Event]:
    fixed = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.unit)).areas
    mine = {plan.code for plan in fixed if given.stream.code in plan.contests.values()}
    if strange := sorted(set(command.areas) - mine):
        raise refuse("unknown_area", area=", ".join(strange), unit=command.unit)
    if again := sorted(set(command.areas) & set(state.areas)):
        raise refuse("already_done", stream=given.stream, what=", ".join(again), when="trước trong luồng này")
    return [AreasAssigned(unit=command.unit, areas=command.areas)]


def _board(state: State, command: EstablishBoard, given: Given) -> list[Event]:
    if state.board:
        raise refuse("already_done", stream=given.stream, what="Ban bầu cử", when="trước trong luồng này")
    size = body_size("board", level(given, state.unit), state.ballot, election(given).law)
    return [
        BoardEstablished(size=command.size, decision=command.decision, findings=size.findings(command.size))
    ]


def _list(state: State, command: PublishOfficialList, given: Given) -> list[Event]:
    must_be(given, command, "nec" if state.ballot == "na" else "committee")
    if state.listed:
        raise refuse(
            "already_done", stream=given.stream, what="danh sách chính thức", when="trước trong luồng này"
        )
    seen: set[str] = set()
    for one in command.candidates:
        if one.candidacy in seen:
            raise refuse("candidate_twice", stream=given.stream, candidacy=one.candidacy)
        seen.add(one.candidacy)
        person = given.state(candidacy.PROCEDURE, given.stream.beside("candidacy", one.candidacy))
        if not person.accepted or person.ballot != state.ballot:
            raise refuse("not_accepted", stream=given.stream, candidacy=one.candidacy)
    if state.ballot is None:
        raise refuse("unknown_contest_stream", stream=given.stream)
    wanted = surplus(state.ballot, state.seats, election(given).law)
    if len(command.candidates) < state.seats + wanted.number and not command.surplus_decision:
        raise refuse(
            "no_surplus",
            stream=given.stream,
            candidates=len(command.candidates),
            least=state.seats + wanted.number,
            seats=state.seats,
            article=wanted.article,
        )
    return [OfficialListPublished(**command.model_dump())]


def _strike(state: State, command: StrikeOffCandidate, given: Given) -> list[Event]:
    must_be(given, command, "nec" if state.ballot == "na" else "committee")
    if command.candidacy not in {one.candidacy for one in state.standing}:
        raise refuse("not_listed", stream=given.stream, candidacy=command.candidacy)
    if any(area(given, given.stream.beside("area", code)).opened for code in state.areas):
        raise refuse("polling_began", stream=given.stream, candidacy=command.candidacy)
    return [CandidateStruckOff(candidacy=command.candidacy, why=command.why, decision=command.decision)]


def _minutes(state: State, command: MakeConstituencyMinutes, given: Given) -> list[Event]:
    poll = command.poll
    if poll in state.results:
        raise refuse(
            "already_done", stream=given.stream, what=f"biên bản ({poll})", when="trước trong luồng này"
        )
    if poll != "first" and poll not in state.days:
        raise refuse(
            "too_early", stream=given.stream, what=f"biên bản ({poll})", before="quyết định bỏ phiếu"
        )
    code = given.stream.code
    at = {name: area(given, given.stream.beside("area", name)) for name in state.areas}
    missing = [
        name for name, one in at.items() if one.counted(poll, code) is None or not one.has_sent(poll, code)
    ]
    if missing or not at:
        raise refuse("minutes_missing", stream=given.stream, areas=", ".join(missing) or "(chưa có khu vực)")
    total, teams = NOTHING, []
    for name, one in at.items():
        counted = one.counted(poll, code)
        if counted is not None:
            total = total.plus(counted.figures)
            teams.append(TeamMinutes(area=name, edition=counted.edition))
    seats = state.seats_of(poll)
    made = ConstituencyMinutesMade(
        poll=poll, figures=total, teams=tuple(teams), findings=tuple(findings(total, seats))
    )
    standing = [one for one in state.standing if poll != "additional" or one.candidacy in state.remaining]
    called = election(given)
    answer = outcome(
        Question(
            body="na" if state.ballot == "na" else "council",
            level=state.ballot or "na",
            seats=seats,
            ballot=poll,
            registered=total.registered,
            voted=total.voted,
            valid=total.valid,
            candidates=tuple(
                Standing(id=one.candidacy, votes=total.votes.get(one.candidacy, 0), seniority=one.seniority)
                for one in standing
            ),
            law=called.law,
            first_day=called.day,
        )
    )
    result = ResultDetermined(
        poll=poll,
        outcome=answer.outcome,
        seats=seats,
        elected=answer.elected,
        percent=answer.percent,
        reasons=answer.reasons,
        next=answer.next,
    )
    return [made, result, *_reports(answer, seats, total.registered, total.voted)]


def _reports(answer: Answer, seats: int, registered: int, voted: int) -> list[Event]:
    """What the law wants reported at once (Articles 79.1, 79.2, 80.1)."""
    if answer.outcome in ("additional", "ask_nec_additional"):
        return [ShortfallReported(seats=seats, elected=len(answer.elected))]
    if answer.outcome == "rerun":
        return [LowTurnoutReported(registered=registered, voted=voted)]
    return []


def _additional(state: State, command: DecideAdditionalBallot, given: Given) -> list[Event]:
    must_be(given, command, "nec" if state.ballot == "na" else "committee")
    if "additional" in state.days:
        raise refuse("second_additional", stream=given.stream)
    first = state.results.get("first")
    if first is None:
        raise refuse("too_early", stream=given.stream, what="bầu cử thêm", before="kết quả lần đầu")
    if first.outcome not in ("additional", "ask_nec_additional") or state.declined:
        reason = first.reasons[-1]
        raise refuse("no_additional", stream=given.stream, article=reason.article, reason=reason.text)
    _in_window(command.day, "bau_them_day", given)
    remaining = tuple(one.candidacy for one in state.standing if one.candidacy not in first.elected)
    return [
        AdditionalBallotDecided(
            day=command.day,
            seats=state.seats - len(first.elected),
            candidates=remaining,
            decision=command.decision,
            findings=_not_sunday(command.day),
        )
    ]


def _decline(state: State, command: DeclineAdditionalBallot, given: Given) -> list[Event]:
    first = state.results.get("first")
    if state.ballot != "na" or first is None or first.outcome != "ask_nec_additional" or state.days:
        raise refuse("nothing_to_decline", stream=given.stream)
    return [AdditionalBallotDeclined(decision=command.decision, why=command.why)]


def _rerun(state: State, command: DecideRerun, given: Given) -> list[Event]:
    annulled = command.cause == "annulled"
    must_be(given, command, "nec" if annulled or state.ballot == "na" else "committee")
    first = state.results.get("first")
    if "rerun" in state.days:
        raise refuse("already_done", stream=given.stream, what="bầu cử lại", when="trước trong luồng này")
    if first is None or (not annulled and first.outcome != "rerun"):
        raise refuse("no_rerun", stream=given.stream)
    if not annulled and state.ballot != "na" and not command.consent:
        raise refuse("no_consent", stream=given.stream)
    _in_window(command.day, "bau_lai_day_annulled" if annulled else "bau_lai_day_low_turnout", given)
    return [
        RerunDecided(
            day=command.day,
            cause=command.cause,
            decision=command.decision,
            consent=command.consent,
            findings=_not_sunday(command.day),
        )
    ]


def _open(state: State, command: OpenRepoll, given: Given) -> list[Event]:
    if command.poll not in state.days:
        raise refuse("too_early", stream=given.stream, what="bỏ phiếu tiếp", before="quyết định")
    if command.poll in state.held:
        raise refuse("already_done", stream=given.stream, what="bỏ phiếu tiếp", when="trước trong luồng này")
    day = local(given.act.legal_at).date()
    return [AdditionalBallotHeld(day=day) if command.poll == "additional" else RerunHeld(day=day)]


def _in_window(day: date, deadline: str, given: Given) -> None:
    first = election_day(given)
    called = election(given)
    moved = called.due(deadline, "all", "")
    latest = local(moved).date() if moved else latest_day(deadline, called.law, first)
    if not first < day <= latest or day < local(given.act.legal_at).date():
        raise refuse(
            "outside_window",
            stream=given.stream,
            day=f"{day:%d/%m/%Y}",
            first=f"{first:%d/%m/%Y}",
            latest=f"{latest:%d/%m/%Y}",
        )


def _not_sunday(day: date) -> tuple[Finding, ...]:
    if day.weekday() == SUNDAY:
        return ()
    return (
        Finding(
            code="F.401",
            sentence=f"ngày {day:%d/%m/%Y} không phải chủ nhật; luật không nói ngày bỏ phiếu tiếp phải là "
            "chủ nhật",
            remedy="người có thẩm quyền xác nhận (điểm mở O-6)",
            article="Điều 5 (O-6)",
        ),
    )


_DECIDERS: Final[dict[type[Command], Callable[[State, Any, Given], list[Event]]]] = {
    FixConstituency: _fix,
    AssignAreas: _assign,
    EstablishBoard: _board,
    PublishOfficialList: _list,
    StrikeOffCandidate: _strike,
    MakeConstituencyMinutes: _minutes,
    DecideAdditionalBallot: _additional,
    DeclineAdditionalBallot: _decline,
    DecideRerun: _rerun,
    OpenRepoll: _open,
}
