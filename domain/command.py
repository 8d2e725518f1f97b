"""Commands: what somebody asks to have recorded."""

from __future__ import annotations

from typing import Any, ClassVar

from domain.fact import Code, Fact, LegalTime

COMMANDS: dict[str, type[Command]] = {}
"""Every command by name; the command line and the API accept these and nothing else."""


class Command(Fact):
    """An intention. `kind` says which stream it belongs to, `by` which bodies may give it."""

    kind: ClassVar[str] = ""
    by: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not (cls.kind and cls.by and cls.__doc__):
            raise TypeError(
                f"command {cls.__name__} needs a docstring, the kind of its stream and its bodies"
            )
        if cls.__name__ in COMMANDS:
            raise TypeError(f"two commands are named {cls.__name__}")
        COMMANDS[cls.__name__] = cls

    @property
    def step(self) -> str:
        """Business key within the stream: the same step given again is the same command.

        A command that may lawfully be given several times adds what tells the occasions apart.
        """
        return type(self).__name__


class Act(Fact):
    """Who asks, for which body of which unit, when it counts, and why."""

    actor: Code
    """An opaque id of the person, or `clerk` for the engine itself."""
    body: Code
    unit: Code
    legal_at: LegalTime
    reason: str = ""
    source: str = ""
    causation: str = ""
