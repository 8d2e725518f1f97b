"""What the script has somebody do in so many words, beside what is done as usual."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, ValidationError

import domain.register  # noqa: F401  every command is known once its procedure is
from domain.command import COMMANDS, Act, Command
from domain.fact import Code
from domain.stream import Stream
from domain.terms import BODY_NAMES, CLERK
from domain.zone import ZONE
from ledger.canonical import event_id
from workers.play.order import Order
from workers.play.table import Page, sentence

PARTY: Final = re.compile(r"^[a-z_]+@[A-Za-z0-9.-]+$")


def _here(value: Any) -> Any:
    """A time without an offset is one of the legal zone: `2021-05-29 16:00`."""
    told, wanted = value, "viết ngày và giờ, ví dụ 2021-05-29 16:00"
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"«{told}» không phải thời điểm; {wanted}.") from None
    elif not isinstance(value, datetime):
        raise ValueError(f"«{told}» không phải thời điểm; {wanted}.")
    if isinstance(told, str) and len(told) <= len("2021-05-29"):
        raise ValueError(f"«{told}» thiếu giờ; {wanted}.")
    return value.replace(tzinfo=ZONE) if value.tzinfo is None else value


def _party(value: str) -> str:
    body, _, _ = value.partition("@")
    if not PARTY.match(value):
        raise ValueError(f"«{value}» không phải cơ quan của một đơn vị; viết như nec@VN.")
    if body == CLERK or body not in BODY_NAMES:
        known = ", ".join(each for each in BODY_NAMES if each != CLERK)
        raise ValueError(f"không có cơ quan «{body}»; dùng một trong: {known}.")
    return value


Party = Annotated[str, AfterValidator(_party)]


When = Annotated[AwareDatetime, BeforeValidator(_here)]


class Cause(Page):
    """The first event of an earlier act, by the stream and the step of its command."""

    stream: str
    step: str

    def id(self, log: Code) -> str:
        """Its id: what a retry and a second rehearsal give it too."""
        return str(event_id(_name(self.stream, log), f"{self.step}:0"))


class Deed(Page):
    """One act: when, by which body of which unit, on which stream, and the command with its fields.

    It takes the place of what would be done there as usual under the same name. With `refused` the law must
    not let it happen, and the story shows how it says so.
    """

    at: When
    by: Party
    """Body and unit, as `nec@VN`."""
    stream: str
    """Kind and code of the stream, as `contest/C-1`; `election` for the election's own."""
    do: str
    """Name of the command."""
    fields: dict[str, Any] = Field(default={}, alias="with")
    """Its fields; `{stream: ..., step: ...}` stands for the id of the event of that act."""
    cause: Cause | None = None
    """The act that led to this one."""
    why: str = ""
    """One sentence of the story; recorded with the act as its reason."""
    refused: str = ""
    """Code of the refusal that is to come."""
    source: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    actor: Code | None = None
    """Who types, where it matters that it is another than usual."""

    def command(self, log: Code) -> Command:
        """The command itself; ValueError says in one sentence what is wrong with it."""
        kind = COMMANDS.get(self.do)
        if kind is None:
            raise ValueError(f"không có lệnh «{self.do}»; xem docs/procedures.")
        try:
            return kind.model_validate({key: _resolved(value, log) for key, value in self.fields.items()})
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(str(part) for part in fault["loc"])
            words = sentence(fault["type"], fault)
            raise ValueError(f"lệnh {self.do}, trường «{place}»: {words}") from None

    def order(self, log: Code) -> Order:
        """As it is given."""
        body, _, unit = self.by.partition("@")
        act = Act(
            actor=self.actor or f"{body}.{unit}",
            body=body,
            unit=unit,
            legal_at=self.at,
            reason=self.why,
            source=self.source,
            causation=self.cause.id(log) if self.cause else "",
        )
        return Order(_name(self.stream, log), self.command(log), act, refused=self.refused)


def _name(stream: str, log: Code) -> str:
    kind, _, code = stream.partition("/")
    return str(Stream(kind, log, code))


def _resolved(value: Any, log: Code) -> Any:
    if isinstance(value, dict) and set(value) == set(Cause.model_fields):
        return Cause.model_validate(value).id(log)
    return value
