"""The further vote: additional ballot, re-run, and what only a decision can settle (Articles 79 to 81)."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.bodies.unit import again, decider, must_be
from domain.call.election import day as election_day
from domain.call.election import election
from domain.contest.commands import (
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    OpenRepoll,
    SettleOpenPoint,
)
from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotDeclined,
    AdditionalBallotHeld,
    OpenPointSettled,
    RerunDecided,
    RerunHeld,
)
from domain.contest.evolve import State
from domain.event import Event
from domain.law.power import power
from domain.minutes import noted
from domain.outcome import latest_day
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding
from domain.zone import local

SUNDAY: Final = 6


def decide_additional(state: State, command: DecideAdditionalBallot, given: Given) -> list[Event]:
    """Only where the first ballot elected too few, and only once."""
    must_be(given, command, decider(given, "additional", state.known(given)))
    if "additional" in state.days:
        raise refuse("second_additional", stream=given.stream)
    first = state.results.get("first")
    if first is None:
        raise refuse("too_early", stream=given.stream, what="bầu cử thêm", before="kết quả lần đầu")
    if state.declined:
        raise again(given.stream, "quyết định không bầu cử thêm")
    if "rerun" in state.days:
        text = "đã quyết định bầu cử lại, Điều 79 chỉ nói cuộc bầu cử đầu tiên"
        raise refuse("no_additional", stream=given.stream, article="Điều 79 (O-4)", reason=text)
    if first.outcome not in ("additional", "ask_nec_additional"):
        reason = first.reasons[-1]
        raise refuse("no_additional", stream=given.stream, article=reason.article, reason=reason.text)
    _in_window(command.day, "bau_them_day", state, given)
    left = tuple(one.candidacy for one in state.standing if one.candidacy not in first.elected)
    if not left:
        raise refuse("nobody_left", stream=given.stream)
    return [
        AdditionalBallotDecided(
            day=command.day,
            seats=state.seats - len(first.elected),
            candidates=left,
            decision=command.decision,
            findings=_not_sunday(command.day),
        )
    ]


def decline(state: State, command: DeclineAdditionalBallot, given: Given) -> list[Event]:
    """Only the Assembly's seats may stay open by decision (Article 79.1)."""
    first = state.results.get("first")
    if state.declined:
        raise again(given.stream, "quyết định không bầu cử thêm")
    if first is None or first.outcome != "ask_nec_additional" or state.days:
        raise refuse("nothing_to_decline", stream=given.stream)
    return [AdditionalBallotDeclined(decision=command.decision, why=command.why)]


def decide_rerun(state: State, command: DecideRerun, given: Given) -> list[Event]:
    """After low turnout, or after the National Election Council annulled the result; once."""
    annulled = command.cause == "annulled"
    ballot = state.known(given)
    must_be(given, command, decider(given, "annulment" if annulled else "rerun", ballot))
    first = state.results.get("first")
    if "rerun" in state.days:
        raise again(given.stream, "quyết định bầu cử lại")
    if first is None or (not annulled and first.outcome != "rerun"):
        raise refuse("no_rerun", stream=given.stream)
    if not annulled and power("rerun", ballot, election(given).law).consents and not command.consent:
        raise refuse("no_consent", stream=given.stream)
    _in_window(command.day, "bau_lai_day_annulled" if annulled else "bau_lai_day_low_turnout", state, given)
    return [
        RerunDecided(
            day=command.day,
            cause=command.cause,
            decision=command.decision,
            consent=command.consent,
            findings=_not_sunday(command.day),
        )
    ]


def hold(state: State, command: OpenRepoll, given: Given) -> list[Event]:
    """The clerk may come late: a vote whose minutes are made was held all the same."""
    if command.poll not in state.days:
        raise refuse("too_early", stream=given.stream, what="bỏ phiếu tiếp", before="quyết định")
    if command.poll in state.held:
        raise again(given.stream, "bỏ phiếu tiếp")
    day = local(given.act.legal_at).date()
    return [AdditionalBallotHeld(day=day) if command.poll == "additional" else RerunHeld(day=day)]


def settle(state: State, command: SettleOpenPoint, given: Given) -> list[Event]:
    """Choose among those an open point concerns: as many as there are seats.

    In a further vote it may also be nobody: whether the vote counts at all is then what is open.
    """
    result = state.results.get(command.poll)
    if result is None or result.outcome != "open_point" or state.pending != "open_point":
        raise refuse("no_open_point", stream=given.stream, awaiting=state.awaiting or "không còn việc gì")
    chosen = command.elected
    free = min(result.seats - len(result.elected), len(result.open))
    numbers = {free} if command.poll == "first" else {0, free}
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(result.open) or len(chosen) not in numbers:
        raise refuse(
            "not_open",
            stream=given.stream,
            among=", ".join(result.open) or "(không ai)",
            number=" hoặc ".join(map(str, sorted(numbers))),
        )
    return [OpenPointSettled(poll=command.poll, elected=chosen, decision=command.decision, why=command.why)]


def last_day(deadline: str, state: State, given: Given) -> date:
    """Last day of a further vote: as a recorded decision moved it, else as the law counts it."""
    called, first = election(given), election_day(given)
    moved = called.due(deadline, state.known(given), state.unit)
    return local(moved).date() if moved else latest_day(deadline, called.law, first)


def _in_window(day: date, deadline: str, state: State, given: Given) -> None:
    first, latest = election_day(given), last_day(deadline, state, given)
    if not first < day <= latest or day < local(given.act.legal_at).date():
        raise refuse(
            "outside_window",
            stream=given.stream,
            day=f"{day:%d/%m/%Y}",
            first=f"{first:%d/%m/%Y}",
            latest=f"{latest:%d/%m/%Y}",
        )


def _not_sunday(day: date) -> tuple[Finding, ...]:
    return noted(
        "F.401",
        f"ngày {day:%d/%m/%Y} không phải chủ nhật; luật không nói ngày bỏ phiếu tiếp phải là chủ nhật"
        if day.weekday() != SUNDAY
        else "",
        "người có thẩm quyền xác nhận (điểm mở O-6)",
        "Điều 5 (O-6)",
    )
