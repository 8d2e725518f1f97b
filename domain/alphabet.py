"""The order of names on the official list and on the ballot (Article 57.5): the Vietnamese alphabet.

By given name, then family name, then middle name; then the earlier birth date (forms 13 to 15 of 2026). The
tones, which no rule ranks, follow the dictionaries: level, falling, asking, tumbling, rising, heavy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from pydantic import Field

from domain.fact import Code, Fact

LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

Syllable = tuple[tuple[int, ...], int]


class Named(Fact):
    """Somebody to be put in order; the name as on the identity card, family name first."""

    id: Code
    name: str = Field(min_length=1)
    born: date | None = None


class Order(Fact):
    """The order, and those whom nothing tells apart: they stand as they were given."""

    ids: tuple[Code, ...]
    equal: tuple[tuple[Code, ...], ...] = ()


def syllable(word: str) -> Syllable:
    """A word as the alphabet sees it: its letters first, its tone only where the letters are the same.

    Letters of other alphabets come after all others, signs are passed over.
    """
    letters, tone = [], 0
    for letter in unicodedata.normalize("NFC", word.casefold()):
        parts = unicodedata.normalize("NFD", letter)
        for mark in parts[1:]:
            if mark in TONES:
                tone = TONES.index(mark)
        bare = unicodedata.normalize("NFC", "".join(each for each in parts if each not in TONES))
        if bare.isalpha():
            place = LETTERS.find(bare)
            letters.append(place if place >= 0 else len(LETTERS) + ord(bare[0]))
    return tuple(letters), tone


def split(name: str) -> tuple[str, tuple[str, ...], str]:
    """Family name, middle names, given name; another name in brackets is left out."""
    words = re.sub(r"\([^)]*\)", " ", name).split()
    if not words:
        return "", (), ""
    return (words[0] if len(words) > 1 else "", tuple(words[1:-1]), words[-1])


def place(name: str) -> tuple[Syllable, Syllable, tuple[Syllable, ...]]:
    """What a name is ordered by: given name, family name, middle names."""
    family, middle, given = split(name)
    return syllable(given), syllable(family), tuple(syllable(word) for word in middle)


def order(people: Sequence[Named]) -> Order:
    """Everybody in the order of the list.

    Two of one name are told apart only where both birth dates are known and differ.
    """
    by_name: dict[tuple[Syllable, Syllable, tuple[Syllable, ...]], list[Named]] = {}
    for one in people:
        by_name.setdefault(place(one.name), []).append(one)
    ids: list[Code] = []
    equal: list[tuple[Code, ...]] = []
    for name in sorted(by_name):
        namesakes = by_name[name]
        born = [one.born for one in namesakes if one.born is not None]
        if len(born) == len(namesakes):
            namesakes = sorted(namesakes, key=lambda one: one.born or date.max)
            for day in sorted(set(born)):
                same = tuple(one.id for one in namesakes if one.born == day)
                equal += [same] if len(same) > 1 else []
        else:
            equal.append(tuple(one.id for one in namesakes)) if len(namesakes) > 1 else None
        ids += [one.id for one in namesakes]
    return Order(ids=tuple(ids), equal=tuple(equal))
