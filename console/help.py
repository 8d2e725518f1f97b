"""Help in Vietnamese: the few words that the library writes itself."""

from __future__ import annotations

from typing import Any, Final

from cyclopts.help import DefaultFormatter, HelpEntry, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text

WORDS: Final = {
    "ARGUMENTS": "THAM-SỐ",
    "CHOICE": "LOẠI",
    "CODE": "MÃ",
    "ELECTION": "CUỘC-BẦU-CỬ",
    "FILE": "TỆP",
    "FLOAT": "SỐ",
    "FOLDER": "THƯ-MỤC",
    "ID": "MÃ",
    "INT": "SỐ",
    "LOGIN": "TÀI-KHOẢN",
    "NAME": "TÊN",
    "PATH": "TỆP",
    "STR": "CHỮ",
    "STR...": "CHỮ...",
    "TEXT": "GHI-CHÚ",
}
"""What stands for a value, as the usage lines say it."""


class Vietnamese(DefaultFormatter):
    """The default look; what must be given is what the usage line names without brackets."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        super().__call__(console, options, panel.copy(entries=[_worded(entry) for entry in panel.entries]))

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        if usage:
            console.print(Text.assemble(("Cách dùng: ", "bold"), str(usage)))


def _worded(entry: HelpEntry) -> HelpEntry:
    """The entry without a word of English; what there is to choose from stands in its description."""
    return entry.copy(
        required=False,
        choices=None,
        metavar=WORDS.get(entry.metavar or "", entry.metavar),
        positional_label=WORDS.get(entry.positional_label or "", entry.positional_label),
    )
