"""The board adds up the areas' minutes and determines the result (Articles 77 to 80)."""

from __future__ import annotations

from domain.bodies.unit import again
from domain.call.election import election
from domain.contest.commands import MakeConstituencyMinutes
from domain.contest.events import (
    ConstituencyMinutesMade,
    LowTurnoutReported,
    ResultDetermined,
    ShortfallReported,
    TeamMinutes,
)
from domain.contest.evolve import State
from domain.contest.paper import conclusion
from domain.contest.repoll import last_day
from domain.event import Event
from domain.minutes import NOTHING, Figures, findings
from domain.outcome import LAST_DAY, Answer, Question, Standing, outcome
from domain.polling.events import CountingMinutesCorrected, CountingMinutesRecorded
from domain.polling.evolve import area
from domain.polling.state import Counted
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Poll


def make(state: State, command: MakeConstituencyMinutes, given: Given) -> list[Event]:
    """The minutes, the result, and what the law says must be reported at once."""
    poll = command.poll
    _in_order(state, poll, given)
    counted = _counted(state, poll, given)
    total = NOTHING
    for paper in counted.values():
        total = total.plus(paper.figures)
    seats = state.seats_of(poll)
    question = _question(state, poll, total, given)
    answer = outcome(question)
    result = _result(answer, poll, state, given)
    made = ConstituencyMinutesMade(
        poll=poll,
        figures=total,
        teams=tuple(_team(state, poll, code, paper, given) for code, paper in counted.items()),
        findings=tuple(findings(total, seats)),
    )
    result = result.model_copy(update={"conclusion": conclusion(question, answer)})
    return [made, result, *_reports(answer, seats, total)]


def _in_order(state: State, poll: Poll, given: Given) -> None:
    """Refuse unless this poll's minutes are the next to come and what comes before them is there."""
    what = f"biên bản xác định kết quả ({poll})"
    if poll in state.results:
        raise again(given.stream, what)
    if poll == "first" and state.annulled:
        raise refuse("too_early", stream=given.stream, what=what, before=state.awaiting)
    for there, before in (
        (state.board, "Ban bầu cử"),
        (state.listed, "danh sách chính thức"),
        (poll == "first" or poll in state.days, "quyết định ngày bỏ phiếu"),
        (poll == "first" or state.pending == poll, f"{state.awaiting or 'bước khác'}"),
    ):
        if not there:
            raise refuse("too_early", stream=given.stream, what=what, before=before)


def _counted(state: State, poll: Poll, given: Given) -> dict[str, Counted]:
    """The minutes of every area as they stand; refuses naming the areas that have sent none."""
    code = given.stream.code
    found, missing = {}, []
    for name in state.areas:
        at = area(given, given.stream.beside("area", name))
        vote = _vote(state, poll, name)
        paper = at.counted(vote, code)
        if paper is not None and at.has_sent(vote, code):
            found[name] = paper
        else:
            missing.append(name)
    if missing or not found:
        raise refuse("minutes_missing", stream=given.stream, areas=", ".join(missing) or "(chưa có khu vực)")
    return found


def _vote(state: State, poll: Poll, area_code: str) -> Poll:
    """Whose minutes an area adds to a total: where only some areas vote again, the others keep the first.

    That new minutes take the place of the old in the sum is inferred from Article 81 (R37).
    """
    return poll if area_code in state.areas_of(poll) else "first"


def _team(state: State, poll: Poll, code: str, paper: Counted, given: Given) -> TeamMinutes:
    vote = _vote(state, poll, code)
    ids = [
        str(row.event_id)
        for row in given.records.get(str(given.stream.beside("area", code)), ())
        if isinstance(row.event, CountingMinutesRecorded | CountingMinutesCorrected)
        and (row.event.poll, row.event.contest) == (vote, given.stream.code)
    ]
    return TeamMinutes(
        area=code,
        edition=paper.edition,
        poll="" if vote == poll else vote,
        event=ids[-1] if ids else "",
    )


def _question(state: State, poll: Poll, total: Figures, given: Given) -> Question:
    ballot = state.known(given)
    standing = set(state.candidates(poll))
    return Question(
        body="na" if ballot == "na" else "council",
        law=election(given).law,
        level=ballot,
        seats=state.seats_of(poll),
        ballot=poll,
        cause=state.cause or "low_turnout",
        registered=total.registered,
        voted=total.voted,
        valid=total.valid,
        candidates=tuple(
            Standing(id=one.candidacy, votes=total.votes.get(one.candidacy, 0), seniority=one.seniority)
            for one in state.listed
            if one.candidacy in standing
        ),
    )


def _result(answer: Answer, poll: Poll, state: State, given: Given) -> ResultDetermined:
    deadline = LAST_DAY.get(answer.outcome)
    following = answer.next
    if deadline:
        following = following.model_copy(update={"latest": last_day(deadline, state, given)})
    return ResultDetermined(
        poll=poll,
        outcome=answer.outcome,
        seats=state.seats_of(poll),
        elected=answer.elected,
        percent=answer.percent,
        reasons=answer.reasons,
        next=following,
        open=answer.open,
    )


def _reports(answer: Answer, seats: int, total: Figures) -> list[Event]:
    """What the law wants reported at once (Articles 79.1, 79.2, 80.1)."""
    if answer.outcome in ("additional", "ask_nec_additional"):
        return [ShortfallReported(seats=seats, elected=len(answer.elected))]
    if answer.outcome == "rerun":
        return [LowTurnoutReported(registered=total.registered, voted=total.voted)]
    return []
