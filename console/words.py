"""Vietnamese words for the fields of events and states."""

from __future__ import annotations

from typing import Final

LABELS: Final[dict[str, str]] = {
    "article": "điều",
    "ballot": "loại bầu cử",
    "ballots": "loại bầu cử",
    "by_event": "bởi sự kiện",
    "candidacy": "người ứng cử",
    "candidates": "người ứng cử",
    "code": "mã",
    "collected": "phiếu thu vào",
    "contest": "đơn vị bầu cử",
    "contests": "đơn vị bầu cử",
    "day": "ngày",
    "decision": "văn bản",
    "done_at": "làm lúc",
    "due": "hạn",
    "elected": "trúng cử",
    "findings": "điểm cần lưu ý",
    "form": "hình thức",
    "ground": "căn cứ",
    "invalid": "phiếu không hợp lệ",
    "issued": "phiếu phát ra",
    "key": "nhiệm vụ",
    "law": "bản luật",
    "level": "cấp",
    "levels": "loại bầu cử",
    "minutes_version": "bản biên bản",
    "name": "tên",
    "new": "mới",
    "old": "cũ",
    "order": "thứ tự",
    "outcome": "kết luận",
    "parent": "trực thuộc",
    "path": "các cấp trên",
    "percent": "tỷ lệ %",
    "poll": "lần bầu",
    "reason": "lý do",
    "reasons": "lý do",
    "received": "nhận về",
    "registered": "cử tri",
    "remedy": "cách xử lý",
    "seats": "số đại biểu",
    "seniority": "thứ bậc tuổi",
    "sentence": "nội dung",
    "size": "số thành viên",
    "spoiled": "phiếu hỏng",
    "teams": "tổ bầu cử",
    "text": "nội dung",
    "title": "tên",
    "unit": "đơn vị",
    "unused": "phiếu không dùng",
    "valid": "phiếu hợp lệ",
    "voted": "đã bầu",
    "votes": "số phiếu",
    "why": "lý do",
}
"""Fields that readers meet often; the others keep their code name."""


def label(field: str) -> str:
    """The word for a field, or its code name."""
    return LABELS.get(field, field)
