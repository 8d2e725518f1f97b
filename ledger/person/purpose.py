"""What personal data may be read for, and on what ground: every read names one of these."""

from __future__ import annotations

from enum import Enum


class Purpose(Enum):
    """A purpose with its Vietnamese name and its legal ground.

    The grounds in Law 91/2025/QH15 and Decree 356/2025/NĐ-CP were read in notes on them, not in their text.
    """

    LIST_AND_RESULT = (
        "list_and_result",
        "Danh sách người ứng cử và kết quả bầu cử",
        "Luật 85/2015/QH13 Điều 57, 58, 59, 86; Luật 91/2025/QH15 Điều 19.1(c)",
    )
    REMINDER = (
        "reminder",
        "Nhắc cơ quan về việc đến hạn",
        "Luật 91/2025/QH15 Điều 19.1(c)",
    )
    OWN_DATA = (
        "own_data",
        "Người có dữ liệu xem, sửa, xóa dữ liệu của mình",
        "Nghị định 356/2025/NĐ-CP Điều 5",
    )
    OFFICIAL_DUTY = (
        "official_duty",
        "Cơ quan phụ trách bầu cử tra hồ sơ ứng cử",
        "Luật 85/2015/QH13 Điều 35, 36; Luật 91/2025/QH15 Điều 19.1(c)",
    )
    INSPECTION = (
        "inspection",
        "Kiểm tra, giám sát, giải quyết khiếu nại, tố cáo",
        "Luật 85/2015/QH13 Điều 61; Luật 91/2025/QH15 Điều 19.2",
    )

    def __init__(self, code: str, title: str, ground: str) -> None:
        self.code = code
        self.title = title
        self.ground = ground

    @classmethod
    def of(cls, code: str) -> Purpose:
        """The purpose of this code; KeyError when there is none."""
        return {each.code: each for each in cls}[code]
