"""An act written out in the script: its time, who asks, what for, and what led to it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ledger.canonical import event_id
from tests.example.conftest import FOLDER
from workers.play.cast import script
from workers.play.deed import Deed
from workers.play.example import Example, load

LOG = "trang-viet-4"


def deed(**fields: Any) -> Deed:
    base = {
        "at": "2021-05-29 16:00",
        "by": "nec@VN",
        "stream": "contest/C-TV-4",
        "do": "ConsentToRerun",
        "with": {"decision": "729/HĐBCQG-VP"},
    }
    return Deed.model_validate({**base, **fields})


def test_a_time_without_an_offset_is_one_of_the_legal_zone() -> None:
    assert deed().order(LOG).act.legal_at.isoformat() == "2021-05-29T16:00:00+07:00"
    assert deed(at="2021-05-29T09:00:00Z").order(LOG).act.legal_at == deed().order(LOG).act.legal_at


def test_body_and_unit_stand_in_the_act_and_the_body_s_account_is_its_actor() -> None:
    order = deed(why="Đồng ý.").order(LOG)
    assert order.stream == "contest/trang-viet-4/C-TV-4"
    assert (order.act.actor, order.act.body, order.act.unit) == ("nec.VN", "nec", "VN")
    assert order.act.reason == "Đồng ý."
    assert deed(actor="nec.2").order(LOG).act.actor == "nec.2"


def test_what_led_to_an_act_is_named_by_stream_and_step() -> None:
    led = {"stream": "case/C-TV-4.board.1", "step": "DecideCase"}
    wanted = str(event_id("case/trang-viet-4/C-TV-4.board.1", "DecideCase:0"))
    assert deed(cause=led).order(LOG).act.causation == wanted
    note = deed(
        stream="case/C-TV-4.board.1", do="NoteConsequence", **{"with": {"stream": "contest/x", "event": led}}
    )
    assert str(note.order(LOG).command.model_dump()["event"]) == wanted


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"do": "AgreeToRerun"}, "không có lệnh «AgreeToRerun»"),
        ({"with": {}}, "lệnh ConsentToRerun, trường «decision»: thiếu mục này"),
        ({"with": {"decision": "1", "day": "x"}}, "lệnh ConsentToRerun, trường «day»: mục lạ"),
    ],
)
def test_a_command_that_cannot_be_given_says_what_is_wrong(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        deed(**fields).order(LOG)


@pytest.mark.parametrize("by", ["nec", "nec.VN", "@VN", "NEC@VN"])
def test_who_asks_is_a_body_of_a_unit(by: str) -> None:
    with pytest.raises(ValidationError):
        deed(by=by)


def _with(example: Example, **changes: Any) -> Example:
    return example.model_copy(update={"script": example.script.model_copy(update=changes)})


def test_what_is_left_out_is_not_done_and_an_example_of_acts_alone_does_nothing_else() -> None:
    hoang_long = load(FOLDER.parent / "hoang-long-4")
    done = {(order.stream, order.command.step) for scene in script(hoang_long) for order in scene.orders}
    for left in hoang_long.script.without:
        kind, _, code = left.stream.partition("/")
        assert (f"{kind}/hoang-long-4/{code}", left.step) not in done
    alone = _with(hoang_long, usual=False)
    assert [order.command.step for scene in script(alone) for order in scene.orders] == [
        each.order(alone.log).command.step for each in alone.script.acts
    ]


def test_acts_come_after_what_is_usual_at_their_instant_in_the_order_of_the_script() -> None:
    example = load(FOLDER.parent / "trang-viet-4")
    usual = next(scene for scene in script(example) if len(scene.orders) > 1)
    late = [
        deed(at=usual.legal_at.isoformat(), **{"with": {"decision": code}}, refused="no_rerun")
        for code in "ba"
    ]
    again = next(
        scene for scene in script(_with(example, acts=tuple(late))) if scene.legal_at == usual.legal_at
    )
    assert again.orders[: len(usual.orders)] == usual.orders
    assert [order.command.model_dump()["decision"] for order in again.orders[len(usual.orders) :]] == [
        "b",
        "a",
    ]
