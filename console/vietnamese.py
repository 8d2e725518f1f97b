"""Vietnamese for what the program keeps in code: fields, states, bodies, dates, figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from console.label import LABELS
from domain.law.composition import SEATS
from domain.polling.ground import INTERRUPTIONS, SETTLEMENTS
from domain.pollingday.ground import GROUNDS
from domain.terms import BALLOT_NAMES, BODY_NAMES, OUTCOMES
from domain.zone import WEEKDAYS, local

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
    "moot": "Không còn đối tượng",
}

RUNGS: Final = {
    "before": "Trước hạn",
    "on_day": "Trong ngày",
    "overdue": "Quá hạn",
    "escalated": "Báo cấp trên",
    "at_once": "Phải làm ngay",
}

POLLS: Final = {"first": "Bầu lần đầu", "additional": "Bầu cử thêm", "rerun": "Bầu cử lại"}

MODES: Final = {"live": "Chính thức", "rehearsal": "Diễn tập"}

COUNCILS: Final = {
    "na": "Quốc hội",
    "province": "Hội đồng nhân dân tỉnh",
    "district": "Hội đồng nhân dân huyện",
    "commune": "Hội đồng nhân dân xã",
}

VOTED: Final = {
    "carried": "được thông qua",
    "not_carried": "không được thông qua",
    "no_quorum": "không đủ số người họp",
}
"""What came of a vote in a body."""

SEAT_NAMES: Final = {str(seat): name for seat, name in SEATS.items()}

VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "ballot": COUNCILS,
    "ballots": COUNCILS,
    "body": BODY_NAMES,
    "cause": {
        **INTERRUPTIONS,
        "low_turnout": "chưa quá nửa số cử tri đi bỏ phiếu",
        "annulled": "kết quả bị hủy bỏ",
    },
    "count": {"at_close": "ngay khi nơi đó kết thúc bỏ phiếu", "with_everybody": "cùng lúc với mọi nơi"},
    "decided_by": BODY_NAMES,
    "levels": COUNCILS,
    "office": {**SEAT_NAMES, "member": "ủy viên"},
    "outcome": {**OUTCOMES, **VOTED},
    "origin": {"agency": "cơ quan, tổ chức, đơn vị", "village": "thôn, tổ dân phố", "self": "tự ứng cử"},
    "owed_by": BODY_NAMES,
    "place": {"residence": "nơi cư trú", "workplace": "nơi công tác"},
    "poll": POLLS,
    "represents": SEAT_NAMES,
    "room": {"same": "phòng cũ", "other": "phòng khác"},
    "rung": RUNGS,
    "seals": {"whole": "nguyên vẹn", "broken": "không còn nguyên"},
    "status": STATES,
    "to_body": BODY_NAMES,
    "why": {**GROUNDS, **SETTLEMENTS},
}
"""Codes of a field in words."""

KINDS: Final = {"general": "Bầu cử chung", "supplementary": "Bầu cử bổ sung"}

SHORT: Final = {"na": "Quốc hội", "province": "HĐND tỉnh", "district": "HĐND huyện", "commune": "HĐND xã"}

REACHES: Final = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
"""The level of a unit, after the name of its body."""

CASES: Final = {
    "additional_ballot": "có quyết định bầu cử thêm",
    "candidate_on_board_or_team": "người ứng cử đang ở Ban hoặc Tổ bầu cử nơi mình ứng cử",
    "clear_complaint": "khiếu nại, tố cáo đã rõ, đủ cơ sở",
    "complaint": "có khiếu nại",
    "difficulty": "các bước có vướng mắc",
    "interruption": "cuộc bỏ phiếu bị gián đoạn",
    "job_move": "người ứng cử chuyển công tác",
    "low_turnout": "chưa quá nửa cử tri đi bỏ phiếu",
    "missing_candidate": "khuyết người ứng cử",
    "moved": "cử tri chuyển nơi cư trú",
    "released": "người bị tạm giữ, tạm giam được trả tự do",
    "rerun_annulled": "kết quả bị hủy",
    "rerun_low_turnout": "phải bầu cử lại vì chưa quá nửa cử tri đi bỏ phiếu",
    "result_complaint": "có khiếu nại về kết quả",
    "returned_from_abroad": "công dân từ nước ngoài trở về",
    "right_lost": "người có tên bị tước quyền bầu cử",
    "right_restored": "người được khôi phục quyền bầu cử",
    "shortfall": "bầu thiếu đại biểu",
    "special_case": "trường hợp đặc biệt",
    "strike_off_ground": "có căn cứ xóa tên",
    "unresolved_complaint": "khiếu nại, tố cáo chưa giải quyết xong",
    "voter_list_complaint": "có khiếu nại về danh sách cử tri",
    "voter_list_error": "danh sách cử tri có sai sót",
    "voter_list_suit": "có khởi kiện về danh sách cử tri",
    "votes_elsewhere": "cử tri bỏ phiếu ở nơi khác",
}
"""The case in which a duty arises at all."""

FORMS: Final = {
    "now": "làm ngay",
    "no_day": "luật không ấn định ngày",
    "event": "gắn với một sự kiện, không phải một ngày",
}
"""Terms that are no day."""

CONFIDENCES: Final = {
    "seen": "đọc trong văn bản",
    "inferred": "suy ra",
    "guidance": "theo hướng dẫn",
    "press": "theo báo chí",
    "unconfirmed": "chưa xác nhận",
    "memory": "chưa đối chiếu văn bản",
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


def holder(code: str, at: str | None) -> str:
    """A body of a level: «Ủy ban bầu cử cấp tỉnh»; those of the nation have no level but the Front."""
    if at == "nation":
        return f"{body(code)} trung ương" if code == "front" else body(code)
    return f"{body(code)} {REACHES[at]}" if at else body(code)


def since(value: datetime) -> str:
    """As `moment`; the day alone where it begins with the day."""
    there = local(value)
    return day(value) if (there.hour, there.minute, there.second) == (0, 0, 0) else moment(value)


def body(code: str) -> str:
    """Name of a body by its code."""
    return BODY_NAMES.get(code, code)


def ballot(code: str) -> str:
    """Name of a ballot by its code; `all` is one act for every ballot."""
    return "chung các loại phiếu" if code == "all" else BALLOT_NAMES.get(code, code)


def label(field: str) -> str:
    """The word for a field, or its code name."""
    return LABELS.get(field, field)
