"""What the order of steps and the terms of the law do to each other: chains without slack, and collisions.

Nothing is listed by hand: the needs of `order.toml` are laid over the calendar of the day, of the version, of
the decisions and recorded acts that are given. Each step is taken at its last lawful instant, or when it was
done.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from domain.calendar import reckon
from domain.decision import Decision
from domain.due import Election, Level
from domain.fact import Fact
from domain.frame import levels
from domain.law.book import Need
from domain.law.count import Anchored, Moment, say_day, say_instant
from domain.law.deadline import Deadline, Words
from domain.reckoner import Other, Reckoner, Term
from domain.zone import local

TIGHT: Final = 2
"""Up to so many days between two steps are shown as tight."""
_SUNDAY: Final = 6
_POLLING: Final = "polling_open"

Verdict = Literal[
    "collision", "no_slack", "tight", "short_window", "no_sunday", "one_sunday", "unsure", "no_rule", "fits"
]


class Link(Fact):
    """Two steps of which one needs the other, with what their terms leave between them.

    `days` is the slack: whole days left over, below zero where the terms collide; for a window the days it
    lacks or leaves beyond the right it serves; None where a step has no day. `guidance` is true when a term
    that is no law takes part.
    """

    id: str
    level: Level
    verdict: Verdict
    first: str
    first_article: str
    first_day: date | None
    then: str
    then_article: str
    then_day: date | None
    days: int | None
    article: str
    guidance: bool
    why: Words
    says: Words


def links(
    election: Election,
    law: str | None = None,
    decisions: Iterable[Decision] = (),
    anchors: Mapping[str, Anchored] | None = None,
    *,
    unit: str | None = None,
    parts: Sequence[str] = (),
) -> tuple[Link, ...]:
    """Every need of the order of steps that arises in this election, in the order of the procedure.

    The arguments are those of `calendar`. Raises CalendarError.
    """
    reckoner = reckon(election, law, decisions, anchors, unit=unit, parts=parts)
    found = dict.fromkeys(
        link
        for need in reckoner.read.order.values()
        for level in election.levels
        if (link := _link(reckoner, need, level))
    )
    return (*found, *_unsure(reckoner))


def collisions(
    election: Election,
    law: str | None = None,
    decisions: Iterable[Decision] = (),
    anchors: Mapping[str, Anchored] | None = None,
    *,
    unit: str | None = None,
    parts: Sequence[str] = (),
) -> tuple[Link, ...]:
    """The links that need attention: all but those whose terms fit with days to spare."""
    every = links(election, law, decisions, anchors, unit=unit, parts=parts)
    return tuple(link for link in every if link.verdict != "fits")


_VI: Final[Mapping[Verdict, str]] = {
    "collision": "Va nhau",
    "no_slack": "Không dự phòng",
    "tight": "Sát nhau",
    "short_window": "Thời gian ngắn hơn quyền",
    "no_sunday": "Không có chủ nhật",
    "one_sunday": "Chỉ một chủ nhật",
    "unsure": "Chưa chắc",
    "no_rule": "Luật không quy định",
    "fits": "Đủ",
}
_EN: Final[Mapping[Verdict, str]] = {
    "collision": "Collision",
    "no_slack": "No slack",
    "tight": "Tight",
    "short_window": "Window shorter than the right",
    "no_sunday": "No Sunday",
    "one_sunday": "One Sunday only",
    "unsure": "Unsure",
    "no_rule": "No rule",
    "fits": "Fits",
}


class _Step(NamedTuple):
    """A step as it stands for one ballot; `foreign` when only the other kind of election has a row for it."""

    row: Deadline
    article: str
    day: date | None
    foreign: bool


def _link(reckoner: Reckoner, need: Need, level: Level) -> Link | None:
    if reckoner.election.kind not in need.elections:
        return None
    first = _step(reckoner, need.first, level)
    then = _step(reckoner, need.then, level, at_opening=need.at_opening)
    if first is None or then is None or (first.foreign and then.foreign):
        return None
    rows = [_covering(reckoner, name, level) for name in need.spans]
    if None in rows:
        return None
    spans = [row for row in rows if row is not None]
    version = reckoner.version.id
    length = need.gap + sum(_length(row, version) for row in spans)
    articles = [row.law[version].article for row in spans]
    silent = first.foreign or then.foreign or _in_doubt(reckoner, then, level)
    if need.window_of:
        length = _length(reckoner.read.deadline(need.window_of), version)
    verdict, days = _judge(need, first, then, length)
    if silent and verdict != "collision":
        verdict = "no_rule"
    elif verdict is None:
        return None
    joint = first.row.joint and then.row.joint
    return Link(
        id=need.id,
        level="all" if joint else level,
        verdict=verdict,
        first=first.row.id,
        first_article=first.article,
        first_day=first.day,
        then=then.row.id,
        then_article=then.article,
        then_day=then.day,
        days=days,
        article="; ".join(dict.fromkeys([need.article, *articles])),
        guidance=any(row.kind == "guidance" for row in (first.row, then.row, *spans)),
        why=Words(vi=need.vi, en=need.en),
        says=_words(verdict, need, first, then, length, days),
    )


def _step(reckoner: Reckoner, name: str, level: Level, *, at_opening: bool = False) -> _Step | None:
    row = _covering(reckoner, name, level)
    if row is None:
        return None
    term = reckoner.term(row, "all" if row.joint else level)
    foreign = reckoner.election.kind not in row.elections
    return _Step(
        row, row.law[reckoner.version.id].article, _day(reckoner, name, row, level, term, at_opening), foreign
    )


def _covering(reckoner: Reckoner, name: str, level: Level) -> Deadline | None:
    """The row that sets the term of a step for this ballot, that of the other kind of election failing it."""
    read = reckoner.read
    anchor = read.anchors.get(name)
    names = read.steps.get(name) or (anchor.by_law if anchor else (name,))
    return reckoner.covering(names, level, any_kind=True)


def _day(
    reckoner: Reckoner, name: str, row: Deadline, level: Level, term: Term, at_opening: bool
) -> date | None:
    """The day a step was done, or its last lawful one; at its opening, the day on which it begins."""
    if at_opening:
        return local(term.opens.instant).date() if term.opens else None
    act = name if name in reckoner.read.anchors else row.id
    mark = reckoner.mark(act, level)
    if mark is not None and mark.recorded and not mark.usual:
        return mark.day
    return local(term.latest).date() if term.latest else None


def _length(row: Deadline, version: str) -> int:
    """Days between the act a term counts from and its end."""
    due = row.law[version].due
    return abs(due.offset) if due and due.unit == "day" else 0


def _in_doubt(reckoner: Reckoner, step: _Step, level: Level) -> bool:
    """Whether a row binds this election by reference only, and under another reading not at all."""
    term = reckoner.term(step.row, "all" if step.row.joint else level)
    by_reference = step.row.referred_by and reckoner.election.kind == "supplementary"
    return bool(by_reference) and any(other.opens is other.ends is None for other in term.others)


def _judge(need: Need, first: _Step, then: _Step, length: int) -> tuple[Verdict | None, int | None]:
    """The verdict and the slack in days; nothing where one of the steps has no day."""
    if first.day is None or then.day is None:
        return None, None
    if need.sundays:
        return _judge_sundays(first.day, then.day)
    slack = (then.day - first.day).days - length - need.window
    if need.window or need.window_of:
        return "fits" if slack >= 0 else "short_window", slack
    if slack < 0:
        return "collision", slack
    return ("no_slack" if slack == 0 else "tight" if slack <= TIGHT else "fits"), slack


def _judge_sundays(first: date, then: date) -> tuple[Verdict, int]:
    """Whether a Sunday lies after the one day and up to the other; the slack is what is left after it."""
    sunday = first + timedelta(days=(_SUNDAY - first.weekday() - 1) % 7 + 1)
    slack = (then - sunday).days
    return ("no_sunday" if slack < 0 else "one_sunday" if slack < 7 else "fits"), slack


def _unsure(reckoner: Reckoner) -> Iterator[Link]:
    """Terms that hang on an hour which is only planned: they end earlier where polling opens earlier."""
    election, version = reckoner.election, reckoner.version.id
    opening = reckoner.read.deadline(_POLLING)
    for row in reckoner.read.rows_for(version, election.kind, election.day):
        for level in levels(row, election):
            term = reckoner.term(row, level)
            for other in term.others:
                if other.anchor is not None and other.anchor.usual and term.ends:
                    yield _hanging(reckoner, opening, row, level, term.ends, other)


def _hanging(
    reckoner: Reckoner, opening: Deadline, row: Deadline, level: Level, planned: Moment, other: Other
) -> Link:
    version, name = reckoner.version.id, other.alternative.open_point
    article, opened = row.law[version].article, opening.law[version].article
    early = other.ends.instant if other.ends else planned.instant
    hour = f"{other.anchor.value:%H:%M}" if other.anchor else ""
    return Link(
        id=name,
        level=level,
        verdict="unsure",
        first=opening.id,
        first_article=opened,
        first_day=other.anchor.day if other.anchor else None,
        then=row.id,
        then_article=article,
        then_day=local(planned.instant).date(),
        days=0,
        article=article,
        guidance=row.kind == "guidance",
        why=reckoner.read.open_points[name].words,
        says=Words(
            vi=f"Chưa chắc: hạn của {row.id} ({article}) tính từ giờ mở cửa; dự kiến "
            f"{say_instant(planned.instant)}, nhưng nơi mở từ {hour} ({opened}) thì là {say_instant(early)}; "
            "giữ theo mốc sớm hơn.",
            en=f"Unsure: {row.id} ({article}) counts from the opening of polling; planned "
            f"{_instant(planned.instant)}, but {_instant(early)} where polling opens at {hour} ({opened}); "
            "keep to the earlier.",
        ),
    )


def _words(verdict: Verdict, need: Need, first: _Step, then: _Step, length: int, days: int | None) -> Words:
    """One sentence in each language: the two terms with their articles, and what is left between them."""
    articles = f"{first.article} → {then.article}"
    return Words(
        vi=f"{_VI[verdict]} ({articles}): {need.vi}. {_between_vi(verdict, need, first, then, length, days)}",
        en=f"{_EN[verdict]} ({articles}): {need.en}. {_between_en(verdict, need, first, then, length, days)}",
    )


def _between_vi(
    verdict: Verdict, need: Need, first: _Step, then: _Step, length: int, days: int | None
) -> str:
    if first.day is None or then.day is None or days is None:
        missing = first if first.foreign else then
        return f"Bầu cử bổ sung không có quy định riêng; {missing.article} chỉ viết cho bầu cử thường."
    span = f"{say_day(first.day)} → {say_day(then.day)}"
    if verdict == "no_rule":
        return f"Bầu cử bổ sung không có quy định riêng; nếu theo hạn thường thì {span}."
    if need.sundays:
        sunday = say_day(then.day - timedelta(days=days))
        return f"{span}: chủ nhật đầu tiên là {sunday}{', đã quá hạn' if days < 0 else ''}."
    width, needed = (then.day - first.day).days, length + need.window
    room = f"có {width} ngày" if width >= 0 else f"hạn sau lại đến trước {-width} ngày"
    left = f"thiếu {-days} ngày" if days < 0 else f"còn {days} ngày" if days else "không còn ngày dự phòng"
    return f"{span}: {room}" + (f", cần {needed}" if needed else "") + f", {left}."


def _between_en(
    verdict: Verdict, need: Need, first: _Step, then: _Step, length: int, days: int | None
) -> str:
    if first.day is None or then.day is None or days is None:
        missing = first if first.foreign else then
        return (
            f"A supplementary election has no rule of its own; {missing.article} is for ordinary elections."
        )
    span = f"{_day_en(first.day)} -> {_day_en(then.day)}"
    if verdict == "no_rule":
        return f"A supplementary election has no rule of its own; by the ordinary terms {span}."
    if need.sundays:
        sunday = _day_en(then.day - timedelta(days=days))
        return f"{span}: the first Sunday is {sunday}{', too late' if days < 0 else ''}."
    width, needed = (then.day - first.day).days, length + need.window
    room = f"{width} days" if width >= 0 else f"the later step is due {-width} days before"
    left = f"{-days} days short" if days < 0 else f"{days} days left" if days else "no day to spare"
    return f"{span}: {room}" + (f", {needed} needed" if needed else "") + f", {left}."


def _day_en(day: date) -> str:
    return f"{day:%a} {day.isoformat()}"


def _instant(instant: datetime) -> str:
    return f"{local(instant):%a %Y-%m-%d %H:%M:%S}"
