"""Cases, supplementary elections, voter lists, the campaign."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[int, str]]] = {
    # 5xx: cases and supplementary elections
    "case_number": (
        500,
        "{stream}: mã vụ việc là số trong sổ của nơi nhận; viết {wanted} rồi gửi lại.",
    ),
    "case_over": (501, "{stream}: vụ việc {how}; không ghi thêm {what}."),
    "stopped": (
        502,
        "{stream}: từ {since} không xem xét, giải quyết về người ứng cử nữa (Điều 61.2); chỉ nhận, chuyển "
        "đơn và bàn giao hồ sơ.",
    ),
    "not_clear": (
        503,
        "{stream}: sau ngày ngừng xem xét chỉ {body} được xóa tên khi vụ việc đã rõ, đủ cơ sở (Điều 61.2); "
        "chuyển hồ sơ cho cơ quan đó.",
    ),
    "no_next_body": (
        504,
        "{stream}: luật không nêu cấp giải quyết tiếp theo sau {body} ({article}); không khiếu nại tiếp "
        "được.",
    ),
    "decision_final": (
        505,
        "{stream}: quyết định của {body} là cuối cùng ({article}); không khiếu nại tiếp được.",
    ),
    "wrong_receiver": (
        506,
        "{stream}: nơi nhận phải là {wanted}, không phải {body} của {unit}; sửa to_body, to_unit.",
    ),
    "wrong_effect": (
        507,
        "{stream}: hệ quả «{effect}» không đi với {about} và kết luận «{outcome}»; sửa trường effect.",
    ),
    "not_the_cause": (
        508,
        "{stream}: sự kiện {event} ở {other} không nêu quyết định này là nguyên nhân; ghi việc đó với "
        "causation {cause} rồi gửi lại.",
    ),
    "no_such_thing": (509, "{stream}: không có {what} «{item}» ở đơn vị này; kiểm tra mã."),
    "not_in_hand": (
        510,
        "{stream}: vụ việc {case} không ở {body} của đơn vị này; chỉ nơi đang giữ ghi vào sổ.",
    ),
    "needs_vacancy": (
        511,
        "{stream}: bầu cử bổ sung phải nêu số khuyết và nhiệm kỳ còn lại (Điều 89); dùng lệnh "
        "CallSupplementary.",
    ),
    "no_vacancy": (
        512,
        "{stream}: chưa đủ điều kiện bầu cử bổ sung: {reasons}; không quyết định được.",
    ),
    "vacancy_open": (
        513,
        "{stream}: hai luật cho kết quả khác nhau hoặc thiếu số liệu (O-15): {reasons}; nêu quyết định của "
        "người có thẩm quyền (settled) rồi gửi lại.",
    ),
    "wrong_vacancy": (514, "{stream}: {what}; sửa trường {field}."),
    "not_supplementary": (
        515,
        "{stream}: đây không phải cuộc bầu cử bổ sung; nhiệm vụ đại biểu bắt đầu ở kỳ họp thứ nhất.",
    ),
    "not_those_elected": (
        516,
        "{stream}: đại biểu bắt đầu nhiệm vụ phải đúng là những người đã được xác nhận: {wanted}; sửa "
        "trường deputies.",
    ),
    # 6xx: voter lists, suits about them, the campaign
    "wrong_status": (
        600,
        "{stream}: lý do «{why}» chỉ dùng cho loại cử tri {wanted}, không phải {status}; sửa trường status.",
    ),
    "no_ballot": (
        601,
        "{stream}: {status} không bầu loại phiếu nào của khu vực này ({article}); kiểm tra loại cử tri.",
    ),
    "no_list_case": (
        602,
        "{stream}: lý do «{why}» cần vụ việc về danh sách cử tri đã được {body} chấp nhận, «{case}» không "
        "phải; sửa trường why hoặc case.",
    ),
    "no_suit": (
        603,
        "{stream}: vụ việc này không phải vụ án về danh sách cử tri đang ở Tòa án; ghi việc khởi kiện "
        "(AppealCase) trước.",
    ),
    "no_meeting": (604, "{stream}: không có hội nghị tiếp xúc «{meeting}» {how}; kiểm tra mã hội nghị."),
    "no_breach": (605, "{stream}: không có vi phạm «{breach}» đang chờ xử lý; kiểm tra mã."),
}
