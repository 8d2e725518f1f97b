"""Texts of commands are looked through for what nobody could erase from the record again."""

from __future__ import annotations

import pytest

from domain.agenda.commands import RecordReminder
from domain.bodies.commands import EstablishCommittee
from domain.call.commands import MoveDeadline
from domain.refusal import Refusal
from domain.screen import screen
from domain.terms import CLERK
from tests.domain.scenario import act

BY = act("people_committee", "BK", "2021-01-20").model_copy(update={"actor": "vp-01"})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("theo đơn của an.le@bac-kan.example", "thư điện tử"),
        ("liên hệ 0912 345 678", "điện thoại"),
        ("liên hệ +84912345678.", "điện thoại"),
        ("số 006080001234 cấp năm 2020", "định danh"),
        ("số 095123456", "định danh"),
        ("người sinh ngày 2/1/1980", "ngày sinh"),
        ("cccd đã kiểm tra", "ngày sinh"),
    ],
)
@pytest.mark.parametrize("where", ["decision", "reason", "source"])
def test_what_tells_of_a_person_is_refused_by_field_and_kind(text: str, what: str, where: str) -> None:
    command = EstablishCommittee(size=25, decision=text if where == "decision" else "15/QĐ-UBND")
    given = BY if where == "decision" else BY.model_copy(update={where: text})
    with pytest.raises(Refusal, match=what) as refusal:
        screen(command, given)
    assert refusal.value.details["field"] == where


@pytest.mark.parametrize(
    "text",
    [
        "15/QĐ-UBND",
        "1134/2016/UBTVQH13 ngày 18/01/2016",
        "Công văn 2021-0912345",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "Bão số 9, đường ngập từ 05:00 đến 21:00",
    ],
)
def test_numbers_of_decisions_hashes_and_plain_words_pass(text: str) -> None:
    screen(EstablishCommittee(size=25, decision=text), BY)
    screen(
        MoveDeadline(
            deadline="dossier_submit", level="province", due=BY.legal_at, decision=text, reason=text
        ),
        BY,
    )


def test_the_engines_own_commands_carry_addresses_of_letters_and_pass() -> None:
    command = RecordReminder(
        rung="before",
        to_body="front",
        to_unit="BK",
        duties=("x",),
        message_id="9f86d081@baucu",
        outcome="sent",
        addressees=1,
    )
    screen(command, BY.model_copy(update={"actor": CLERK, "body": CLERK}))
