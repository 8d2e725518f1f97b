"""The coded words of a case: what kind of paper it is, what it is about, what came of it.

Whoever complains, and about whom, is not told here: the paper stays in the office, its hash in the record.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Form = Literal["complaint", "denunciation", "petition", "incident", "verification"]

FORMS: Final[dict[Form, str]] = {
    "complaint": "khiếu nại",
    "denunciation": "tố cáo",
    "petition": "kiến nghị, phản ánh",
    "incident": "sự cố",
    "verification": "đề nghị xác minh",
}

Matter = Literal["voter_list", "candidate", "team", "counting", "campaign", "result", "other"]
"""The subjects for which the law has a route, and all others, which stay with who received them."""

Outcome = Literal["upheld", "partly", "rejected", "not_considered"]

OUTCOMES: Final[dict[Outcome, str]] = {
    "upheld": "đúng",
    "partly": "đúng một phần",
    "rejected": "không đúng",
    "not_considered": "không xem xét",
}

Effect = Literal[
    "none",
    "strike_off",
    "correct_candidates",
    "correct_list",
    "correct_work",
    "correct_minutes",
    "end_breach",
    "annulment",
    "refuse_status",
]


class Consequence(NamedTuple):
    """What a decision asks another procedure to record, on what ground, and for which matters."""

    vi: str
    article: str
    about: tuple[Matter, ...]


EFFECTS: Final[dict[Effect, Consequence]] = {
    "none": Consequence("không có hệ quả", "", ()),
    "strike_off": Consequence("xóa tên người ứng cử", "Điều 60; Điều 61.2", ("candidate", "campaign")),
    "correct_candidates": Consequence("sửa danh sách người ứng cử", "Điều 61.1", ("candidate",)),
    "correct_list": Consequence("sửa danh sách cử tri", "Điều 33", ("voter_list",)),
    "correct_work": Consequence("sửa việc làm của Tổ bầu cử", "Điều 24.3.e", ("team", "counting")),
    "correct_minutes": Consequence("đính chính biên bản kiểm phiếu", "Điều 75", ("counting", "result")),
    "end_breach": Consequence("chấm dứt vi phạm trong vận động bầu cử", "Điều 62.1", ("campaign",)),
    "annulment": Consequence(
        "đề nghị hủy kết quả, bầu cử lại", "Điều 81", ("team", "counting", "campaign", "result")
    ),
    "refuse_status": Consequence("không xác nhận tư cách đại biểu", "Điều 88", ("result",)),
}

PassedOn = Literal["not_competent", "unsettled_on_spot", "further_up", "after_stop"]

PASSED_ON: Final[dict[PassedOn, str]] = {
    "not_competent": "không thuộc thẩm quyền",
    "unsettled_on_spot": "không giải quyết được tại chỗ",
    "further_up": "báo cáo cấp có thẩm quyền",
    "after_stop": "nhận sau ngày ngừng xem xét, chuyển theo quy định",
}

Withdrawal = Literal["own_request", "lodged_in_error"]

WITHDRAWALS: Final[dict[Withdrawal, str]] = {
    "own_request": "người gửi đơn rút đơn",
    "lodged_in_error": "người gửi đơn cho biết gửi nhầm",
}

Verified = Literal["confirmed", "partly", "refuted", "not_established"]

VERIFIED: Final[dict[Verified, str]] = {
    "confirmed": "đúng như nêu",
    "partly": "đúng một phần",
    "refuted": "không đúng",
    "not_established": "không xác minh được",
}
