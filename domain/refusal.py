"""A refusal: what may not be recorded, and why, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from domain.catalogue import CATALOGUE


class Refusal(Exception):
    """A command that may not be recorded. Nothing was written; asking again unchanged refuses again."""

    def __init__(self, code: str, number: int, sentence: str, details: dict[str, str]) -> None:
        super().__init__(sentence)
        self.code = code
        self.number = number
        self.sentence = sentence
        self.details = details

    @classmethod
    def worded(
        cls, catalogue: Mapping[str, tuple[int, str]], code: str, details: Mapping[str, object]
    ) -> Refusal:
        """The entry of a catalogue with its gaps filled in."""
        number, template = catalogue[code]
        text = {key: str(value) for key, value in details.items()}
        return cls(code, number, template.format_map(text), text)

    def __str__(self) -> str:
        return f"BC-{self.number}: {self.sentence}"


def refuse(code: str, **details: object) -> Refusal:
    """Build a refusal from the catalogue; raise what it returns."""
    return Refusal.worded(CATALOGUE, code, details)
