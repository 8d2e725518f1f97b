"""Early or postponed polling: a committee asks, the National Election Council decides (Article 72)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from domain import constituencies, polling
from domain.bodies.unit import again, once, unit
from domain.calendar import calendar
from domain.call.election import day as election_day
from domain.call.election import election
from domain.call.events import DueRow, PollingDaySet
from domain.call.evolve import State as Call
from domain.command import Command
from domain.decision import Adopted, Decision, Polling
from domain.due import Election
from domain.event import Event
from domain.law.book import book
from domain.minutes import noted
from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from domain.pollingday.events import PollingDayAsked, PollingDayRefused
from domain.pollingday.evolve import State
from domain.pollingday.ground import GROUNDS, Ground
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION, Finding
from domain.zone import local, start_of_day

OPEN: Final = "O-5"
"""From which day the terms after a postponed ballot run: not said; a decision moves those that have to."""
READINGS: Final = (("O-8", "voter_notice"), (OPEN, "to_minutes_send"))
"""Terms of an area that make sense only if they count from its own polling day: an open point each, which the
decision on the day settles for that area."""


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The commune that fixed the areas; and the areas themselves, which may have opened."""
    match command:
        case AskPollingDay():
            return [stream.beside("unit", command.commune)]
        case DecidePollingDay() if command.request in state.requests:
            asked = state.requests[command.request]
            return [
                stream.beside("unit", asked.commune),
                *(stream.beside("area", code) for code in asked.areas),
            ]
        case _:
            return []


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The commune and the units above it may ask; the nation decides."""
    if isinstance(command, AskPollingDay):
        return frozenset({command.commune, *unit(given, command.commune).path} - {NATION})
    return frozenset({NATION})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case AskPollingDay():
            return [_ask(state, command, given)]
        case DecidePollingDay():
            return [_decide(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _ask(state: State, command: AskPollingDay, given: Given) -> PollingDayAsked:
    election(given)
    if command.request in state.requests:
        raise again(given.stream, f"đề nghị {command.request}")
    fixed = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.commune)).areas
    known = {plan.code for plan in fixed}
    once(given, "areas", command.areas)
    for code in command.areas:
        if code not in known:
            raise refuse("unknown_area", area=code, unit=command.commune)
    _other_day(command.areas, command.day, given)
    return PollingDayAsked(**command.model_dump(), unit=given.act.unit)


def _other_day(areas: Sequence[str], day: date, given: Given) -> None:
    """A day that is still to come, and not the one on which these areas vote anyway."""
    called = election(given)
    if day <= local(given.act.legal_at).date():
        raise refuse("day_passed", day=day, at=given.act.legal_at.isoformat())
    if all(called.polling_day(code) == day for code in areas):
        raise refuse("same_polling_day", stream=given.stream, areas=", ".join(areas), day=day)


def _decide(state: State, command: DecidePollingDay, given: Given) -> Event:
    called = election(given)
    asked = state.requests.get(command.request)
    if asked is None:
        raise refuse(
            "too_early",
            stream=given.stream,
            what=f"quyết định về đề nghị {command.request}",
            before="đề nghị của Ủy ban bầu cử",
        )
    if command.request in state.answered:
        raise again(given.stream, f"quyết định về đề nghị {command.request}")
    if command.outcome == "refused":
        return PollingDayRefused(request=command.request, decision=command.decision)
    day = command.day or asked.day
    _other_day(asked.areas, day, given)
    for code in asked.areas:
        area = given.state(polling.PROCEDURE, given.stream.beside("area", code))
        if area.began("first") and not area.interrupted("first"):
            raise refuse("area_has_voted", stream=given.stream, area=code)
    before = {code: called.polling_day(code) or election_day(given) for code in asked.areas}
    rows = tuple(_rows(called, asked.areas[0], day, command.decision, asked.why, given))
    return PollingDaySet(
        request=command.request,
        commune=asked.commune,
        areas=asked.areas,
        old=before[asked.areas[0]] if len(set(before.values())) == 1 else None,
        before=before,
        day=day,
        why=GROUNDS[asked.why],
        decision=command.decision,
        count=command.count,
        rows=rows,
        findings=(*_overtaken(called, rows, day), *_uncounted(called, day)),
    )


def _rows(called: Call, area: str, day: date, decision: str, why: Ground, given: Given) -> Iterator[DueRow]:
    """The rows of an area whose dates differ from everybody's, reckoned as the law does."""
    fixed = election_day(given)
    asked = Election(kind=called.form, day=fixed, levels=called.levels)
    because = {"source": decision, "reason": GROUNDS[why]}
    decided: list[Decision] = []
    if day != fixed:
        decided.append(Polling(day=day, units=(area,), **because))
        for point, row in READINGS:
            if row == "voter_notice" or day > fixed:
                decided.append(Adopted(open_point=point, deadline=row, unit=area, **because))
    usual = {due.key: due for due in calendar(asked, called.law)}
    for due in calendar(asked, called.law, decided, unit=area):
        before, latest = usual.get(due.key), due.latest
        moved = before is None or (before.latest, before.opens) != (latest, due.opens)
        if moved and latest is not None and due.kind == "law" and due.per == "area":
            yield DueRow(
                deadline=due.id,
                level=due.level,
                owed_by=due.owed_by,
                at=due.at,
                per=due.per,
                article=due.article,
                opens=due.opens,
                due=latest,
                computed=due.computed or due.planned,
            )


def _overtaken(called: Call, rows: Sequence[DueRow], day: date) -> tuple[Finding, ...]:
    """Steps before election day that would still be in time after an area has voted (O-8)."""
    own = {row.deadline for row in rows}
    late = [
        row.deadline
        for row in called.rows
        if row.deadline not in own
        and row.owed_by in ("team", "board")
        and called.day is not None
        and start_of_day(day) <= row.due < start_of_day(called.day)
    ]
    titles = "; ".join(dict.fromkeys(book().deadline(each).duty.vi for each in late))
    return noted(
        "F.306",
        f"các khu vực này bỏ phiếu ngày {day:%d/%m/%Y}, trước hạn của: {titles}" if late else "",
        "làm các bước đó trước ngày bỏ phiếu sớm; luật không nêu hạn riêng (điểm O-8)",
        "Điều 72",
    )


def _uncounted(called: Call, day: date) -> tuple[Finding, ...]:
    """Terms of boards, committees and the nation that go on counting from election day (O-5)."""
    law = called.law
    late = dict.fromkeys(
        f"{book().rows[row.deadline].duty.vi} ({row.article}, hạn {local(row.due):%d/%m/%Y})"
        for row in called.rows
        if row.per != "area"
        and any(each.open_point == OPEN for each in book().rows[row.deadline].law[law].readings)
    )
    postponed = called.day is not None and day > called.day
    return noted(
        "F.313",
        f"luật tính từ ngày bầu cử, không từ ngày {day:%d/%m/%Y}: {'; '.join(late)}"
        if postponed and late
        else "",
        "hạn nào phải lùi thì ghi quyết định dời hạn (MoveDeadline) cho đơn vị bầu cử hoặc đơn vị đó; "
        f"các hạn này tính từ ngày nào, luật không nói (điểm {OPEN})",
        "Điều 72",
    )
