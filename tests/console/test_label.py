"""Whoever reads the record meets no field by its code name."""

from __future__ import annotations

import pytest

from console.label import LABELS
from console.vietnamese import label
from domain.event import Event
from ledger import dictionary


@pytest.mark.parametrize("kind", dictionary.kinds(), ids=lambda kind: kind.__name__)
def test_every_field_of_every_event_has_its_words(kind: type[Event]) -> None:
    """Missing one: add it to console/label.py."""
    assert [name for name in kind.model_fields if name not in LABELS] == []


def test_every_field_of_a_value_inside_an_event_has_its_words() -> None:
    fields = {(entry.name, part.name) for entry in dictionary.values() for part in entry.fields}
    assert sorted(each for each in fields if each[1] not in LABELS) == []


def test_the_words_stand_in_the_order_of_the_alphabet_and_say_something() -> None:
    assert list(LABELS) == sorted(LABELS)
    assert all(label(name) and label(name) != name for name in LABELS)
