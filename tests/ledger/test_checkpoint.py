"""Checkpoints, the files that carry proofs, and which key speaks for a log at which size."""

import dataclasses
import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ledger.proof.chain import Broken
from ledger.proof.checkpoint import (
    Checkpoint,
    OtherLog,
    matches_short,
    origin,
    parse,
    parse_short,
    read,
    short,
    split,
)
from ledger.proof.evidence import Inclusion, Succession, read_inclusion, read_succession
from ledger.proof.keyring import Keyring
from ledger.proof.note import BadSignature, Malformed, UnknownKey
from ledger.signer import Signer, endorse, seal, sign
from ledger.tree import Tree

LOG = "bk-2021"
NAME = f"baucu.example/{LOG}"
ONE, TWO, THREE = (Signer.generate(NAME) for _ in range(3))
LEAVES = [hashlib.sha256(bytes([number])).digest() for number in range(20)]


def tree() -> Tree:
    made = Tree()
    for leaf in LEAVES:
        made.append(leaf)
    return made


def at(size: int, **changed: Any) -> Checkpoint:
    made = Checkpoint(
        origin=NAME,
        size=size,
        root=tree().root(size),
        chain=bytes(32),
        recorded_at=datetime(2021, 6, 13, 17, 30, 0, 123456, tzinfo=UTC),
        mode="rehearsal",
    )
    return dataclasses.replace(made, **changed)


def test_a_checkpoint_is_read_back_exactly() -> None:
    told = seal(at(7), ONE)
    assert read(told, [ONE.verifier], LOG) == parse(told) == at(7)
    lines = told.split("\n")
    assert lines[:2] == [NAME, "7"]
    assert lines[4] == "recorded 2021-06-13T17:30:00.123456Z"
    assert lines[5] == "mode rehearsal"


def test_wrong_key_altered_text_and_another_log_are_three_sentences() -> None:
    told = seal(at(7), ONE)
    with pytest.raises(UnknownKey, match="không có chữ ký của khóa đã biết"):
        read(told, [TWO.verifier])
    with pytest.raises(BadSignature, match="nội dung đã bị sửa sau khi ký"):
        read(told.replace("\n7\n", "\n8\n"), [ONE.verifier])
    with pytest.raises(OtherLog, match="của sổ bk-2021, không phải của sổ th-2021"):
        read(told, [ONE.verifier], "th-2021")


def test_the_key_of_one_log_does_not_speak_for_another() -> None:
    told = seal(at(7, origin="baucu.example/th-2021"), ONE)
    with pytest.raises(OtherLog, match="khóa của sổ khác"):
        read(told, [ONE.verifier], "th-2021")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n0\n"),
        ("\n7\n", "\n-7\n"),
        ("mode rehearsal", "mode other"),
        ("mode rehearsal\n", ""),
        ("mode rehearsal\n", "mode rehearsal\nmore\n"),
        ("123456Z", "123456+00:00"),
        ("recorded ", ""),
        ("chain ", "chain  "),
        (NAME, LOG),
        (NAME, f"{NAME}~1"),
        (NAME, f"{NAME} x"),
    ],
)
def test_a_note_that_is_no_checkpoint_of_ours_is_refused(old: str, new: str) -> None:
    text = at(7).text
    assert old in text
    with pytest.raises(Malformed, match=r"điểm kiểm|nguồn"):
        parse(sign(text.replace(old, new), ONE))


def test_an_epoch_after_a_restore_is_another_origin_of_the_same_log() -> None:
    assert origin("a.example/live", LOG) == f"a.example/live/{LOG}"
    assert origin("a.example", LOG, 2) == f"a.example/{LOG}~2"
    assert split(f"a.example/live/{LOG}~12") == ("a.example/live", LOG, 12)
    assert (at(3, origin=f"{NAME}~2").log, at(3, origin=f"{NAME}~2").epoch) == (LOG, 2)


def test_the_short_form_fits_on_paper_and_is_found_again_however_it_is_typed() -> None:
    printed = str(short(at(7)))
    digits = at(7).root.hex()
    assert printed == f"7 · {digits[:4]} {digits[4:8]} {digits[8:12]} {digits[12:16]} · 14/06/2021"
    assert parse_short(printed) == (7, digits[:16], date(2021, 6, 14))
    for typed in (printed, printed.upper(), f"7 {digits[:16]} 14/06/2021", f"7|{digits[:16]}|14/06/2021"):
        assert matches_short(at(7), typed)
    assert not matches_short(at(8), printed)
    for wrong in ("", "7", printed[:-1], printed.replace("14/06", "14/13"), "x" + printed):
        with pytest.raises(Malformed, match="dấu sổ"):
            parse_short(wrong)


def test_a_proof_file_shows_that_an_event_is_in_the_log() -> None:
    file = Inclusion(4, tuple(tree().inclusion(4, 11)), seal(at(11), ONE), extra=b"5")
    again = read_inclusion(str(file))
    assert again == file
    assert str(file).startswith("c2sp.org/tlog-proof@v1\nextra NQ==\nindex 4\n")
    assert again.holds(LEAVES[4])
    assert not again.holds(LEAVES[5])
    assert read_inclusion(str(dataclasses.replace(file, extra=b""))).extra == b""
    assert read_inclusion(str(Inclusion(0, (), seal(at(1), ONE)))).holds(LEAVES[0])


