"""Handing ballots down, with a count on both sides: what was counted is recorded even where it differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.bodies.unit import again, homes
from domain.call.election import election
from domain.command import Command
from domain.contest.evolve import contest
from domain.event import Event
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.supply.commands import DeliverBallots, SupplyBoard, SupplyTeams, TakeBoardSupply, TakeDelivery
from domain.supply.events import (
    BallotsDelivered,
    BoardSupplied,
    BoardSupplyTaken,
    DeliveryTaken,
    SupplyCompleted,
    TeamsSupplied,
)
from domain.supply.evolve import State, Way
from domain.terms import Finding


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The constituency's own stream, and where the end of its committee stands."""
    return homes(command, stream, state.unit)


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit whose bodies organise this constituency."""
    return frozenset({contest(given, given.stream).unit or given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    if not contest(given, given.stream).listed:
        before = "danh sách chính thức những người ứng cử"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    if isinstance(command, SupplyTeams):
        return _teams(state.way(command.poll), command, given)
    return [_batch(state, command, given)]


def _batch(state: State, command: Command, given: Given) -> Event:
    match command:
        case DeliverBallots():
            _new(state.way(command.poll).delivered, command.batch, given)
            return BallotsDelivered(**command.model_dump())
        case TakeDelivery():
            way = state.way(command.poll)
            handed = _handed(way.delivered, way.taken, command.batch, given)
            found = differs(handed, command.ballots)
            return DeliveryTaken(**command.model_dump(), handed=handed, findings=found)
        case SupplyBoard():
            way = state.way(command.poll)
            _new(way.supplied, command.batch, given)
            found = _more(way.taken, {**way.supplied, command.batch: command.ballots})
            return BoardSupplied(**command.model_dump(), findings=found)
        case TakeBoardSupply():
            way = state.way(command.poll)
            handed = _handed(way.supplied, way.held, command.batch, given)
            found = differs(handed, command.ballots)
            return BoardSupplyTaken(**command.model_dump(), handed=handed, findings=found)
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _new(known: Mapping[str, object], batch: str, given: Given) -> None:
    if batch in known:
        raise again(given.stream, f"giao đợt {batch}")


def _handed(handed: Mapping[str, int], taken: Mapping[str, int], batch: str, given: Given) -> int:
    """How many ballots the other side wrote down for this batch."""
    if batch not in handed:
        what = f"nhận đợt {batch}"
        raise refuse("too_early", stream=given.stream, what=what, before="việc giao đợt đó")
    if batch in taken:
        raise again(given.stream, f"nhận đợt {batch}")
    return handed[batch]


def _teams(way: Way, command: SupplyTeams, given: Given) -> list[Event]:
    if not way.supplied:
        before = "việc giao phiếu bầu cho Ban bầu cử"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    _new(way.teams, command.batch, given)
    standing = contest(given, given.stream)
    wanted = set(standing.areas if command.poll == "first" else standing.areas_of(command.poll))
    if strange := sorted(set(command.areas) - wanted):
        raise refuse("unknown_area", area=", ".join(strange), unit=given.stream.code)
    passed = {batch: sum(areas.values()) for batch, areas in way.teams.items()}
    found = _more(way.held, {**passed, command.batch: sum(command.areas.values())})
    made: list[Event] = [TeamsSupplied(**command.model_dump(), findings=found)]
    if not way.complete and wanted <= {*way.areas(), *command.areas}:
        ballots = sum(passed.values()) + sum(command.areas.values())
        made.append(SupplyCompleted(poll=command.poll, teams=len(wanted), ballots=ballots))
    return made


def differs(handed: int, counted: int) -> tuple[Finding, ...]:
    """What is odd where the two sides of a hand-over counted differently."""
    return noted(
        "F.104",
        f"bên giao ghi {handed} phiếu, bên nhận đếm được {counted}" if handed != counted else "",
        "hai bên đếm lại; nếu vẫn khác thì ghi rõ trong biên bản bàn giao",
        "Điều 23; Điều 24.3.d",
    )


def _more(held: Mapping[str, int], passed: Mapping[str, int]) -> tuple[Finding, ...]:
    """More ballots passed on than were received, where a receipt is on record."""
    got, gone = sum(held.values()), sum(passed.values())
    return noted(
        "F.105",
        f"giao tiếp {gone} phiếu, nhiều hơn {got} phiếu đã nhận" if held and gone > got else "",
        "kiểm tra biên bản nhận và biên bản giao",
        "Điều 23; Điều 24.3.d",
    )
