"""The arithmetic of counting minutes: what does not add up is named, and can still be written down."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from domain.minutes import NOTHING, Figures, findings, inventory, total, witnessed


def paper(**changed: Any) -> Figures:
    """Minutes for two seats in which everything adds up."""
    base: dict[str, Any] = {
        "registered": 500,
        "voted": 480,
        "issued": 480,
        "collected": 480,
        "valid": 470,
        "invalid": 10,
        "votes": {"a": 400, "b": 300, "c": 100},
    }
    return Figures(**{**base, **changed})


def codes(figures: Figures, seats: int = 2) -> list[str]:
    return [finding.code for finding in findings(figures, seats)]


def test_minutes_that_add_up_have_no_findings() -> None:
    assert codes(paper()) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"registered": 480}, []),
        ({"registered": 479}, ["F.201"]),
        ({"collected": 479, "invalid": 9}, []),
        ({"issued": 481}, []),
        ({"issued": 481, "collected": 481, "invalid": 11}, ["F.203"]),
        ({"issued": 479}, ["F.202", "F.206"]),
        ({"invalid": 11}, ["F.204"]),
        ({"invalid": 9}, ["F.204"]),
        ({"votes": {"a": 470, "b": 470}}, []),
        ({"votes": {"a": 470, "b": 470, "c": 1}}, ["F.205"]),
        ({"votes": {"a": 470}}, []),
        ({"votes": {"a": 469}}, ["F.207"]),
        ({"votes": {"a": 471}}, ["F.209"]),
        ({"votes": {"b": 471, "a": 472}}, ["F.205", "F.209", "F.209"]),
    ],
)
def test_each_rule_speaks_at_its_boundary_and_not_before(changed: dict[str, Any], found: list[str]) -> None:
    assert codes(paper(**changed)) == found


def test_a_team_with_75_more_ballots_than_it_issued_can_write_exactly_that() -> None:
    figures = paper(collected=555, valid=545)
    assert codes(figures) == ["F.202", "F.203"]
    first, second = findings(figures, 2)
    assert "555" in first.sentence
    assert "480" in first.sentence
    assert "báo cáo ngay Ban bầu cử" in second.remedy


def test_every_finding_says_what_to_do_and_under_which_article() -> None:
    wrong = paper(registered=1, issued=1, collected=999, votes={"a": 1})
    found = list(findings(wrong, 2))
    assert len(found) == 6
    assert all(finding.remedy and finding.article.startswith("Điều") for finding in found)


def test_more_votes_for_one_than_valid_ballots_is_impossible() -> None:
    assert paper(votes={"a": 470, "b": 0}).overdrawn() is None
    assert paper(votes={"a": 1, "b": 471}).overdrawn() == "b"


def test_a_negative_figure_is_no_figure() -> None:
    with pytest.raises(ValidationError):
        paper(invalid=-1)
    assert paper(votes={"a": -1}).overdrawn() == "a"


def test_minutes_add_up_figure_by_figure_and_candidate_by_candidate() -> None:
    total = NOTHING.plus(paper()).plus(paper(registered=100, votes={"b": 1, "d": 2}))
    assert total == Figures(
        registered=600,
        voted=960,
        issued=960,
        collected=960,
        valid=940,
        invalid=20,
        votes={"a": 400, "b": 301, "c": 100, "d": 2},
    )


def test_article_81_the_minutes_of_an_area_that_votes_again_replace_its_old_ones_in_the_sum() -> None:
    areas = {"KV1": paper(), "KV2": paper(voted=300)}
    again = paper(voted=100, votes={"a": 7})
    assert total(areas).voted == 780
    replaced = total(areas, {"KV2": again})
    assert (replaced.voted, replaced.votes) == (580, {"a": 407, "b": 300, "c": 100})
    assert areas["KV2"].voted == 300


def test_article_81_an_area_without_earlier_minutes_has_none_to_replace() -> None:
    with pytest.raises(KeyError, match="KV9"):
        total({"KV1": paper()}, {"KV9": paper()})


def test_the_sum_of_no_areas_is_nothing() -> None:
    assert total({}) == NOTHING


@pytest.mark.parametrize(("unused", "odd"), [(16, 1), (17, 0), (18, 1)])
def test_article_73_every_ballot_received_was_issued_spoiled_or_left(unused: int, odd: int) -> None:
    assert len(inventory(500, 480, 3, unused)) == odd


def test_every_finding_of_an_act_names_its_article() -> None:
    assert [found.article for found in (*inventory(1, 0, 0, 0), *witnessed([], []))] == ["Điều 73", "Điều 73"]
    assert witnessed([], ["c"])[0].sentence.endswith("mở hòm phiếu")
