"""Summaries are made when every constituency is settled; publication, status and session follow in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from domain import constituencies
from domain.bodies.unit import again, decider, level, must_be, organiser, unit
from domain.call.election import election
from domain.command import Command
from domain.contest.evolve import contest
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.summary.commands import (
    ConfirmStatus,
    HoldFirstSession,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    PublishProvinceList,
)
from domain.summary.events import (
    ContestResult,
    CouncilResultPublished,
    CouncilSummaryMade,
    FirstSessionHeld,
    NationalResultPublished,
    NationalSummaryMade,
    ProvinceListPublished,
    ProvinceMinutesMade,
    StatusConfirmed,
)
from domain.summary.evolve import State, evolve
from domain.terms import NATION, Ballot


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The constituencies that are summed up, who published them, the provinces."""
    match command:
        case PublishProvinceList():
            return [stream.beside("unit", NATION)]
        case MakeProvinceMinutes():
            contests = [stream.beside("contest", code) for code in dict.fromkeys(command.contests)]
            return [stream.beside("unit", NATION), *contests]
        case MakeCouncilSummary():
            return [stream.beside("contest", code) for code in dict.fromkeys(command.contests)]
        case MakeNationalSummary():
            return [stream.beside("unit", code) for code in dict.fromkeys(command.provinces)]
        case _:
            return []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    election(given)
    unit(given)
    return [_DECIDERS[type(command)](state, command, given)]


def _publish_list(state: State, command: PublishProvinceList, given: Given) -> ProvinceListPublished:
    _at(given, "province", "danh sách đại biểu Quốc hội ở địa phương")
    if state.list_published:
        raise again(given.stream, "danh sách ở địa phương")
    contests = _of_assembly(given)
    if not contests:
        raise refuse(
            "too_early",
            stream=given.stream,
            what="danh sách ở địa phương",
            before="đơn vị bầu cử đại biểu Quốc hội ở tỉnh",
        )
    return ProvinceListPublished(contests=contests)


def _of_assembly(given: Given) -> tuple[str, ...]:
    """The Assembly's constituencies that this province organises."""
    published = given.state(constituencies.PROCEDURE, given.stream.beside("unit", NATION))
    plans = published.contests.get("na", ())
    return tuple(plan.code for plan in plans if plan.unit == given.stream.code)


def _province(state: State, command: MakeProvinceMinutes, given: Given) -> ProvinceMinutesMade:
    _at(given, "province", "biên bản đại biểu Quốc hội ở địa phương")
    if state.province:
        raise again(given.stream, "biên bản của tỉnh")
    return ProvinceMinutesMade(results=_settled(command.contests, set(_of_assembly(given)), given))


def _council(state: State, command: MakeCouncilSummary, given: Given) -> CouncilSummaryMade:
    _own_council(command.ballot, given)
    if command.ballot in state.summed:
        raise again(given.stream, "tổng kết")
    published = given.state(constituencies.PROCEDURE).contests.get(command.ballot, ())
    wanted = {plan.code for plan in published}
    return CouncilSummaryMade(ballot=command.ballot, results=_settled(command.contests, wanted, given))


def _settled(named: Sequence[str], wanted: set[str], given: Given) -> tuple[ContestResult, ...]:
    """The results of these constituencies; refuses while one is missing or a further vote is outstanding."""
    if set(named) != wanted or len(named) != len(wanted):
        raise refuse("not_all_contests", stream=given.stream, wanted=", ".join(sorted(wanted)) or "(chưa có)")
    found = []
    for code in named:
        state = contest(given, given.stream.beside("contest", code))
        if not state.settled:
            raise refuse("not_settled", stream=given.stream, contest=code, awaiting=state.awaiting)
        found.append(ContestResult(contest=code, seats=state.seats, elected=state.elected))
    return tuple(found)


