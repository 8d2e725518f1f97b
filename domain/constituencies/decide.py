"""Publishing constituencies, fixing polling areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.bodies.unit import again, committee, decider, level, must_be, organiser
from domain.call.election import election
from domain.command import Command
from domain.constituencies.commands import FixPollingAreas, PublishConstituencies
from domain.constituencies.events import AreaPlan, ConstituenciesPublished, ContestPlan, PollingAreasFixed
from domain.constituencies.evolve import State, evolve
from domain.event import Event
from domain.law.rules import seat_limit
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BALLOT_NAMES, NATION, Ballot, Finding, Level

WITH_AREAS: Final[tuple[Level, ...]] = ("district", "commune")
"""Communes have polling areas; so has a district that has no communes."""


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The provinces of the Assembly's constituencies; for polling areas, the units above."""
    if isinstance(command, PublishConstituencies):
        named = dict.fromkeys(plan.unit for plan in command.contests if plan.unit != stream.code)
    else:
        named = dict.fromkeys(state.path)
    return tuple(stream.beside("unit", code) for code in named)


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit itself: the nation for the Assembly, a council's own unit, the commune for its areas."""
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case PublishConstituencies():
            return [_publish(state, command, given)]
        case FixPollingAreas():
            return [_fix(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _publish(state: State, command: PublishConstituencies, given: Given) -> ConstituenciesPublished:
    own, name = organiser(given, command.ballot), BALLOT_NAMES[command.ballot]
    if command.ballot == "na" and own != "nation":
        what = f"đơn vị bầu cử {name}"
        raise refuse("wrong_level", stream=given.stream, what=what, level=own, wanted=NATION)
    must_be(given, command, decider(given, "constituencies", command.ballot))
    committee(given, f"đơn vị bầu cử {name}")
    if command.ballot in state.contests:
        raise again(given.stream, f"đơn vị bầu cử {name}")
    _once(given, "contests", [plan.code for plan in command.contests])
    for plan in command.contests:
        _check(plan, command.ballot, given)
    return ConstituenciesPublished(ballot=command.ballot, contests=command.contests)


def _check(plan: ContestPlan, ballot: Ballot, given: Given) -> None:
    most = seat_limit(ballot, election(given).law)
    if plan.seats > most.number:
        raise refuse(
            "too_many_seats",
            stream=given.stream,
            contest=plan.code,
            seats=plan.seats,
            article=most.article,
            most=most.number,
        )
    wrong = level(given, plan.unit) != "province" if ballot == "na" else plan.unit != given.stream.code
    if wrong:
        wanted = "một tỉnh" if ballot == "na" else given.stream.code
        raise refuse(
            "wrong_unit",
            stream=given.stream,
            where=f"đơn vị bầu cử {plan.code}",
            unit=plan.unit,
            wanted=wanted,
        )


def _fix(state: State, command: FixPollingAreas, given: Given) -> PollingAreasFixed:
    own = level(given)
    if own not in WITH_AREAS:
        raise refuse(
            "wrong_level",
            stream=given.stream,
            what="khu vực bỏ phiếu",
            level=own,
            wanted=" hoặc ".join(WITH_AREAS),
        )
    if state.areas:
        raise again(given.stream, "khu vực bỏ phiếu")
    _once(given, "areas", [area.code for area in command.areas])
    published = _published(state, given)
    for area in command.areas:
        for ballot, contest in area.contests.items():
            _belongs(area, ballot, contest, published, given)
    return PollingAreasFixed(areas=command.areas, findings=tuple(_gaps(state, command.areas, given)))


def _published(state: State, given: Given) -> dict[Ballot, frozenset[str]]:
    """The constituencies open to voters here, by ballot: those of the unit and of the units above it.

    Of the Assembly's, only those organised by a unit above.
    """
    found: dict[Ballot, frozenset[str]] = {}
    for code in (given.stream.code, *state.path):
        above = State()
        for event in given.events.get(str(given.stream.beside("unit", code)), ()):
            above = evolve(above, event)
        for ballot, plans in above.contests.items():
            found[ballot] = frozenset(
                plan.code for plan in plans if plan.unit in (given.stream.code, *state.path)
            )
    return found


def _belongs(
    area: AreaPlan, ballot: Ballot, contest: str, published: dict[Ballot, frozenset[str]], given: Given
) -> None:
    if ballot not in published:
        raise refuse(
            "too_early",
            stream=given.stream,
            what=f"khu vực bỏ phiếu {area.code}",
            before=f"đơn vị bầu cử {BALLOT_NAMES[ballot]}",
        )
    if contest not in published[ballot]:
        raise refuse(
            "unknown_contest",
            stream=given.stream,
            area=area.code,
            contest=contest,
            ballot=BALLOT_NAMES[ballot],
        )


def _gaps(state: State, areas: Sequence[AreaPlan], given: Given) -> Iterator[Finding]:
    """Ballots an area leaves out, and constituencies of the unit's own council without an area."""
    for area in areas:
        missing = [ballot for ballot in election(given).levels if ballot not in area.contests]
        if missing and not area.gathered:
            names = ", ".join(BALLOT_NAMES[ballot] for ballot in missing)
            yield Finding(
                code="area_without_ballot",
                sentence=f"Khu vực {area.code} không thuộc đơn vị bầu cử nào để bầu {names}.",
                remedy="Nếu cử tri ở đây bầu cả cấp đó thì ra quyết định xác định lại khu vực bỏ phiếu.",
                article="Điều 11.1",
            )
    used = {contest for area in areas for contest in area.contests.values()}
    for contest in sorted(plan.code for plans in state.contests.values() for plan in plans):
        if contest not in used:
            yield Finding(
                code="contest_without_area",
                sentence=f"Đơn vị bầu cử {contest} không có khu vực bỏ phiếu nào.",
                remedy="Kiểm tra lại danh sách khu vực bỏ phiếu.",
                article="Điều 11.4",
            )


def _once(given: Given, where: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise refuse("listed_twice", stream=given.stream, where=where, item=code)
