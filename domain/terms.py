"""The few words every procedure shares; `docs/glossary.md` gives them in Vietnamese."""

from __future__ import annotations

from typing import Final, Literal

from domain.fact import Fact

Level = Literal["nation", "province", "district", "commune"]
"""Level of a unit."""

Ballot = Literal["na", "province", "district", "commune"]
"""Which election a ballot paper belongs to: the Assembly, or the council of a level."""

Poll = Literal["first", "additional", "rerun"]
"""First ballot, additional ballot (bầu cử thêm), re-run (bầu cử lại)."""

NATION: Final = "VN"
"""The unit of the Assembly, its Standing Committee, the Election Council and the central Front."""

CLERK: Final = "clerk"
"""The engine itself, as actor and as body: it notes duties met and missed, and decides nothing of law."""

BALLOT_NAMES: Final[dict[str, str]] = {
    "na": "đại biểu Quốc hội",
    "province": "đại biểu Hội đồng nhân dân cấp tỉnh",
    "district": "đại biểu Hội đồng nhân dân cấp huyện",
    "commune": "đại biểu Hội đồng nhân dân cấp xã",
}

BODY_NAMES: Final[dict[str, str]] = {
    "assembly": "Quốc hội",
    "standing_committee": "Ủy ban thường vụ Quốc hội",
    "government": "Chính phủ",
    "nec": "Hội đồng bầu cử quốc gia",
    "front": "Mặt trận Tổ quốc",
    "council": "Thường trực Hội đồng nhân dân",
    "people_committee": "Ủy ban nhân dân",
    "committee": "Ủy ban bầu cử",
    "board": "Ban bầu cử",
    "team": "Tổ bầu cử",
    "nominator": "Cơ quan giới thiệu",
    "candidate": "Người ứng cử",
    "voter": "Cử tri",
    "court": "Tòa án nhân dân",
    "commander": "Chỉ huy đơn vị",
    "clerk": "Hệ thống",
}

OUTCOMES: Final[dict[str, str]] = {
    "complete": "bầu đủ số đại biểu",
    "closed_short": "thiếu đại biểu, không bầu thêm",
    "additional": "phải bầu cử thêm",
    "ask_nec_additional": "chờ Hội đồng bầu cử quốc gia quyết định bầu cử thêm",
    "rerun": "phải bầu cử lại",
    "open_point": "luật chưa rõ: chờ người có thẩm quyền quyết định",
}

CONDITIONS: Final[dict[str, str]] = {
    **OUTCOMES,
    "additional_proposed": "đã báo cáo, đề nghị bầu cử thêm",
    "rerun_proposed": "đã báo cáo, đề nghị bầu cử lại",
    "rerun_consented": "Hội đồng bầu cử quốc gia đã đồng ý bầu cử lại",
    "annulled": "kết quả đã bị hủy, chờ bầu cử lại",
}
"""Where a constituency stands: an outcome, or what was done about it since."""


class Finding(Fact):
    """Something odd that is recorded all the same: what it is, what to do, and the rule."""

    code: str
    sentence: str
    remedy: str
    article: str = ""


class Reason(Fact):
    """One ground of a decision: the article and what it says of these figures."""

    article: str
    text: str
