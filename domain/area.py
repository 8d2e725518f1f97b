"""Polling areas: how many voters one has, and which places may be one of their own (Article 11)."""

from __future__ import annotations

from typing import Literal

from domain.law.enumeration import entry
from domain.law.rules import area_voters, own_area_voters
from domain.terms import Finding

Kind = Literal["ordinary", "sparse", "armed_forces", "hospital", "detention"]
"""sparse: in the mountains, (until 2025: highlands,) on islands, or where people live scattered."""


def odd_size(voters: int, kind: Kind, law: str) -> tuple[Finding, ...]:
    """What is odd about an area with so many voters; it is recorded, never refused.

    A place of detention or an armed unit may be an area of any size; a hospital or home from 50 voters on.
    Raises ValueError for a negative number.
    """
    if voters < 0:
        raise ValueError(f"voters {voters} là số âm; kiểm tra số cử tri")
    span = area_voters(law)
    if kind in ("ordinary", "sparse"):
        if span.holds(voters) or (kind == "sparse" and voters < span.least):
            return ()
        wanted = f"từ {span.least} đến {span.most}" if kind == "ordinary" else f"không quá {span.most}"
        return (_finding(f"{voters} cử tri; luật định {wanted} cử tri.", span.article),)
    place = entry("own_area", f"area_{kind}", law)
    least = own_area_voters(law).number if kind == "hospital" else 0
    if voters < least:
        sentence = f"{voters} cử tri; {place.vi} mới được lập khu vực bỏ phiếu riêng."
        return (_finding(sentence, place.article),)
    return ()


def _finding(sentence: str, article: str) -> Finding:
    return Finding(
        code="area_out_of_range",
        sentence=f"Khu vực bỏ phiếu có {sentence}",
        remedy="Xác định lại khu vực bỏ phiếu, hoặc ghi rõ lý do (miền núi, hải đảo, dân cư thưa).",
        article=article,
    )
