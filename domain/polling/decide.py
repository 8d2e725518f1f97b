"""Polling and counting at one area: which decision answers which command, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.call.election import election
from domain.command import Command
from domain.event import Event
from domain.polling import count, day, team
from domain.polling.commands import (
    ClosePolling,
    CorrectCountingMinutes,
    EstablishTeam,
    OpenPolling,
    PostCandidateLists,
    RecordCountingMinutes,
    ReportTurnout,
    SealUnusedBallots,
    SendCountingMinutes,
    Vote,
)
from domain.polling.evolve import State
from domain.polling.order import named
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream

DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    EstablishTeam: team.establish,
    PostCandidateLists: team.post_candidates,
    OpenPolling: day.open_polling,
    ReportTurnout: day.report,
    ClosePolling: day.close,
    SealUnusedBallots: count.seal,
    RecordCountingMinutes: count.record,
    CorrectCountingMinutes: count.correct,
    SendCountingMinutes: count.send,
}


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
    """The commune of the area: its people's committee, and the team that sits there.

    As long as there is no team `decide` refuses, and says why.
    """
    unit = command.unit if isinstance(command, EstablishTeam) else state.unit
    return frozenset({unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if not isinstance(command, EstablishTeam) and not state.unit:
        raise refuse("too_early", stream=given.stream, what=command.step, before="Tổ bầu cử")
    if isinstance(command, Vote):
        named(state, command, given)
    return [DECISIONS[type(command)](state, command, given)]
