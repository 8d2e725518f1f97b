"""The polling areas of a commune: fixed, approved or reported, changed (Article 11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.area import odd_size
from domain.bodies.unit import again, level, once
from domain.call.election import election
from domain.constituencies.commands import AdjustPollingAreas, ApprovePollingAreas, FixPollingAreas
from domain.constituencies.events import (
    AreaPlan,
    PollingAreasAdjusted,
    PollingAreasApproved,
    PollingAreasFixed,
    PollingAreasReported,
)
from domain.constituencies.evolve import State, evolve
from domain.event import Event
from domain.law.book import book
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BALLOT_NAMES, Ballot, Finding, Level

WITH_AREAS: Final[tuple[Level, ...]] = ("district", "commune")
"""Communes have polling areas; so has a district that has no communes."""
ROW: Final = "polling_areas_fix"
"""The row that says who hears of the areas: the district, to approve, or the province, to change them."""


def fix(state: State, command: FixPollingAreas, given: Given) -> PollingAreasFixed:
    """Once, each area in constituencies published for this place; odd sizes and gaps are noted."""
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
    return _planned(state, command.areas, given)


def _planned(state: State, areas: Sequence[AreaPlan], given: Given) -> PollingAreasFixed:
    once(given, "areas", [area.code for area in areas])
    published = _published(state, given)
    for area in areas:
        for ballot, contest in area.contests.items():
            _belongs(area, ballot, contest, published, given)
    law = election(given).law
    sizes = (
        finding
        for area in areas
        if area.voters is not None
        for finding in odd_size(area.voters, area.place, law)
    )
    return PollingAreasFixed(areas=tuple(areas), findings=(*_gaps(state, areas, given), *sizes))


def approve(state: State, command: ApprovePollingAreas, given: Given) -> PollingAreasApproved:
    """By the district, of a commune's areas, once (version A)."""
    _goes_to("district", "phê chuẩn khu vực bỏ phiếu", given)
    if level(given) != "commune":
        what = "phê chuẩn khu vực bỏ phiếu"
        raise refuse("wrong_level", stream=given.stream, what=what, level=level(given), wanted="commune")
    _fixed(state, "phê chuẩn khu vực bỏ phiếu", given)
    if state.approved:
        raise again(given.stream, "phê chuẩn khu vực bỏ phiếu")
    return PollingAreasApproved(decision=command.decision)


def report(state: State, given: Given) -> PollingAreasReported:
    """To the province, once (version B)."""
    _goes_to("province", "báo cáo khu vực bỏ phiếu lên cấp tỉnh", given)
    _fixed(state, "báo cáo khu vực bỏ phiếu", given)
    if state.reported:
        raise again(given.stream, "báo cáo khu vực bỏ phiếu")
    return PollingAreasReported(areas=len(state.areas))


def adjust(state: State, command: AdjustPollingAreas, given: Given) -> list[Event]:
    """By the province (version B), as long as an area that shall no longer be has neither team nor list."""
    _goes_to("province", "cấp tỉnh điều chỉnh khu vực bỏ phiếu", given)
    _fixed(state, "điều chỉnh khu vực bỏ phiếu", given)
    if command.decision in state.adjusted:
        raise again(given.stream, f"quyết định điều chỉnh {command.decision}")
    kept = {plan.code: plan.contests for plan in command.areas}
    changed = [plan.code for plan in state.areas if kept.get(plan.code) != plan.contests]
    for code in changed:
        if given.events.get(str(given.stream.beside("area", code))):
            raise refuse("area_in_use", stream=given.stream, area=code)
        if code in kept:
            # Constituencies know their areas by code: another set of constituencies is another area.
            raise refuse("area_changed", stream=given.stream, area=code)
    return [
        PollingAreasAdjusted(withdrawn=tuple(changed), decision=command.decision),
        _planned(state, command.areas, given),
    ]


def _goes_to(above: Level, what: str, given: Given) -> None:
    """Refuse what follows from telling a level above that this version of the law does not have told."""
    law = election(given).law
    told = {party.at for parties in book().rows[ROW].law[law].owed_to.values() for party in parties}
    if above not in told:
        raise refuse("other_version", stream=given.stream, law=law, what=what)


def _fixed(state: State, what: str, given: Given) -> None:
    if not state.areas:
        raise refuse("too_early", stream=given.stream, what=what, before="khu vực bỏ phiếu")


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
