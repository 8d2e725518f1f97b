"""The desk of one unit: its duties, its reminders, and the constituencies and areas it brings into being."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from domain import agenda, bodies, call, contest
from domain.agenda import ladder
from domain.agenda.commands import Attend
from domain.agenda.decide import subjects
from domain.agenda.duty import Duty, Rung
from domain.agenda.evolve import Held
from domain.agenda.plan import PLAN
from domain.clerk import member
from domain.clerk.desk import Desk, Look, Notice, Order, View
from domain.command import Act
from domain.constituencies.events import ConstituenciesPublished, PollingAreasFixed
from domain.contest.commands import AssignAreas, FixConstituency, WithdrawAreas
from domain.law.itinerary import of_row
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import BODY_NAMES, CLERK, NATION
from domain.zone import local

_LISTED: Final = 12
"""Open duties shown in the workflow's details: the page shows them all."""


def reads(view: View) -> Iterable[Stream]:
    """The call, the unit, the nation, the agenda, and every contest and area the unit looks after."""
    unit = view.stream("unit", view.code)
    yield from (view.home, unit, view.stream("unit", NATION), view.stream("agenda", view.code))
    for subject in subjects(view.home.beside("agenda", view.code), view.told):
        if subject.kind != "member":
            yield view.stream(subject.kind, subject.code)
    for subject in view.state(agenda.PROCEDURE, view.stream("agenda", view.code)).subjects():
        yield view.stream(subject.kind, subject.code)
    for plans in view.events(unit):
        if isinstance(plans, PollingAreasFixed):
            for area in plans.areas:
                yield from (view.stream("contest", code) for code in area.contests.values())
    yield from member.reads(view)


def look(view: View, moment: datetime) -> Look:
    """Open constituencies and areas, attend to the duties, then say who is owed a reminder."""
    unit = view.state(bodies.PROCEDURE, view.stream("unit", view.code))
    election = view.state(call.PROCEDURE, view.home)
    if not unit.level:
        return Look(stage="chưa đăng ký")
    orders = [*_openings(view), *member.orders(view), *_attend(view, moment, unit.level, tuple(unit.ballots))]
    state = view.state(agenda.PROCEDURE, view.stream("agenda", view.code))
    held = [one for one in state.duties.values() if one.duty.kind != PLAN]
    plans = [one for one in state.duties.values() if one.duty.kind == PLAN and one.owed]
    pending = [one for one in held if one.owed]
    # What the law asks for ends with the election; accounts, reports and awards of a plan come after it.
    waiting = plans if election.closed else [*pending, *plans]
    upcoming = [_upcoming(one, moment) for one in waiting]
    dated = [one for one in pending if not one.at_once]
    over = election.closed and not orders and not plans
    due = [] if orders else notices(view.election, view.code, unit.level, unit.parent, waiting, moment)
    return Look(
        orders=tuple(orders),
        notices=tuple(due),
        next_at=None if over else min((instant for instant in upcoming if instant), default=None),
        stage=_stage(held, dated or pending),
        next_due=min((one.duty.due for one in dated if one.status == "open"), default=None),
        details="\n\n".join(filter(None, (_details(pending), _details(plans, "Việc theo kế hoạch")))),
        overdue=sum(one.status == "missed" for one in held),
        done=over,
    )


def _given(view: View, moment: datetime) -> Given:
    act = Act(actor=CLERK, body=CLERK, unit=view.code, legal_at=moment)
    return Given(view.stream("agenda", view.code), act, view.told, view.records)


def _openings(view: View) -> Iterator[Order]:
    """Constituencies published here and not yet opened; areas fixed here and not yet known to a contest."""
    home = view.stream("unit", view.code)
    for event in view.events(home):
        if isinstance(event, ConstituenciesPublished):
            for plan in event.contests:
                stream = view.stream("contest", plan.code)
                if not view.rows(stream):
                    command = FixConstituency(
                        ballot=event.ballot, seats=plan.seats, unit=plan.unit, publisher=view.code
                    )
                    yield Order(stream, command, NATION)
    plans = [event for event in view.events(home) if isinstance(event, PollingAreasFixed)]
    if plans:
        yield from _assignments(view, plans)


def _assignments(view: View, plans: Sequence[PollingAreasFixed]) -> Iterator[Order]:
    """Areas of the last plan that a constituency does not know yet, and of earlier ones that are gone."""
    now, before = _by_contest(plans[-1:]), _by_contest(plans[:-1])
    for code in sorted({*now, *before}):
        stream = view.stream("contest", code)
        if not view.rows(stream):
            continue
        known = view.state(contest.PROCEDURE, stream).areas
        new = tuple(area for area in now[code] if area not in known)
        gone = tuple(area for area in before[code] if area in known and area not in now[code])
        if gone:
            yield Order(stream, WithdrawAreas(unit=view.code, areas=gone, occasion=len(plans)), NATION)
        if new:
            yield Order(stream, AssignAreas(unit=view.code, areas=new, occasion=len(plans)), NATION)


