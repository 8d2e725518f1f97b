"""A scenario told in dated lines: what happened, under which article, and what the law then demanded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from rich.console import Console
from rich.text import Text

from domain.agenda.events import DutyCured, DutyMissed, DutyMoved, DutyOpened
from domain.call.events import DeadlineMoved, VacancyEstablished
from domain.contest.events import (
    AdditionalBallotDecided,
    ConstituencyMinutesMade,
    OfficialListPublished,
    RerunDecided,
    ResultAnnulled,
    ResultDetermined,
)
from domain.event import Event, Recorded
from domain.fact import Code
from domain.law.book import book
from domain.law.itinerary import step
from domain.stream import parse
from domain.summary.events import StatusConfirmed
from domain.terms import BODY_NAMES, OUTCOMES
from domain.zone import local
from workers.play.example import Example
from workers.play.expected import Check
from workers.play.order import Denied, Order

TOLD: Final = frozenset(
    {
        "AdditionalBallotDecided",
        "AdditionalBallotDeclined",
        "AdditionalBallotHeld",
        "AnnulmentProposed",
        "CandidacyWithdrawn",
        "CandidateStruckOff",
        "ConstituencyMinutesMade",
        "ConsultationHeld",
        "CouncilResultPublished",
        "CouncilSummaryMade",
        "DeadlineMoved",
        "DutyCured",
        "DutyMissed",
        "ElectionCalled",
        "ElectionClosed",
        "FirstSessionHeld",
        "LowTurnoutReported",
        "MandateBegun",
        "MissingCandidateSettled",
        "NationalResultPublished",
        "NationalSummaryMade",
        "OfficialListPublished",
        "PollingDaySet",
        "ProvinceMinutesMade",
        "RepollProposed",
        "RerunConsented",
        "RerunDecided",
        "RerunHeld",
        "ResultAnnulled",
        "ResultDetermined",
        "ShortfallReported",
        "StatusConfirmed",
        "SummaryReopened",
        "VacancyEstablished",
    }
)
"""What a story tells in any case; of the rest only what its script has in so many words."""
MANY: Final = 3
"""So many duties that begin at once are named, of more only the number."""


class Line(NamedTuple):
    """One thing that happened; `more` are its figures and grounds, `next` what the law then demanded."""

    at: datetime
    what: str
    article: str
    more: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    refused: bool = False


def tell(example: Example, rows: Iterable[Recorded], denied: Iterable[Denied]) -> Iterator[Line]:
    """The story in order of the legal clock."""
    script = {(str(order.stream), order.command.step) for order in _acts(example)}
    ordered = sorted(rows, key=lambda row: (row.legal_at, row.position))
    kept: Line | None = None
    demanded: list[str] = []
    refusals = sorted(denied, key=lambda each: each.order.act.legal_at)
    for row in ordered:
        while refusals and refusals[0].order.act.legal_at <= row.legal_at:
            if kept is not None:
                yield kept._replace(next=(*kept.next, *_gathered(demanded)))
            kept, demanded = _denied(example, refusals.pop(0)), []
        asked = (row.stream, row.meta.command) in script
        if row.type not in TOLD and not asked:
            demanded += _demanded(row.event)
            continue
        if kept is not None:
            yield kept._replace(next=(*kept.next, *_gathered(demanded)))
        kept, demanded = _line(example, row), []
    if kept is not None:
        yield kept._replace(next=(*kept.next, *_gathered(demanded)))
    yield from (_denied(example, each) for each in refusals)


def narrate(example: Example, lines: Sequence[Line], found: Sequence[Check], out: Console) -> bool:
    """Print story and verdict; whether everything that is expected holds."""
    if example.tale:
        out.print(Text(f"\n{example.tale.title}\n", style="bold"))
        out.print(Text(example.tale.story.strip()))
    day = None
    for line in lines:
        when = local(line.at)
        if when.date() != day:
            day = when.date()
            out.print(Text(f"\n{day:%d/%m/%Y}", style="bold"))
        head = Text(f"  {when:%H:%M}  ")
        head.append(f"{'BỊ TỪ CHỐI: ' if line.refused else ''}{line.what}")
        head.append(f" ({line.article})" if line.article else "", style="dim")
        out.print(head)
        for more in line.more:
            out.print(Text(f"         {more}"))
        for after in line.next:
            out.print(Text(f"         → {after}", style="italic"))
    if example.tale:
        out.print(Text("\nGiả định: " + "; ".join(example.tale.invented) + "."))
    out.print(Text("\nĐiều luật đòi khi kết thúc", style="bold"))
    for check in found:
        out.print(Text(f"  {'✓' if check.holds else '✗ KHÁC:'} {check.sentence}"))
    return all(check.holds for check in found)


def _acts(example: Example) -> Iterator[Order]:
    for deed in example.script.acts:
        order = deed.order(example.log)
        if not order.refused:
            yield order


def _line(example: Example, row: Recorded) -> Line:
    event, meta = row.event, row.meta
    unit = example.unit[meta.unit].name if meta.unit in example.unit else meta.unit
    about = _about(row)
    who = f"{BODY_NAMES.get(meta.body, meta.body)} {unit}" if meta.body != "clerk" else "Hệ thống"
    more = [*_more(example, event)]
    more += [f"{each.sentence}; {each.remedy}" for each in getattr(event, "findings", ())]
    if meta.reason:
        more.append(meta.reason)
    return Line(
        row.legal_at,
        f"{who}: {event.title}{f' – {about}' if about else ''}",
        meta.article or event.ground,
        tuple(more),
        tuple(_next(event)),
    )


def _about(row: Recorded) -> str:
    if number := getattr(row.event, "round", None):
        return f"lần {number}"
    stream = parse(row.stream)
    return stream.code if stream.kind in ("contest", "candidacy", "area", "case") else ""


def _more(example: Example, event: Event) -> Iterator[str]:
    """Figures and grounds of what tells most."""
    match event:
        case ConstituencyMinutesMade(figures=found):
            yield (
                f"{found.registered} cử tri, {found.voted} đi bầu, phát ra {found.issued}, thu vào "
                f"{found.collected}, hợp lệ {found.valid}"
            )
            ranked = sorted(found.votes.items(), key=lambda pair: -pair[1])
            yield ", ".join(f"{_name(example, code)} {votes}" for code, votes in ranked)
        case ResultDetermined():
            elected = ", ".join(_name(example, code) for code in event.elected) or "không ai"
            yield f"{OUTCOMES[event.outcome]}; trúng cử: {elected}"
            yield from (f"{reason.article}: {reason.text}" for reason in event.reasons)
        case AdditionalBallotDecided(day=day) | RerunDecided(day=day):
            yield f"ngày {day:%d/%m/%Y}, quyết định {event.decision}"
        case ResultAnnulled():
            yield f"{', '.join(event.areas) or 'toàn đơn vị bầu cử'}, {event.decision}"
        case OfficialListPublished():
            yield ", ".join(_name(example, each.candidacy) for each in event.candidates)
        case DutyMissed(key=key, due=due) | DutyCured(key=key, done_at=due):
            yield f"{_duty(key)}: {local(due):%d/%m/%Y %H:%M}"
        case DeadlineMoved():
            yield f"{event.deadline}: đến {local(event.due):%d/%m/%Y %H:%M}, {event.decision}"
        case StatusConfirmed():
            yield f"xác nhận {len(event.confirmed)}, không xác nhận {len(event.refused)}"
            yield from (f"không xác nhận {_name(example, one.candidacy)}" for one in event.refused)
        case VacancyEstablished():
            yield from (f"{one.reason.article}: {one.reason.text}" for one in event.conditions)


def _next(event: Event) -> Iterator[str]:
    """The step that a result leads to."""
    if isinstance(event, ResultDetermined):
        after = step(event.next.step)
        latest = f", chậm nhất {event.next.latest:%d/%m/%Y}" if event.next.latest else ""
        yield f"{after.title.vi} ({after.article}): {BODY_NAMES[event.next.decided_by]}{latest}"


def _demanded(event: Event) -> Iterator[str]:
    match event:
        case DutyOpened(duty=duty):
            who = BODY_NAMES.get(duty.body, duty.body)
            yield f"{duty.title} ({duty.article}): {who}, hạn {local(duty.due):%d/%m/%Y}"
        case DutyMoved():
            yield f"{_duty(event.key)}: hạn {local(event.old):%d/%m/%Y} dời đến {local(event.new):%d/%m/%Y}"


def _gathered(demanded: Sequence[str]) -> Iterator[str]:
    yield from demanded[: MANY if len(demanded) <= MANY else 0]
    if len(demanded) > MANY:
        yield f"{len(demanded)} nhiệm vụ bắt đầu, trước hết: {demanded[0]}"


def _denied(example: Example, found: Denied) -> Line:
    act = found.order.act
    unit = example.unit[act.unit].name if act.unit in example.unit else act.unit
    asked = act.reason or type(found.order.command).__name__
    who = BODY_NAMES.get(act.body, act.body)
    return Line(act.legal_at, f"{who} {unit}: {asked}", "", (found.sentence,), (), True)


def _name(example: Example, code: Code) -> str:
    """What is invented is said once, at the end."""
    found = next((each.name for each in example.candidates if each.code == code), code)
    return found.removesuffix(" (giả định)")


def _duty(key: str) -> str:
    deadline, _, about = key.partition(":")
    return f"{book().rows[deadline].duty.vi} {about.partition(':')[2]}".strip()