def _national(state: State, command: MakeNationalSummary, given: Given) -> NationalSummaryMade:
    _at(given, "nation", "tổng kết bầu cử đại biểu Quốc hội")
    if "na" in state.summed:
        raise again(given.stream, "tổng kết")
    plans = given.state(constituencies.PROCEDURE).contests.get("na", ())
    wanted = {plan.unit for plan in plans}
    if set(command.provinces) != wanted or len(command.provinces) != len(wanted):
        raise refuse(
            "not_all_provinces", stream=given.stream, wanted=", ".join(sorted(wanted)) or "(chưa có)"
        )
    results: list[ContestResult] = []
    for code in command.provinces:
        province = _fold(given, given.stream.beside("unit", code))
        if not province.province:
            raise refuse("too_early", stream=given.stream, what="tổng kết", before=f"biên bản của {code}")
        results += province.province
    return NationalSummaryMade(provinces=command.provinces, results=tuple(results))


def _publish_na(state: State, command: PublishNationalResult, given: Given) -> NationalResultPublished:
    _at(given, "nation", "công bố kết quả bầu cử đại biểu Quốc hội")
    return NationalResultPublished(elected=_elected(state, "na", given))


def _publish_council(state: State, command: PublishCouncilResult, given: Given) -> CouncilResultPublished:
    _own_council(command.ballot, given)
    return CouncilResultPublished(ballot=command.ballot, elected=_elected(state, command.ballot, given))


def _elected(state: State, ballot: Ballot, given: Given) -> tuple[str, ...]:
    if ballot in state.elected:
        raise again(given.stream, "công bố kết quả")
    if ballot not in state.summed:
        raise refuse("too_early", stream=given.stream, what="công bố kết quả", before="biên bản tổng kết")
    return _flat(result.elected for result in state.summed[ballot])


def _confirm(state: State, command: ConfirmStatus, given: Given) -> StatusConfirmed:
    _home(command.ballot, given)
    must_be(given, command, decider(given, "status", command.ballot))
    if command.ballot in state.confirmed:
        raise again(given.stream, "xác nhận tư cách")
    if command.ballot not in state.elected:
        raise refuse("too_early", stream=given.stream, what="xác nhận tư cách", before="công bố kết quả")
    elected = state.elected[command.ballot]
    refused = [one.candidacy for one in command.refused]
    for code in refused:
        if code not in elected:
            raise refuse("not_elected", stream=given.stream, candidacy=code)
        if refused.count(code) > 1:
            raise refuse("listed_twice", stream=given.stream, where="refused", item=code)
    return StatusConfirmed(
        ballot=command.ballot,
        confirmed=tuple(code for code in elected if code not in refused),
        refused=command.refused,
    )


def _session(state: State, command: HoldFirstSession, given: Given) -> FirstSessionHeld:
    _home(command.ballot, given)
    must_be(given, command, "standing_committee" if command.ballot == "na" else "council")
    if command.ballot in state.met:
        raise again(given.stream, "kỳ họp thứ nhất")
    if command.ballot not in state.confirmed:
        raise refuse("too_early", stream=given.stream, what="kỳ họp thứ nhất", before="xác nhận tư cách")
    return FirstSessionHeld(ballot=command.ballot)


def _flat(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(code for group in groups for code in group)


def _at(given: Given, wanted: str, what: str) -> None:
    found = level(given)
    if found != wanted:
        raise refuse("wrong_level", stream=given.stream, what=what, level=found, wanted=wanted)


def _own_council(ballot: Ballot, given: Given) -> None:
    """Refuse the Assembly, which has commands of its own, and any unit but the council's."""
    if ballot == "na":
        raise refuse(
            "wrong_level",
            stream=given.stream,
            what="kết quả bầu cử đại biểu Quốc hội bằng lệnh của Hội đồng nhân dân",
            level=level(given),
            wanted=f"{NATION} bằng MakeNationalSummary, PublishNationalResult",
        )
    organiser(given, ballot)


def _home(ballot: Ballot, given: Given) -> None:
    """Refuse any unit but the nation for the Assembly, the council's own for a council."""
    if ballot == "na":
        _at(given, "nation", "tư cách và kỳ họp của đại biểu Quốc hội")
    organiser(given, ballot)


def _fold(given: Given, stream: Stream) -> State:
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state


_DECIDERS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    PublishProvinceList: _publish_list,
    MakeProvinceMinutes: _province,
    MakeNationalSummary: _national,
    PublishNationalResult: _publish_na,
    MakeCouncilSummary: _council,
    PublishCouncilResult: _publish_council,
    ConfirmStatus: _confirm,
    HoldFirstSession: _session,
}
