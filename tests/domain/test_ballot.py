"""Valid, invalid and doubtful ballots, and meetings that decide (Articles 13, 26, 73 and 74)."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from domain.ballot import Paper, judge, rule
from domain.meeting import Vote, carried
from domain.minutes import witnessed


def paper(kept: int, **changed: Any) -> Paper:
    """A ballot of five names."""
    return Paper(printed=5, kept=kept, **changed)


@pytest.mark.parametrize("law", ["A", "B"])
@pytest.mark.parametrize(
    ("kept", "valid"), [(0, False), (1, True), (2, True), (3, True), (4, False), (5, False)]
)
def test_article_74_1_a_ballot_keeps_at_least_one_name_and_no_more_than_seats(
    kept: int, valid: bool, law: str
) -> None:
    assert judge(paper(kept), "na", 3, law).valid is valid


@pytest.mark.parametrize(
    ("changed", "kept", "point"),
    [
        ({"on_form": False}, 1, "a"),
        ({"stamped": False}, 1, "b"),
        ({}, 3, "c"),
        ({}, 0, "d"),
        ({"written": True}, 1, "đ"),
    ],
)
def test_article_74_1_every_point_alone_makes_a_ballot_invalid(
    changed: dict[str, bool], kept: int, point: str
) -> None:
    judged = judge(paper(kept, **changed), "commune", 2, "B")
    assert not judged.valid
    assert [reason.article for reason in judged.reasons] == [f"Điều 74.1.{point}"]


def test_article_74_1_all_grounds_are_named_together() -> None:
    judged = judge(paper(4, on_form=False, stamped=False, written=True), "commune", 3, "A")
    assert [reason.article[-1] for reason in judged.reasons] == ["a", "b", "c", "đ"]


def test_a_ballot_cannot_keep_more_names_than_it_has_nor_fill_more_seats_than_the_law_allows() -> None:
    with pytest.raises(ValueError, match="5 tên"):
        judge(paper(6), "commune", 5, "A")
    for ballot, seats in (("na", 4), ("commune", 6), ("commune", 0)):
        with pytest.raises(ValueError, match=r"Điều 10\.4"):
            judge(paper(1), ballot, seats, "A")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("valid", "invalid", "ruled"),
    [(6, 5, True), (5, 6, False), (5, 5, None), (6, 0, True), (0, 6, False), (0, 0, None)],
)
def test_article_74_2_the_team_decides_a_doubtful_ballot_by_more_than_half_of_all_its_members(
    valid: int, invalid: int, ruled: bool | None
) -> None:
    ruling = rule(11, 11, valid, invalid, "A")
    assert ruling.valid is ruled
    assert ruling.reasons[0].article.startswith("Điều 74.2")


def test_article_74_2_half_of_all_members_does_not_decide_though_it_is_most_of_those_present() -> None:
    assert rule(12, 8, 6, 2, "B").valid is None
    assert rule(12, 8, 7, 1, "B").valid is True


def test_article_74_2_a_team_without_two_thirds_present_decides_nothing() -> None:
    assert rule(11, 7, 7, 0, "B").valid is None
    assert rule(11, 8, 8, 0, "B").valid is True


@pytest.mark.parametrize(
    ("members", "present", "agree", "quorate", "passed"),
    [
        (9, 6, 5, True, True),
        (9, 6, 4, True, False),
        (9, 5, 5, False, False),
        (10, 7, 6, True, True),
        (10, 7, 5, True, False),
        (10, 6, 6, False, False),
        (21, 14, 11, True, True),
        (21, 13, 13, False, False),
    ],
)
def test_article_26_1_two_thirds_present_and_more_than_half_of_all_members_agree(
    members: int, present: int, agree: int, quorate: bool, passed: bool
) -> None:
    for law in ("A", "B"):
        decision = carried(Vote(members=members, present=present, agree=agree), law)
        assert (decision.quorate, decision.carried) == (quorate, passed)
        assert [reason.article for reason in decision.reasons] == ["Điều 13; Điều 26.1"] * 2
        words = " ".join(reason.text for reason in decision.reasons)
        assert ("không được họp" in words) is not quorate


@pytest.mark.parametrize(
    "figures", [{"present": 10}, {"present": 5, "agree": 6}, {"present": 5, "agree": 3, "oppose": 3}]
)
def test_a_vote_of_more_people_than_there_are_is_refused(figures: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="nhiều hơn"):
        Vote(**{"members": 9, "agree": 0, **figures})


@pytest.mark.parametrize(
    ("witnesses", "odd"),
    [(("v1", "v2"), 0), (("v1",), 1), (("v1", "c1"), 1), (("v1", "v2", "c1"), 0), (("v1", "v1"), 1), ((), 1)],
)
def test_article_73_two_voters_who_do_not_stand_watch_the_box_being_opened(
    witnesses: tuple[str, ...], odd: int
) -> None:
    found = witnessed(witnesses, ("c1", "c2"))
    assert len(found) == odd
    assert all(("c1" in finding.sentence) == ("c1" in witnesses) for finding in found)


def test_one_seat_is_a_lawful_number_of_seats() -> None:
    assert judge(paper(1), "commune", 1, "A").valid
    assert not judge(paper(2), "commune", 1, "A").valid


def test_a_ruling_says_what_was_ruled_and_by_how_many() -> None:
    valid, invalid = rule(11, 11, 6, 5, "A"), rule(11, 11, 5, 6, "A")
    assert valid.reasons[0].text == "6 trên 11 thành viên Tổ bầu cử kết luận phiếu hợp lệ"
    assert invalid.reasons[0].text == "6 trên 11 thành viên Tổ bầu cử kết luận phiếu không hợp lệ"
    with pytest.raises(ValidationError, match="nhiều hơn 8 người có mặt"):
        rule(11, 8, 5, 4, "A")


def test_a_meeting_says_its_figures_and_what_they_mean() -> None:
    passed = carried(Vote(members=9, present=6, agree=5), "A").reasons
    failed = carried(Vote(members=9, present=5, agree=4), "A").reasons
    assert [reason.text for reason in passed] == [
        "6 trên 9 thành viên có mặt, cần ít nhất 6: được họp",
        "5 người tán thành, cần ít nhất 5 (quá nửa tổng số thành viên): thông qua",
    ]
    assert [reason.text.rpartition(": ")[2] for reason in failed] == ["không được họp", "không thông qua"]
