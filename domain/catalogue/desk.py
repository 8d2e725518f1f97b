"""Desk work: tasks, documents, forms, scenarios."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[int, str]]] = {
    # 7xx: what plans and letters ask for
    "not_below": (
        700,
        "{stream}: {unit} không phải {own} hay đơn vị trực thuộc; chỉ giao việc, gửi văn bản cho cấp mình và "
        "cấp dưới.",
    ),
    "term_before_act": (701, "{stream}: hạn {due} trước lúc giao việc {at}; sửa trường due."),
    "wrong_inspection": (
        702,
        "{stream}: kiến nghị kiểm tra (finding) phải nêu cuộc kiểm tra đã giao tại đây, việc loại khác thì "
        "không; «{parent}» không đi với {task}, sửa trường parent.",
    ),
    "task_closed": (
        703,
        "{stream}: việc «{item}» của {owner} đã kết thúc; muốn làm tiếp thì giao lại bằng ReopenTask.",
    ),
    "task_open": (704, "{stream}: việc «{item}» của {owner} chưa kết thúc; dời hạn bằng MoveTask."),
    "no_stage": (705, "{stream}: việc loại «{kind}» không có bước «{stage}»; các bước: {known}."),
    "findings_open": (
        706,
        "{stream}: cuộc kiểm tra «{item}» còn kiến nghị chưa khắc phục: {left}; kết thúc từng kiến nghị "
        "trước.",
    ),
    "other_kind": (
        707,
        "{stream}: «{item}» là văn bản loại {kind}, không phải {other}; dùng mã khác hoặc sửa trường "
        "document.",
    ),
    "unknown_paper": (
        708,
        "{stream}: «{paper}» không phải tên sự kiện của một giấy tờ, hoặc văn bản này không phải mẫu (form); "
        "xem docs/events.md.",
    ),
    "no_such_paper": (
        709,
        "{stream}: {other} không có sự kiện {event} do {unit} ghi; xem mã bằng «baucu audit replay».",
    ),
    "no_form": (
        710,
        "{stream}: {kept_by} không giữ mẫu «{form}» bản {version}; ghi mẫu bằng IssueDocument trước.",
    ),
    "scenario_state": (711, "{stream}: phương án «{item}» {how}; xem «baucu desk scenarios»."),
    "wrong_contact": (
        712,
        "{stream}: «acknowledged» do chính {owner} xác nhận, cuộc gọi, thư, lần đến nơi do bên đôn đốc ghi; "
        "«{means}» không đi với cơ quan này.",
    ),
}
