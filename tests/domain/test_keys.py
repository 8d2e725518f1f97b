"""The keys of a log: one signs at a time, the old one vouches for the new, a lost one ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.bodies.events import UnitEnrolled
from domain.keys import PROCEDURE
from domain.keys.commands import DeclareRestore, IntroduceKey, LoseKey, RetireKey, RotateKey
from domain.keys.events import KeyIntroduced, KeyLost, KeyRetired, KeyRotated, RecordRestored
from domain.refusal import Refusal
from domain.stream import parse
from ledger.signer import Signer, endorse
from tests.domain.scenario import Scenario, act, given

LOG = "bk-2021"
KEYS = f"keys/{LOG}"
NAME = f"baucu.example/{LOG}"
ONE, TWO = Signer.generate(NAME), Signer.generate(NAME)
FIRST, SECOND = str(ONE.verifier), str(TWO.verifier)
ID_1, ID_2 = ONE.verifier.key_id.hex(), TWO.verifier.key_id.hex()
NEC = act("nec", "VN", "2021-02-01")
PROVINCE = act("committee", "BK", "2021-02-01")
INTRODUCED = KeyIntroduced(key=FIRST, key_id=ID_1, keeper="VN")


def signed() -> Scenario:
    """A log whose first key is in use."""
    return given((KEYS, [INTRODUCED]))


def test_the_election_council_introduces_the_first_key() -> None:
    given().when(KEYS, IntroduceKey(key=FIRST), NEC).then(INTRODUCED)


def test_a_committee_that_keeps_the_record_introduces_it_for_its_unit() -> None:
    unit = UnitEnrolled(name="Bắc Kạn", level="province", parent="VN", path=("VN",), ballots=("na",))
    story = given((f"unit/{LOG}/BK", [unit]))
    story.when(KEYS, IntroduceKey(key=FIRST, keeper="BK"), PROVINCE).then(
        KeyIntroduced(key=FIRST, key_id=ID_1, keeper="BK")
    )
    given().when(KEYS, IntroduceKey(key=FIRST, keeper="BK"), PROVINCE).then_refused("unknown_unit", "BK")


def test_only_the_body_that_keeps_the_record_touches_its_keys() -> None:
    given().when(KEYS, IntroduceKey(key=FIRST, keeper="VN"), PROVINCE).then_refused("not_authorised")
    given().when(KEYS, IntroduceKey(key=FIRST, keeper="BK"), NEC).then_refused("not_authorised")
    signed().when(KEYS, LoseKey(key_id=ID_1, reason="mất thẻ"), PROVINCE).then_refused("not_authorised")


def test_a_second_key_is_not_introduced_while_one_is_in_use() -> None:
    signed().when(KEYS, IntroduceKey(key=SECOND), NEC).then_refused("key_in_use", ID_1)


def test_the_old_key_signs_for_the_new_one() -> None:
    word = endorse(ONE, TWO.verifier)
    signed().when(KEYS, RotateKey(key=SECOND, endorsement=word), NEC).then(
        KeyRotated(key=SECOND, key_id=ID_2, old=ID_1, endorsement=word)
    )


def test_a_word_for_another_key_does_not_rotate() -> None:
    other = endorse(ONE, Signer.generate(NAME).verifier)
    signed().when(KEYS, RotateKey(key=SECOND, endorsement=other), NEC).then_refused("not_endorsed", ID_2)


def test_nothing_is_rotated_lost_or_retired_where_no_key_is_in_use() -> None:
    word = endorse(ONE, TWO.verifier)
    for command in (
        RotateKey(key=SECOND, endorsement=word),
        LoseKey(key_id=ID_1, reason="mất"),
        RetireKey(key_id=ID_1, reason="xong"),
    ):
        given().when(KEYS, command, NEC).then_refused("no_key")


def test_a_lost_key_ends_and_another_is_introduced_without_its_word() -> None:
    lost = signed().after(KEYS, LoseKey(key_id=ID_1, reason="mất thẻ"), NEC)
    assert lost.events(KEYS)[-1] == KeyLost(key_id=ID_1, reason="mất thẻ")
    lost.when(KEYS, IntroduceKey(key=SECOND), NEC).then(KeyIntroduced(key=SECOND, key_id=ID_2, keeper="VN"))
    lost.when(KEYS, IntroduceKey(key=FIRST), NEC).then_refused("key_used", ID_1)


def test_a_retired_key_ends() -> None:
    signed().when(KEYS, RetireKey(key_id=ID_1, reason="đã tổng kết"), NEC).then(
        KeyRetired(key_id=ID_1, reason="đã tổng kết")
    )


def test_a_key_that_is_not_in_use_is_not_lost() -> None:
    signed().when(KEYS, LoseKey(key_id=ID_2, reason="mất"), NEC).then_refused("not_in_use", ID_1)


def test_a_key_named_after_another_log_is_refused() -> None:
    foreign = str(Signer.generate("baucu.example/other").verifier)
    given().when(KEYS, IntroduceKey(key=foreign), NEC).then_refused("foreign_key", f"baucu.example/{LOG}")


def test_a_key_whose_id_does_not_fit_is_refused() -> None:
    wrong = FIRST.replace(f"+{ID_1}+", "+00000000+")
    given().when(KEYS, IntroduceKey(key=wrong), NEC).then_refused("bad_key", "00000000")


def test_a_restore_begins_a_new_epoch_each_time() -> None:
    loss = DeclareRestore(size=100, root="ab" * 32, kept=90, reason="hỏng đĩa")
    story = signed().after(KEYS, loss, NEC)
    assert story.events(KEYS)[-1] == RecordRestored(
        epoch=2, size=100, root="ab" * 32, kept=90, reason="hỏng đĩa"
    )
    again = DeclareRestore(size=200, root="cd" * 32, kept=150, reason="hỏng nữa")
    assert story.when(KEYS, again, NEC).one().epoch == 3


def test_there_is_one_stream_of_keys_and_it_has_no_code() -> None:
    assert str(parse(KEYS)) == KEYS
    with pytest.raises(Refusal):
        parse(f"{KEYS}/more")


def test_the_page_shows_every_command() -> None:
    page = Path(__file__).parents[2] / "docs" / "procedures" / "keys.md"
    shown = re.findall(r"^\s+\S+ --> \S+: (\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) == {command.__name__ for command in PROCEDURE.commands}