def _by_contest(plans: Sequence[PollingAreasFixed]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for plan in plans:
        for area in plan.areas:
            for code in area.contests.values():
                if area.code not in found[code]:
                    found[code].append(area.code)
    return found


def _attend(view: View, moment: datetime, level: str, ballots: tuple[str, ...]) -> Iterator[Order]:
    stream = view.stream("agenda", view.code)
    command = Attend(level=level, ballots=ballots, version=len(view.rows(stream)))
    state = view.state(agenda.PROCEDURE, stream)
    if agenda.PROCEDURE.decide(state, command, _given(view, moment)):
        yield Order(stream, command, view.code)


def notices(
    election: str, code: str, level: str, parent: str, duties: Iterable[Held], moment: datetime
) -> Iterator[Notice]:
    """The reminders owed at this moment, gathered so that a body gets one mail and not forty.

    What a plan asks for is never in one letter with what the law asks for.
    """
    gathered: dict[tuple[Rung, str, str, bool], list[str]] = defaultdict(list)
    for held in duties:
        rung = _rung(held, moment) if held.owed else None
        if rung is not None:
            plan = held.duty.kind == PLAN
            to_body, to_unit = held.duty.body, held.duty.subject if plan else code
            if rung == "escalated":
                to_body, to_unit = _told(held.duty, code, level, parent)
            gathered[rung, to_body, to_unit, plan].append(held.duty.key)
    for (rung, to_body, to_unit, _), keys in sorted(gathered.items()):
        keys.sort()
        name = hashlib.sha256("\n".join(keys).encode()).hexdigest()
        message = uuid5(NAMESPACE_URL, f"agenda/{election}/{code}/{rung}/{to_body}/{to_unit}/{name}")
        yield Notice(
            rung=rung, to_body=to_body, to_unit=to_unit, duties=tuple(keys), message_id=f"{message}@baucu"
        )


def _rung(held: Held, moment: datetime) -> Rung | None:
    if not held.at_once:
        return ladder.owed(held.duty, moment, held.climbed)
    return "at_once" if moment >= ladder.prompted(held.duty) and "at_once" not in held.climbed else None


def _upcoming(held: Held, moment: datetime) -> datetime | None:
    """When somebody has to look at this duty again."""
    if not held.at_once:
        return ladder.next_instant(held.duty, moment, held.status == "missed")
    then = ladder.prompted(held.duty)
    return then if then > moment else None


def _told(duty: Duty, unit: str, level: str, parent: str) -> tuple[str, str]:
    """Who hears that nobody acted: of a plan the committee of the unit that asked for it."""
    committee = "nec" if level == "nation" else "committee"
    if duty.kind == PLAN and (duty.body, duty.subject) != (committee, unit):
        return committee, unit
    return above(duty.body, unit, level, parent)


def above(body: str, unit: str, level: str, parent: str) -> tuple[str, str]:
    """The body that is told when nobody acts: within the unit for boards and teams, else one level up."""
    if body in ("board", "team"):
        return "committee", unit
    if not parent:
        return "standing_committee", unit
    if level == "province":
        national = {"committee": "nec", "people_committee": "government", "council": "standing_committee"}
        return national.get(body, body), parent
    return body, parent


def _stage(held: list[Held], pending: list[Held]) -> str:
    if not held:
        return "chờ lịch"
    if not pending:
        return "xong"
    earliest = min(pending, key=lambda one: (one.duty.due, one.duty.key))
    return of_row(earliest.duty.deadline) or earliest.duty.title


def _details(pending: list[Held], title: str = "") -> str:
    if title and not pending:
        return ""
    rows = sorted(pending, key=lambda one: (one.duty.due, one.duty.key))[:_LISTED]
    lines = [f"**{title}**\n"] if title else []
    lines += [f"| hạn | việc | cơ quan | {'căn cứ' if title else 'điều'} |", "|---|---|---|---|"]
    for one in rows:
        due = f"{local(one.duty.due):%d/%m/%Y %H:%M}{' (quá hạn)' if one.status == 'missed' else ''}"
        due = f"ngay, từ {due}" if one.at_once else due
        step = of_row(one.duty.deadline).partition(" ")[0]
        what = f"{step} {one.duty.title} {one.duty.subject}".strip()
        lines.append(f"| {due} | {what} | {BODY_NAMES[one.duty.body]} | {one.duty.article} |")
    if len(pending) > _LISTED:
        lines.append(f"\n… và {len(pending) - _LISTED} việc nữa.")
    return "\n".join(lines)


DESK: Final = Desk(kind="unit", reads=reads, look=look)
