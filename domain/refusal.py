"""The catalogue of refusals: number, code, one sentence that says what, where and what to do."""

from __future__ import annotations

from typing import Final


class Refusal(Exception):
    """A command that may not be recorded. Nothing was written; asking again unchanged refuses again."""

    def __init__(self, code: str, number: int, sentence: str, details: dict[str, str]) -> None:
        super().__init__(sentence)
        self.code = code
        self.number = number
        self.sentence = sentence
        self.details = details

    def __str__(self) -> str:
        return f"BC-{self.number}: {self.sentence}"


CATALOGUE: Final[dict[str, tuple[int, str]]] = {
    # 1xx: the order itself
    "bad_stream": (100, "Tên luồng «{stream}» không đúng; viết dạng loại/mã-cuộc-bầu-cử/mã, loại là một trong: {kinds}."),
    "unknown_command": (101, "Không có lệnh «{command}»; xem danh sách bằng «baucu record --list»."),
    "wrong_stream": (102, "Lệnh {command} thuộc luồng loại {wanted}, không ghi được vào {stream}; sửa tên luồng."),
    "bad_command": (103, "Lệnh {command}, trường {field}: {problem}; sửa rồi gửi lại."),
    "stale": (104, "Luồng {stream} đã ở phiên bản {actual}, lệnh dựa trên phiên bản {expected}; đọc lại rồi quyết định lại."),
    "key_reused": (105, "Bước {step} của {stream} đã được ghi với nội dung khác (sự kiện {event_id}); muốn sửa thì ra lệnh đính chính, không ghi đè."),
    "not_authorised": (106, "Cơ quan {body} của {unit} không có quyền ra lệnh {command} trên {stream}; người có quyền: {wanted}."),
    "unknown_election": (107, "Không có cuộc bầu cử «{election}»; khởi tạo bằng «baucu election start» trước."),
    "unknown_unit": (108, "Đơn vị «{unit}» không có trong cuộc bầu cử {election}; kiểm tra mã đơn vị trong tệp khởi tạo."),
    "already_done": (109, "{stream}: {what} đã được ghi lúc {when}; không ghi lần hai, muốn thay đổi thì ra quyết định mới."),
    "too_early": (110, "{stream}: chưa thể ghi {what} khi chưa có {before}; làm bước đó trước."),
}


def refuse(code: str, **details: object) -> Refusal:
    """Build a refusal from the catalogue; raise what it returns."""
    number, template = CATALOGUE[code]
    text = {key: str(value) for key, value in details.items()}
    return Refusal(code, number, template.format_map(text), text)
