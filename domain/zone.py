"""The one legal time zone, and the few ways the law turns a day into an instant."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
"""Vietnamese names of the days, by `date.weekday()`."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant of this clock time on this day."""
    return datetime.combine(day, time(hour, minute), ZONE)


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def end_of_day(day: date) -> datetime:
    """The last whole second of the day: a deadline given as a day is met up to and including it."""
    return datetime.combine(day, time(23, 59, 59), ZONE)


def local(instant: datetime) -> datetime:
    """The same instant on the wall clock of the zone; refuses an instant that does not say its zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone; give an offset such as +07:00")
    return instant if instant.tzinfo is ZONE else instant.astimezone(ZONE)
