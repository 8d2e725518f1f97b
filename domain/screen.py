"""What looks like personal data in the text of a command: it must not get into a record nobody can erase.

This finds numbers and addresses, not names: a name looks like any other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

from pydantic import BaseModel

from domain.command import Act, Command
from domain.refusal import refuse
from domain.terms import CLERK

TRACES: Final = (
    ("địa chỉ thư điện tử", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    ("số điện thoại", re.compile(r"(?<!\w)(?:\+84|0)[ .-]?[235789](?:[ .-]?\d){8}(?!\w)")),
    ("số định danh cá nhân hoặc chứng minh nhân dân", re.compile(r"\b(?:\d{12}|\d{9})\b")),
    (
        "giấy tờ tùy thân hoặc ngày sinh của một người",
        re.compile(r"\b(?:CCCD|CMND|CMT|căn cước|hộ chiếu|sinh ngày|sinh năm)\b", re.IGNORECASE),
    ),
)
"""Vietnamese for what it is, and how it is recognised. Numbers of decisions and hashes are none of these."""


def screen(command: Command, act: Act) -> None:
    """Refuse a command whose texts hold such a thing; the engine's own commands hold none by construction."""
    if act.body == CLERK:
        return
    for field, text in chain(_texts(command), _texts(act)):
        for what, pattern in TRACES:
            if pattern.search(text):
                raise refuse("personal_text", command=type(command).__name__, field=field, what=what)


def _texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a command with the name of its field."""
    match value:
        case str():
            yield where, value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _texts(getattr(value, name), f"{where}.{name}" if where else name)
        case Mapping():
            for key, inner in value.items():
                yield from _texts(inner, f"{where}.{key}" if where else str(key))
        case list() | tuple():
            for inner in value:
                yield from _texts(inner, where)
