"""One constituency: which decision answers which command, who may give it, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.bodies.unit import homes
from domain.call.election import election
from domain.command import Command
from domain.contest import annulment, ending, gap, listing, opening, paper, repoll, result
from domain.contest.commands import (
    AnnulResult,
    AssignAreas,
    ConsentToRerun,
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    EndBoard,
    EstablishBoard,
    FixConstituency,
    IssueConstituencyMinutes,
    MakeConstituencyMinutes,
    OpenRepoll,
    PrepareRepoll,
    ProofBallot,
    ProposeAnnulment,
    ProposeRepoll,
    PublishOfficialList,
    SettleMissingCandidate,
    SettleOpenPoint,
    SignConstituencyMinutes,
    StrikeOffCandidate,
    WithdrawAreas,
)
from domain.contest.evolve import State
from domain.event import Event
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import NATION

DECISIONS: Final[dict[type[Command], Callable[[State, Any, Given], list[Event]]]] = {
    FixConstituency: opening.fix,
    AssignAreas: opening.assign,
    WithdrawAreas: opening.withdraw,
    EstablishBoard: opening.establish,
    PublishOfficialList: listing.publish,
    StrikeOffCandidate: listing.strike_off,
    SettleMissingCandidate: gap.settle,
    ProofBallot: gap.proof,
    MakeConstituencyMinutes: result.make,
    DecideAdditionalBallot: repoll.decide_additional,
    DeclineAdditionalBallot: repoll.decline,
    DecideRerun: repoll.decide_rerun,
    OpenRepoll: repoll.hold,
    SettleOpenPoint: repoll.settle,
    ProposeAnnulment: annulment.propose,
    AnnulResult: annulment.annul,
    ProposeRepoll: repoll.propose,
    ConsentToRerun: repoll.consent,
    PrepareRepoll: repoll.prepare,
    SignConstituencyMinutes: paper.sign,
    IssueConstituencyMinutes: paper.issue,
    EndBoard: ending.end,
}


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """Who published it, the communes and areas that belong to it, the candidacies on its list; and where the
    end stands of who gives the command."""
    return tuple(dict.fromkeys((*_named(state, command, stream), *homes(command, stream, state.unit))))


def _named(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    match command:
        case FixConstituency():
            return [stream.beside("unit", command.publisher), stream.beside("unit", command.unit)]
        case AssignAreas() | WithdrawAreas():
            return [stream.beside("unit", command.unit)]
        case EstablishBoard():
            return [stream.beside("unit", state.unit)] if state.unit else []
        case PublishOfficialList():
            return [stream.beside("candidacy", one.candidacy) for one in command.candidates]
        case EndBoard() if state.ballot is not None:
            return [ending.publisher(state, stream)]
        case SettleMissingCandidate():
            return gap.reads(state, command, stream)
        case ProposeAnnulment():
            homes = dict.fromkeys([command.unit, *([state.unit] if state.unit else [])])
            return [
                *(stream.beside("unit", code) for code in homes),
                *(stream.beside("area", code) for code in state.areas),
            ]
        case MakeConstituencyMinutes() | StrikeOffCandidate() | AnnulResult():
            return [stream.beside("area", code) for code in state.areas]
        case _:
            return []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The organising unit; for the Assembly the Council decides on lists and further votes at the nation.

    As long as the constituency was not fixed `decide` refuses, and says why.
    """
    own = state.unit or given.act.unit
    match command:
        case (
            FixConstituency()
            | AssignAreas()
            | WithdrawAreas()
            | DeclineAdditionalBallot()
            | SettleOpenPoint()
        ):
            return frozenset({NATION})
        case ProposeAnnulment():
            return frozenset({command.unit})
        case (
            EstablishBoard()
            | MakeConstituencyMinutes()
            | ProposeRepoll()
            | PrepareRepoll()
            | SignConstituencyMinutes()
            | IssueConstituencyMinutes()
            | EndBoard()
        ):
            return frozenset({own})
        case OpenRepoll() | SettleMissingCandidate() | ProofBallot():
            return frozenset({NATION, own})
        case DecideRerun(cause="annulled") | AnnulResult() | ConsentToRerun():
            return frozenset({NATION})
        case _:
            return frozenset({NATION if state.ballot == "na" else own})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    if not isinstance(command, EndBoard):
        election(given)
    if not isinstance(command, FixConstituency):
        state.known(given)
    return DECISIONS[type(command)](state, command, given)
