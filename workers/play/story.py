"""A scenario told in dated lines: what happened, under which article, and what the law then demanded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
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
from domain.polling.events import PollingOpened
from domain.stream import parse
from domain.summary.events import StatusConfirmed
from domain.terms import BODY_NAMES, CLERK, NATION, OUTCOMES
from domain.zone import local
from workers.play.example import Example
from workers.play.expected import Check
from workers.play.order import Denied

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
"""What a story tells in any case; of the rest only what its script gives a sentence to."""
MANY: Final = 3
"""So many duties that begin at once, or areas that vote, are named; of more only the number."""
TIERS: Final = ("Tỉnh ", "Thành phố ", "Quận ", "Huyện ", "Thị xã ", "Thị trấn ", "Xã ", "Phường ")
"""How names of units begin; in the middle of a sentence they are written small."""
POLLS: Final = {"first": "Bỏ phiếu", "additional": "Bỏ phiếu bầu cử thêm", "rerun": "Bỏ phiếu bầu cử lại"}


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
    script = {
        (order.stream, order.command.step)
        for order in (deed.order(example.log) for deed in example.script.acts)
        if order.act.reason and not order.refused
    }
    ordered = sorted(rows, key=lambda row: (row.legal_at, row.position))
    lines = [*(_denied(example, each) for each in denied), *_voting(ordered)]
    acts: set[tuple[str, str]] = set()
    demanded: list[tuple[datetime, str]] = []
    for row in ordered:
        act = (row.stream, row.meta.command)
        if row.type in TOLD or act in script:
            lines.append(_line(example, row, first=act not in acts))
            acts.add(act)
        else:
            demanded += [(row.legal_at, words) for words in _demanded(row.event)]
    lines.sort(key=lambda line: line.at)  # what happened at one instant stays as it was recorded
    for place, line in enumerate(lines):
        later = lines[place + 1].at if place + 1 < len(lines) else None
        mine = [words for at, words in demanded if line.at <= at and (later is None or at < later)]
        yield line._replace(next=(*line.next, *_gathered(mine)))


def _voting(rows: Sequence[Recorded]) -> Iterator[Line]:
    """A line for each day on which some areas voted."""
    opened: dict[tuple[date, str], list[Recorded]] = {}
    for row in rows:
        if isinstance(row.event, PollingOpened):
            opened.setdefault((local(row.legal_at).date(), row.event.poll), []).append(row)
    for (_, poll), those in opened.items():
        places = ", ".join(parse(row.stream).code for row in those[:MANY])
        named = places if len(those) <= MANY else f"{len(those)} khu vực"
        what = f"{POLLS[poll]} ở {named}"
        yield Line(those[0].legal_at, what, PollingOpened.article)


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


def _line(example: Example, row: Recorded, *, first: bool) -> Line:
    event, meta = row.event, row.meta
    about = _about(row)
    who = _who(example, meta.body, meta.unit)
    more = [*_more(example, event)]
    found = (f"{each.sentence.rstrip('.')}: {each.remedy}" for each in getattr(event, "findings", ()))
    more += dict.fromkeys(found)
    if meta.reason and first:
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
                f"{_count(found.registered)} cử tri, {_count(found.voted)} đi bầu; phiếu phát ra "
                f"{_count(found.issued)}, thu vào {_count(found.collected)}, hợp lệ {_count(found.valid)}"
            )
            ranked = sorted(found.votes.items(), key=lambda pair: -pair[1])
            yield "; ".join(f"{_name(example, code)}: {_count(votes)}" for code, votes in ranked)
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
            yield f"{_duty(event.deadline)}: đến {local(event.due):%d/%m/%Y %H:%M}, {event.decision}"
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
        yield f"{len(demanded)} nhiệm vụ mở ra hoặc dời hạn, trước hết: {demanded[0]}"


def _denied(example: Example, found: Denied) -> Line:
    act = found.order.act
    asked = act.reason or type(found.order.command).__name__
    who = _who(example, act.body, act.unit)
    return Line(act.legal_at, f"{who}: {asked}", "", (found.sentence,), (), True)


def _who(example: Example, body: str, unit: Code) -> str:
    """A body of a unit as people call it: `Ủy ban bầu cử xã Cư San`; the nation's is the only one."""
    name = BODY_NAMES.get(body, body)
    if body == CLERK or unit == NATION:
        return name
    place = example.unit[unit].name if unit in example.unit else unit
    if place.startswith(TIERS):
        place = place[0].lower() + place[1:]
    return f"{name} {place}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _name(example: Example, code: Code) -> str:
    """What is invented is said once, at the end."""
    found = next((each.name for each in example.candidates if each.code == code), code)
    return found.removesuffix(" (giả định)")


def _duty(key: str) -> str:
    deadline, _, about = key.partition(":")
    return f"{book().rows[deadline].duty.vi} {about.partition(':')[2]}".strip()
