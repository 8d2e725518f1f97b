"""Names of streams: `kind/election/code`, made of business keys only."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from domain.refusal import refuse

KINDS: Final = ("election", "unit", "contest", "candidacy", "person", "area", "case", "agenda", "keys")
WHOLE: Final = ("election", "keys")
"""Kinds of which an election has one, without a code."""
_KEY: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")


class Stream(NamedTuple):
    """One stream of one election; `code` is empty for a kind of which there is only one."""

    kind: str
    election: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.kind}/{self.election}/{self.code}" if self.code else f"{self.kind}/{self.election}"

    def beside(self, kind: str, code: str = "") -> Stream:
        """The stream of another thing in the same election."""
        return Stream(kind, self.election, code)


def parse(name: str) -> Stream:
    """Read a stream's name; refuses one that is malformed, naming what is wrong."""
    parts = name.split("/")
    kind = parts[0]
    wanted = 2 if kind in WHOLE else 3
    if kind not in KINDS or len(parts) != wanted or not all(_KEY.match(part) for part in parts[1:]):
        raise refuse("bad_stream", stream=name, kinds=", ".join(KINDS))
    return Stream(*parts)
