"""Signed notes: the example of the standard, and every way in which a note is not what it seems."""

import base64

import pytest

from ledger.proof import note
from ledger.proof.note import WITNESS, BadSignature, Malformed, UnknownKey, Verifier, cosigned_at
from ledger.signer import Signer, sign

# From the C2SP signed-note specification.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
TEXT = "Sổ cái\n3159\n"
ONE, TWO = Signer.generate("one.example"), Signer.generate("two.example")


def test_the_example_of_the_standard_verifies() -> None:
    key = Verifier.parse(VKEY)
    assert str(key) == VKEY
    read = note.parse(EXAMPLE)
    assert note.verify(read, [key]) == [key]
    assert read.text == "This is an example message.\n"
    assert str(read) == EXAMPLE


def test_a_note_of_ours_is_read_back_as_it_was_signed() -> None:
    signed = note.parse(sign(TEXT, ONE, TWO))
    assert signed.text == TEXT
    assert note.verify(signed, [TWO.verifier, ONE.verifier]) == [TWO.verifier, ONE.verifier]
    assert note.verify(signed, [ONE.verifier]) == [ONE.verifier], "signatures of strangers are ignored"


def test_a_changed_letter_is_a_bad_signature() -> None:
    changed = sign(TEXT, ONE).replace("3159", "3158")
    with pytest.raises(BadSignature, match=r"one\.example.*đã bị sửa"):
        note.verify(note.parse(changed), [ONE.verifier])


def test_a_note_of_another_key_names_who_signed_it() -> None:
    with pytest.raises(UnknownKey, match=r"one\.example"):
        note.verify(note.parse(sign(TEXT, ONE)), [TWO.verifier, Signer.generate("one.example").verifier])


def test_a_text_with_empty_lines_ends_at_the_last_of_them() -> None:
    poem = "một\n\nhai\n"
    signed = note.parse(sign(poem, ONE))
    assert signed.text == poem
    assert note.verify(signed, [ONE.verifier])


@pytest.mark.parametrize(
    "data",
    [
        "",
        "no signature\n",
        "text\n\n",
        "text\n\n— one.example\n",
        "text\n\n- one.example AAAAAAA=\n",
        "text\n\n— one.example AAAA\n",
        "text\n\n— one.example AAAAAAA=",
        "text\n\n— one+example AAAAAAA=\n",
        "te\txt\n\n— one.example AAAAAAA=\n",
        "text\r\n\n— one.example AAAAAAA=\n",
        "x" * 70_000 + "\n\n— one.example AAAAAAA=\n",
    ],
)
def test_what_is_not_a_note_is_refused_in_a_sentence(data: str) -> None:
    with pytest.raises(Malformed, match=r"chữ ký"):
        note.parse(data)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        VKEY.replace("530d903a", "530d903b"),
        VKEY[:-4],
        "bar" + VKEY,
        "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "a+530d903a+" + base64.b64encode(b"\x02" + bytes(32)).decode(),
    ],
)
def test_what_is_not_a_public_key_is_refused(vkey: str) -> None:
    with pytest.raises(Malformed, match="khóa công khai"):
        Verifier.parse(vkey)


def test_a_private_key_is_written_and_read_and_guards_its_id() -> None:
    assert Signer.parse(ONE.secret + "\n").verifier == ONE.verifier
    for wrong in ("", ONE.secret[:-8], "X" + ONE.secret, ONE.secret.replace("one.example", "two.example")):
        with pytest.raises(Malformed, match="khóa bí mật"):
            Signer.parse(wrong)


def test_a_witness_signs_the_text_and_the_moment() -> None:
    witness = Signer.generate("witness.example", WITNESS)
    line = witness.sign(TEXT, at=1_679_315_147)
    signed = note.parse(sign(TEXT, ONE) + str(line))
    assert note.verify(signed, [witness.verifier]) == [witness.verifier]
    assert cosigned_at(signed.signatures[1]) == 1_679_315_147
    later = line._replace(content=(1_679_315_148).to_bytes(8) + line.content[8:])
    with pytest.raises(BadSignature):
        note.verify(note.parse(sign(TEXT, ONE) + str(later)), [witness.verifier])


def test_the_same_key_as_log_and_as_witness_has_two_ids() -> None:
    log, witness = Verifier("x", bytes(32)), Verifier("x", bytes(32), WITNESS)
    assert log.key_id != witness.key_id
