"""Vietnamese alphabetical order, for lists and ballot papers (Art. 57.5)."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Level, huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""

Key = tuple[tuple[int, ...], tuple[int, ...]]


def word_key(text: str) -> Key:
    """Letters decide first, tones only between words of the same letters; case never decides."""
    letters: list[int] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFC", text.casefold()):
        base, tone = _split(sign)
        place = _ALPHABET.find(base)
        letters.append(1000 + place if place >= 0 else ord(base))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def ballot_key(name: str, born: date) -> tuple[Key, tuple[Key, ...], date]:
    """Given name, then family and middle names word by word, then the earlier birth date."""
    *family, given = name.split()
    return word_key(given), tuple(word_key(word) for word in family), born


def _split(sign: str) -> tuple[str, int]:
    """A letter without its tone, and the tone's rank; ă, â, ê, ô, ơ, ư stay letters of their own."""
    marks = unicodedata.normalize("NFD", sign)
    tone = next((mark for mark in marks if mark in _TONES[1:]), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks), _TONES.index(tone)
