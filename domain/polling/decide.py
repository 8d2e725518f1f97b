"""Polling and counting at one area: which decision answers which command, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.call.election import election
from domain.command import Command
from domain.contest.evolve import contest
from domain.event import Event
from domain.polling import ballots, box, count, day, entry, interruption, papers, team
from domain.polling.commands import (
    CheckBox,
    CheckCollected,
    ClosePolling,
    ConfirmCount,
    ConfirmMinutes,
    CorrectCountingMinutes,
    EnterCount,
    EstablishTeam,
    HandOverBallots,
    InterruptPolling,
    JudgeDoubtful,
    NoteComplaints,
    OpenBox,
    OpenPolling,
    Paper,
    PostCandidateLists,
    RecordCountingMinutes,
    ReportInterruption,
    ReportSurplus,
    ReportTurnout,
    ResumePolling,
    SealUnusedBallots,
    SendCountingMinutes,
    SettleCount,
    SortBallots,
    TakeBallots,
    TakeSupply,
    Vote,
)
from domain.polling.order import named
from domain.polling.state import State
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream

Decision = Callable[[State, Any, Given], Event | list[Event]]

DECISIONS: Final[dict[type[Command], Decision]] = {
    EstablishTeam: team.establish,
    PostCandidateLists: team.post_candidates,
    TakeSupply: papers.take_supply,
    CheckBox: box.check,
    OpenPolling: day.open_polling,
    ReportTurnout: day.report,
    InterruptPolling: interruption.interrupt,
    ReportInterruption: interruption.report,
    ResumePolling: interruption.resume,
    ClosePolling: day.close,
    SealUnusedBallots: count.seal,
    OpenBox: box.open_box,
    CheckCollected: box.collected,
    ReportSurplus: box.surplus,
    JudgeDoubtful: ballots.judge,
    SortBallots: ballots.sort,
    EnterCount: entry.enter,
    ConfirmCount: entry.confirm,
    SettleCount: entry.settle,
    RecordCountingMinutes: count.record,
    CorrectCountingMinutes: count.correct,
    NoteComplaints: papers.note_complaints,
    SendCountingMinutes: count.send,
    ConfirmMinutes: papers.confirm_minutes,
    HandOverBallots: papers.hand_over,
    TakeBallots: papers.take_ballots,
}


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The commune that fixed the area, and the constituencies whose lists or further votes are concerned."""
    match command:
        case EstablishTeam():
            return [stream.beside("unit", command.unit)]
        case PostCandidateLists():
            return [stream.beside("contest", code) for code in command.contests]
        case OpenBox():
            return [stream.beside("contest", code) for code in state.contests.values()]
        case NoteComplaints():
            return [stream.beside("case", code) for code in command.cases]
        case Paper() | SortBallots() | TakeSupply() | ConfirmMinutes():
            return [stream.beside("contest", command.contest)]
        case OpenPolling() | ResumePolling() if command.contest:
            return [stream.beside("contest", command.contest)]
        case _:
            return []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The commune of the area: its people's committee, and the team that sits there; a board where it sits.

    As long as there is no team `decide` refuses, and says why.
    """
    if isinstance(command, ConfirmMinutes) and command.to == "board":
        board = contest(given, given.stream.beside("contest", command.contest))
        return frozenset({board.unit or given.act.unit})
    unit = command.unit if isinstance(command, EstablishTeam) else state.unit
    return frozenset({unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if not isinstance(command, EstablishTeam) and not state.unit:
        raise refuse("too_early", stream=given.stream, what=command.step, before="Tổ bầu cử")
    if isinstance(command, Vote):
        named(state, command, given)
    made = DECISIONS[type(command)](state, command, given)
    return made if isinstance(made, list) else [made]
