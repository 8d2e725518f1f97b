"""The board's minutes as a paper: its conclusion in words, its signatures, its way to those named by law."""

from __future__ import annotations

from typing import Final

from domain.bodies.unit import again
from domain.call.election import election
from domain.contest.commands import IssueConstituencyMinutes, SignConstituencyMinutes
from domain.contest.events import ConstituencyMinutesIssued, ConstituencyMinutesSigned
from domain.contest.evolve import State
from domain.event import Event
from domain.law.book import book
from domain.law.power import own
from domain.outcome import Answer, Question
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import OUTCOMES, Ballot

COPIES: Final = {"na": 3, "council": 4}
"""Copies of the minutes (Articles 77.3, 77.4)."""


def conclusion(question: Question, answer: Answer) -> str:
    """The last lines of the form: turnout, how many are elected, how many seats are missing."""
    lines = []
    if question.registered is not None and question.voted is not None:
        over = 2 * question.voted > question.registered
        lines.append(
            f"Số cử tri tham gia bỏ phiếu: {question.voted} trên {question.registered}, "
            f"{'quá' if over else 'không quá'} một nửa."
        )
    missing = question.seats - len(answer.elected)
    lines.append(f"Số người trúng cử: {len(answer.elected)} trên {question.seats} đại biểu được bầu.")
    if missing:
        lines.append(f"Còn thiếu: {missing} đại biểu.")
    lines.append(f"Kết luận: {OUTCOMES[answer.outcome]} ({answer.reasons[-1].article}).")
    return " ".join(lines)


def sign(state: State, command: SignConstituencyMinutes, given: Given) -> list[Event]:
    """Under minutes that are there, each signature once (Article 77)."""
    _made(state, command.poll, "chữ ký", given)
    if command.office == "chair" and command.number != 1:
        raise refuse("not_signed", stream=given.stream, missing="Trưởng ban chỉ có một; sửa trường number")
    if f"{command.poll}:{command.office}:{command.number}" in state.signatures:
        raise again(given.stream, "chữ ký này")
    return [ConstituencyMinutesSigned(**command.model_dump())]


def issue(state: State, command: IssueConstituencyMinutes, given: Given) -> list[Event]:
    """Only with the signatures of the chair and of every deputy."""
    ballot = state.known(given)
    _made(state, command.poll, "việc gửi biên bản", given)
    if command.poll in state.issued:
        raise again(given.stream, "việc gửi biên bản")
    signed = {name.partition(":")[2] for name in state.signatures if name.startswith(f"{command.poll}:")}
    if missing := unsigned(signed, command.deputies):
        raise refuse("not_signed", stream=given.stream, missing=missing)
    return [
        ConstituencyMinutesIssued(
            poll=command.poll,
            deputies=command.deputies,
            copies=COPIES["na" if ballot == "na" else "council"],
            recipients=recipients(ballot, election(given).law),
        )
    ]


def unsigned(signed: set[str], deputies: int) -> str:
    """Whose signatures are missing, in words; `signed` holds office:number."""
    words = [] if "chair:1" in signed else ["cấp trưởng"]
    words += [
        f"cấp phó thứ {number}" for number in range(1, deputies + 1) if f"deputy:{number}" not in signed
    ]
    return ", ".join(words)


def recipients(ballot: Ballot, law: str) -> tuple[str, ...]:
    """Those to whom the row of the law sends the minutes, as role@level."""
    row = book().rows["ban_minutes_na" if ballot == "na" else "ban_minutes_hdnd"]
    parties = row.law[law].owed_to.get(ballot, ())
    found = (f"{party.body}@{'own' if party.at == 'level' else party.at}" for party in parties)
    return tuple(own(party, ballot) for party in found)


def _made(state: State, poll: str, what: str, given: Given) -> None:
    if poll not in state.results:
        raise refuse("too_early", stream=given.stream, what=what, before=f"biên bản ({poll})")
