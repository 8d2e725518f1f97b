"""Commands of the command line, one module for each group; loaded when asked for."""

from typing import Any, Final

from cyclopts import App, Group, Parameter

from console.help import Vietnamese

STYLE: Final[dict[str, Any]] = {
    "help_format": "plaintext",
    "help_formatter": Vietnamese(),
    "group_commands": Group("Lệnh"),
    "group_arguments": Group("Tham số"),
    "group_parameters": Group("Tùy chọn"),
    "default_parameter": Parameter(show_default=False),
}


def branch(name: str, **more: Any) -> App:
    """A command with commands of its own, or one that is loaded when asked for."""
    return App(name=name, **STYLE, **more)
