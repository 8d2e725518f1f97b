"""Minutes handed in as JSON: odd ones are answered, only what is no sheet is refused (Articles 73 to 77)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from domain.sheet import HANDED, Checked, Sheaf, Sheet, check

PAPER: dict[str, Any] = {
    "registered": 500,
    "voted": 480,
    "issued": 480,
    "collected": 480,
    "valid": 470,
    "invalid": 10,
    "votes": {"a": 400, "b": 300, "c": 100},
}
ONE: dict[str, Any] = {"ballot": "commune", "seats": 2, **PAPER}


def handed(document: dict[str, Any]) -> Sheet | Sheaf:
    return HANDED.validate_json(json.dumps(document))


def checked(document: dict[str, Any]) -> Checked:
    return check(handed(document))


def codes(answer: Checked) -> list[tuple[str, str]]:
    return [(found.area, found.code) for found in answer.findings]


def sheaf(total: dict[str, Any] | None = None, **areas: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = {"ballot": "na", "seats": 3, "areas": areas}
    return document if total is None else {**document, "total": total}


def test_article_76_a_sheet_that_adds_up_agrees_and_is_given_back() -> None:
    answer = checked(ONE)
    assert (answer.agrees, answer.findings) == (True, ())
    assert answer.sum.model_dump() == PAPER


def test_article_76_a_sheet_with_75_ballots_too_many_is_answered_and_not_refused() -> None:
    answer = checked({**ONE, "collected": 555, "valid": 545})
    assert not answer.agrees
    assert codes(answer) == [("", "F.202"), ("", "F.203")]
    box = answer.findings[1]
    assert "O-7" in box.article
    assert "Ủy ban bầu cử" in box.remedy


def test_article_76_more_votes_for_one_than_valid_ballots_is_a_finding() -> None:
    assert codes(checked({**ONE, "votes": {"a": 471, "b": 0}})) == [("", "F.209")]
    assert codes(checked({**ONE, "votes": {"a": 470, "b": 0}})) == []


@pytest.mark.parametrize(("unused", "found"), [(20, []), (19, [("", "F.101")]), (21, [("", "F.101")])])
def test_article_73_the_ballots_received_are_handed_out_spoiled_or_left(
    unused: int, found: list[tuple[str, str]]
) -> None:
    assert codes(checked({**ONE, "received": 503, "spoiled": 3, "unused": unused})) == found


def test_article_73_half_an_inventory_is_not_checked() -> None:
    assert codes(checked({**ONE, "received": 503, "unused": 1})) == []


def test_article_77_the_areas_of_a_constituency_are_checked_one_by_one_and_together() -> None:
    wrong = {**PAPER, "registered": 400}
    answer = checked(sheaf(KV1=PAPER, KV2=wrong))
    assert codes(answer) == [("KV2", "F.201"), ("", "F.201")]
    assert (answer.sum.registered, answer.sum.votes) == (900, {"a": 800, "b": 600, "c": 200})


def test_article_77_two_errors_that_cancel_out_are_found_in_their_areas() -> None:
    answer = checked(sheaf(KV1={**PAPER, "valid": 471}, KV2={**PAPER, "valid": 469}))
    assert codes(answer) == [("KV1", "F.204"), ("KV2", "F.204")]


def test_article_77_the_sum_may_be_wrong_though_each_area_is_right() -> None:
    total = {**PAPER, "registered": 1001, "voted": 960, "issued": 960, "collected": 960, "valid": 940}
    total |= {"invalid": 20, "votes": {"a": 800, "b": 600, "c": 199}}
    answer = checked(sheaf(total, KV1=PAPER, KV2=PAPER))
    assert codes(answer) == [("", "F.211"), ("", "F.211")]
    assert answer.findings[0].sentence == "số cử tri: biên bản ghi 1001, các khu vực cộng lại là 1000"
    assert "số phiếu của c: biên bản ghi 199" in answer.findings[1].sentence
    right = {**total, "registered": 1000, "votes": {"a": 800, "b": 600, "c": 200}}
    assert checked(sheaf(right, KV1=PAPER, KV2=PAPER)).agrees


def test_article_76_a_candidate_left_out_in_one_area_is_named_there() -> None:
    answer = checked(sheaf(KV1=PAPER, KV2={**PAPER, "votes": {"a": 470, "b": 1}}))
    assert codes(answer) == [("KV2", "F.210")]
    assert "c" in answer.findings[0].sentence


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"valid": -1}, "valid"),
        ({"valid": "470"}, "valid"),
        ({"valid": 470.0}, "valid"),
        ({"valid": True}, "valid"),
        ({"valid": None}, "valid"),
        ({"votes": {"a": -1}}, "a"),
        ({"votes": {"Nguyễn Văn A": 1}}, "[key]"),
        ({"seats": 0}, "seats"),
        ({"seats": "2"}, "seats"),
        ({"seats": 6}, "sheet"),
        ({"ballot": "na", "seats": 4}, "sheet"),
        ({"ballot": "village"}, "ballot"),
        ({"turnout": 99}, "turnout"),
    ],
)
def test_what_no_sheet_can_say_is_refused_and_the_field_is_named(changed: dict[str, Any], where: str) -> None:
    with pytest.raises(ValidationError) as refused:
        handed({**ONE, **changed})
    (error,) = refused.value.errors()
    assert error["loc"][-1] == where


def test_a_sheaf_without_areas_and_an_area_with_a_strange_field_are_refused() -> None:
    for document in (sheaf(), sheaf(KV1={**PAPER, "seats": 1})):
        with pytest.raises(ValidationError):
            handed(document)


def test_the_schema_names_both_forms_and_closes_them() -> None:
    schema = HANDED.json_schema()
    assert {"Sheet", "Sheaf", "Tally"} <= set(schema["$defs"])
    assert all(form["additionalProperties"] is False for form in schema["$defs"].values())


def test_article_77_a_candidate_only_the_board_or_only_the_areas_have_counts_as_none_in_the_other() -> None:
    one = {**PAPER, "votes": {"a": 470, "b": 1}}
    for written, summed in (({"a": 470}, {"a": 470, "b": 1}), ({"a": 470, "b": 1}, {"a": 470})):
        answer = checked(sheaf({**one, "votes": written}, KV1={**one, "votes": summed}))
        (found,) = (each for each in answer.findings if each.code == "F.211")
        said = (written.get("b", 0), summed.get("b", 0))
        assert f"ghi {said[0]}, các khu vực cộng lại là {said[1]}" in found.sentence
    nothing = {"a": 470, "b": 0}
    assert checked(sheaf({**one, "votes": {"a": 470}}, KV1={**one, "votes": nothing})).agrees
    assert checked(sheaf({**one, "votes": nothing}, KV1={**one, "votes": {"a": 470}})).agrees


def test_a_sheet_or_sheaf_already_made_is_told_apart_too() -> None:
    for document in (ONE, sheaf(KV1=PAPER)):
        made = handed(document)
        assert HANDED.validate_python(made) == made