def test_a_succession_shows_that_a_checkpoint_continues_another() -> None:
    file = Succession(7, tuple(tree().consistency(7, 11)), seal(at(11), ONE))
    again = read_succession(str(file))
    assert again == file
    assert again.holds(at(7).root)
    assert not again.holds(at(8).root)


def test_a_file_that_carries_no_proof_is_refused() -> None:
    good = str(Inclusion(4, tuple(tree().inclusion(4, 11)), seal(at(11), ONE)))
    for wrong in ("", "x", good[10:], good.replace("index 4", "index 04"), good.replace("index 4\n", "")):
        with pytest.raises(Malformed):
            read_inclusion(wrong)
    told = str(Succession(7, tuple(tree().consistency(7, 11)), seal(at(11), ONE)))
    for wrong in (
        "",
        told[1:],
        told.replace("old 7", "old x"),
        told.replace("old 7\n", "old 7\nAAAA\n"),
        good,
    ):
        with pytest.raises(Malformed):
            read_succession(wrong)


def keyring(paper: Signer | None = ONE) -> Keyring:
    """One from position 2, two from 10 by its word."""
    ring = Keyring(LOG, paper.verifier if paper else None)
    ring.learn(2, "KeyIntroduced", {"key": str(ONE.verifier)})
    word = endorse(ONE, TWO.verifier)
    old = ONE.verifier.key_id.hex()
    ring.learn(10, "KeyRotated", {"key": str(TWO.verifier), "old": old, "endorsement": word})
    return ring


def test_a_key_speaks_for_the_sizes_between_its_events() -> None:
    ring = keyring()
    assert ring.current == TWO.verifier
    assert (ring.at(1), ring.at(2), ring.at(9), ring.at(10)) == (
        None,
        ONE.verifier,
        ONE.verifier,
        TWO.verifier,
    )
    assert ring.read(seal(at(9), ONE)).size == 9
    assert ring.read(seal(at(10), TWO)).size == 10
    for told in (seal(at(1), ONE), seal(at(10), ONE), seal(at(9), TWO)):
        with pytest.raises(UnknownKey, match="không có hiệu lực ở cỡ đó"):
            ring.read(told)


def test_what_a_lost_key_signs_afterwards_counts_for_nothing() -> None:
    ring = keyring()
    ring.learn(15, "KeyLost", {"key_id": TWO.verifier.key_id.hex(), "reason": "mất"})
    assert ring.current is None
    assert ring.read(seal(at(14), TWO)).size == 14
    with pytest.raises(UnknownKey, match="đã báo mất ở vị trí 15"):
        ring.read(seal(at(15), TWO))
    ring.learn(17, "KeyIntroduced", {"key": str(THREE.verifier)})
    assert ring.read(seal(at(17), THREE)).size == 17


def test_the_first_key_must_be_the_one_on_paper() -> None:
    with pytest.raises(Broken, match=r"vị trí 2.*không phải khóa đã công bố"):
        keyring(paper=TWO)
    assert keyring(paper=None).current == TWO.verifier


def test_a_rotation_the_old_key_did_not_sign_breaks_the_record() -> None:
    ring = Keyring(LOG)
    ring.learn(2, "KeyIntroduced", {"key": str(ONE.verifier)})
    old = ONE.verifier.key_id.hex()
    for word in (endorse(THREE, TWO.verifier), endorse(ONE, THREE.verifier), seal(at(9), ONE), "nothing"):
        with pytest.raises(Broken, match="Sổ bk-2021, vị trí 10"):
            ring.learn(10, "KeyRotated", {"key": str(TWO.verifier), "old": old, "endorsement": word})
    assert ring.current == ONE.verifier


def test_a_second_key_without_the_word_of_the_first_breaks_the_record() -> None:
    ring = keyring()
    with pytest.raises(Broken, match="không có chữ ký của khóa cũ"):
        ring.learn(12, "KeyIntroduced", {"key": str(THREE.verifier)})
    foreign = Signer.generate("baucu.example/th-2021").verifier
    with pytest.raises(Broken, match="không phải của sổ bk-2021"):
        Keyring(LOG).learn(2, "KeyIntroduced", {"key": str(foreign)})
    with pytest.raises(Broken, match="không phải khóa đang hiệu lực"):
        ring.learn(12, "KeyLost", {"key_id": ONE.verifier.key_id.hex()})


def test_after_a_restore_only_the_new_epoch_counts() -> None:
    ring = keyring()
    ring.learn(14, "RecordRestored", {"epoch": 2})
    assert ring.read(seal(at(13), TWO)).epoch == 1
    assert ring.read(seal(at(14, origin=f"{NAME}~2"), TWO)).epoch == 2
    with pytest.raises(OtherLog, match="đã mất trong một lần khôi phục"):
        ring.read(seal(at(14), TWO))
