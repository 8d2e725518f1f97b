"""Counting days and hours the way the law counts them, and saying in Vietnamese how it was done.

"Chậm nhất là N ngày trước" is the day minus N calendar days, that day included; no day of rest moves it.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from domain.law.deadline import Point
from domain.zone import WEEKDAYS, at, end_of_day, local, start_of_day

Anchored = datetime | date

_SATURDAY = 5
_SECOND = timedelta(seconds=1)


class Mark(NamedTuple):
    """Where an anchor stands. Not recorded means: known only by the last day the law leaves it.

    `usual` marks an hour that is planned and may still turn out otherwise.
    """

    value: Anchored
    says: str
    recorded: bool = True
    usual: bool = False

    @property
    def day(self) -> date:
        return local(self.value).date() if isinstance(self.value, datetime) else self.value


class Moment(NamedTuple):
    """A point in time reckoned: the instant, whether an hour was given, and the steps."""

    instant: datetime
    hour_given: bool
    recorded: bool
    says: tuple[str, ...]


def fixed(point: Point, day: date, *, opening: bool) -> Moment:
    """A day or an hour that guidance names outright."""
    if point.clock is not None:
        instant = at(day, point.clock.hour, point.clock.minute)
        when = say_instant(instant)
    else:
        instant = start_of_day(day) if opening else end_of_day(day)
        when = say_day(day) if opening else f"hết {say_day(day)}"
    says = f"{'Từ' if opening else 'Đến'} {when}, theo hướng dẫn cho cuộc bầu cử này."
    return Moment(instant, point.clock is not None, True, (says,))


def from_mark(point: Point, mark: Mark, *, whole_days: bool, opening: bool) -> Moment | None:
    """The point counted from its anchor; None where hours are to be counted from a day without an hour."""
    if point.clock is not None:
        instant = at(mark.day + timedelta(days=point.offset), point.clock.hour, point.clock.minute)
        verb = "Sớm nhất" if opening else "Muộn nhất"
        return Moment(instant, True, mark.recorded, (mark.says, f"{verb} lúc {say_instant(instant)}."))
    if point.unit == "hour":
        return _hours(point, mark, mark.value, opening) if isinstance(mark.value, datetime) else None
    if point.offset == 0 and not whole_days and isinstance(mark.value, datetime):
        return _moment_itself(point, mark, mark.value, opening)
    return _days(point, mark, opening)


def _days(point: Point, mark: Mark, opening: bool) -> Moment:
    """Calendar days: the day of the anchor is day 0, the last day is included."""
    day = mark.day + timedelta(days=point.offset)
    if not point.inclusive:
        day += timedelta(days=1 if opening else -1)
    says = [mark.says, _says_count(point, mark, day, opening)]
    if opening:
        return Moment(start_of_day(day), False, mark.recorded, tuple(says))
    if day.weekday() >= _SATURDAY:
        says.append(f"Ngày cuối là {WEEKDAYS[day.weekday()]}; luật không dời hạn vì ngày nghỉ.")
    says.append("Luật không nêu giờ: hạn hết lúc 23:59:59 ngày đó.")
    return Moment(end_of_day(day), False, mark.recorded, tuple(says))


def _says_count(point: Point, mark: Mark, day: date, opening: bool) -> str:
    if not point.offset:
        order = "" if point.inclusive else (", sau mốc" if opening else ", trước mốc")
        return f"{'Từ' if opening else 'Chậm nhất hết'} {say_day(day)}{order}."
    side, sign = ("trước", "−") if point.offset < 0 else ("sau", "+")
    edge = "từ đầu ngày đó" if opening else "tính cả ngày đó"
    count, start = abs(point.offset), mark.day
    return (
        f"{'Từ' if opening else 'Chậm nhất'} {count} ngày {side} mốc: "
        f"{start.day}/{start.month}/{start.year} {sign} {count} = {say_day(day)}, {edge}."
    )


def _hours(point: Point, mark: Mark, value: datetime, opening: bool) -> Moment:
    instant = local(value + timedelta(hours=point.offset))
    side = "trước" if point.offset < 0 else "sau"
    says = [mark.says, f"{abs(point.offset)} giờ {side} mốc: {say_instant(instant)}."]
    if not point.inclusive:
        instant += _SECOND if opening else -_SECOND
        says.append("Không kể chính thời điểm đó.")
    return Moment(instant, True, mark.recorded, tuple(says))


def _moment_itself(point: Point, mark: Mark, value: datetime, opening: bool) -> Moment:
    instant = local(value)
    if point.inclusive:
        says = f"{'Từ' if opening else 'Đến'} thời điểm đó."
    else:
        instant += _SECOND if opening else -_SECOND
        says = f"{'Sau' if opening else 'Trước'} thời điểm đó."
    return Moment(instant, True, mark.recorded, (mark.says, says))


@lru_cache(maxsize=4096)
def say_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year}"


def say_instant(instant: datetime) -> str:
    here = local(instant)
    seconds = f":{here.second:02}" if here.second else ""
    return f"{here.hour:02}:{here.minute:02}{seconds} {say_day(here.date())}"


def say(value: Anchored) -> str:
    return say_instant(value) if isinstance(value, datetime) else say_day(value)
