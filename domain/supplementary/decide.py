"""Calling a supplementary election on both laws' conditions, and seeing its deputies begin (Article 89)."""

from __future__ import annotations

from typing import Final

from domain import call
from domain.bodies.unit import again, must_be
from domain.calendar import calendar
from domain.call.day import law_of
from domain.call.election import day as election_day
from domain.call.election import election
from domain.call.events import ElectionCalled, VacancyEstablished
from domain.command import Command
from domain.due import Election
from domain.event import Event
from domain.law.book import book
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.summary.events import StatusConfirmed
from domain.supplementary.commands import BeginMandate, CallSupplementary
from domain.supplementary.events import MandateBegun
from domain.supplementary.evolve import State
from domain.terms import NATION, Finding
from domain.vacancy import Answer, supplementary
from domain.zone import local

AHEAD: Final = "sup_announce_"
"""The rows by which the day has to be announced so many days ahead, one for each ballot."""
MANDATE: Final = "sup_mandate_start"


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The unit whose seats were vacant."""
    return (stream.beside("unit", state.unit),) if isinstance(command, BeginMandate) and state.unit else ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """Whose body decides; and the unit itself, whose session it is."""
    if isinstance(command, CallSupplementary):
        return frozenset({command.province or NATION})
    return frozenset({state.unit or NATION})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case CallSupplementary():
            return _call(command, given)
        case BeginMandate():
            return [_begin(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _call(command: CallSupplementary, given: Given) -> list[Event]:
    ballot = command.vacancy.ballot
    law = law_of(given.state(call.PROCEDURE), command, command.day, (ballot,), given)
    _fits(command, given)
    found = supplementary(command.vacancy, local(given.act.legal_at).date(), law)
    must_be(given, command, found.decided_by.partition("@")[0])
    _conditions(found, command, given)
    established = VacancyEstablished(
        parent=command.parent,
        unit=command.unit,
        province=command.province,
        **command.vacancy.model_dump(),
        lawful=found.lawful,
        conditions=found.conditions,
        reasons=found.reasons,
        decided_by=found.decided_by,
        settled=command.settled,
        findings=_announced(command, given),
    )
    called = ElectionCalled(
        name=command.name, day=command.day, form="supplementary", levels=(ballot,), law=law
    )
    return [established, called]


def _fits(command: CallSupplementary, given: Given) -> None:
    """The unit, the province and the other election are such as this ballot has."""
    ballot = command.vacancy.ballot
    if command.parent == given.stream.election:
        raise _wrong("cuộc bầu cử bổ sung phải có mã khác với cuộc bầu cử đầu nhiệm kỳ", "parent", given)
    if (command.unit == NATION) != (ballot == "na"):
        raise _wrong(f"chỉ Quốc hội thuộc đơn vị {NATION}", "unit", given)
    if bool(command.province) != (ballot in ("district", "commune")):
        who = "nêu tỉnh mà Thường trực Hội đồng nhân dân quyết định, chỉ khi bầu cấp huyện, cấp xã"
        raise _wrong(who, "province", given)


def _wrong(what: str, field: str, given: Given) -> Exception:
    return refuse("wrong_vacancy", stream=given.stream, what=what, field=field)


def _conditions(found: Answer, command: CallSupplementary, given: Given) -> None:
    """Met on both bases, or settled by a decision where they disagree; refuses otherwise."""
    texts = "; ".join(f"{one.reason.article}: {one.reason.text}" for one in found.conditions)
    if found.lawful is False:
        raise refuse("no_vacancy", stream=given.stream, reasons=texts)
    if found.lawful is None and not command.settled:
        raise refuse("vacancy_open", stream=given.stream, reasons=texts)


def _announced(command: CallSupplementary, given: Given) -> tuple[Finding, ...]:
    """A day announced too late is noted: it was announced all the same."""
    asked = Election(kind="supplementary", day=command.day, levels=(command.vacancy.ballot,))
    (row,) = (row for row in calendar(asked) if row.id.startswith(AHEAD))
    if row.due is None or given.act.legal_at <= row.due:
        return ()
    return (
        Finding(
            code="announced_late",
            sentence=f"Ngày bầu cử bổ sung phải được công bố chậm nhất {local(row.due):%d/%m/%Y}.",
            remedy="Chọn một chủ nhật muộn hơn, hoặc ghi rõ căn cứ giữ ngày này.",
            article=row.article,
        ),
    )


def _begin(state: State, command: BeginMandate, given: Given) -> MandateBegun:
    """After the status was confirmed, who was confirmed, at a session of the Assembly or of that council."""
    called = election(given)
    if state.ballot is None:
        raise refuse("not_supplementary", stream=given.stream)
    if state.begun:
        raise again(given.stream, "nhiệm vụ đại biểu")
    if state.ballot != "na":
        must_be(given, command, "council")
    home = given.events.get(str(given.stream.beside("unit", state.unit)), ())
    confirmed = [
        event.confirmed
        for event in home
        if isinstance(event, StatusConfirmed) and event.ballot == state.ballot
    ]
    session = local(given.act.legal_at).date()
    if not confirmed or session <= election_day(given):
        before = "việc xác nhận tư cách đại biểu"
        raise refuse("too_early", stream=given.stream, what="nhiệm vụ đại biểu", before=before)
    if sorted(command.deputies) != sorted(confirmed[-1]):
        raise refuse("not_those_elected", stream=given.stream, wanted=", ".join(confirmed[-1]) or "không ai")
    return MandateBegun(
        ballot=state.ballot,
        unit=state.unit,
        deputies=command.deputies,
        session=session,
        ruled=book().deadline(MANDATE).law[called.law].article,
    )
