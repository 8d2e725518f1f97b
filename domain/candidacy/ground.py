"""Grounds as codes, so that the record says why and nothing more about a person.

Free text would bring illness, family or offences into a record that cannot be rewritten. What an office must
note beside the code lies with the person's own data, sealed (`baucu subject note`).
"""

from __future__ import annotations

from typing import Final, Literal

from domain.law.enumeration import entry

Withdrawal = Literal["own_request", "nominator_request", "death"]
"""Why somebody no longer stands; the reasons behind a request are not asked."""

WITHDRAWALS: Final[dict[Withdrawal, str]] = {
    "own_request": "Theo đơn của người ứng cử",
    "nominator_request": "Theo đề nghị của nơi giới thiệu ứng cử",
    "death": "Người ứng cử đã chết",
}

Replacement = Literal["distrusted", "own_request", "nominator_request"]
"""Why somebody proposed is not put forward."""

REPLACEMENTS: Final[dict[Replacement, str]] = {
    "distrusted": "Không được quá nửa số cử tri có mặt tín nhiệm",
    "own_request": "Theo đề nghị của người được dự kiến giới thiệu",
    "nominator_request": "Theo đề nghị của nơi giới thiệu ứng cử",
}

Entry = Literal["same", "differs", "missing"]
"""What an entry in another system is, held against the paper."""

Flaw = Literal[
    "paper_application",
    "paper_cv",
    "paper_biography",
    "paper_assets",
    "paper_photos",
    "signatures",
    "sets",
    "seal",
    "form_version",
    "portal",
    "office",
    "residence",
    "barred",
]
"""What of the dossier (Article 35) is missing or wrong, or why the person may not stand here."""

Erasure = Literal["request", "time_over", "unlawful", "court"]
"""Why somebody's data are destroyed."""

ERASURES: Final[dict[Erasure, str]] = {
    "request": "Theo yêu cầu của người có dữ liệu",
    "time_over": "Đã hết thời hạn lưu trữ",
    "unlawful": "Dữ liệu được thu thập không có căn cứ",
    "court": "Theo bản án, quyết định của Tòa án",
}

FLAWS: Final[dict[Flaw, str]] = {
    "signatures": "Thiếu chữ ký ở từng trang",
    "sets": "Không đủ số bộ hồ sơ",
    "seal": "Thiếu dấu giáp lai",
    "form_version": "Không đúng mẫu của Hội đồng bầu cử quốc gia",
    "portal": "Chưa khai hoặc khai khác trên hệ thống của Hội đồng bầu cử quốc gia",
    "office": "Nộp không đúng nơi nhận hồ sơ (Điều 36)",
    "residence": "Không cư trú, không công tác thường xuyên ở địa phương (Điều 36.2)",
    "barred": "Thuộc trường hợp không được ứng cử (Điều 2, Điều 37)",
}
"""Flaws of the whole dossier; the others are its papers, rows of `domain/law/enumerations.toml`."""


def flaw(code: Flaw, law: str) -> str:
    """What is wrong, in words."""
    return FLAWS.get(code) or f"Thiếu hoặc không đúng quy định: {entry('paper', code, law).vi}"
