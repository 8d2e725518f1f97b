"""The coded words of a campaign: how voters are met, why a meeting falls out, what was broken, what was done.

What a candidate said, and to whom, is not told here.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from domain.law.enumeration import entry

Form = Literal["in_person", "online", "mixed"]

FORMS: Final[dict[Form, str]] = {
    "in_person": "trực tiếp",
    "online": "trực tuyến",
    "mixed": "trực tiếp kết hợp trực tuyến",
}

Told = Literal["candidates", "voters"]

Cancelled = Literal["other_day", "weather", "epidemic", "security", "too_few_voters"]

CANCELLED: Final[dict[Cancelled, str]] = {
    "other_day": "chuyển sang ngày khác",
    "weather": "thiên tai, thời tiết",
    "epidemic": "dịch bệnh",
    "security": "an ninh, trật tự",
    "too_few_voters": "quá ít cử tri đến dự",
}

Medium = Literal["press", "radio", "television", "committee_website", "council_website"]

MEDIA: Final[dict[Medium, str]] = {
    "press": "báo chí",
    "radio": "phát thanh",
    "television": "truyền hình",
    "committee_website": "trang thông tin điện tử của Ủy ban bầu cử",
    "council_website": "trang thông tin điện tử của Hội đồng bầu cử quốc gia",
}

Breach = Literal[
    "before_list",
    "after_end",
    "other_constituency",
    "election_body",
    "unequal",
    "ban_propaganda",
    "ban_media",
    "ban_money",
    "ban_gifts",
]
"""What was broken; those that begin with ban are rows of `domain/law/enumerations.toml`."""

Measure = Literal["unfounded", "reminded", "stopped", "made_up", "strike_off_proposed", "referred"]

MEASURES: Final[dict[Measure, str]] = {
    "unfounded": "không có vi phạm",
    "reminded": "nhắc nhở",
    "stopped": "yêu cầu chấm dứt",
    "made_up": "bố trí bù để bảo đảm bình đẳng",
    "strike_off_proposed": "đề nghị xóa tên người ứng cử",
    "referred": "chuyển cơ quan có thẩm quyền xử lý",
}


class Rule(NamedTuple):
    """What was broken, in words, and its article."""

    vi: str
    article: str


_OWN: Final[dict[str, Rule]] = {
    "before_list": Rule("vận động trước ngày công bố danh sách chính thức", "Điều 64"),
    "after_end": Rule("vận động trong 24 giờ trước khi bắt đầu bỏ phiếu", "Điều 64"),
    "other_constituency": Rule("vận động ngoài đơn vị bầu cử nơi mình ứng cử", "Điều 63"),
    "election_body": Rule(
        "tổ chức phụ trách bầu cử, thành viên của tổ chức đó vận động cho người ứng cử", "Điều 63"
    ),
    "unequal": Rule("không bảo đảm bình đẳng giữa những người ứng cử", "Điều 63"),
}


def rule(breach: Breach, law: str) -> Rule:
    """The rule that was broken, in the version of the election."""
    if breach in _OWN:
        return _OWN[breach]
    row = entry("campaign_ban", breach, law)
    return Rule(row.vi, row.article)
