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

Flaw = Literal[
    "paper_application", "paper_cv", "paper_biography", "paper_assets", "paper_photos", "signatures", "sets"
]
"""What of the dossier (Article 35) is missing or wrong."""

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
}
"""Flaws of the whole dossier; the others are its papers, rows of `domain/law/enumerations.toml`."""


def flaw(code: Flaw, law: str) -> str:
    """What is wrong, in words."""
    return FLAWS.get(code) or f"Thiếu hoặc không đúng quy định: {entry('paper', code, law).vi}"
