"""The figures of the count entered twice, by two people: minutes follow where both agree (Article 76).

Whoever enters the second time reads the paper, not the screen. A difference is shown figure by figure and
settled by decision of the team.
"""

from __future__ import annotations

from domain.bodies.unit import again
from domain.comparison import unlike
from domain.event import Event
from domain.minutes import Figures
from domain.polling.ballots import majority
from domain.polling.commands import ConfirmCount, EnterCount, Paper, SettleCount
from domain.polling.count import minutes, unrecorded
from domain.polling.events import CountConfirmed, CountEntered, CountsDiffered, CountSettled
from domain.polling.state import Entry, State
from domain.procedure import Given
from domain.refusal import refuse


def enter(state: State, command: EnterCount, given: Given) -> list[Event]:
    """The first of two entries; what does not fit is noted already."""
    unrecorded(state, command, given)
    if command.key in state.entries:
        raise again(given.stream, f"nhập lần thứ nhất kết quả của {command.contest}")
    paper = minutes(state, command, given)
    return [CountEntered(**_kind(command), figures=paper.figures, findings=paper.findings)]


def confirm(state: State, command: ConfirmCount, given: Given) -> list[Event]:
    """The second, by somebody else; the minutes where it agrees, else every figure that differs."""
    unrecorded(state, command, given)
    first = _entry(state, command, given)
    if first.second is not None:
        raise again(given.stream, f"nhập lần thứ hai kết quả của {command.contest}")
    if given.act.actor in _actors(command, given):
        raise refuse("second_entry_same", stream=given.stream, contest=command.contest)
    paper = minutes(state, command, given)
    differences = tuple(unlike(first.figures, paper.figures))
    if differences:
        return [CountsDiffered(**_kind(command), figures=paper.figures, differences=differences)]
    return [CountConfirmed(**_kind(command)), paper]


def settle(state: State, command: SettleCount, given: Given) -> list[Event]:
    """By the team, once two entries differ; whoever is said to be right must be."""
    unrecorded(state, command, given)
    entry = _entry(state, command, given)
    if entry.second is None:
        raise refuse("no_difference", stream=given.stream, contest=command.contest)
    paper = minutes(state, command, given)
    right: dict[str, Figures] = {"first_entry_right": entry.figures, "second_entry_right": entry.second}
    if paper.figures != right.get(command.why, paper.figures):
        raise refuse("settled_otherwise", stream=given.stream, contest=command.contest, why=command.why)
    found = majority(state, command.agreed, given, "Điều 76; Điều 26.1")
    settled = CountSettled(
        **_kind(command), members=state.members, agreed=command.agreed, why=command.why, findings=found
    )
    return [settled, paper]


def _kind(command: Paper) -> dict[str, object]:
    return command.model_dump(include={"poll", "ballot", "contest"})


def _entry(state: State, command: Paper, given: Given) -> Entry:
    known = state.entries.get(command.key)
    if known is None:
        before = "lần nhập thứ nhất (EnterCount)"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    return known


def _actors(command: Paper, given: Given) -> set[str]:
    """Who made the first entry."""
    return {
        row.meta.actor
        for row in given.records.get(str(given.stream), ())
        if isinstance(row.event, CountEntered)
        and (row.event.poll, row.event.contest) == (command.poll, command.contest)
    }
