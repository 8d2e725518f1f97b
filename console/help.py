"""Help in Vietnamese: the few words that the library writes itself."""

from __future__ import annotations

from typing import Any

from cyclopts.help import DefaultFormatter, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text


class Vietnamese(DefaultFormatter):
    """The default look; what must be given is what the usage line names without brackets."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        entries = [entry.copy(required=False) for entry in panel.entries]
        super().__call__(console, options, panel.copy(entries=entries))

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        if usage:
            console.print(Text.assemble(("Cách dùng: ", "bold"), str(usage)))
