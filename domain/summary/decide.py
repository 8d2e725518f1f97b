"""Summaries are made when every constituency is settled; publication, status and session follow in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from domain import constituencies
from domain.bodies.unit import again, level, organiser, unit
from domain.call.election import election
from domain.command import Command
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.summary import after, reopen
from domain.summary.commands import (
    ArchiveRecords,
    ConfirmStatus,
    DestroyPapers,
    HandOverRecords,
    HoldFirstSession,
    IssueCertificates,
    IssueSummary,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    PublishProvinceList,
    ReopenSummary,
    SignSummary,
)
from domain.summary.events import (
    ContestResult,
    CouncilResultPublished,
    CouncilSummaryMade,
    FurtherResult,
    NationalResultPublished,
    NationalSummaryMade,
    ProvinceListPublished,
    ProvinceMinutesMade,
)
from domain.summary.evolve import State, evolve
from domain.summary.gather import elected_once, further, settled, unchanged
from domain.summary.reopen import at_edition
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
            provinces = [stream.beside("unit", code) for code in dict.fromkeys(command.provinces)]
            return [*provinces, *(stream.beside("contest", code) for code in state.assembly)]
        case ReopenSummary():
            return [stream.beside("contest", command.contest)]
        case PublishNationalResult():
            return _summed_up(state, "na", stream)
        case PublishCouncilResult() | ConfirmStatus():
            return _summed_up(state, command.ballot, stream)
        case _:
            return []


def _summed_up(state: State, ballot: Ballot, stream: Stream) -> list[Stream]:
    return [stream.beside("contest", row.contest) for row in state.results(ballot)]


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    if not isinstance(command, _AFTERWARDS):
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
    at_edition(state, "na", command.edition, given)
    return ProvinceMinutesMade(
        results=settled(command.contests, set(_of_assembly(given)), given),
        edition=command.edition,
        further=further(command.contests, given),
    )


def _council(state: State, command: MakeCouncilSummary, given: Given) -> CouncilSummaryMade:
    _own_council(command.ballot, given)
    if command.ballot in state.summed:
        raise again(given.stream, "tổng kết")
    at_edition(state, command.ballot, command.edition, given)
    published = given.state(constituencies.PROCEDURE).contests.get(command.ballot, ())
    wanted = {plan.code for plan in published}
    return CouncilSummaryMade(
        ballot=command.ballot,
        results=settled(command.contests, wanted, given),
        edition=command.edition,
        further=further(command.contests, given),
    )


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
    at_edition(state, "na", command.edition, given)
    results: list[ContestResult] = []
    sections: list[FurtherResult] = []
    for code in command.provinces:
        province = _fold(given, given.stream.beside("unit", code))
        if not province.province:
            raise refuse("too_early", stream=given.stream, what="tổng kết", before=f"biên bản của {code}")
        results += province.province
        sections += province.further
    unchanged(results, given)
    elected_once(results, given)
    return NationalSummaryMade(
        provinces=command.provinces,
        results=tuple(results),
        edition=command.edition,
        further=tuple(sections),
    )


def _publish_na(state: State, command: PublishNationalResult, given: Given) -> NationalResultPublished:
    _at(given, "nation", "công bố kết quả bầu cử đại biểu Quốc hội")
    at_edition(state, "na", command.edition, given)
    return NationalResultPublished(elected=_elected(state, "na", given), edition=command.edition)


def _publish_council(state: State, command: PublishCouncilResult, given: Given) -> CouncilResultPublished:
    _own_council(command.ballot, given)
    at_edition(state, command.ballot, command.edition, given)
    elected = _elected(state, command.ballot, given)
    return CouncilResultPublished(ballot=command.ballot, elected=elected, edition=command.edition)


def _elected(state: State, ballot: Ballot, given: Given) -> tuple[str, ...]:
    if ballot in state.elected:
        raise again(given.stream, "công bố kết quả")
    if ballot not in state.summed:
        raise refuse("too_early", stream=given.stream, what="công bố kết quả", before="biên bản tổng kết")
    unchanged(state.summed[ballot], given)
    return _flat(result.elected for result in state.summed[ballot])


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


def _fold(given: Given, stream: Stream) -> State:
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state


_AFTERWARDS: Final = (HandOverRecords, ArchiveRecords, DestroyPapers)
"""What is done when the election may be closed already."""

_DECIDERS: Final[dict[type[Command], Callable[[State, Any, Given], Event]]] = {
    PublishProvinceList: _publish_list,
    MakeProvinceMinutes: _province,
    MakeNationalSummary: _national,
    PublishNationalResult: _publish_na,
    MakeCouncilSummary: _council,
    PublishCouncilResult: _publish_council,
    ReopenSummary: reopen.reopen,
    SignSummary: reopen.sign,
    IssueSummary: reopen.issue,
    ConfirmStatus: after.confirm,
    IssueCertificates: after.certify,
    HoldFirstSession: after.meet,
    HandOverRecords: after.hand_over,
    ArchiveRecords: after.archive,
    DestroyPapers: after.destroy,
}
