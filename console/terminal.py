"""Standard output: a person's terminal, or a file that wants one line for each thing and no colours."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from typing import Final, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE: Final = 10_000
"""Columns of a file or a pipe: nothing is ever folded there."""
PAGE: Final = 100
"""Columns of a text that people read, on a terminal or in a file."""
NARROW: Final = frozenset({"Hạn", "Xong", "Muộn", "Quá hạn", "Lúc", "Tình trạng", "Mã", "Lệnh"})
"""Columns that are never folded."""


def seen(stream: TextIO) -> bool:
    """Whether somebody is looking."""
    return stream.isatty()


def terminal() -> Console:
    """What the record says is printed as it is: brackets in a name are no markup, figures have no colours."""
    width = None if seen(sys.stdout) else WIDE
    return Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)


def page() -> Console:
    """As `terminal`, for text that is folded wherever it goes; on a narrow terminal to its width."""
    out = terminal()
    out.width = min(PAGE, out.width)
    return out


def paragraph(out: Console, text: str, indent: int = 0, hanging: int = 0, style: str = "") -> None:
    """Print a text folded at the width of the page, the lines after the first set further in."""
    for line in textwrap.wrap(
        text,
        width=out.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    ):
        out.print(Text(line, style=style), soft_wrap=True)


def columns(*titles: str) -> Table:
    """An empty table; plain columns where nobody is looking."""
    table = Table(box=SIMPLE_HEAD if seen(sys.stdout) else None, pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title, no_wrap=title in NARROW)
    return table


def table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table."""
    found = columns(*titles)
    for row in rows:
        found.add_row(*row)
    terminal().print(found)
