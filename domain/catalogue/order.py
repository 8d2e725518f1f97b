"""What is wrong with an order, whatever it is about, and with the keys of the log."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[int, str]]] = {
    # 1xx: the order itself
    "bad_stream": (
        100,
        "Tên luồng «{stream}» không đúng; viết dạng loại/mã-cuộc-bầu-cử/mã, loại là một trong: {kinds}.",
    ),
    "unknown_command": (101, "Không có lệnh «{command}»; xem danh sách bằng «baucu record --list»."),
    "wrong_stream": (
        102,
        "Lệnh {command} thuộc luồng loại {wanted}, không ghi được vào {stream}; sửa tên luồng.",
    ),
    "bad_command": (103, "Lệnh {command}, trường {field}: {problem}; sửa rồi gửi lại."),
    "stale": (
        104,
        "Luồng {stream} đã ở phiên bản {actual}, lệnh dựa trên phiên bản {expected}; "
        "đọc lại rồi quyết định lại.",
    ),
    "key_reused": (
        105,
        "Bước {step} của {stream} đã được ghi với nội dung khác (sự kiện {event_id}); "
        "muốn sửa thì ra lệnh đính chính, không ghi đè.",
    ),
    "not_authorised": (
        106,
        "Cơ quan {body} của {unit} không có quyền ra lệnh {command} trên {stream}; người có quyền: {wanted}.",
    ),
    "unknown_election": (
        107,
        "Không có cuộc bầu cử «{election}»; khởi tạo bằng «baucu election start» trước.",
    ),
    "unknown_unit": (
        108,
        "Đơn vị «{unit}» không có trong cuộc bầu cử {election}; kiểm tra mã đơn vị trong tệp khởi tạo.",
    ),
    "already_done": (
        109,
        "{stream}: {what} đã được ghi lúc {when}; không ghi lần hai, muốn thay đổi thì ra quyết định mới.",
    ),
    "too_early": (110, "{stream}: chưa thể ghi {what} khi chưa có {before}; làm bước đó trước."),
    # 4xx: the keys of the log
    "key_in_use": (
        400,
        "{stream}: khóa {key} đang dùng; đổi khóa bằng RotateKey, hoặc báo mất khóa đó trước.",
    ),
    "no_key": (401, "{stream}: không có khóa ký sổ nào đang dùng; đưa khóa vào bằng IntroduceKey trước."),
    "not_in_use": (402, "{stream}: khóa {key} không phải khóa đang dùng ({current}); sửa trường key_id."),
    "bad_key": (403, "{stream}: khóa {key} không phải khóa Ed25519 với mã khớp; chép lại nguyên dòng khóa."),
    "foreign_key": (
        404,
        "{stream}: khóa mang tên «{name}», khóa của sổ này phải tên «{wanted}»; tạo khóa khác.",
    ),
    "key_used": (405, "{stream}: khóa {key} đã từng dùng cho sổ này; tạo khóa mới bằng «baucu keys new»."),
    "not_endorsed": (
        406,
        "{stream}: thiếu chữ ký của khóa {old} cho khóa {key}; đổi khóa bằng «baucu keys rotate», hoặc báo "
        "mất khóa cũ.",
    ),
}
