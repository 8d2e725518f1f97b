"""Events and states as lines that a person reads."""

from __future__ import annotations

from console.outline import outline
from domain.terms import Finding, Reason


def test_short_values_share_a_line_and_empty_ones_are_left_out() -> None:
    value = {"seats": 3, "elected": ("c-1", "c-2"), "findings": (), "decision": "", "settled": False}
    assert list(outline(value)) == ["số đại biểu: 3 · trúng cử: c-1, c-2 · đã giải quyết: không"]


def test_a_reason_reads_as_article_and_text() -> None:
    reasons = tuple(Reason(article=f"Điều 79.{n}", text=f"{n} [b]") for n in (1, 2))
    lines = list(outline({"seats": 3, "reasons": [each.model_dump() for each in reasons]}))
    assert lines == ["số đại biểu: 3", "lý do:", "  – Điều 79.1: 1 [b]", "  – Điều 79.2: 2 [b]"]


def test_a_finding_reads_with_its_remedy() -> None:
    finding = Finding(code="x", sentence="Thu vào nhiều hơn phát ra.", remedy="Đếm lại.", article="Điều 73")
    (_, line) = outline({"findings": [finding.model_dump()]})
    assert line == "  – Thu vào nhiều hơn phát ra. Đếm lại. (Điều 73)"


def test_codes_of_ballots_and_polls_become_words() -> None:
    assert list(outline({"ballot": "commune", "poll": "additional"})) == [
        "loại bầu cử: Hội đồng nhân dân xã · lần bầu: Bầu cử thêm"
    ]


def test_votes_stay_beside_their_candidates() -> None:
    assert list(outline({"votes": {"c-1": 286, "c-2": 0}})) == ["số phiếu: c-1 286, c-2 0"]
