"""How the pages write dates, figures and states in Vietnamese."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from domain.terms import BALLOT_NAMES, BODY_NAMES
from domain.zone import local

WEEKDAYS: Final = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")

LEVELS: Final = {"nation": "Trung ương", "province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã"}

PHASES: Final = {
    "opening": "Chuẩn bị",
    "consultation": "Hiệp thương",
    "lists": "Danh sách ứng cử",
    "voterlist": "Danh sách cử tri",
    "polling": "Bỏ phiếu",
    "result": "Kết quả",
}
"""Phases of an election by the subject of the rule files, in the order of the law."""

STATES: Final = {
    "met": "Đúng hạn",
    "open": "Chờ thực hiện",
    "soon": "Sắp đến hạn",
    "missed": "Quá hạn",
    "cured": "Đã khắc phục",
    "late": "Làm trễ",
}

RUNGS: Final = {
    "before": "Trước hạn",
    "on_day": "Trong ngày",
    "overdue": "Quá hạn",
    "escalated": "Báo cấp trên",
}

POLLS: Final = {"first": "Bầu lần đầu", "additional": "Bầu cử thêm", "rerun": "Bầu cử lại"}

MODES: Final = {"live": "Chính thức", "rehearsal": "Diễn tập"}

COUNCILS: Final = {
    "na": "Quốc hội",
    "province": "Hội đồng nhân dân tỉnh",
    "district": "Hội đồng nhân dân huyện",
    "commune": "Hội đồng nhân dân xã",
}


def day(value: date | datetime | None) -> str:
    """23/5/2021 on the legal calendar; empty for nothing."""
    if value is None:
        return ""
    there = local(value) if isinstance(value, datetime) else value
    return f"{there.day}/{there.month}/{there.year}"


def moment(value: datetime | None) -> str:
    """07:00, 23/5/2021 on the legal wall clock; empty for nothing."""
    return f"{local(value):%H:%M}, {day(value)}" if value else ""


def due(value: datetime) -> str:
    """As `moment`; the day alone where the whole day counts, which is how most things are due."""
    there = local(value)
    whole_day = (there.hour, there.minute, there.second) == (23, 59, 59)
    return day(value) if whole_day else moment(value)


def clock(value: datetime) -> str:
    """07:00 on the legal wall clock."""
    return f"{local(value):%H:%M}"


def full_day(value: date | datetime) -> str:
    """Chủ nhật, 23/5/2021."""
    there = local(value) if isinstance(value, datetime) else value
    return f"{WEEKDAYS[there.weekday()]}, {day(there)}"


def whole(value: int) -> str:
    """231.860: points between thousands, as numbers are written in Vietnam."""
    return f"{value:,}".replace(",", ".")


def percent(value: str) -> str:
    """«99.79» as «99,79%»."""
    return f"{value.replace('.', ',')}%"


def share(part: int, total: int) -> str:
    """A share with two decimals, half up, in whole numbers; a dash where there is nothing to divide by."""
    if total <= 0:
        return "–"
    hundredths = (part * 20_000 + total) // (2 * total)
    return f"{hundredths // 100},{hundredths % 100:02}%"


def distance(now: datetime, election_day: date) -> str:
    """How far election day is from the legal now."""
    days = (election_day - local(now).date()).days
    if days > 0:
        return f"còn {days} ngày đến ngày bầu cử"
    return "hôm nay là ngày bầu cử" if days == 0 else f"đã qua ngày bầu cử {-days} ngày"


def body(code: str) -> str:
    """Name of a body by its code."""
    return BODY_NAMES.get(code, code)


def ballot(code: str) -> str:
    """Name of a ballot by its code; `all` is one act for every ballot."""
    return "chung các loại phiếu" if code == "all" else BALLOT_NAMES.get(code, code)
