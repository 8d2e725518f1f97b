"""The order of steps within one vote of an area."""

from __future__ import annotations

from collections.abc import Container

from domain.polling.commands import Kind, Vote
from domain.polling.state import State, session
from domain.procedure import Given
from domain.refusal import refuse


def named(state: State, command: Vote, given: Given) -> None:
    """The first ballot is for all at once; a further vote names its constituency, one of this area's."""
    poll, contest = command.poll, command.contest
    if (poll == "first") == bool(contest):
        raise refuse("wrong_poll", stream=given.stream, poll=poll, contest=contest)
    if contest and contest not in state.contests.values():
        raise refuse("not_of_area", stream=given.stream, contest=contest)


def once(done: Container[str], command: Vote, given: Given, what: str) -> None:
    """Refuse what this vote has on record already."""
    if session(command.poll, command.contest) in done:
        raise refuse("already_done", stream=given.stream, what=what, when="trước trong luồng này")


def after(done: Container[str], command: Vote, given: Given, before: str) -> None:
    """Refuse what comes before its time in this vote."""
    if session(command.poll, command.contest) not in done:
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)


def of_area(state: State, command: Kind, given: Given) -> None:
    """Refuse a constituency in which this area does not vote with this kind of ballot."""
    if state.contests.get(command.ballot) != command.contest:
        raise refuse("not_of_area", stream=given.stream, contest=command.contest)


def sealed(state: State, command: Kind, given: Given) -> None:
    """Refuse what comes before the unused ballots are sealed, and so before any count (Article 73)."""
    if session(command.poll, command.contest) not in state.sealed:
        raise refuse(
            "too_early", stream=given.stream, what=command.step, before="niêm phong phiếu không dùng"
        )
