"""A summary opened again, and the signatures without which it is not sent (Articles 81, 83 to 85)."""

from __future__ import annotations

from typing import Final

from domain.bodies.unit import again, decider, level, must_be, organiser
from domain.contest.evolve import contest
from domain.contest.paper import unsigned
from domain.procedure import Given
from domain.refusal import refuse
from domain.summary.commands import IssueSummary, ReopenSummary, SignSummary
from domain.summary.events import SummaryIssued, SummaryReopened, SummarySigned
from domain.summary.evolve import State
from domain.summary.gather import overtaken
from domain.terms import BALLOT_NAMES, CLERK, NATION, Ballot

COPIES: Final = {"nation": 5, "province": 4, "council": 6}
"""Copies of the national summary, of a province's minutes, of a council's summary (Articles 83.3, 84, 85)."""


def reopen(state: State, command: ReopenSummary, given: Given) -> SummaryReopened:
    """Only because a constituency in it is not settled any more, or has elected others since."""
    if given.act.body != CLERK:
        _by(command.ballot, command, given)
    at_edition(state, command.ballot, command.edition, given)
    rows = {row.contest: row for row in state.results(command.ballot)}
    row = rows.get(command.contest)
    if row is None:
        what = f"việc mở lại biên bản theo {command.contest}"
        raise refuse("too_early", stream=given.stream, what=what, before="biên bản có đơn vị bầu cử đó")
    if not overtaken(row, contest(given, given.stream.beside("contest", command.contest))):
        raise refuse("nothing_changed", stream=given.stream, contest=command.contest)
    return SummaryReopened(ballot=command.ballot, contest=command.contest, edition=command.edition + 1)


def sign(state: State, command: SignSummary, given: Given) -> SummarySigned:
    """Under minutes that are there, each signature once."""
    _made(state, command, "chữ ký", given)
    if command.office == "chair" and command.number != 1:
        raise refuse("not_signed", stream=given.stream, missing="Chủ tịch chỉ có một; sửa trường number")
    if f"{command.ballot}:{command.edition}:{command.office}:{command.number}" in state.signatures:
        raise again(given.stream, "chữ ký này")
    return SummarySigned(**command.model_dump())


def issue(state: State, command: IssueSummary, given: Given) -> SummaryIssued:
    """Only with the signatures of the chair and of every deputy."""
    _made(state, command, "việc gửi biên bản", given)
    if f"{command.ballot}:{command.edition}" in state.issued:
        raise again(given.stream, "việc gửi biên bản")
    start = f"{command.ballot}:{command.edition}:"
    signed = {name.removeprefix(start) for name in state.signatures if name.startswith(start)}
    if missing := unsigned(signed, command.deputies):
        raise refuse("not_signed", stream=given.stream, missing=missing)
    kind = level(given) if command.ballot == "na" else "council"
    return SummaryIssued(
        ballot=command.ballot, edition=command.edition, deputies=command.deputies, copies=COPIES[kind]
    )


def at_edition(state: State, ballot: Ballot, edition: int, given: Given) -> None:
    """Refuse a command about another edition than the one that stands or is to come."""
    if edition != state.edition(ballot):
        raise refuse(
            "wrong_edition",
            stream=given.stream,
            contest=f"biên bản bầu {BALLOT_NAMES[ballot]}",
            edition=edition,
            wanted=state.edition(ballot),
        )


def _made(state: State, command: SignSummary | IssueSummary, what: str, given: Given) -> None:
    _by(command.ballot, command, given)
    at_edition(state, command.ballot, command.edition, given)
    if not state.results(command.ballot):
        raise refuse("too_early", stream=given.stream, what=what, before="biên bản tổng kết")


def _by(ballot: Ballot, command: ReopenSummary | SignSummary | IssueSummary, given: Given) -> None:
    """The Council at the nation, the committee of a province or of the council's own unit."""
    organiser(given, ballot)
    nation = given.stream.code == NATION
    must_be(given, command, decider(given, "result", ballot) if nation or ballot != "na" else "committee")
