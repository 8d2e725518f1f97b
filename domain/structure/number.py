"""The numbers of a structure: how many are to be put forward, and how many of them are of a group."""

from __future__ import annotations

from domain.refusal import refuse
from domain.stream import Stream


def check_parts(stream: Stream, number: int, women: int, minorities: int) -> None:
    """Refusal when a part is more than the whole; that a part is small is no contradiction."""
    for part, more in (("số nữ", women), ("số người dân tộc thiểu số", minorities)):
        if more > number:
            whole = "số người được giới thiệu"
            raise refuse("more_than", stream=stream, part=part, more=more, whole=whole, most=number)
