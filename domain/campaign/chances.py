"""Equal chances: every candidate is to meet the voters as often as the others (Article 63)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.law.rules import meetings
from domain.minutes import noted
from domain.terms import Ballot, Finding


def absent(standing: tuple[str, ...], present: tuple[str, ...]) -> tuple[Finding, ...]:
    """What is odd about a meeting to which not every candidate came."""
    missing = [code for code in standing if code not in present]
    return noted(
        "F.602",
        f"không có mặt: {', '.join(missing)}" if missing else "",
        "kiểm tra giấy mời; nếu không được mời thì bố trí bù cho bình đẳng",
        "Điều 63; Điều 66",
    )


def uneven(tally: Mapping[str, int]) -> tuple[Finding, ...]:
    """What is odd where some have met voters more often than others."""
    most = max(tally.values(), default=0)
    behind = [f"{code} {number}" for code, number in tally.items() if number < most]
    return noted(
        "F.603",
        f"số cuộc tiếp xúc không đều: nhiều nhất {most}, ít hơn có {', '.join(behind)}" if behind else "",
        "bố trí thêm cho người có ít cuộc hơn trước khi kết thúc vận động",
        "Điều 63",
    )


def few(tally: Mapping[str, int], ballot: Ballot, year: int) -> tuple[Finding, ...]:
    """What is odd where somebody has fewer meetings than the guidance of that year, if it was read, asks."""
    least = meetings(ballot, year)
    short = [code for code, number in tally.items() if least is not None and number < least.number]
    return noted(
        "F.604",
        f"chưa đủ {least.number} cuộc tiếp xúc cho mỗi người: {', '.join(short)}" if least and short else "",
        "đây là hướng dẫn, không phải luật; đối chiếu với kế hoạch của tỉnh",
        least.article if least else "",
    )
