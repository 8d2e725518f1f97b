"""What each command is for, in Vietnamese: the steps of the law that it carries out, or work beside them."""

from __future__ import annotations

from typing import Final

from domain.law.itinerary import steps

BESIDE: Final[dict[str, str]] = {
    "ActivateScenario": "Kích hoạt phương án xử lý tình huống",
    "AdoptScenario": "Phê duyệt phương án xử lý tình huống",
    "Attend": "Hệ thống xem lại các nhiệm vụ của đơn vị",
    "CloseTask": "Kết thúc một việc theo kế hoạch",
    "CrossOffCase": "Hệ thống gạch một vụ việc đã xong khỏi sổ theo dõi",
    "DeclareRestore": "Ghi nhận sổ đã được khôi phục từ bản sao",
    "EnterCase": "Hệ thống vào sổ theo dõi một vụ việc",
    "EraseSubject": "Xóa vĩnh viễn dữ liệu cá nhân của một người",
    "IntroduceKey": "Công bố khóa ký sổ",
    "LoseKey": "Báo mất khóa ký sổ",
    "MoveTask": "Dời hạn một việc theo kế hoạch",
    "NamePaperForm": "Ghi giấy tờ lập theo mẫu nào",
    "NoteContact": "Ghi địa chỉ liên hệ của một cơ quan đã thay đổi",
    "RecordReminder": "Hệ thống ghi một lần nhắc đã gửi hoặc không gửi được",
    "RecordTask": "Ghi tiến độ một việc theo kế hoạch",
    "ReopenTask": "Mở lại một việc theo kế hoạch đã kết thúc",
    "RetireKey": "Thôi dùng khóa ký sổ",
    "RotateKey": "Thay khóa ký sổ",
    "SetTask": "Giao một việc theo kế hoạch",
    "StandDownScenario": "Kết thúc phương án xử lý tình huống",
}
"""Commands of no step of the law."""


def purpose(command: str) -> str:
    """One line: the first step of the law that has this command, and the numbers of all that have it."""
    mine = [step for step in steps().values() if command in step.commands]
    if not mine:
        return BESIDE.get(command, command)
    ids = ", ".join(step.id for step in mine)
    return f"{mine[0].title.vi} ({ids})"
