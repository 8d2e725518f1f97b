"""Events: what happened, in the past tense, beside its article."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from domain.fact import Code, Fact

EVENTS: dict[str, type[Event]] = {}
"""Every event type by name; the dictionary of events is made from it."""


class Event(Fact):
    """A legal act or its consequence. The docstring of each subclass is its entry in the dictionary."""

    schema_version: ClassVar[int] = 1
    title: ClassVar[str] = ""
    """Vietnamese, as a clerk would say it."""
    article: ClassVar[str] = ""
    """Article and clause under which it is done; `meta.article` keeps what held when it was recorded."""

    @property
    def ground(self) -> str:
        """The article under which this very event stands; goes into `meta.article`."""
        return self.article

    @property
    def occurrence(self) -> str:
        """Business key of this event within its stream, where one command may record a varying number.

        Empty: the event is told apart by its command's step and its place among the command's events.
        """
        return ""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not cls.title or not cls.__doc__:
            raise TypeError(f"event {cls.__name__} needs a docstring and a Vietnamese title")
        if cls.__name__ in EVENTS:
            raise TypeError(f"two events are named {cls.__name__}")
        EVENTS[cls.__name__] = cls


class Order(Fact):
    """A command as it was given, so that the decision can be taken again; no personal data."""

    type: str
    data: dict[str, Any]
    """The fields of the command in canonical form."""


class Meta(Fact):
    """Who did it, for which body, on what ground; hashed together with the event."""

    actor: str
    body: str
    unit: str
    reason: str = ""
    article: str = ""
    law: str = ""
    mode: str = "live"
    command: str
    """Business key of the command, unique within the stream."""
    digest: str
    """SHA-256 of the command's content: the same key with other content is refused."""
    causation: str = ""
    """Id of the event that led to this one."""
    source: str = ""
    """SHA-256 of the paper or file it was taken from."""
    reads: dict[str, int] = Field(default_factory=dict)
    """Other streams the decision looked at, with the version it saw."""
    order: Order | None = None
    """The command itself, on the first of its events; none on the others, and on events from before it was
    kept."""


class Recorded(Fact):
    """One row of the ledger."""

    log: Code
    position: int
    stream: str
    version: int
    event_id: UUID
    type: str
    schema_version: int
    event: Event
    meta: Meta
    legal_at: datetime
    recorded_at: datetime
    prev_hash: str
    hash: str
