"""What went wrong, in one sentence for whoever typed the command, and the exit code that says which kind."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import structlog

from domain.refusal import Refusal
from workers.settings import settings

OK: Final = 0
UNEXPECTED: Final = 1
REFUSED: Final = 2
BROKEN: Final = 3

CATALOGUE: Final[dict[str, tuple[int, str]]] = {
    # 9xx: the way in, before any procedure is asked
    "bad_json": (
        900,
        "{file}, dòng {line}, cột {column}: không phải JSON hợp lệ ({problem}); sửa rồi gửi lại.",
    ),
    "unreadable": (901, "Không đọc được {file}: {problem}; kiểm tra đường dẫn."),
    "unknown_stream": (902, "Luồng «{stream}» chưa có sự kiện nào trong sổ; xem mã bằng «baucu timeline»."),
    "bad_time": (
        903,
        "«{time}» không phải thời điểm; viết ngày 2021-05-23 hoặc ngày giờ 2021-05-23T19:00:00+07:00.",
    ),
    "no_record": (
        904,
        "Chưa có dữ liệu{mode} trong {folder}; chạy «baucu demo» hay «baucu up», hoặc đặt DATABASE_URL.",
    ),
    "no_database": (905, "Không kết nối được PostgreSQL tại {where}; kiểm tra DATABASE_URL và máy chủ."),
    "other_mode": (906, "Cơ sở dữ liệu này thuộc chế độ {mode}, không phải {wanted}; bỏ cờ --{wanted}."),
    "not_migrated": (907, "Cơ sở dữ liệu thiếu bảng của phiên bản này; chạy «baucu migrate» trước."),
    "no_owner": (908, "Di trú cần quyền chủ sở hữu; đặt DATABASE_OWNER_URL tới vai trò baucu_owner."),
    "bad_setting": (909, "Biến môi trường {name} không dùng được: {problem}; sửa rồi chạy lại."),
    "bad_usage": (910, "{problem}; xem «{command} --help»."),
    "unknown_example": (911, "Không có ví dụ «{name}» trong {folder}; các ví dụ: {known}."),
    "unknown_benchmark": (912, "Không có phép đo «{name}»; các phép đo: {known}."),
    "live_speed": (914, "Cuộc bầu cử thật theo đồng hồ thật; bỏ --speed, hoặc dùng --rehearsal."),
    "engine_only": (
        915,
        "{command}: cơ quan «{body}» là chính hệ thống, không ai ra lệnh thay; sửa act.body.",
    ),
    "in_future": (
        916,
        "{command}: act.legal_at {at} còn ở phía trước (lúc này là {now}); ghi khi việc đã xảy ra.",
    ),
    "busy": (913, "Dữ liệu trong {folder} đang được lệnh khác dùng; đợi lệnh đó xong rồi chạy lại."),
    "bad_field": (919, "{file}, trường {field}: {problem}; sửa rồi chạy lại."),
    "bad_document": (924, "{file}: {problem}."),
    "unknown_row": (
        925,
        "Không có dòng luật «{id}» cho ngày này; gần giống: {near}; xem «baucu calendar --day {day}».",
    ),
    "bad_day": (926, "{option} «{text}» không phải ngày; viết dạng 2026-03-15."),
    "bad_anchor": (927, "--anchor «{text}» không đọc được; viết TÊN=NGÀY, thí dụ V=2026-02-06."),
    "nothing_else": (
        928,
        "Không có gì khác để so; thêm --instead, --law, --anchor hoặc --decisions.",
    ),
    "unknown_event": (
        940,
        "Không có sự kiện «{event}» trong sổ; xem mã và vị trí bằng «baucu audit replay».",
    ),
    "bad_event": (
        941,
        "«{event}» không phải sự kiện; viết cuộc-bầu-cử#vị-trí như bk-2021#812, hoặc event_id.",
    ),
    "two_kinds": (
        942,
        "«{first}» và «{second}» không cùng loại mốc; viết hai thời điểm, hoặc hai vị trí.",
    ),
    "unknown_format": (943, "Không có dạng «{name}»; các dạng: {known}."),
    "binary_format": (944, "Dạng {name} không để in ra màn hình; nêu tệp bằng --output."),
    "not_visible": (
        946,
        "Không có cuộc bầu cử «{election}» trong sổ, hoặc vai trò đang dùng không được xem; kiểm tra mã, "
        "hay xin cấp quyền xem.",
    ),
    "unwritable": (945, "Không ghi được {file}: {problem}; kiểm tra đường dẫn."),
    "no_subject": (
        950,
        "Sổ {election} không giữ dữ liệu cá nhân nào của «{who}»; xem «baucu subject list {election}».",
    ),
    "unknown_purpose": (951, "Không có mục đích «{purpose}»; các mục đích: {known}."),
    "not_confirmed": (952, "Không xóa: mã gõ lại không phải «{who}»."),
    "mailbox": (
        953,
        "«{who}» là hộp thư của cơ quan; ghi địa chỉ mới bằng «baucu subject mailboxes» để thay địa chỉ cũ.",
    ),
    "already_erased": (954, "Dữ liệu của «{who}» trong sổ {election} đã xóa lúc {at}; không ghi thêm được."),
    "one_ballot": (
        929,
        "Bầu cử bổ sung chỉ cho một loại phiếu (Điều 89.3); thêm --level với một trong: {known}.",
    ),
    "no_sealer": (
        960,
        "Ký sổ cần vai trò baucu_checkpointer; đặt DATABASE_CHECKPOINTER_URL rồi chạy lại.",
    ),
    "no_checkpoint": (
        961,
        "Sổ {election} chưa có điểm kiểm nào; tạo bằng «baucu checkpoint make {election}».",
    ),
    "bad_note": (962, "Không dùng được: {problem}."),
    "nothing_lost": (
        963,
        "Sổ {election} không thiếu gì so với điểm kiểm đã công bố; không có gì để ghi nhận.",
    ),
    "no_auditor": (
        964,
        "«{login}» không phải tài khoản kiểm toán; quản trị viên tạo bằng: "
        "CREATE ROLE {login} LOGIN IN ROLE baucu_auditor;",
    ),
    "no_access": (965, "«{login}» không có quyền xem sổ {election}; xem «baucu access list»."),
    "no_pubkey": (970, "--proof cần --pubkey: không có khóa công khai thì chứng minh không nói lên điều gì."),
    "which_election": (
        971,
        "--pubkey và --checkpoint là của một sổ; nêu thêm mã cuộc bầu cử, hoặc --bundle.",
    ),
    "odd_options": (973, "{first} không đi với {second}; bỏ một trong hai."),
    "not_proven": (
        972,
        "{problem}; tạo điểm kiểm bằng «baucu checkpoint make {election}» rồi chạy lại.",
    ),
    "no_voters_of": (
        974,
        "Không có khu vực bỏ phiếu nào mang mã hay thuộc «{of}» trong cuộc bầu cử {election}; "
        "xem mã bằng «baucu voters {election}».",
    ),
    "no_list_yet": (975, "{of}: chưa có danh sách cử tri nào được niêm yết; xem «baucu timeline»."),
    "far_day": (976, "{option} «{text}» quá xa; lịch chỉ tính từ năm {first} đến năm {last}."),
    "no_calendar": (920, "{problem}"),
    "not_ready": (921, "{problem}"),
    "broken": (922, "{problem}"),
    "unexpected": (923, "Lỗi ngoài dự kiến ({kind}); chi tiết trong {file}."),
}

TITLES: Final = {
    1: "Lệnh không dùng được",
    2: "Trái với quy trình trước ngày bầu cử",
    3: "Trái với quy trình bỏ phiếu, kiểm phiếu, kết quả",
    9: "Không thực hiện được yêu cầu",
}
"""What problems are about, by the hundred of their number."""


def complain(code: str, **details: object) -> Refusal:
    """A refusal from the catalogue of the way in; raise what it returns."""
    return Refusal.worded(CATALOGUE, code, details)


def tell(error: Exception, json: bool) -> int:
    """Say what went wrong: one sentence on standard error, and for whoever asked for JSON a problem object
    on standard output, where the answer would have been. Returns the exit code."""
    code, problem = explain(error)
    # A record that does not hold is an answer, which the command has already given.
    if json and code != BROKEN:
        from console.outline import answer

        answer(as_json(problem))
    sys.stderr.write(f"{problem}\n")
    return code


def as_json(problem: Refusal) -> dict[str, Any]:
    """A problem for scripts, in the members of RFC 9457."""
    return {
        "type": f"urn:baucu:problem:{problem.code}",
        "code": problem.code,
        "number": f"BC-{problem.number}",
        "title": TITLES.get(problem.number // 100, TITLES[9]),
        "detail": problem.sentence,
        "details": problem.details,
    }


_FAULTS: Final = {
    "missing": "thiếu trường này",
    "extra_forbidden": "không có trường này",
    "int_parsing": "«{input}» không phải số nguyên",
    "int_type": "«{input}» không phải số nguyên",
    "int_from_float": "«{input}» không phải số nguyên",
    "string_type": "phải là chuỗi ký tự",
    "dict_type": "phải là đối tượng JSON",
    "model_type": "phải là đối tượng JSON",
    "model_attributes_type": "phải là đối tượng JSON",
    "tuple_type": "phải là danh sách",
    "bool_parsing": "«{input}» không phải true hay false",
    "bool_type": "«{input}» không phải true hay false",
    "greater_than": "{input} phải lớn hơn {gt}",
    "greater_than_equal": "{input} nhỏ hơn {ge}, số nhỏ nhất được phép",
    "less_than": "{input} phải nhỏ hơn {lt}",
    "less_than_equal": "{input} lớn hơn {le}, số lớn nhất được phép",
    "date_parsing": "«{input}» không phải ngày dạng 2021-05-23",
    "date_from_datetime_parsing": "«{input}» không phải ngày dạng 2021-05-23",
    "datetime_parsing": "«{input}» không phải thời điểm dạng 2021-05-23T07:00:00+07:00",
    "datetime_from_date_parsing": "«{input}» không phải thời điểm dạng 2021-05-23T07:00:00+07:00",
    "timezone_aware": "«{input}» thiếu múi giờ, thêm +07:00",
    "literal_error": "«{input}» không phải một trong: {expected}",
    "string_pattern_mismatch": "«{input}» chỉ được gồm chữ không dấu, chữ số, gạch nối, dấu chấm",
    "string_too_short": "bỏ trống",
    "too_short": "bỏ trống",
    "value_error": "{error}",
}


def fault(found: Mapping[str, Any]) -> tuple[str, str]:
    """Field and Vietnamese wording of one mistake that pydantic found."""
    field = ".".join(str(part) for part in found["loc"]) or "(toàn bộ)"
    wording = _FAULTS.get(found["type"], "giá trị không dùng được ({message})")
    details = {"input": found.get("input"), "message": found.get("msg"), **(found.get("ctx") or {})}
    return field, wording.format_map(details)


def explain(error: Exception) -> tuple[int, Refusal]:
    """Exit code and problem for an error that ended a command; details of a surprise go to a file."""
    if isinstance(error, Refusal):
        return REFUSED, error
    # Only now: a command that succeeds, or refuses by itself, need not load what it did not use.
    import asyncpg
    from pydantic import ValidationError

    from activities.projection import Gap, Newer
    from domain.due import CalendarError
    from ledger.canonical import Broken
    from ledger.fence import RecordBehind
    from ledger.migration import MigrationError
    from ledger.person import Altered, KeyringError
    from ledger.proof.note import NoteError
    from ledger.seal import Unsealed
    from workers.play.order import OutOfScript
    from workers.play.table import TableError
    from workers.server import ServerError
    from workers.stack import StackError

    match error:
        case Broken() | Altered() | Gap():
            return BROKEN, complain("broken", problem=error)
        case CalendarError():
            return REFUSED, complain("no_calendar", problem=error)
        case NoteError():
            return REFUSED, complain("bad_note", problem=error)
        case (
            RecordBehind()
            | Unsealed()
            | KeyringError()
            | MigrationError()
            | Newer()
            | OutOfScript()
            | ServerError()
            | StackError()
            | TableError()
        ):
            return REFUSED, complain("not_ready", problem=error)
        case (
            asyncpg.UndefinedTableError()
            | asyncpg.UndefinedFunctionError()
            | asyncpg.UndefinedColumnError()
            | asyncpg.InvalidSchemaNameError()
        ):
            return REFUSED, complain("not_migrated")
        case ValidationError(title="Settings"):
            field, problem = fault(error.errors()[0])
            return REFUSED, complain("bad_setting", name=field.upper(), problem=problem)
        case _:
            return UNEXPECTED, complain("unexpected", kind=type(error).__name__, file=_keep(error))


def _keep(error: Exception) -> str:
    """Write down where it happened, with types and messages but no values of variables; says where it is."""
    lines = [f"--- {datetime.now(UTC).isoformat()}\n", *traceback.format_exception(error)]
    try:
        log = settings().state_dir / "error.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError:
        # A container's files are read-only: its log is what it writes to standard error.
        structlog.get_logger(__name__).error("unexpected", traceback="".join(lines))
        return "nhật ký"
    return str(log)
